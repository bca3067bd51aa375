import { requireLevel } from '../number/require.ts';
import { type IntervalMethod, type Proportion, requireProportion } from './types.ts';
import { wilson } from './wilson.ts';

/** The interval methods for one proportion, by id. */
export const proportionMethods = {
  wilson: {
    id: 'wilson',
    title: 'Wilson score',
    paper: 'Wilson 1927, JASA 22:209',
    coverage: 'Close to the level on average at every denominator; below it for some rates near 0 or 1.',
    use: 'The default, from the smallest practice panel to a whole plan.',
    avoid: 'When coverage must never fall below the level, whatever the true rate.',
    interval: wilson,
  },
} as const satisfies Record<string, IntervalMethod<Proportion>>;

export type ProportionMethodId = keyof typeof proportionMethods;

export interface ProportionIntervalOptions {
  readonly method?: ProportionMethodId;
  /** Coverage as a fraction. */
  readonly level?: number;
}

/** A rate with its interval, as fractions in [0, 1]; null with a reason where the counts define none. */
export interface ProportionEstimate {
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly method: ProportionMethodId;
  readonly level: number;
  readonly reason: string | null;
}

/**
 * A rate and its interval by the method of choice: the one way in. The value is always numerator / denominator,
 * never the shifted centre of the interval.
 *
 * @param cell     counts, possibly fractional; numerator ≤ denominator
 * @param options  method (default `wilson`) and level (default 0.95)
 * @returns        fractions in [0, 1] with method and level; nulls and a reason when the denominator is 0
 * @throws RangeError when the counts, the method or the level are impossible
 * @example proportionInterval({ denominator: 20, numerator: 0 }).upper // 0.1611
 * @example proportionInterval({ denominator: 0, numerator: 0 }).reason // 'denominator is 0'
 */
export function proportionInterval(
  cell: Proportion,
  { method = 'wilson', level = 0.95 }: ProportionIntervalOptions = {},
): ProportionEstimate {
  requireProportion(cell);
  requireLevel(level);
  if (!Object.hasOwn(proportionMethods, method))
    throw new RangeError(`method must be one of ${Object.keys(proportionMethods).join(', ')}, got ${String(method)}`);
  if (cell.denominator === 0) return { value: null, lower: null, upper: null, method, level, reason: 'denominator is 0' };
  const { lower, upper } = proportionMethods[method].interval(cell, level);
  return { value: cell.numerator / cell.denominator, lower, upper, method, level, reason: null };
}
