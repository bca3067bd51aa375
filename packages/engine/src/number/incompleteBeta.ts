import { betaFraction } from './betaFraction.ts';
import { deviance } from './deviance.ts';
import { logGamma, stirlingError } from './logGamma.ts';
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
 * The tail on the far side of the mean comes from its continued fraction, the other one is what is left. Beside an end where
 * the density has no bound both come from the logarithm of the power series there.
 * Relative error below 1e-13 in both tails for a and b from 0.001 to 1e9, as long as the tail is above 1e-300.
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
  requireShape(a, b);
  return betaTails(x, 1 - x, a, b);
}

/** Both tails at x = 1 − y, for whoever knows the smaller of the two without rounding. */
export function betaTails(x: number, y: number, a: number, b: number): Tails {
  if (x === 0) return { lower: 0, upper: 1 };
  if (y === 0) return { lower: 1, upper: 0 };
  if (isCorner(x, a, b)) return cornerTails(x, a, b);
  if (isCorner(y, b, a)) return mirrored(cornerTails(y, b, a));
  const beyond = beyondMean(x, y, a, b);
  if (beyond >= 0) {
    const lower = betaDensity(x, y, a, b, beyond) / betaFraction(a, b, x, beyond, true);
    return { lower, upper: 1 - lower };
  }
  const upper = betaDensity(x, y, a, b, beyond) / betaFraction(b, a, y, -beyond, true);
  return { lower: 1 - upper, upper };
}

/** a − (a + b) x, how far x lies below the mean, without the rounding of the product: x or y in two parts, each product exact. */
export function beyondMean(x: number, y: number, a: number, b: number): number {
  return x <= y ? difference(a, a + b, x) : -difference(b, a + b, y);
}

function difference(count: number, n: number, share: number): number {
  const coarse = Math.fround(share);
  return count - n * coarse - n * (share - coarse);
}

/** Density of the log odds, xᵃ yᵇ / B(a, b). */
export function betaDensity(x: number, y: number, a: number, b: number, beyond: number): number {
  return betaPeak(a, b) * Math.exp(betaExponent(x, y, a, b, beyond));
}

/** The factor before the exponent below. */
export function betaPeak(a: number, b: number): number {
  return Math.sqrt((a / (a + b)) * (b / (2 * Math.PI)));
}

/** Exponent of the density, from distances to the mean: logarithms of large powers would cancel digit by digit. */
export function betaExponent(x: number, y: number, a: number, b: number, beyond: number): number {
  const n = a + b;
  return betaRest(a, b) - deviance(a, n * x, beyond) - deviance(b, n * y, -beyond);
}

/** What Stirling's formula leaves out of −log B(a, b). */
export function betaRest(a: number, b: number): number {
  return stirlingError(a + b) - stirlingError(a) - stirlingError(b);
}

export function requireShape(a: number, b: number): void {
  if (!(a > 0 && a < Infinity)) throw new RangeError(`a must be a number above 0, got ${a}`);
  if (!(b > 0 && b < Infinity)) throw new RangeError(`b must be a number above 0, got ${b}`);
}

/** Where the lower tail may be near 1 although x is next to 0, and the continued fraction of the upper one has no end. */
export function isCorner(x: number, a: number, b: number): boolean {
  return a < 1 && x < 0.5 && (a + b) * x < 1;
}

/**
 * Both tails from the logarithm of the lower one, which keeps its digits where that tail is near 1:
 *
 *   I_x(a, b) = xᵃ / (a B(a, b)) · (1 + a Σ (1 − b) (2 − b) … (k − b) / k! · xᵏ / (a + k))
 *
 * Source: DiDonato and Morris 1992, ACM Trans Math Softw 18:360 (algorithm 708, BPSER).
 */
function cornerTails(x: number, a: number, b: number): Tails {
  let term = 1;
  let sum = 0;
  for (let k = 1; Math.abs(term) > Number.EPSILON / 8; k += 1) {
    term *= ((k - b) / k) * x;
    sum += term / (a + k);
  }
  const log = a * Math.log(x) + logGammaRise(b, a) - logGamma(1 + a) + Math.log1p(a * sum);
  return { lower: Math.exp(log), upper: -Math.expm1(log) };
}

/** log Γ(x + rise) − log Γ(x) for a rise of up to 1, in proportion to the rise. */
function logGammaRise(x: number, rise: number): number {
  let sum = 0;
  let at = x;
  for (; at < 10; at += 1) sum -= Math.log1p(rise / at);
  const stirling = stirlingError(at + rise) - stirlingError(at);
  return sum + (at - 0.5) * Math.log1p(rise / at) + rise * (Math.log(at + rise) - 1) + stirling;
}

function mirrored({ lower, upper }: Tails): Tails {
  return { lower: upper, upper: lower };
}
