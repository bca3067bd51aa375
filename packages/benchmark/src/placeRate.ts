import type { Benchmark, BenchmarkLine } from './benchmark.ts';
import { chanceOfMeeting } from './chanceOfMeeting.ts';
import { type Counts, requireCounts } from './counts.ts';
import { ordinal } from './ordinal.ts';
import { patientsToReach, shortfall } from './patientsToReach.ts';

/** Where a rate stands against one published line. */
export interface PlacedLine extends BenchmarkLine {
  /** The rate meets or beats the line, compared exactly. */
  readonly met: boolean;
  /** As a fraction: positive when short of the line, whatever the direction; exactly 0 on it. */
  readonly distance: number;
  readonly patientsToReach: number | null;
  readonly reachable: boolean;
  /** Probability that the underlying rate meets or beats the line. */
  readonly chance: number;
}

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
  /** Why there is no placement. */
  readonly reason: string | null;
}

/**
 * Places a rate among published percentiles: piecewise linear between the lines in performance order, the highest percentile
 * reached where several share one rate, and never beyond the outer lines, where only a bound is known.
 *
 * @param cell       whole counts of the same measure; numerator ≤ denominator
 * @param benchmark  percentiles of one measure and peer group
 * @returns          percentile and band, every line with its distance, patients and chance, and whose percentiles they are;
 *                   nulls and a reason when nobody is in the denominator or there is nothing to place on
 * @throws RangeError when a count is not a whole number of at least 0 or the numerator exceeds the denominator
 * @example placeRate({ denominator: 143, numerator: 79 }, defaultBenchmark('CBP')).percentile // 39.0391
 */
export function placeRate(cell: Counts, benchmark: Benchmark): Placement {
  requireCounts(cell);
  const { caveats, measure, peerGroup, set, source, vintage } = benchmark;
  const nothing = {
    percentile: null,
    interpolated: false,
    band: null,
    below: null,
    above: null,
    lines: [],
    next: null,
    reason: null,
  };
  const unplaced = { ...nothing, measure, set, peerGroup, vintage, source, caveats };

  const reason = whyNot(cell, benchmark);
  if (reason !== null) return { ...unplaced, reason };

  const lines = benchmark.lines.map((line) => placeOnLine(cell, line, benchmark));
  const next = lines.find((line) => !line.met) ?? null; // rates improve along the lines, so the met ones come first
  const reached = lines.findLast((line) => line.met) ?? null;
  return { ...unplaced, ...position({ next, reached }), lines, next };
}

function whyNot({ denominator }: Counts, { lines, measure, set, unit }: Benchmark): string | null {
  if (unit === 'ratio')
    return `${measure} in ${set} is a ratio of observed to expected, which counts of patients cannot be placed on`;
  if (lines.length === 0) return `${set} has no published percentiles for ${measure}`;
  if (denominator === 0) return 'the denominator is 0';
  return null;
}

function placeOnLine(cell: Counts, line: BenchmarkLine, { direction }: Benchmark): PlacedLine {
  const threshold = { direction, thresholdPercent: line.text };
  const { perPatient, units } = shortfall(cell, threshold);
  const patients = patientsToReach(cell, threshold);
  return {
    ...line,
    met: units <= 0n,
    distance: Number(units) / Number(perPatient * BigInt(cell.denominator)),
    patientsToReach: patients,
    reachable: patients !== null,
    chance: chanceOfMeeting(cell, { direction, rate: line.rate }),
  };
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
