import { createRandom, fitBetaBinomial, type Random, tailsOf } from '@equipoise/engine';
import type { Direction } from './benchmark.ts';
import { type Counts, requireCounts, requireWhole, whyUncounted } from './counts.ts';

/** One unit to rank: whole counts of one measure and period. */
export interface RankedCounts extends Counts {
  readonly id: string;
}

/** What is known of a rate before its counts: a beta distribution. */
export interface RankPrior {
  readonly alpha: number;
  readonly beta: number;
}

export interface RankOptions {
  readonly direction: Direction;
  /** A whole number: the same seed gives the same answer. */
  readonly seed: number;
  /** How many times all units are drawn and ranked; 1,000 unless told. */
  readonly draws?: number | undefined;
  /** Coverage of the interval; 0.95 unless told. */
  readonly level?: number | undefined;
  /** `jeffreys` (default): every unit by its own counts. `fitted`: drawn towards the mean of all, as far as its counts cannot carry it. */
  readonly prior?: 'fitted' | 'jeffreys' | RankPrior | undefined;
  /** Units with a smaller denominator are left out; 0 unless told. */
  readonly denominatorMin?: number | undefined;
}

/** A unit's rank among those ranked: 1 is best, whatever the direction. Of a unit left out every number is null. */
export interface RankedPractice extends RankedCounts {
  /** By the counts alone; equal rates share the mean of their ranks. */
  readonly rank: number | null;
  readonly medianRank: number | null;
  readonly expectedRank: number | null;
  /** Interval of the rank: whole ranks. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** Probability of a place in the best quarter of those ranked, rounded up to whole places: the best 8 of 31. */
  readonly bestQuarter: number | null;
  readonly worstQuarter: number | null;
  readonly reason: string | null;
}

export interface PracticeRanks {
  readonly practices: readonly RankedPractice[];
  /** How many are ranked. */
  readonly ranked: number;
  readonly direction: Direction;
  readonly seed: number;
  readonly draws: number;
  readonly level: number;
  /** What was assumed of every rate before its counts; null when a fit found no differences to rank. */
  readonly prior: RankPrior | null;
}

/**
 * How sure a league table is: the distribution of each unit's rank, by drawing every unit's underlying rate from what its counts
 * leave open and ranking all of them, many times over. Intervals are wide: most units of small panels can stand almost anywhere.
 *
 *   rate of a unit ~ Beta(alpha + x, beta + n − x);  Jeffreys: alpha = beta = ½
 *
 * Units with equal counts share their draws, so that they get the same answer. A simulated probability P is good to about
 * √(P (1 − P) / draws).
 *
 * @param cells    whole counts, one entry a unit; numerator ≤ denominator
 * @param options  direction, seed, draws (1,000), level (0.95), prior (`jeffreys`, `fitted`, or `{ alpha, beta }`), denominatorMin (0)
 * @returns        one entry a unit, in the order given: rank by the counts, median and expected rank, interval, and the
 *                 probabilities of the best and the worst quarter; nulls and a reason for units left out
 * @throws RangeError when a count is not whole, two units share an id, or an option is impossible
 * @example rankPractices([{ id: 'a', denominator: 200, numerator: 180 }, { id: 'b', denominator: 200, numerator: 60 }], { direction: 'higher', seed: 1 }).practices.map(({ medianRank }) => medianRank) // [1, 2]
 *
 * Source: Goldstein and Spiegelhalter 1996, JRSS A 159:385 (intervals for ranks by simulation).
 */
export function rankPractices(cells: readonly RankedCounts[], options: RankOptions): PracticeRanks {
  const { denominatorMin = 0, direction, draws = 1000, level = 0.95, prior = 'jeffreys', seed } = options;
  requireOptions({ denominatorMin, draws });
  requireUnits(cells);
  const tail = tailsOf(level, 'two-sided').lower.probability;
  const random = createRandom(seed);

  const reasons = cells.map(({ denominator }) => whyUncounted(denominator, denominatorMin)?.reason ?? null);
  const ranked = cells.filter((_, index) => reasons[index] === null);
  const shape = priorOf(prior, ranked);
  const asked = { direction, seed, draws, level, prior: shape };
  if (shape === null) {
    const unranked = cells.map((cell, index) => ({ ...cell, ...unknown, reason: reasons[index] ?? noOrder }));
    return { ...asked, practices: unranked, ranked: 0 };
  }

  const ranks = simulateRanks(ranked, { direction, draws, prior: shape, random });
  const crude = crudeRanks(ranked, direction);
  const summaries = summarise(ranked, { draws, ranks, tail });
  let row = 0;
  const practices = cells.map((cell, index): RankedPractice => {
    const reason = reasons[index] ?? null;
    if (reason !== null) return { ...cell, ...unknown, reason };
    row += 1;
    return { ...cell, rank: crude[row - 1] ?? NaN, ...(summaries[row - 1] ?? unknown), reason: null };
  });
  return { ...asked, practices, ranked: ranked.length };
}

const noOrder = 'the units differ by no more than chance, or by nothing but 0 and 100 %: a fit finds no rates to rank';

const unknown = {
  rank: null,
  medianRank: null,
  expectedRank: null,
  lower: null,
  upper: null,
  bestQuarter: null,
  worstQuarter: null,
};

