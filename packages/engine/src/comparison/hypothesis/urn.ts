import { type Hypergeometric, hypergeometricCdf, hypergeometricPmf } from '../../number/hypergeometric.ts';
import type { Discrete } from './discrete.ts';

/** How many successes are drawn: what the first cell of a table is when all margins are given and rates are equal. */
export function urnCount(urn: Hypergeometric): Discrete {
  const { population, successes, draws } = urn;
  return {
    least: Math.max(0, draws + successes - population),
    most: Math.min(successes, draws),
    mode: Math.floor(((draws + 1) / (population + 2)) * (successes + 1)),
    pmf: (k) => hypergeometricPmf(k, urn),
    tails: (k) => hypergeometricCdf(k, urn),
  };
}

/** Chances of a stretch of whole numbers, the first of them for `least`. */
export interface Chances {
  readonly least: number;
  readonly chances: Float64Array;
}

/** The chances of every count that is not lost below the smallest double, by exact ratios outward from the mode. */
export function urnChances(urn: Hypergeometric): Chances {
  const { population, successes, draws } = urn;
  const { mode, pmf, ...ends } = urnCount(urn);
  const reach = reachOf(urn);
  const least = Math.max(ends.least, mode - reach);
  const most = Math.min(ends.most, mode + reach);
  const chances = new Float64Array(most - least + 1);
  const peak = pmf(mode);
  chances[mode - least] = peak;
  for (let k = mode, chance = peak; k < most; k += 1) {
    chance *= ((successes - k) / (k + 1)) * ((draws - k) / (population - successes - draws + k + 1));
    chances[k + 1 - least] = chance;
  }
  for (let k = mode, chance = peak; k > least; k -= 1) {
    chance *= (k / (successes - k + 1)) * ((population - successes - draws + k) / (draws - k + 1));
    chances[k - 1 - least] = chance;
  }
  return { least, chances };
}

/** How far from the mode chances can matter: beyond 40 standard deviations (200 counts when events are rare) all are below 1e-308. */
export function reachOf({ population, successes, draws }: Hypergeometric): number {
  const variance = draws * (successes / Math.max(1, population)) * (1 - successes / Math.max(1, population));
  return Math.ceil(200 + 40 * Math.sqrt(variance));
}
