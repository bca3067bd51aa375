import { gammaQuantile, gammaUpperQuantile } from './gammaQuantile.ts';
import type { Tails } from './incompleteBeta.ts';
import { incompleteGamma } from './incompleteGamma.ts';
import { requireFraction, requirePositive } from './require.ts';

/** Parameter of a chi-square or Student distribution: above 0, not necessarily whole. */
export interface DegreesOfFreedom {
  readonly df: number;
}

/**
 * Distribution function of chi-square: both tails, each computed directly; the upper one is a test's p-value.
 *
 * @param x       any number; nothing lies below 0
 * @param degrees degrees of freedom, above 0
 * @returns       lower P(X ≤ x) and upper P(X > x)
 * @throws RangeError when df is not a number above 0
 * @example chiSquareCdf(3.841458820694124, { df: 1 }) // { lower: 0.95, upper: 0.05 }
 *
 * Source: Abramowitz and Stegun 1964, 26.4.19 (chi-square as a gamma distribution).
 */
export function chiSquareCdf(x: number, { df }: DegreesOfFreedom): Tails {
  requirePositive('df', df);
  if (Number.isNaN(x)) return { lower: NaN, upper: NaN };
  return x > 0 ? incompleteGamma(x / 2, { shape: df / 2 }) : { lower: 0, upper: 1 };
}

/**
 * Quantile of chi-square: the x with P(X ≤ x) = p.
 *
 * @param p       a probability in [0, 1]
 * @param degrees degrees of freedom, above 0
 * @returns       x; 0 at p = 0 and Infinity at p = 1
 * @throws RangeError when p is outside [0, 1], or df is not a number above 0
 * @example chiSquareQuantile(0.95, { df: 1 }) // 3.8414588207
 */
export function chiSquareQuantile(p: number, { df }: DegreesOfFreedom): number {
  requireFraction('p', p);
  requirePositive('df', df);
  return 2 * gammaQuantile(p, { shape: df / 2 });
}

/**
 * The other tail's quantile: the x with P(X > x) = q, to full relative accuracy however small q is.
 *
 * @param q       a probability in [0, 1]
 * @param degrees degrees of freedom, above 0
 * @returns       x; Infinity at q = 0 and 0 at q = 1
 * @throws RangeError when q is outside [0, 1], or df is not a number above 0
 * @example chiSquareUpperQuantile(1e-20, { df: 1 }) // 87.1617334269
 */
export function chiSquareUpperQuantile(q: number, { df }: DegreesOfFreedom): number {
  requireFraction('q', q);
  requirePositive('df', df);
  return 2 * gammaUpperQuantile(q, { shape: df / 2 });
}
