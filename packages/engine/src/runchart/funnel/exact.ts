import { binomialCdf, binomialPmf, binomialQuantile } from '../../number/binomial.ts';
import type { Tails } from '../../number/incompleteBeta.ts';
import { poissonCdf, poissonPmf, poissonQuantile } from '../../number/poisson.ts';
import type { Tail } from '../../number/tail.ts';

/** The target and how much of a unit there is to see. */
export interface Place {
  readonly denominator: number;
  readonly target: number;
}

/**
 * Exact limit of a proportion: where the binomial distribution function, joined by straight lines, reaches the tail.
 *
 *   r = the smallest count with P(R ≤ r) ≥ p,  limit = (r − (P(R ≤ r) − p) / P(R = r)) / n,  cut to [0, 1]
 *
 * A straight line ends at r with P(R ≤ r): the upper limit stays below 1, and a unit at 100 % lies outside it.
 */
export function binomialLimit({ denominator, target }: Place, tail: Tail): number {
  const distribution = { trials: denominator, probability: target };
  const count = interpolate(tail, {
    quantile: (p) => binomialQuantile(p, distribution),
    cdf: (k) => binomialCdf(k, distribution),
    pmf: (k) => binomialPmf(k, distribution),
  });
  return Math.min(1, Math.max(0, count / denominator));
}

/** Exact limit of a ratio: the same with the Poisson distribution of what is expected at the target, cut at 0. */
export function poissonLimit({ denominator, target }: Place, tail: Tail): number {
  const distribution = { mean: denominator * target };
  const count = interpolate(tail, {
    quantile: (p) => poissonQuantile(p, distribution),
    cdf: (k) => poissonCdf(k, distribution),
    pmf: (k) => poissonPmf(k, distribution),
  });
  return Math.max(0, count / denominator);
}

interface CountDistribution {
  readonly quantile: (p: number) => number;
  readonly cdf: (k: number) => Tails;
  readonly pmf: (k: number) => number;
}

function interpolate({ side, probability }: Tail, { quantile, cdf, pmf }: CountDistribution): number {
  const count = quantile(side === 'lower' ? probability : 1 - probability);
  const { lower, upper } = cdf(count);
  // P(R ≤ r) − p, from the tail that is small.
  const beyond = side === 'lower' ? lower - probability : probability - upper;
  return count - beyond / pmf(count);
}