function priorOf(prior: NonNullable<RankOptions['prior']>, units: readonly Counts[]): RankPrior | null {
  if (prior === 'jeffreys') return { alpha: 0.5, beta: 0.5 };
  if (prior === 'fitted') {
    const { alpha, beta } = fitBetaBinomial(units);
    return alpha !== null && beta !== null && alpha > 0 && beta > 0 ? { alpha, beta } : null;
  }
  const { alpha, beta } = prior;
  if (!(alpha > 0 && alpha < Infinity && beta > 0 && beta < Infinity))
    throw new RangeError(`prior must be jeffreys, fitted, or alpha and beta above 0, got ${JSON.stringify(prior)}`);
  return { alpha, beta };
}

interface Simulation {
  readonly direction: Direction;
  readonly draws: number;
  readonly prior: RankPrior;
  readonly random: Random;
}

/**
 * The rank of unit u in draw d, at u × draws + d. Only the order of the draws matters, so each is sorted together with its unit:
 * the rate in the high bits of a whole number below 2⁵³, the unit in the low ones. Of rates that are equal in those bits the
 * lower unit comes first in every other draw and last in the rest, so that no one gains.
 */
function simulateRanks(units: readonly Counts[], { direction, draws, prior, random }: Simulation): Uint32Array {
  const count = units.length;
  const ranks = new Uint32Array(count * draws);
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, count)));
  const steps = 2 ** 52 / size;
  const shapes = units.map(({ denominator, numerator }) => {
    const hits = prior.alpha + numerator;
    const misses = prior.beta + denominator - numerator;
    return direction === 'higher' ? { a: misses, b: hits } : { a: hits, b: misses }; // the share of failures: less is better
  });
  const keys = new Float64Array(count);
  for (let draw = 0; draw < draws; draw += 1) {
    const swap = draw % 2 === 1;
    let unit = 0;
    for (const shape of shapes) {
      keys[unit] = Math.floor(random.beta(shape) * steps) * size + (swap ? count - 1 - unit : unit);
      unit += 1;
    }
    keys.sort();
    for (let place = 0; place < count; place += 1) {
      const key = keys[place] ?? NaN;
      const slot = key - Math.floor(key / size) * size;
      ranks[(swap ? count - 1 - slot : slot) * draws + draw] = place + 1;
    }
  }
  return ranks;
}

/** Ranks by the quotients of the counts, compared in whole numbers; equal ones share the mean of their places. */
function crudeRanks(units: readonly Counts[], direction: Direction): Float64Array {
  const order = Uint32Array.from(units.keys()).sort((a, b) => difference(units[a], units[b], direction));
  const ranks = new Float64Array(units.length);
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    while (end < order.length && difference(units[order[start] ?? -1], units[order[end] ?? -1], direction) === 0) end += 1;
    for (let place = start; place < end; place += 1) ranks[order[place] ?? -1] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}

/** Below 0 when the first is better. */
function difference(one: Counts | undefined, other: Counts | undefined, direction: Direction): number {
  if (!one || !other) return NaN;
  const excess = one.numerator * other.denominator - other.numerator * one.denominator;
  return direction === 'higher' ? -excess : excess;
}

interface Summary {
  readonly medianRank: number;
  readonly expectedRank: number;
  readonly lower: number;
  readonly upper: number;
  readonly bestQuarter: number;
  readonly worstQuarter: number;
}

/** Units of equal counts are exchangeable: what one draw says of one it says of all, so their ranks are put together. */
function summarise(
  units: readonly Counts[],
  { draws, ranks, tail }: { readonly draws: number; readonly ranks: Uint32Array; readonly tail: number },
): readonly Summary[] {
  const quarter = Math.ceil(units.length / 4);
  const twins = Map.groupBy(units.keys(), (unit) => `${units[unit]?.numerator}/${units[unit]?.denominator}`);
  const summaries: Summary[] = [];
  for (const members of twins.values()) {
    const pooled = new Uint32Array(members.length * draws);
    for (const [index, unit] of members.entries()) pooled.set(ranks.subarray(unit * draws, (unit + 1) * draws), index * draws);
    const summary = summaryOf(pooled.sort(), { count: units.length, quarter, tail });
    for (const unit of members) summaries[unit] = summary;
  }
  return summaries;
}

function summaryOf(
  sorted: Uint32Array,
  { count, quarter, tail }: { readonly count: number; readonly quarter: number; readonly tail: number },
): Summary {
  let sum = 0;
  let best = 0;
  let worst = 0;
  for (const rank of sorted) {
    sum += rank;
    if (rank <= quarter) best += 1;
    if (rank > count - quarter) worst += 1;
  }
  const size = sorted.length;
  const cut = Math.floor(tail * size); // so many draws are left out at either end, never more than the tail
  const ends = { lower: sorted[cut] ?? NaN, upper: sorted[size - 1 - cut] ?? NaN };
  const medianRank = ((sorted[(size - 1) >>> 1] ?? NaN) + (sorted[size >>> 1] ?? NaN)) / 2;
  return { medianRank, expectedRank: sum / size, ...ends, bestQuarter: best / size, worstQuarter: worst / size };
}

function requireOptions({ denominatorMin, draws }: { readonly denominatorMin: number; readonly draws: number }): void {
  requireWhole('denominatorMin', denominatorMin);
  requireWhole('draws', draws);
  if (draws === 0) throw new RangeError('draws must be at least 1, got 0');
}

function requireUnits(cells: readonly RankedCounts[]): void {
  const ids = new Set<string>();
  for (const cell of cells) {
    requireCounts(cell);
    if (ids.has(cell.id)) throw new RangeError(`id ${cell.id} is given twice: every unit has its own`);
    ids.add(cell.id);
  }
}
