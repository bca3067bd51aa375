import { methodOf } from '../interval/oneWayIn.ts';
import { proportionMethods, type ProportionMethodId } from '../interval/proportion/methods.ts';
import { proportionInterval } from '../interval/proportionInterval.ts';
import { requireProportion } from '../interval/types.ts';
import { requireCount, requireLevel } from '../number/require.ts';

/**
 * What a number is: REPORTED; SUPPRESSED (hidden by the release or withheld in its input); BELOW_MINIMUM (denominator under
 * the asker's minimum); EMPTY (denominator 0); NO_DATA (no cell); NOT_APPLICABLE.
 */
export type Status = 'REPORTED' | 'SUPPRESSED' | 'BELOW_MINIMUM' | 'EMPTY' | 'NO_DATA' | 'NOT_APPLICABLE';

/** A rate with everything that a reader needs to weigh it. Rates are fractions in [0, 1]; what is not defined is null, never 0. */
export interface Estimate {
  readonly value: number | null;
  readonly denominator: number | null;
  readonly numerator: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly method: string;
  readonly level: number;
  readonly status: Status;
  readonly reason: string | null;
}

/** A released cell's counts; both null when hidden. */
export interface ReleasedCounts {
  readonly denominator: number | null;
  readonly numerator: number | null;
  readonly hidden: boolean;
}

export interface EstimateOptions {
  readonly method?: ProportionMethodId;
  readonly level?: number;
  readonly denominatorMin?: number;
}

/**
 * The rate of a released cell with its interval and status.
 *
 * @param cell     its counts; null when the release has no such cell
 * @param options  interval method (wilson), level (0.95), smallest denominator that the asker accepts (0)
 * @returns        fractions in [0, 1]; nulls with a status and a reason where there is no rate to show
 * @throws RangeError when the counts, the level or the method are impossible
 * @example estimateRate({ denominator: 24, numerator: 18, hidden: false }, { denominatorMin: 30 }).reason // 'denominator 24 of 30 needed'
 */
export function estimateRate(cell: ReleasedCounts | null, options: EstimateOptions = {}): Estimate {
  const { method = 'wilson', level = 0.95, denominatorMin = 0 } = options;
  methodOf(proportionMethods, method);
  requireLevel(level);
  requireCount('denominatorMin', denominatorMin);
  const without = (status: Status, reason: string, counts?: { denominator: number; numerator: number }): Estimate => ({
    value: null,
    denominator: counts?.denominator ?? null,
    numerator: counts?.numerator ?? null,
    lower: null,
    upper: null,
    method,
    level,
    status,
    reason,
  });
  if (cell === null) return without('NO_DATA', 'the release has no cell here');
  const { denominator, numerator } = cell;
  if (cell.hidden || denominator === null || numerator === null) return without('SUPPRESSED', 'hidden by the release');
  requireProportion({ denominator, numerator });
  if (denominator === 0) return without('EMPTY', 'denominator is 0', { denominator, numerator });
  if (denominator < denominatorMin) {
    return without('BELOW_MINIMUM', `denominator ${denominator} of ${denominatorMin} needed`, { denominator, numerator });
  }
  const { value, lower, upper, reason } = proportionInterval({ denominator, numerator }, { method, level });
  return { value, denominator, numerator, lower, upper, method, level, status: 'REPORTED', reason };
}
