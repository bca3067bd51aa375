import type { Status } from '@equipoise/engine';
import type { Benchmark, BenchmarkLine } from './benchmark.ts';
import { type Counts, requireCounts, type Uncounted, whyUncounted } from './counts.ts';
import { ordinal } from './ordinal.ts';
import { requireStandingOptions, standOn, type Standing, type StandingOptions } from './standing.ts';
import { type Mark, type RateComparison, readMark } from './threshold.ts';

/** Where a rate stands against one published line. */
export interface PlacedLine extends BenchmarkLine, Standing {}

export interface Placement extends Pick<Benchmark, 'caveats' | 'measure' | 'peerGroup' | 'set' | 'source' | 'vintage'> {
  /** 0 to 100 in performance order; null outside the outer lines, where nothing was published. */
  readonly percentile: number | null;
  /** True when the percentile lies between two published lines and is read off the straight line that joins them. */
  readonly interpolated: boolean;
  readonly band: string | null;
  /** The lowest published percentile, when the rate does not reach it. */
  readonly below: number | null;
  /** The highest published percentile, when the rate is better than its line. */
  readonly above: number | null;
  /** By percentile, lowest first; empty when there is a `reason`. */
  readonly lines: readonly PlacedLine[];
  /** The nearest line not yet met. */
  readonly next: PlacedLine | null;
  /** How the rate was held against the lines, and the percentile read off. */
  readonly comparison: RateComparison;
  /** REPORTED; EMPTY (nobody in the denominator); BELOW_MINIMUM; NOT_APPLICABLE (nothing to place on). */
  readonly status: Status;
  /** Why there is no placement. */
  readonly reason: string | null;
}

/**
 * Places a rate among published percentiles: piecewise linear between the lines in performance order, the highest percentile
 * reached where several share one rate, and never beyond the outer lines, where only a bound is known.
 *
 * @param cell       whole counts of the same measure; numerator ≤ denominator
 * @param benchmark  percentiles of one measure and peer group
 * @param options    comparison (`exact`, or `rounded-2-decimals`: the rate as reported), denominatorMin (0: fewer is not payable),
 *                   closure (the chance of closing one open gap, for the chance by the year's end)
 * @returns          percentile and band, every line with its distance, patients and chances, and whose percentiles they are;
 *                   nulls, a status and a reason when nobody or too few are in the denominator or there is nothing to place on
 * @throws RangeError when a count is not a whole number of at least 0, the numerator exceeds the denominator, or an option is none
 * @example placeRate({ denominator: 143, numerator: 79 }, defaultBenchmark('CBP')).percentile // 39.0391
 * @example placeRate({ denominator: 24, numerator: 18 }, defaultBenchmark('CBP'), { denominatorMin: 30 }).reason // 'not payable: 24 of 30'
 */
export function placeRate(cell: Counts, benchmark: Benchmark, options: StandingOptions = {}): Placement {
  return createPlacer(benchmark, options)(cell);
}

/**
 * The same for many cells of one measure, such as every practice of a plan: the lines are read once.
 *
 * @param benchmark  percentiles of one measure and peer group
 * @param options    as of `placeRate`
 * @returns          a function of whole counts to what `placeRate` says of them
 * @throws RangeError when an option is none
 * @example [79, 83].map(((place) => (numerator) => place({ denominator: 143, numerator }).next.percentile)(createPlacer(defaultBenchmark('CBP')))) // [50, 75]
 */
export function createPlacer(benchmark: Benchmark, options: StandingOptions = {}): (cell: Counts) => Placement {
  requireStandingOptions(options);
  const { closure, comparison = 'exact', denominatorMin = 0 } = options;
  const { caveats, measure, peerGroup, set, source, vintage } = benchmark;
  const identity = { measure, set, peerGroup, vintage, source, caveats, comparison };
  const nowhere = { percentile: null, interpolated: false, band: null, below: null, above: null, lines: [], next: null };
  const unplaceable = whyUnplaceable(benchmark);
  const marked = unplaceable === null ? markLines(benchmark, comparison) : [];

  return (cell) => {
    requireCounts(cell);
    const why = unplaceable ?? whyUncounted(cell.denominator, denominatorMin);
    if (why !== null) return { ...nowhere, ...identity, ...why };

    const lines = marked.map(({ line, mark }) => standOn(cell, line, { closure, mark }));
    const next = lines.find((line) => !line.met) ?? null; // rates improve along the lines, so the met ones come first
    const reached = lines.findLast((line) => line.met) ?? null;
    return { ...identity, ...position({ next, reached }), lines, next, status: 'REPORTED', reason: null };
  };
}

interface MarkedLine {
  readonly line: BenchmarkLine;
  readonly mark: Mark;
}

function markLines({ direction, lines }: Benchmark, comparison: RateComparison): readonly MarkedLine[] {
  return lines.map((line) => ({ line, mark: readMark({ comparison, direction, thresholdPercent: line.text }) }));
}

function whyUnplaceable({ lines, measure, set, unit }: Benchmark): Uncounted | null {
  const status = 'NOT_APPLICABLE';
  if (unit === 'ratio')
    return {
      status,
      reason: `${measure} in ${set} is a ratio of observed to expected, which counts of patients cannot be placed on`,
    };
  return lines.length === 0 ? { status, reason: `${set} has no published percentiles for ${measure}` } : null;
}

type Position = Pick<Placement, 'above' | 'band' | 'below' | 'interpolated' | 'percentile'>;

function position({ next, reached }: { readonly next: PlacedLine | null; readonly reached: PlacedLine | null }): Position {
  const bound = { percentile: null, interpolated: false, below: null, above: null };
  if (reached === null)
    return { ...bound, below: next?.percentile ?? null, band: next && `below the ${ordinal(next.percentile)}` };

  const onTheLine = reached.distance === 0; // exact: the distance is a quotient of whole numbers
  const band =
    next === null
      ? `at or above the ${ordinal(reached.percentile)}`
      : `between the ${ordinal(reached.percentile)} and the ${ordinal(next.percentile)}`;
  if (onTheLine) return { ...bound, percentile: reached.percentile, band };
  if (next === null) return { ...bound, above: reached.percentile, band };

  // The lines' own distance, not the sum of two distances: constant along the segment, so a better rate never ranks lower.
  const share = Math.min(1, -reached.distance / Math.abs(next.rate - reached.rate));
  const percentile = reached.percentile + share * (next.percentile - reached.percentile);
  return { ...bound, percentile, interpolated: true, band };
}
