import { median } from './median.ts';
import { judgeAnhoej, type AnhoejVerdict } from './rules/anhoej.ts';
import { findShifts } from './rules/shift.ts';
import { findTrends, type Trend } from './rules/trend.ts';
import { findRuns, type Run } from './runs.ts';

/** How many points make a signal. */
export interface RunChartOptions {
  /** Useful points on one side that make a shift; 6 by default. */
  readonly shift?: number;
  /** Points one way that make a trend, the first among them; 5 by default. */
  readonly trend?: number;
}

/** A series about its median, with every signal as data. */
export interface RunChart {
  /** Length of the series, missing points among them. */
  readonly points: number;
  readonly observed: number;
  /** The median of what was observed; NaN when nothing was. */
  readonly centre: number;
  /** Observed points off the centre: above + below. */
  readonly useful: number;
  readonly above: number;
  readonly below: number;
  /** Indices of the points on the centre, from 0. */
  readonly onCentre: readonly number[];
  readonly runs: readonly Run[];
  /** Useful points in the longest run; NaN when no point is useful. */
  readonly longestRun: number;
  /** How often the series crosses its centre: runs − 1; NaN when no point is useful. */
  readonly crossings: number;
  readonly anhoej: AnhoejVerdict;
  readonly shifts: readonly Run[];
  readonly trends: readonly Trend[];
}

/**
 * A run chart: the series about its median, its runs, and the signals by the Anhøj, shift and trend rules.
 * The rules hold for points that do not share patients; a rolling twelve-month rate signals nearly always.
 *
 * @param values   the series in order of time, in any one unit; NaN is missing: it neither counts nor breaks a run
 * @param options  how many points make a shift (6) and a trend (5)
 * @throws RangeError when a value is infinite or not a number, or an option is not a whole number of points
 * @example runChart([3, 5, 4, 6, 2, 7, 5, 1]).crossings // 6
 *
 * Source: Perla, Provost and Murray 2011, BMJ Qual Saf 20:46; Anhøj and Olesen 2014, PLoS ONE 9:e113825.
 */
export function runChart(values: ArrayLike<number>, { shift = 6, trend = 5 }: RunChartOptions = {}): RunChart {
  requireSeries(values);
  const centre = median(values);
  const { above, below, onCentre, runs } = findRuns(values, centre);
  const useful = above + below;
  const longestRun = useful === 0 ? NaN : runs.reduce((longest, run) => Math.max(longest, run.length), 0);
  const crossings = useful === 0 ? NaN : runs.length - 1;
  return {
    points: values.length,
    observed: useful + onCentre.length,
    centre,
    useful,
    above,
    below,
    onCentre,
    runs,
    longestRun,
    crossings,
    anhoej: judgeAnhoej({ useful, longestRun, crossings }),
    shifts: findShifts(runs, shift),
    trends: findTrends(values, trend),
  };
}

/** Stops a null or a hole from an untyped caller too: read as 0 it would become a false low point. */
function requireSeries(values: ArrayLike<number>): void {
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index];
    if (!Number.isFinite(value) && !Number.isNaN(value)) {
      throw new RangeError(`values[${index}] must be a finite number, or NaN for missing, got ${value}`);
    }
  }
}
