import type { Counts } from '../counts.ts';
import { requireCounts } from '../counts.ts';

/** A rate to the last digit: `units / scale`, the scale above 0. 0.1 + 0.2 is 0.3 here, and 79 of 143 is itself. */
export interface Fraction {
  readonly scale: bigint;
  readonly units: bigint;
}

/** What a rate may be given as: whole counts, or a fraction such as the mean of two rates, which nobody counted. */
export type RateLike = Counts | number;

/**
 * Reads a rate exactly: counts as their quotient, a number as the decimal that prints it (0.577, not the double beside it).
 *
 * @throws RangeError when counts are impossible, or a number is not finite
 */
export function fractionOf(name: string, rate: RateLike): Fraction | null {
  if (typeof rate === 'number') return decimal(name, rate);
  requireCounts(rate);
  return rate.denominator === 0 ? null : { units: BigInt(rate.numerator), scale: BigInt(rate.denominator) };
}

/** A number as the shortest decimal that prints it. */
export function decimal(name: string, value: number): Fraction {
  if (!Number.isFinite(value)) throw new RangeError(`${name} must be a finite number, got ${value}`);
  const [digits = '', exponent = '0'] = String(value).split('e');
  const [whole = '', part = ''] = digits.split('.');
  const power = Number(exponent) - part.length;
  const units = BigInt(whole + part);
  return power >= 0 ? { units: units * 10n ** BigInt(power), scale: 1n } : { units, scale: 10n ** BigInt(-power) };
}

export const zero: Fraction = { units: 0n, scale: 1n };
export const one: Fraction = { units: 1n, scale: 1n };

export function plus(a: Fraction, b: Fraction): Fraction {
  return { units: a.units * b.scale + b.units * a.scale, scale: a.scale * b.scale };
}

export function minus(a: Fraction, b: Fraction): Fraction {
  return { units: a.units * b.scale - b.units * a.scale, scale: a.scale * b.scale };
}

export function times(a: Fraction, b: Fraction): Fraction {
  return { units: a.units * b.units, scale: a.scale * b.scale };
}

/** The divisor must not be 0: callers decide what that means. */
export function over(a: Fraction, b: Fraction): Fraction {
  const sign = b.units < 0n ? -1n : 1n;
  return { units: sign * a.units * b.scale, scale: sign * a.scale * b.units };
}

/** Negative, 0 or positive, as a is below, equal to or above b. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.units * b.scale - b.units * a.scale;
  return difference < 0n ? -1 : Number(difference > 0n);
}

export function clip(a: Fraction, low: Fraction, high: Fraction): Fraction {
  if (compare(a, low) < 0) return low;
  return compare(a, high) > 0 ? high : a;
}

export function toNumber({ scale, units }: Fraction): number {
  const divisor = Number(scale);
  if (divisor !== Infinity) return Number(units) / divisor;
  // A mean of many quotients has a scale that no double holds: both numbers are cut by one power of two.
  const spare = BigInt(4 * scale.toString(16).length - 1000);
  return Number(units >> spare) / Number(scale >> spare);
}
