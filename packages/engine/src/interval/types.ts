import { requireCount } from '../number/require.ts';

/** Counts behind a rate. Fractional counts (imputed strata) are allowed; the numerator never exceeds the denominator. */
export interface Proportion {
  readonly denominator: number;
  readonly numerator: number;
}

/** Limits of an interval, in the unit of the quantity that it covers. Kernels return NaN where there is none. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/** An interval method as data: what it is called, where it comes from, when to choose it. */
export interface IntervalMethod<Counts> {
  readonly id: string;
  readonly title: string;
  readonly paper: string;
  /** What its actual coverage does beside the level asked for. */
  readonly coverage: string;
  readonly use: string;
  readonly avoid: string;
  readonly interval: (counts: Counts, level: number) => Interval;
}

/**
 * Refuses counts that cannot be a proportion.
 *
 * @param cell  counts of at least 0; numerator ≤ denominator
 * @throws RangeError naming the count and the rule that it breaks
 * @example requireProportion({ denominator: 30, numerator: 31 }) // throws numerator 31 exceeds denominator 30
 */
export function requireProportion({ denominator, numerator }: Proportion): void {
  requireCount('denominator', denominator);
  requireCount('numerator', numerator);
  if (numerator > denominator) throw new RangeError(`numerator ${numerator} exceeds denominator ${denominator}`);
}
