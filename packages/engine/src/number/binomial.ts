import { deviance } from './deviance.ts';
import { discreteQuantile } from './discreteQuantile.ts';
import { incompleteBeta, type Tails } from './incompleteBeta.ts';
import { stirlingError } from './logGamma.ts';
import { productError } from './product.ts';
import { requireFraction, requireWhole } from './require.ts';

/** What a binomial count is drawn from. */
export interface Binomial {
  /** Number of trials, a whole number. */
  readonly trials: number;
  /** Chance of success in each, in [0, 1]. */
  readonly probability: number;
}

/**
 * Probability of exactly k successes, to full relative accuracy however many trials and however small it is.
 *
 * @param k         any number; only whole numbers from 0 to trials have a probability above 0
 * @param binomial  number of trials and chance of success in each
 * @returns         P(X = k)
 * @throws RangeError when trials is not a whole number of at least 0, or probability is outside [0, 1]
 * @example binomialPmf(5, { trials: 10, probability: 0.5 }) // 0.24609375
 *
 * Source: Loader 2000, Fast and accurate computation of binomial probabilities (saddle-point expansion).
 */
export function binomialPmf(k: number, { trials, probability }: Binomial): number {
  requireBinomial({ trials, probability });
  if (Number.isNaN(k)) return NaN;
  if (k < 0 || k > trials || !Number.isInteger(k)) return 0;
  if (k === trials) return probability ** trials;
  if (k === 0) return probability < 0.5 ? Math.exp(trials * Math.log1p(-probability)) : (1 - probability) ** trials;
  const rest = trials - k;
  const mean = trials * probability;
  const difference = k - mean - productError(trials, probability);
  const exponent =
    stirlingError(trials) -
    stirlingError(k) -
    stirlingError(rest) -
    deviance(k, mean, difference) -
    deviance(rest, probability < 0.5 ? trials - mean : trials * (1 - probability), -difference);
  return Math.sqrt(trials / (2 * Math.PI * k * rest)) * Math.exp(exponent);
}

/**
 * Distribution function of a binomial count: both tails, each computed directly.
 *
 * @param k         any number; counts are whole, so it is rounded down
 * @param binomial  number of trials and chance of success in each
 * @returns         lower P(X ≤ k) and upper P(X > k)
 * @throws RangeError when trials is not a whole number of at least 0, or probability is outside [0, 1]
 * @example binomialCdf(3, { trials: 10, probability: 0.3 }) // { lower: 0.6496107184, upper: 0.3503892816 }
 *
 * Source: Abramowitz and Stegun 1964, 26.5.24 (binomial tail as an incomplete beta function).
 */
export function binomialCdf(k: number, { trials, probability }: Binomial): Tails {
  requireBinomial({ trials, probability });
  const count = Math.floor(k);
  if (Number.isNaN(count)) return { lower: NaN, upper: NaN };
  if (count < 0) return { lower: 0, upper: 1 };
  if (count >= trials) return { lower: 1, upper: 0 };
  const { lower, upper } = incompleteBeta(probability, { a: count + 1, b: trials - count });
  return { lower: upper, upper: lower };
}

/**
 * Quantile of a binomial count: the smallest k with P(X ≤ k) ≥ p.
 * A probability that misses p by rounding alone (1e-14 of it) counts as having reached it.
 *
 * @param p         a probability in [0, 1]
 * @param binomial  number of trials and chance of success in each
 * @returns         a whole number from 0 to trials
 * @throws RangeError when p or probability is outside [0, 1], or trials is not a whole number of at least 0
 * @example binomialQuantile(0.975, { trials: 30, probability: 0.5 }) // 20
 */
export function binomialQuantile(p: number, { trials, probability }: Binomial): number {
  requireFraction('p', p);
  requireBinomial({ trials, probability });
  if (probability === 0) return 0;
  if (probability === 1 && p > 0) return trials;
  const sd = Math.sqrt(trials * probability * (1 - probability));
  return discreteQuantile(p, {
    cdf: (k) => binomialCdf(k, { trials, probability }),
    min: 0,
    max: trials,
    mean: trials * probability,
    sd,
    skewness: (1 - 2 * probability) / sd,
  });
}

function requireBinomial({ trials, probability }: Binomial): void {
  requireWhole('trials', trials);
  requireFraction('probability', probability);
}
