import { deviance } from './deviance.ts';
import { discreteQuantile } from './discreteQuantile.ts';
import type { Tails } from './incompleteBeta.ts';
import { stirlingError } from './logGamma.ts';
import { productError } from './product.ts';
import { requireFraction, requireWhole } from './require.ts';

/** What a hypergeometric count is drawn from: the successes among draws without replacement. */
export interface Hypergeometric {
  readonly population: number;
  /** Successes in the population. */
  readonly successes: number;
  /** How many are drawn from the population. */
  readonly draws: number;
}

/**
 * Probability of exactly k successes among the draws, to full relative accuracy however large the population and however
 * small the probability. This is the probability of a two-by-two table given its margins.
 *
 * @param k               any number; only whole numbers that the margins allow have a probability above 0
 * @param hypergeometric  whole numbers; successes and draws within the population
 * @returns               P(X = k)
 * @throws RangeError when a number is not whole or below 0, or successes or draws exceed the population
 * @example hypergeometricPmf(3, { population: 20, successes: 7, draws: 8 }) // 0.3575851393
 *
 * Source: the saddle-point expansion of Loader 2000 (Fast and accurate computation of binomial probabilities), applied to
 * the nine factorials of the table's probability.
 */
export function hypergeometricPmf(k: number, margins: Hypergeometric): number {
  requireHypergeometric(margins);
  if (Number.isNaN(k)) return NaN;
  const { min, max } = ends(margins);
  if (k < min || k > max || !Number.isInteger(k)) return 0;
  return min === max ? 1 : probabilityOf(k, margins);
}

/**
 * Distribution function of a hypergeometric count: both tails, each computed directly.
 *
 * @param k               any number; counts are whole, so it is rounded down
 * @param hypergeometric  whole numbers; successes and draws within the population
 * @returns               lower P(X ≤ k) and upper P(X > k)
 * @throws RangeError when a number is not whole or below 0, or successes or draws exceed the population
 * @example hypergeometricCdf(3, { population: 20, successes: 7, draws: 8 }) // { lower: 0.7492260062, upper: 0.2507739938 }
 */
export function hypergeometricCdf(k: number, margins: Hypergeometric): Tails {
  requireHypergeometric(margins);
  const count = Math.floor(k);
  if (Number.isNaN(count)) return { lower: NaN, upper: NaN };
  const { min, max } = ends(margins);
  if (count < min) return { lower: 0, upper: 1 };
  if (count >= max) return { lower: 1, upper: 0 };
  // Terms fall on the far side of the mean, where the tail is summed; beside the mean both are.
  const mean = (margins.draws * margins.successes) / margins.population;
  const lower = count <= mean ? tailDown(count, min, margins) : NaN;
  const upper = count + 1 >= mean ? tailUp(count + 1, max, margins) : NaN;
  return { lower: Number.isNaN(lower) ? 1 - upper : lower, upper: Number.isNaN(upper) ? 1 - lower : upper };
}

/**
 * Quantile of a hypergeometric count: the smallest k with P(X ≤ k) ≥ p.
 * A probability that misses p by rounding alone (1e-14 of it) counts as having reached it.
 *
 * @param p               a probability in [0, 1]
 * @param hypergeometric  whole numbers; successes and draws within the population
 * @returns               a whole number that the margins allow
 * @throws RangeError when p is outside [0, 1], a number is not whole or below 0, or successes or draws exceed the population
 * @example hypergeometricQuantile(0.975, { population: 20, successes: 7, draws: 8 }) // 5
 */
export function hypergeometricQuantile(p: number, margins: Hypergeometric): number {
  requireFraction('p', p);
  requireHypergeometric(margins);
  const { population, successes, draws } = margins;
  const { min, max } = ends(margins);
  if (min === max) return min;
  const share = successes / population;
  const sd = Math.sqrt((draws * share * (1 - share) * (population - draws)) / (population - 1));
  const skewness = ((1 - 2 * share) * (1 - (2 * draws) / population)) / sd;
  return discreteQuantile(p, { cdf: (k) => hypergeometricCdf(k, margins), min, max, mean: draws * share, sd, skewness });
}

/** The counts that the margins allow. */
function ends({ population, successes, draws }: Hypergeometric): { readonly min: number; readonly max: number } {
  return { min: Math.max(0, draws + successes - population), max: Math.min(draws, successes) };
}

/** Probability of the table with k in its first cell: margins' factorials over the cells' and the population's. */
function probabilityOf(k: number, { population, successes, draws }: Hypergeometric): number {
  const misses = draws - k;
  const left = successes - k;
  const rest = population - successes - misses;
  const failures = population - successes;
  const undrawn = population - draws;
  // Every cell lies equally far from its expectation: (k rest − misses left) / population.
  const product = k * rest;
  const difference = (product - misses * left + (productError(k, rest) - productError(misses, left))) / population;
  const exponent =
    stirling(successes) +
    stirling(failures) +
    stirling(draws) +
    stirling(undrawn) -
    stirling(population) -
    (stirling(k) + stirling(misses) + stirling(left) + stirling(rest)) -
    deviance(k, (draws * successes) / population, difference) -
    deviance(misses, (draws * failures) / population, -difference) -
    deviance(left, (undrawn * successes) / population, -difference) -
    deviance(rest, (undrawn * failures) / population, difference);
  const scale =
    ((girth(successes) / girth(k)) *
      (girth(failures) / girth(misses)) *
      (girth(draws) / girth(left)) *
      (girth(undrawn) / girth(rest))) /
    girth(population);
  return Math.sqrt(scale) * Math.exp(exponent);
}

// Stirling's formula for n!, n = 0 included: √girth(n) (n / e)ⁿ exp(stirling(n)).
function girth(n: number): number {
  return n === 0 ? 1 : 2 * Math.PI * n;
}

function stirling(n: number): number {
  return n === 0 ? 0 : stirlingError(n);
}

/** P(X ≤ k) from its largest term down, each term a ratio of the one before. */
function tailDown(k: number, min: number, margins: Hypergeometric): number {
  const { population, successes, draws } = margins;
  let total = 1;
  for (let at = k, term = 1; at > min && term > NEGLIGIBLE * total; at -= 1) {
    term *= (at / (successes - at + 1)) * ((population - successes - draws + at) / (draws - at + 1));
    total += term;
  }
  return probabilityOf(k, margins) * total;
}

/** P(X ≥ k) from its largest term up. */
function tailUp(k: number, max: number, margins: Hypergeometric): number {
  const { population, successes, draws } = margins;
  let total = 1;
  for (let at = k, term = 1; at < max && term > NEGLIGIBLE * total; at += 1) {
    term *= ((successes - at) / (at + 1)) * ((draws - at) / (population - successes - draws + at + 1));
    total += term;
  }
  return probabilityOf(k, margins) * total;
}

/** A term this small beside the sum has too little behind it to matter, even where a thousand more terms fall slowly. */
const NEGLIGIBLE = 1e-21;

function requireHypergeometric({ population, successes, draws }: Hypergeometric): void {
  requireWhole('population', population);
  requireWhole('successes', successes);
  requireWhole('draws', draws);
  if (successes > population) throw new RangeError(`successes ${successes} exceeds population ${population}`);
  if (draws > population) throw new RangeError(`draws ${draws} exceeds population ${population}`);
}
