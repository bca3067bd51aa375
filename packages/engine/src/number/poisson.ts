import { deviance } from './deviance.ts';
import { discreteQuantile } from './discreteQuantile.ts';
import type { Tails } from './incompleteBeta.ts';
import { incompleteGamma } from './incompleteGamma.ts';
import { stirlingError } from './logGamma.ts';
import { requireCount, requireFraction } from './require.ts';

/** What a Poisson count is drawn from. */
export interface Poisson {
  /** Expected count, at least 0. */
  readonly mean: number;
}

/**
 * Probability of exactly k events, to full relative accuracy however many are expected and however small it is.
 *
 * @param k        any number; only whole numbers of at least 0 have a probability above 0
 * @param poisson  the expected count
 * @returns        P(X = k)
 * @throws RangeError when the mean is not a number of at least 0
 * @example poissonPmf(10, { mean: 10 }) // 0.1251100357
 *
 * Source: Loader 2000, Fast and accurate computation of binomial probabilities (saddle-point expansion).
 */
export function poissonPmf(k: number, { mean }: Poisson): number {
  requireCount('mean', mean);
  if (Number.isNaN(k)) return NaN;
  if (k < 0 || !Number.isInteger(k)) return 0;
  if (k === 0) return Math.exp(-mean);
  return Math.exp(-stirlingError(k) - deviance(k, mean, k - mean)) / Math.sqrt(2 * Math.PI * k);
}

/**
 * Distribution function of a Poisson count: both tails, each computed directly.
 *
 * @param k        any number; counts are whole, so it is rounded down
 * @param poisson  the expected count
 * @returns        lower P(X ≤ k) and upper P(X > k)
 * @throws RangeError when the mean is not a number of at least 0
 * @example poissonCdf(10, { mean: 20.5 }) // { lower: 0.0082410755, upper: 0.9917589245 }
 *
 * Source: Abramowitz and Stegun 1964, 26.4.21 (Poisson tail as an incomplete gamma function).
 */
export function poissonCdf(k: number, { mean }: Poisson): Tails {
  requireCount('mean', mean);
  const count = Math.floor(k);
  if (Number.isNaN(count)) return { lower: NaN, upper: NaN };
  if (count < 0) return { lower: 0, upper: 1 };
  if (count === Infinity) return { lower: 1, upper: 0 };
  const { lower, upper } = incompleteGamma(mean, { shape: count + 1 });
  return { lower: upper, upper: lower };
}

/**
 * Quantile of a Poisson count: the smallest k with P(X ≤ k) ≥ p.
 * A probability that misses p by rounding alone (1e-14 of it) counts as having reached it.
 *
 * @param p        a probability in [0, 1]
 * @param poisson  the expected count
 * @returns        a whole number; Infinity at p = 1
 * @throws RangeError when p is outside [0, 1], or the mean is not a number of at least 0
 * @example poissonQuantile(0.975, { mean: 20.5 }) // 30
 */
export function poissonQuantile(p: number, { mean }: Poisson): number {
  requireFraction('p', p);
  requireCount('mean', mean);
  if (mean === 0) return 0;
  const sd = Math.sqrt(mean);
  return discreteQuantile(p, { cdf: (k) => poissonCdf(k, { mean }), min: 0, max: Infinity, mean, sd, skewness: 1 / sd });
}
