import type { Proportion } from '../../interval/types.ts';
import { sum } from '../../number/sum.ts';

/** What a moment estimator gives, before rho is held to [0, 1]. */
export interface Moments {
  readonly mu: number;
  readonly rho: number;
}

/**
 * Every unit counts the same: mean and sample variance of the units' rates, rho = variance / (mu (1 − mu)).
 * The variance holds the units' own chance too, so small units make rho too large.
 *
 * Source: Skellam 1948, JRSS B 10:257 (moments); as in R's ebbr, ebb_fit_prior(method = "mm").
 */
export function unweightedMoments(units: readonly Proportion[]): Moments {
  const rates = units.map(({ denominator, numerator }) => numerator / denominator);
  const mu = sum(rates) / rates.length;
  const variance = sum(rates.map((rate) => (rate - mu) ** 2)) / (rates.length - 1);
  return { mu, rho: variance === 0 ? 0 : variance / (mu * (1 - mu)) };
}

/**
 * Kleinman's estimator with the denominators as weights: what the weighted squares have beyond chance.
 *
 *   S = Σ n (x/n − p)²,  rho = (S − p (1 − p) (k − 1)) / (p (1 − p) (N − Σn²/N − (k − 1)))
 *
 * Source: Kleinman 1973, JASA 68:46.
 */
export function kleinmanMoments(units: readonly Proportion[]): Moments {
  const { all, hits, between, effective } = squares(units);
  const freedom = units.length - 1;
  const mu = hits / all;
  const chance = mu * ((all - hits) / all);
  return { mu, rho: chance === 0 ? 0 : (between / chance - freedom) / (effective - freedom) };
}

/** Sums that the estimators by analysis of variance share. */
interface Squares {
  readonly all: number;
  readonly hits: number;
  /** Σ n (x/n − p)². */
  readonly between: number;
  /** Σ x (n − x) / n. */
  readonly within: number;
  /** N − Σ n² / N. */
  readonly effective: number;
}

export function squares(units: readonly Proportion[]): Squares {
  const all = sum(units.map(({ denominator }) => denominator));
  const hits = sum(units.map(({ numerator }) => numerator));
  return {
    all,
    hits,
    between: sum(units.map(({ denominator: n, numerator: x }) => ((x * all - hits * n) / all) ** 2 / n)),
    within: sum(units.map(({ denominator: n, numerator: x }) => (x * (n - x)) / n)),
    effective: sum(units.map(({ denominator: n }) => (n * (all - n)) / all)),
  };
}
