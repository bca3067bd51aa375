import { gammaLowerFraction, gammaUpperFraction } from './gammaFraction.ts';
import {
  gammaDensity,
  gammaExponent,
  gammaPeak,
  type GammaShape,
  gammaTails,
  isGammaCorner,
  requireGammaShape,
} from './incompleteGamma.ts';
import { expNearZero, log1pNearZero } from './nearZero.ts';
import { logGamma, stirlingError } from './logGamma.ts';
import { normalQuantile } from './normalQuantile.ts';
import { quantileStep } from './quantileStep.ts';
import { requireFraction } from './require.ts';

/**
 * Quantile of the gamma distribution of unit scale: the x with P(G ≤ x) = p, to a relative error below 1e-13 also where x is
 * tiny.
 *
 * @param p      a probability in [0, 1]
 * @param shape  above 0
 * @returns      x; 0 at p = 0 and Infinity at p = 1
 * @throws RangeError when p is outside [0, 1], or shape is not a number above 0
 * @example gammaQuantile(0.025, { shape: 10 }) // 4.795388696
 *
 * Source: first guess of Carter 1947, Biometrika 34:352, for b without end; from there by Taylor's series in the logarithm of
 * the tail.
 */
export function gammaQuantile(p: number, { shape }: GammaShape): number {
  requireFraction('p', p);
  requireGammaShape(shape);
  return p <= 0.5 ? gammaCut(p, normalQuantile(p), shape, false) : gammaCut(1 - p, normalQuantile(1 - p), shape, true);
}

/**
 * The other tail's quantile: the x with P(G > x) = q, to a relative error below 1e-13 however small q is.
 *
 * @param q      a probability in [0, 1]
 * @param shape  above 0
 * @returns      x; Infinity at q = 0 and 0 at q = 1
 * @throws RangeError when q is outside [0, 1], or shape is not a number above 0
 * @example gammaUpperQuantile(0.025, { shape: 11 }) // 18.39035604
 *
 * Source: as gammaQuantile.
 */
export function gammaUpperQuantile(q: number, { shape }: GammaShape): number {
  requireFraction('q', q);
  requireGammaShape(shape);
  return q <= 0.5 ? gammaCut(q, normalQuantile(q), shape, true) : gammaCut(1 - q, normalQuantile(1 - q), shape, false);
}

/**
 * The x that cuts the tail p off a gamma distribution: the inside of both quantiles, for kernels that know z already.
 *
 * @param p      at most ½
 * @param z      standard normal quantile of p, so at most 0
 * @param upper  which tail
 */
export function gammaCut(p: number, z: number, a: number, upper: boolean): number {
  if (p === 0) return upper ? Infinity : 0;
  if (a === 1) return upper ? -Math.log(p) : -Math.log1p(-p);
  if (z < -8 || (a < 1 && (!upper || a < 0.5 || z > -1))) return cautiousCut(p, a, upper);
  const scale = p * Math.sqrt((2 * Math.PI) / a);
  const rest = stirlingError(a);
  const full = z > -1.5 || a < 1; // where the continued fractions are slow, they end with more left over
  const reach = 0.7 + 0.5 * z * z; // −log p, roughly: a miss as large as this is where the series ceases to converge
  let x = a < 1 ? -Math.log(p) : a * Math.exp(2 * carterLog(upper ? -z : z, a)); // from shape 1 where Carter's has no sense
  if (upper ? x < a : x > a) x = a; // for p up to ½ the cut lies beyond the mean, or before it by less than ⅓
  for (let left = TURNS_MAX; ; left -= 1) {
    const beyond = a - x;
    const ratio = upper ? gammaUpperFraction(a, -beyond, full) : gammaLowerFraction(a, x, beyond, full);
    const log = beyond > 0.5 * a ? Math.log(x / a) : log1pNearZero(-beyond / a);
    const miss = Math.log(ratio * scale) + rest - a * log - beyond;
    const share = miss / reach;
    const near = share * share < 0.04;
    const h = (upper ? -1 : 1) / ratio;
    x *= expNearZero(near ? quantileStep(miss, h, beyond, x, 1, 0) : h * miss);
    const cube = share * share * share;
    if ((near && cube * cube < SETTLED * ratio) || left === 0) return x;
  }
}

/** Half the logarithm of the quantile over the shape, at a signed z, for shapes above 1. */
function carterLog(z: number, a: number): number {
  const inverse = 1 / (a + a - 1);
  const half = inverse / 2;
  const l = (z * z - 3) / 6;
  return z * Math.sqrt(half * (1 + l * half)) - inverse * (l + 5 / 6 - (2 / 3) * half);
}

/**
 * Where the shape is below 1, or p next to 0: Newton's steps on the logarithm of the tail, which is concave in log x, from a
 * bound on the side from which they do not overshoot.
 */
function cautiousCut(p: number, a: number, upper: boolean): number {
  const log = Math.log(p);
  let x = upper ? upperBound(log, a) : Math.exp((log + logGamma(a + 1)) / a);
  for (let left = TURNS_MAX; ; left -= 1) {
    if (x < 1e-20 && !upper) return x; // the power alone decides
    if (x === 0 || left === 0) return x;
    const beyond = a - x;
    let ratio: number;
    let miss: number;
    if (upper ? beyond <= 0 && !isGammaCorner(x, a) : beyond >= 0) {
      ratio = upper ? gammaUpperFraction(a, -beyond, true) : gammaLowerFraction(a, x, beyond, true);
      miss = log + Math.log(ratio / gammaPeak(a)) - gammaExponent(x, a);
    } else {
      const tails = gammaTails(x, a);
      const tail = upper ? tails.upper : tails.lower;
      ratio = gammaDensity(x, a) / tail;
      miss = Math.log(p / tail);
    }
    const h = (upper ? -1 : 1) / ratio;
    const share = miss / log;
    const near = share * share < 0.04;
    x *= Math.exp(near ? quantileStep(miss, h, beyond, x, 1, 0) : h * miss);
    const cube = share * share * share;
    if (near && cube * cube < SETTLED * ratio) return x;
  }
}

/** An x above the upper quantile: that of shape 1 for shapes below it; Laurent and Massart 2000, Ann Stat 28:1302, lemma 1. */
function upperBound(log: number, a: number): number {
  return a < 1 ? -log : a - log + Math.sqrt(-2 * a * log);
}

/** What the series may leave out of the logarithm. */
const SETTLED = 1e-15;
const TURNS_MAX = 100;
