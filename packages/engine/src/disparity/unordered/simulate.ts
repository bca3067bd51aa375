import { normalQuantile } from '../../number/normalQuantile.ts';
import { createRandom } from '../../number/random.ts';
import { requireInteger, requireWholePositive } from '../../number/require.ts';
import { estimateOf, readGroups, type DisparityEstimate, type DisparityGroup, type DisparityOptions } from '../groups.ts';
import { type DisparityIndex, placeOf, type Shares } from './kernel.ts';

export interface SimulationOptions extends DisparityOptions {
  /** How often the estimates are drawn; default 20,000. */
  readonly draws?: number;
  /** The same seed gives the same interval; default 1. */
  readonly seed?: number;
  readonly referenceGroup?: string;
}

/**
 * Percentile interval of an index by simulation: the estimates are drawn from normal distributions about their values, not
 * cut off at the ends of the scale, and spread evenly. An index that is never below 0 is drawn too high on average, as it is estimated too
 * high: the interval shows the spread of the estimate and does not correct for that.
 *
 * @param index    what is computed of each draw
 * @param rows     groups with counts, or with estimates and standard errors
 * @param options  direction; draws 20,000, seed 1, scale 1, level 0.95 unless said otherwise
 * @returns        the value, the standard deviation of the draws, and their percentiles; null with a reason where undefined
 * @throws RangeError when a group or an option is impossible
 * @example simulateIndex(betweenGroupVarianceIndex, [{ group: 'A', population: 100, numerator: 60 }, { group: 'B', population: 100, numerator: 40 }], { direction: 'higher' }).value // 0.01
 *
 * Source: Ahn and others 2018, JCO Clin Cancer Inform 2 (Monte Carlo intervals beside linearised ones); Halton 1960, Numerische
 * Mathematik 2:84 (even draws); Cranley and Patterson 1976, SIAM J Numer Anal 13:904 (their start at random).
 */
export function simulateIndex(
  index: DisparityIndex,
  rows: readonly DisparityGroup[],
  { draws = 20_000, seed = 1, referenceGroup, ...options }: SimulationOptions,
): DisparityEstimate {
  requireWholePositive('draws', draws);
  requireInteger('seed', seed);
  const groups = readGroups(rows, options);
  const { names, share, direction, level, standardError, estimate } = groups;
  const reference = referenceGroup === undefined ? {} : { reference: placeOf(referenceGroup, names) };
  const drawn: Shares = { share, direction, estimate: new Float64Array(estimate.length), ...reference };
  const value = index.value({ ...drawn, estimate });
  const method = `percentiles of ${draws} normal draws`;
  const known = !standardError.some(Number.isNaN);
  if (Number.isNaN(value) || !known) {
    const reason = Number.isNaN(value) ? index.undefinedWhen : 'a standard error is not known';
    return estimateOf({ value, standardError: NaN, reason }, level, method);
  }
  const random = createRandom(seed);
  const bases = firstPrimes(estimate.length);
  const starts = bases.map(() => random.uniform());
  const values = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw += 1) {
    for (let j = 0; j < estimate.length; j += 1) {
      const next = ((starts[j] ?? NaN) + mirrored(draw, bases[j] ?? NaN)) % 1;
      drawn.estimate[j] = (estimate[j] ?? NaN) + (standardError[j] ?? NaN) * normalQuantile(Math.max(next, SMALLEST));
    }
    values[draw] = index.value(drawn);
  }
  values.sort();
  const undefinedDraws = values.some(Number.isNaN);
  const reason = undefinedDraws ? `in some draws ${index.undefinedWhen}` : null;
  return {
    ...estimateOf({ value, standardError: deviationOfDraws(values), reason }, level, method),
    lower: undefinedDraws ? null : percentile(values, (1 - level) / 2),
    upper: undefinedDraws ? null : percentile(values, (1 + level) / 2),
  };
}

/**
 * The place of a draw between 0 and 1: its digits in a prime base, mirrored at the point. With another base for each group they
 * fill a cube evenly, from a start drawn at random, and percentiles come nearer than those of as many independent draws.
 */
function mirrored(draw: number, base: number): number {
  let place = 0;
  let unit = 1;
  for (let rest = draw; rest > 0;) {
    const next = Math.floor(rest / base);
    unit /= base;
    place += (rest - next * base) * unit;
    rest = next;
  }
  return place;
}

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate += 1)
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  return primes;
}

/** A draw at 0 itself would be infinitely far out. */
const SMALLEST = 2 ** -53;

function deviationOfDraws(values: Float64Array): number {
  const mean = values.reduce((total, value) => total + value, 0) / values.length;
  const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

/** Between the two nearest of the sorted values, linearly. */
function percentile(sorted: Float64Array, probability: number): number {
  const place = (sorted.length - 1) * probability;
  const below = Math.floor(place);
  const low = sorted[below] ?? NaN;
  return low + (place - below) * ((sorted[below + 1] ?? low) - low);
}
