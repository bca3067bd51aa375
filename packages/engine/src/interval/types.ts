import { requireCount } from '../number/require.ts';
import { type IntervalSides, type Tail, tailsOf } from '../number/tail.ts';

/** Counts behind a rate. Fractional counts (imputed strata) are allowed where a method takes them; the numerator never exceeds the denominator. */
export interface Proportion {
  readonly denominator: number;
  readonly numerator: number;
}

/** Events over an exposure: person-time for a rate, the expected count for a standardised ratio. */
export interface Rate {
  readonly events: number;
  readonly exposure: number;
}

/** Limits of an interval, in the unit of the quantity that it covers. Kernels return NaN where there is none. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/**
 * One end of an interval: the arithmetic of a method and nothing else. It trusts its counts, allocates nothing, and
 * returns NaN where the method defines no interval. Scalar and bulk functions share it.
 */
export type Limit<Counts> = (counts: Counts, tail: Tail) => number;

/** A method as data: what it is called, where it comes from, when to choose it. */
export interface Method {
  readonly id: string;
  readonly title: string;
  readonly paper: string;
  /** What its actual coverage (for a test: its actual error) does beside the level asked for. */
  readonly behaviour: string;
  readonly use: string;
  readonly avoid: string;
}

/** Which ends are asked for; null is an open end. */
export interface AskedEnds {
  readonly lower: Tail | null;
  readonly upper: Tail | null;
}

/** Values and their limits by column; NaN where there is none. */
export interface IntervalColumns {
  readonly value: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

export interface IntervalMethod<Counts, Columns = never> extends Method {
  readonly limit: Limit<Counts>;
  /** All rows at once, to the bit what `limit` gives, where a call for each limit would cost. */
  readonly columns?: (columns: Columns, ends: AskedEnds, into: IntervalColumns) => void;
  /** Refuses counts that the method cannot take though others can. Absent where it takes all. */
  readonly requireCounts?: (counts: Counts) => void;
  /** Why these counts have no interval by this method; null when they have one. Absent where every count has one. */
  readonly undefinedWhen?: (counts: Counts) => string | null;
}

/** A value with its interval, or null with a reason where there is none: what every one-way-in function returns. */
export interface IntervalEstimate<MethodId extends string> {
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly method: MethodId;
  readonly level: number;
  readonly sides: IntervalSides;
  readonly reason: string | null;
}

export interface IntervalOptions {
  /** Coverage as a fraction: 0.95, never 95. */
  readonly level?: number;
  readonly sides?: IntervalSides;
}

/** Where a quantity can lie: what the open end of a one-sided interval is, and what limits are clipped to. */
export const supports = {
  proportion: { lower: 0, upper: 1 },
  difference: { lower: -1, upper: 1 },
  ratio: { lower: 0, upper: Infinity },
  any: { lower: -Infinity, upper: Infinity },
} as const satisfies Record<string, Interval>;

/** Both limits by one method, clipped to where the quantity can lie; the end that is not asked for is open, unless there is no interval. */
export function limitsOf<Counts>(
  limit: Limit<Counts>,
  counts: Counts,
  { level, sides = 'two-sided', support }: { level: number; sides?: IntervalSides | undefined; support: Interval },
): Interval {
  const ends = tailsOf(level, sides);
  const lower = sides === 'upper' ? support.lower : limit(counts, ends.lower);
  const upper = sides === 'lower' ? support.upper : limit(counts, ends.upper);
  if (Number.isNaN(lower) || Number.isNaN(upper)) return { lower: NaN, upper: NaN };
  return { lower: Math.max(support.lower, lower), upper: Math.min(support.upper, upper) };
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

/**
 * Refuses numbers that cannot be a rate.
 *
 * @param rate  events and exposure of at least 0; no events without exposure
 * @throws RangeError naming the number and the rule that it breaks
 * @example requireRate({ events: 3, exposure: 0 }) // throws events 3 without any exposure
 */
export function requireRate({ events, exposure }: Rate): void {
  requireCount('events', events);
  requireCount('exposure', exposure);
  if (exposure === 0 && events > 0) throw new RangeError(`events ${events} without any exposure`);
}
