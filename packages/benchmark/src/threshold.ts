import type { Direction } from './benchmark.ts';
import type { Counts } from './counts.ts';
import { readDecimal } from './decimal.ts';

/**
 * How a rate is held against a line. `exact`: the quotient of the two counts. `rounded-2-decimals`: that quotient as a percent
 * of two decimals, rounded half up, the way HEDIS rates are reported; 57.695 % is then 57.70 % and meets a line at 57.7. Only
 * the rate is rounded: a line stays as it was printed.
 */
export type RateComparison = 'exact' | 'rounded-2-decimals';

/** A rate to meet or beat, with the percent as printed so that it stays exact. */
export interface Threshold {
  readonly direction: Direction;
  readonly thresholdPercent: string;
  /** `exact` unless told. */
  readonly comparison?: RateComparison | undefined;
}

/** A threshold made ready for many cells: whole numbers all through, as bigints, and as doubles where these hold them. */
export interface Mark {
  readonly direction: Direction;
  readonly comparison: RateComparison;
  /** The line itself as a fraction: units / one. */
  readonly units: Whole;
  readonly one: Whole;
  /** ⌊(factor × denominator + offset) / divisor⌋ is the numerator that just meets the line. */
  readonly factor: Whole;
  readonly offset: Whole;
  readonly divisor: Whole;
}

interface Whole {
  readonly big: bigint;
  readonly double: number;
}

/** @throws RangeError when the percent is not plain digits, or the comparison has another name */
export function readMark({ comparison = 'exact', direction, thresholdPercent }: Threshold): Mark {
  requireComparison(comparison);
  const { scale, units } = readDecimal('thresholdPercent', thresholdPercent);
  const one = 100n * scale;
  const bound = comparison === 'exact' ? exactBound(direction, units, one) : roundedBound(direction, units, scale);
  return {
    direction,
    comparison,
    units: whole(units),
    one: whole(one),
    factor: whole(bound.factor),
    offset: whole(bound.offset),
    divisor: whole(bound.divisor),
  };
}

interface Bound {
  readonly factor: bigint;
  readonly offset: bigint;
  readonly divisor: bigint;
}

/** higher: x ≥ ⌈n t⌉; lower: x ≤ ⌊n t⌋. */
function exactBound(direction: Direction, units: bigint, one: bigint): Bound {
  return { factor: units, offset: direction === 'higher' ? one - 1n : 0n, divisor: one };
}

/**
 * In hundredths of a percent the rate is ⌊(20,000 x + n) / 2n⌋. It reaches T exactly when 20,000 x ≥ (2T − 1) n, and stays at
 * or under T exactly when 20,000 x < (2T + 1) n.
 */
function roundedBound(direction: Direction, units: bigint, scale: bigint): Bound {
  const hundredths = units * 100n;
  if (direction === 'lower') return { factor: 2n * (hundredths / scale) + 1n, offset: -1n, divisor: 20_000n };
  const least = (hundredths + scale - 1n) / scale;
  return { factor: least === 0n ? 0n : 2n * least - 1n, offset: 19_999n, divisor: 20_000n };
}

/**
 * The numerator that just meets a threshold: the smallest where higher is better, the largest where lower is. It exceeds the
 * denominator where no number of patients is enough.
 */
export function numeratorToMeet(denominator: number, { divisor, factor, offset }: Mark): number {
  const product = denominator * factor.double + offset.double;
  if (denominator * factor.double <= Number.MAX_SAFE_INTEGER && product <= Number.MAX_SAFE_INTEGER && isSafe(divisor))
    return (product - (product % divisor.double)) / divisor.double;
  return Number((BigInt(denominator) * factor.big + offset.big) / divisor.big);
}

/** How far a rate falls short, as a fraction: positive when short whatever the direction, exactly 0 on the line. */
export function distanceTo(cell: Counts, { comparison, direction, one, units }: Mark): number {
  const [top, bottom] = comparison === 'exact' ? [cell.numerator, cell.denominator] : [hundredthsOf(cell), 10_000];
  const reach = bottom * one.double;
  if (reach <= Number.MAX_SAFE_INTEGER && units.double <= one.double) {
    const rate = top * one.double;
    const line = units.double * bottom;
    return (direction === 'higher' ? line - rate : rate - line) / reach;
  }
  const short = units.big * BigInt(bottom) - BigInt(top) * one.big;
  return Number(direction === 'higher' ? short : -short) / Number(one.big * BigInt(bottom));
}

/** The rate in hundredths of a percent, rounded half up. */
function hundredthsOf({ denominator, numerator }: Counts): number {
  const product = 20_000 * numerator + denominator;
  if (product <= Number.MAX_SAFE_INTEGER) return (product - (product % (2 * denominator))) / (2 * denominator);
  return Number((20_000n * BigInt(numerator) + BigInt(denominator)) / (2n * BigInt(denominator)));
}

/** @throws RangeError when the comparison has another name */
export function requireComparison(comparison: string): void {
  if (comparison !== 'exact' && comparison !== 'rounded-2-decimals')
    throw new RangeError(`comparison is exact or rounded-2-decimals, got ${comparison}`);
}

function whole(big: bigint): Whole {
  return { big, double: Number(big) };
}

function isSafe({ double }: Whole): boolean {
  return double <= Number.MAX_SAFE_INTEGER;
}
