import { compareProportions } from '../../comparison/compareProportions.ts';
import type { DifferenceMethodId } from '../../comparison/difference/methods.ts';
import { requireLevel } from '../../number/require.ts';
import type { Period } from '../../measure/period.ts';
import { requireDirection, requirePeriods, type GapPeriod, whyNoGap } from './gapArms.ts';

export interface GapSeriesOptions {
  /** Whether a higher or a lower rate is better. */
  readonly direction: 'higher' | 'lower';
  /** Method of the intervals; default `newcombe`. */
  readonly method?: DifferenceMethodId;
  /** Coverage of each interval as a fraction; default 0.95. */
  readonly level?: number;
}

/** The gap of one period, a fraction in [−1, 1], positive when the group is worse off; null with a reason where there is none. */
export interface PeriodGap {
  readonly period: Period;
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly method: DifferenceMethodId;
  readonly level: number;
  readonly reason: string | null;
}

/**
 * The gap of a group to its reference period by period, each with an interval of its own.
 *
 *   gap = p_reference − p_group when higher is better, p_group − p_reference when lower is better
 *
 * @param periods  counts of both arms in order of time, no member in both; NaN is missing
 * @param options  direction; method `newcombe`, level 0.95 unless said otherwise
 * @returns        one gap a period; null where an arm is missing or has no members
 * @throws RangeError when periods do not rise in time, counts are impossible, or an option is
 * @example gapSeries([{ period: '2025-01', group: { denominator: 70, numerator: 56 }, reference: { denominator: 80, numerator: 48 } }], { direction: 'lower' })[0].lower // 0.0524
 *
 * Source: Newcombe 1998, Stat Med 17:873, method 10 (the default interval).
 */
export function gapSeries(
  periods: readonly GapPeriod[],
  { direction, method = 'newcombe', level = 0.95 }: GapSeriesOptions,
): PeriodGap[] {
  requireDirection(direction);
  requireLevel(level);
  requirePeriods(periods);
  return periods.map(({ period, group, reference }) => {
    const missing = whyNoGap({ group, reference });
    if (missing !== null) return { period, value: null, lower: null, upper: null, method, level, reason: missing };
    const sides = direction === 'lower' ? { group, reference } : { group: reference, reference: group };
    const { value, lower, upper, reason } = compareProportions(sides, { method, level });
    return { period, value, lower, upper, method, level, reason };
  });
}
