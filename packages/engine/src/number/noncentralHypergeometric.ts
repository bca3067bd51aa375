import type { Hypergeometric } from './hypergeometric.ts';
import type { Tails } from './incompleteBeta.ts';
import { stirlingError } from './logGamma.ts';
import { requirePositive, requireWhole } from './require.ts';

/** A hypergeometric count whose successes are drawn with other odds than the failures. */
export interface NoncentralHypergeometric extends Hypergeometric {
  /** Odds of a success to be drawn over those of a failure; 1 is the plain hypergeometric. */
  readonly oddsRatio: number;
}

/** A two-by-two table of whole counts: first row a, b; second row c, d. Its odds ratio is ad / bc. */
export interface TwoByTwo {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

/** What the tables with a greater first cell hold, each weighed against the table that they were counted from. */
interface TablesAbove {
  /** Sum of their weights. */
  readonly mass: number;
  /** Sum of weight × distance. */
  readonly moment: number;
  /** Sum of weight × distance². */
  readonly square: number;
}

/**
 * Fisher's noncentral hypergeometric distribution, the count of a first cell given the margins and the odds ratio of a
 * two-by-two table: both tails, each computed directly.
 *
 *   P(X = k) ∝ C(successes, k) C(population − successes, draws − k) oddsRatioᵏ
 *
 * Only the terms around k and the mode are summed, some twenty standard deviations, however many tables there are.
 *
 * @param k        any number; counts are whole, so it is rounded down
 * @param margins  whole numbers, successes and draws within the population; an odds ratio above 0
 * @returns        lower P(X ≤ k) and upper P(X > k); NaN for NaN
 * @throws RangeError when a number is impossible
 * @example noncentralHypergeometricCdf(3, { population: 20, successes: 7, draws: 8, oddsRatio: 2.5 }) // { lower: 0.360273722551, upper: 0.639726277449 }
 *
 * Source: Fisher 1935, J R Stat Soc 98:39; Cornfield 1956, Proc Third Berkeley Symp 4:135.
 */
export function noncentralHypergeometricCdf(k: number, margins: NoncentralHypergeometric): Tails {
  requireMargins(margins);
  const { population, successes, draws, oddsRatio } = margins;
  const count = Math.floor(k);
  if (Number.isNaN(count)) return { lower: NaN, upper: NaN };
  if (count < Math.max(0, draws + successes - population)) return { lower: 0, upper: 1 };
  if (count >= Math.min(draws, successes)) return { lower: 1, upper: 0 };
  const table = { a: count, b: draws - count, c: successes - count, d: population - draws - successes + count };
  const lower = 1 + tablesAbove(mirrored(table), 1 / oddsRatio).mass;
  const upper = tablesAbove(table, oddsRatio).mass;
  return { lower: share(lower, upper), upper: share(upper, lower) };
}

/**
 * The tables with the same margins and a greater first cell, weighed at an odds ratio. Each weight is a ratio of the one
 * before; they outgrow a double only where the table that they are compared with has a probability below the smallest one.
 */
export function tablesAbove({ a, b, c, d }: TwoByTwo, oddsRatio: number): TablesAbove {
  const steps = Math.min(b, c);
  let weight = 1;
  let mass = 0;
  let moment = 0;
  let square = 0;
  for (let step = 1; step <= steps; step += 1) {
    weight *= (oddsRatio * ((b + 1 - step) * (c + 1 - step))) / ((a + step) * (d + step));
    mass += weight;
    moment += weight * step;
    square += weight * step * step;
    if (!(weight > NEGLIGIBLE * mass)) break; // true also of Infinity
  }
  return { mass, moment, square };
}

/** The same table with its columns exchanged: what lies below the one lies above the other, at the inverse odds ratio. */
export function mirrored({ a, b, c, d }: TwoByTwo): TwoByTwo {
  return { a: b, b: a, c: d, d: c };
}

/**
 * The odds ratio at which a table is as probable as the one whose first cell is less by so many.
 * Of the weights' factorials only the parts that differ are added up, as logarithms, so that tables of millions keep their digits.
 */
export function oddsRatioOfTie({ a, b, c, d }: TwoByTwo, steps: number): number {
  const gained = logRising(a - steps, steps) + logRising(d - steps, steps);
  return Math.exp((gained - logRising(b, steps) - logRising(c, steps)) / steps);
}

/** log((from + 1) (from + 2) … (from + steps)), by the difference of two Stirling series. */
function logRising(from: number, steps: number): number {
  const below = from + 1;
  const above = below + steps;
  const difference = stirlingError(above) - stirlingError(below);
  return (below - 0.5) * Math.log1p(steps / below) + steps * (Math.log(above) - 1) + difference;
}

function share(part: number, rest: number): number {
  return part === Infinity ? 1 : part / (part + rest);
}

function requireMargins({ population, successes, draws, oddsRatio }: NoncentralHypergeometric): void {
  requireWhole('population', population);
  requireWhole('successes', successes);
  requireWhole('draws', draws);
  requirePositive('oddsRatio', oddsRatio);
  if (successes > population) throw new RangeError(`successes ${successes} exceeds population ${population}`);
  if (draws > population) throw new RangeError(`draws ${draws} exceeds population ${population}`);
}

/** A weight this small beside the sum has too little behind it to matter, even where a hundred thousand more fall slowly. */
const NEGLIGIBLE = 1e-21;
