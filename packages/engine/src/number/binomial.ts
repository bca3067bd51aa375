import { incompleteBeta, type Tails } from './incompleteBeta.ts';
import { normalQuantile } from './normalQuantile.ts';
import { requireFraction, requireWhole } from './require.ts';

/** What a binomial count is drawn from. */
export interface Binomial {
  /** Number of trials, a whole number. */
  readonly trials: number;
  /** Chance of success in each, in [0, 1]. */
  readonly probability: number;
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
  requireWhole('trials', trials);
  requireFraction('probability', probability);
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
  requireWhole('trials', trials);
  requireFraction('probability', probability);
  if (p === 0 || probability === 0) return 0;
  if (p === 1 || probability === 1) return trials;
  const reached = (k: number): boolean => {
    const { lower, upper } = binomialCdf(k, { trials, probability });
    return p <= 0.5 ? lower >= p * (1 - ROUNDING) : upper <= (1 - p) * (1 + ROUNDING);
  };
  const guess = trials * probability + normalQuantile(p) * Math.sqrt(trials * probability * (1 - probability));
  // Double the distance from the normal guess until the answer is bracketed, then halve the bracket.
  let below = Math.min(trials - 1, Math.max(-1, Math.floor(guess) - 1));
  let above = below + 1;
  for (let stride = 1; below >= 0 && reached(below); stride *= 2) {
    above = below;
    below = Math.max(-1, below - stride);
  }
  for (let stride = 1; !reached(above); stride *= 2) {
    below = above;
    above = Math.min(trials, above + stride);
  }
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (reached(middle)) above = middle;
    else below = middle;
  }
  return above;
}

const ROUNDING = 64 * Number.EPSILON;
