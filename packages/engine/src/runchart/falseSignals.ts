import { createRandom } from '../number/random.ts';
import type { Batch } from './batch/columns.ts';
import { prepareUnchanged } from './batch/drawUnchanged.ts';
import type { RunColumns } from './batch/judgeRuns.ts';
import type { BatchLayout } from './batch/layout.ts';
import { chanceOfSignal } from './chance.ts';
import { requirePoints } from './requirePoints.ts';
import type { RunRules } from './runRules.ts';

/** How many series of a batch would signal although nothing changed in any of them. */
export interface FalseSignals {
  /** An expected number of series. */
  readonly expected: number;
  /** The same as a share of the series that are judged; NaN when none is. */
  readonly share: number;
  /**
   * `exact`: over all equally likely orders of each phase's points; `simulated`: from draws in which nothing changes, at every
   * point's own denominator.
   */
  readonly method: 'exact' | 'simulated';
  /** How often the whole batch was drawn; 0 when nothing was. */
  readonly runs: number;
  /** Of the draws; null when nothing was drawn. */
  readonly seed: number | null;
  /** Of `expected`, from drawing only so often: an upper bound; 0 when exact. */
  readonly standardError: number;
}

/** How false signals are counted. */
export interface FalseSignalOptions {
  /** By default `exact` where that is right, else `simulated`. */
  readonly method?: FalseSignals['method'];
  /** How often the whole batch is drawn; by default so often that about 10,000 series are. */
  readonly runs?: number;
  /** 1 unless told. */
  readonly seed?: number;
}

/** So many series are drawn by default: a share of 25 % comes out with a standard error of 0.4 points. */
const seriesDrawn = 10_000;

/**
 * Whether to count exactly: rules that look at runs alone, about a centre that all points of a phase set, and points of which any
 * order is as likely as another, for their denominators are equal. Where those grow with time at a low rate, the chance may be
 * ten times as high.
 *
 * @throws RangeError when `exact` is asked for where only that last condition may fail, or the method is unknown
 */
export function canCountExactly(
  { trend }: RunRules,
  batch: Batch,
  { start, end, baselineEnd }: BatchLayout,
  { method }: Pick<FalseSignalOptions, 'method'>,
): boolean {
  if (method !== undefined && method !== 'exact' && method !== 'simulated')
    throw new RangeError(`falseSignals.method must be exact or simulated, got ${String(method)}`);
  const known = trend === null && end.every((last, place) => last === baselineEnd[place]);
  if (method === 'exact' && !known)
    throw new RangeError('falseSignals.method exact is for rules without a trend and without a frozen baseline');
  if (!known || method !== undefined) return method === 'exact';
  return start.every((first, place) => sizesAreEqual(batch, first, end[place]!));
}

function sizesAreEqual({ shown, input: { sizes } }: Batch, start: number, end: number): boolean {
  let size = NaN;
  for (let index = start; index <= end; index += 1) {
    if (Number.isNaN(shown[index]!)) continue;
    if (sizes[index]! !== size && !Number.isNaN(size)) return false;
    size = sizes[index]!;
  }
  return true;
}

/**
 * The expected number of false signals, exactly: for each judged series 1 − Π (1 − chance) over its phases, the chance over all
 * orders of the phase's points above and below the centre, each as likely as another.
 */
export function countExactly(
  { shift, crossings, runsTest }: RunRules,
  layout: BatchLayout,
  { runs, judged }: { readonly runs: RunColumns; readonly judged: Uint8Array },
): FalseSignals {
  const known = new Map<string, number>(); // a batch has few distinct splits: the median halves the points
  const chanceOf = (above: number, below: number) => {
    const split = `${Math.min(above, below)} ${Math.max(above, below)}`;
    const chance = known.get(split) ?? chanceOfSignal({ above, below }, { shift, crossings, runsTest });
    known.set(split, chance);
    return chance;
  };
  let expected = 0;
  for (let series = 0; series < layout.series; series += 1) {
    if (judged[series] === 0) continue;
    let quiet = 1;
    for (let place = series * layout.phases; place < (series + 1) * layout.phases; place += 1) {
      quiet *= 1 - chanceOf(runs.above[place]!, runs.below[place]!);
    }
    expected += 1 - quiet;
  }
  return describeCount(expected, judged, { method: 'exact', runs: 0, seed: null });
}

/** The batch that is drawn again, as it was observed and judged. */
interface Simulated {
  readonly batch: Batch;
  readonly layout: BatchLayout;
  readonly judged: Uint8Array;
  /** Standard errors of the points of a control chart; empty for run charts. */
  readonly sigma: Float64Array;
}

/**
 * The expected number of false signals by simulation: the whole batch is drawn again and again with nothing changing within any
 * phase, and judged as the batch itself was.
 *
 * Proportions are binomial at every point's denominator and events Poisson at every point's exposure, both given the total of
 * their phase; P′ and U′ are normal at their own spread, cases between events geometric, times exponential, single values on
 * control charts normal; single values on a run chart change places.
 *
 * @param judge  judges a drawn batch, with one entry a series: 1 where it signals
 */
export function countBySimulation(
  { batch, layout, judged, sigma }: Simulated,
  { runs, seed = 1 }: FalseSignalOptions,
  judge: (values: Float64Array) => Uint8Array,
): FalseSignals {
  if (runs !== undefined) requirePoints('falseSignals.runs', runs, { min: 1 });
  const series = judged.reduce((total, is) => total + is, 0);
  const rounds = series === 0 ? 0 : (runs ?? Math.ceil(seriesDrawn / series));
  const random = createRandom(seed);
  const draw = prepareUnchanged(batch, layout, sigma);
  const values = batch.input.values.slice();
  let signals = 0;
  for (let round = 0; round < rounds; round += 1) {
    draw(random, values);
    const signalling = judge(values);
    for (let index = 0; index < signalling.length; index += 1) signals += signalling[index]! & judged[index]!;
  }
  return describeCount(series === 0 ? 0 : signals / rounds, judged, { method: 'simulated', runs: rounds, seed });
}

function describeCount(expected: number, judged: Uint8Array, how: Pick<FalseSignals, 'method' | 'runs' | 'seed'>): FalseSignals {
  const series = judged.reduce((count, is) => count + is, 0);
  const share = expected / series;
  // Series of equal chances vary most: Σ c(1 − c) is at most its value at their mean.
  const standardError = how.method === 'exact' || series === 0 ? 0 : Math.sqrt((expected * (1 - share)) / how.runs);
  return { expected, share, ...how, standardError };
}
