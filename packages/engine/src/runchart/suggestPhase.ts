import { createRandom } from '../number/random.ts';
import { requireFraction } from '../number/require.ts';
import { coincide } from './coincide.ts';
import { requirePoints } from './requirePoints.ts';
import { runChart, type RunChartOptions, type RunPhase } from './runChart.ts';

/** The chart as it stands, and how sure a suggestion must be. */
export interface PhaseSuggestionOptions extends Omit<RunChartOptions, 'centre' | 'freeze' | 'target'> {
  /** Fewest observed points on either side of a split; 6 by default, as many as make a shift. */
  readonly pointsMin?: number;
  /** Nothing is suggested that chance alone finds more often than this; 0.05 by default, 1 to see the best split in any case. */
  readonly chanceMax?: number;
  /** Random orders of the points that tell the chance; 9,999 by default. */
  readonly permutations?: number;
  /** Seed of the random orders; 1 by default. */
  readonly seed?: number;
}

/** Where a phase might begin, and why. */
export interface PhaseSuggestion {
  /** Index of the first point of the suggested phase. */
  readonly start: number;
  /** How often a random order of the same points holds a split as clear as this one, anywhere. */
  readonly chance: number;
  /** How clear the split is: the rank sum of the later points, in standard errors; above 0 when they lie higher. */
  readonly rankShift: number;
  /** Chance that a point of the suggested phase lies higher than one before it, ties counting half: ½ means no difference. */
  readonly laterIsHigher: number;
  /** The latest phase as it stands, undivided, with its signals. */
  readonly together: RunPhase;
  /** The same points before and after the split, each with its own median and signals. */
  readonly phases: readonly [RunPhase, RunPhase];
  /** Length of the series. */
  readonly points: number;
}

/**
 * Where a new phase might begin within the latest one: the split of its points whose rank sums differ most, in standard errors,
 * when that is more than chance alone finds. It is a suggestion with its evidence; nothing is divided by it. A phase needs a known
 * cause as well, and a change that is expected to last.
 *
 *   rankShift = max over splits of |Σ (rankᵢ − mean rank), i after the split| / √(k (n − k) Σ (rankᵢ − mean rank)² / (n (n − 1)))
 *
 * k of n observed points lie after the split. The chance is adjusted for the search over all splits: the share of random orders
 * whose own best split is as clear, the observed order counted among them, from a seeded generator. It assumes points that do
 * not share patients.
 *
 * @param values   the series in order of time; NaN is missing
 * @param options  phases and ghosted points of the chart as it stands, its rules, and how sure a suggestion must be
 * @returns        null when there are too few points, all are equal, or the best split is what chance finds
 * @throws RangeError as {@link runChart}, or when an option of the search is out of its domain
 * @example suggestPhase([4, 5, 4.2, 5.1, 4.4, 4.9, 5.2, 8, 8.4, 8.1, 9, 8.8, 8.2, 9.3])?.start // 7
 *
 * Source: the statistic is the maximally selected rank sum of Pettitt 1979, Appl Stat 28:126, standardised for the place of the
 * split; the chance is that of a permutation test, (1 + as clear) / (1 + orders).
 */
export function suggestPhase(values: ArrayLike<number>, options: PhaseSuggestionOptions = {}): PhaseSuggestion | null {
  const { pointsMin = 6, chanceMax = 0.05, permutations = 9999, seed = 1, ...own } = options;
  requirePoints('pointsMin', pointsMin, { min: 1 });
  requireFraction('chanceMax', chanceMax);
  requirePoints('permutations', permutations, { min: 1 });
  const random = createRandom(seed);
  const chart = runChart(values, own);
  const ghosts = new Set(own.exclude);
  const places: number[] = [];
  for (let index = chart.start; index <= chart.end; index += 1) {
    if (!Number.isNaN(values[index]!) && !ghosts.has(index)) places.push(index);
  }
  const ranks = centredRanks(Float64Array.from(places, (place) => values[place]!));
  const squares = ranks.reduce((total, rank) => total + rank * rank, 0);
  const best = clearestSplit(ranks, squares, pointsMin);
  if (best.after === 0) return null;

  let asClear = 1;
  for (let order = 0; order < permutations; order += 1) {
    shuffle(ranks, random.below);
    if (clearestSplit(ranks, squares, pointsMin).clarity >= best.clarity * (1 - 1e-12)) asClear += 1;
  }
  const chance = asClear / (1 + permutations);
  if (chance > chanceMax) return null;

  const start = places[places.length - best.after]!;
  const [before, after] = runChart(values, { ...own, phases: [...(own.phases ?? []), start] }).phases.slice(-2);
  const pairs = best.after * (places.length - best.after);
  return {
    start,
    chance,
    rankShift: Math.sign(best.sum) * Math.sqrt(best.clarity),
    laterIsHigher: 0.5 + best.sum / pairs,
    together: chart.phases.at(-1)!,
    phases: [before!, after!],
    points: chart.points,
  };
}

interface Split {
  /** Points after the split; 0 when there is no split. */
  readonly after: number;
  /** Sum of their centred ranks. */
  readonly sum: number;
  /** That sum in standard errors, squared. */
  readonly clarity: number;
}

/** The latest of the clearest splits with enough points on either side. */
function clearestSplit(ranks: Float64Array, squares: number, pointsMin: number): Split {
  const points = ranks.length;
  let best: Split = { after: 0, sum: 0, clarity: 0 };
  let sum = 0;
  for (let after = 1; after <= points - pointsMin; after += 1) {
    sum += ranks[points - after]!;
    if (after < pointsMin) continue;
    const clarity = (sum * sum * points * (points - 1)) / (after * (points - after) * squares);
    if (clarity > best.clarity) best = { after, sum, clarity };
  }
  return best;
}

/** Ranks less their mean; values that coincide share the mean of their ranks. */
function centredRanks(values: Float64Array): Float64Array {
  const order = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  const middle = (values.length - 1) / 2;
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && coincide(values[order[to]!]!, values[order[to + 1]!]!)) to += 1;
    for (let place = from; place <= to; place += 1) ranks[order[place]!] = (from + to) / 2 - middle;
    from = to + 1;
  }
  return ranks;
}

/** Fisher and Yates: every order equally likely. */
function shuffle(values: Float64Array, below: (count: number) => number): void {
  for (let last = values.length - 1; last > 0; last -= 1) {
    const other = below(last + 1);
    [values[last], values[other]] = [values[other]!, values[last]!];
  }
}
