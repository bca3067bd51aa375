import { coincide } from '../coincide.ts';
import type { TrendTies } from '../rules/trend.ts';
import type { Stretch } from '../runs.ts';

/** What the run-chart rules look at in a stretch of a series; one object is filled again and again. */
export interface RunTally {
  /** Points above and below the centre: the useful ones. */
  above: number;
  below: number;
  onCentre: number;
  /** Useful points in the longest run; 0 when no point is useful. */
  longestRun: number;
  /** Runs about the centre: crossings + 1; 0 when no point is useful. */
  runs: number;
  /** Points in the longest row of rising or of falling ones, the first among them. */
  longestTrend: number;
}

export function createRunTally(): RunTally {
  return { above: 0, below: 0, onCentre: 0, longestRun: 0, runs: 0, longestTrend: 0 };
}

/**
 * Counts the runs and the longest trend of one stretch in a single pass, as `findRuns` and `findTrends` find them.
 *
 * @param values   columns end to end; NaN is missing or ghosted
 * @param stretch  first and last point, inclusive
 * @param centre   the centre line in the unit of the values; NaN makes every point one without a side
 * @param ties     what a value does to a trend that repeats the one before
 * @param tally    where the counts go
 */
export function tallyRuns(values: Float64Array, { start, end }: Stretch, centre: number, ties: TrendTies, tally: RunTally): void {
  let above = 0;
  let below = 0;
  let onCentre = 0;
  let runs = 0;
  let run = 0;
  let longestRun = 0;
  let side = 0;
  let trend = 0;
  let longestTrend = 0;
  let way = 0;
  let last = NaN;
  for (let index = start; index <= end; index += 1) {
    const value = values[index]!;
    if (value !== value) continue;
    if (coincide(value, last)) {
      if (ties === 'break') {
        way = 0;
        trend = 1;
        last = value;
      }
    } else {
      const next = value > last ? 1 : -1;
      trend = next === way ? trend + 1 : last === last ? 2 : 1;
      way = last === last ? next : 0;
      last = value;
      if (trend > longestTrend) longestTrend = trend;
    }
    if (coincide(value, centre) || centre !== centre) {
      onCentre += 1;
      continue;
    }
    const here = value > centre ? 1 : -1;
    if (here > 0) above += 1;
    else below += 1;
    if (here === side) {
      run += 1;
    } else {
      runs += 1;
      run = 1;
      side = here;
    }
    if (run > longestRun) longestRun = run;
  }
  tally.above = above;
  tally.below = below;
  tally.onCentre = onCentre;
  tally.runs = runs;
  tally.longestRun = longestRun;
  tally.longestTrend = longestTrend;
}
