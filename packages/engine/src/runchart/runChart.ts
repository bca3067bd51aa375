import { coincide } from './coincide.ts';
import { median } from './median.ts';
import { cutPhases, type PhaseOptions, type PhaseSpan } from './phases.ts';
import { judgeAnhoej, type AnhoejVerdict } from './rules/anhoej.ts';
import { findShifts } from './rules/shift.ts';
import { findTrends, type Trend } from './rules/trend.ts';
import { resolveRunRules, type RunRuleOptions, type RunRules } from './runRules.ts';
import { findRuns, type Run, type Stretch } from './runs.ts';
import { judgeRuns, type RunsVerdict } from './runsTest.ts';

/** The rules of a run chart, its phases and its centre. */
export interface RunChartOptions extends PhaseOptions, RunRuleOptions {
  /** A centre that is known beforehand, such as last year's, in place of the median of every phase. A target is none. */
  readonly centre?: number;
  /** What the measure should reach: carried along to be drawn, without part in any calculation. */
  readonly target?: number;
}

/** A run long enough to be a signal. */
export interface Shift extends Run {
  /** Indices of its useful points, in order of time. */
  readonly members: readonly number[];
}

/** One signal under the rules of the chart. */
export interface RunSignal extends Stretch {
  readonly rule: 'shift' | 'trend' | 'few-crossings' | 'few-runs' | 'many-runs';
  /** Indices of the points that make it; all useful ones for a signal of the whole phase. */
  readonly members: readonly number[];
}

/** One phase of a run chart. All indices are those of the series, from 0. */
export interface RunPhase extends PhaseSpan {
  readonly observed: number;
  /** The median of what was observed in the baseline, or the centre that was given; NaN when nothing was. */
  readonly centre: number;
  /** Observed points off the centre: above + below. */
  readonly useful: number;
  readonly above: number;
  readonly below: number;
  /** Indices of the points on the centre. */
  readonly onCentre: readonly number[];
  readonly runs: readonly Run[];
  /** Useful points in the longest run; NaN when no point is useful. */
  readonly longestRun: number;
  /** How often the series crosses its centre: runs − 1; NaN when no point is useful. */
  readonly crossings: number;
  /** By the Anhøj rules, whether or not they are those of the chart. */
  readonly anhoej: AnhoejVerdict;
  /** By the table of the rules, the exact one where they have none. */
  readonly runsTest: RunsVerdict;
  readonly shifts: readonly Shift[];
  readonly trends: readonly Trend[];
  /**
   * Every signal under the rules of the chart: shifts, trends, then those of the phase as a whole. Hints, not verdicts, in a
   * phase of fewer than ten useful points (`anhoej.indicative`).
   */
  readonly signals: readonly RunSignal[];
}

/**
 * A series about its median, phase by phase, with every signal as data. The chart itself reads as its latest phase, which is
 * how things stand now: a chart of one phase is that phase, one of no points an empty one.
 */
export interface RunChart extends RunPhase {
  /** Length of the series, missing and ghosted points among them. */
  readonly points: number;
  /** All phases in order of time; none without points. */
  readonly phases: readonly RunPhase[];
  readonly rules: RunRules;
  /** Whether the centre is the median of the baseline or was given. */
  readonly centreFrom: 'median' | 'given';
  /** The ghosted points, as they were given. */
  readonly exclude: readonly number[];
  /** As it was given; null when none was. */
  readonly target: number | null;
}

/**
 * A run chart: the series about its median, its runs, and the signals by the rules that were chosen, those of IHI unless told.
 * Everything starts anew in a phase. The rules hold for points that do not share patients; a rolling twelve-month rate signals
 * nearly always.
 *
 * @param values   the series in order of time, in any one unit; NaN is missing: it neither counts nor breaks a run or a trend
 * @param options  rules by name or one by one, phases, the points that set the centre (`freeze`), ghosted points, a given centre
 * @returns        the phases, and the latest of them once more as the chart itself
 * @throws RangeError when a value is infinite or not a number, a phase or a ghosted point lies outside the series, or an option is
 *                 out of its domain
 * @example runChart([3, 5, 4, 6, 2, 7, 5, 1]).crossings // 6
 * @example runChart([3, 5, 4, 6, 9, 8, 7, 9], { phases: [4] }).phases.map(({ centre }) => centre) // [4.5, 8.5]
 *
 * Source: Perla, Provost and Murray 2011, BMJ Qual Saf 20:46; Anhøj and Olesen 2014, PLoS ONE 9:e113825.
 */
export function runChart(values: ArrayLike<number>, options: RunChartOptions = {}): RunChart {
  const { exclude = [], target = null, centre } = options;
  const seen = readSeries(values);
  const rules = resolveRunRules(options);
  if (centre !== undefined) requireFinite('centre', centre);
  if (target !== null) requireFinite('target', target);
  const spans = cutPhases(seen.length, options);
  for (const point of exclude) seen[point] = NaN;
  const phases = spans.map((span) => readPhase(seen, span, { rules, centre }));
  const latest = phases.at(-1) ?? readPhase(seen, { start: 0, end: -1, baselineEnd: -1 }, { rules, centre });
  const centreFrom = centre === undefined ? 'median' : 'given';
  return { ...latest, points: seen.length, phases, rules, centreFrom, exclude, target };
}

function readPhase(
  values: Float64Array,
  span: PhaseSpan,
  { rules, centre: given }: { readonly rules: RunRules; readonly centre: number | undefined },
): RunPhase {
  const { start, end, baselineEnd } = span;
  const centre = given ?? median(values.subarray(start, baselineEnd + 1));
  const { above, below, onCentre, runs } = findRuns(values, centre, span);
  const useful = above + below;
  const longestRun = useful === 0 ? NaN : runs.reduce((longest, run) => Math.max(longest, run.length), 0);
  const crossings = useful === 0 ? NaN : runs.length - 1;
  const anhoej = judgeAnhoej({ useful, longestRun, crossings });
  const runsTest = judgeRuns({ useful, runs: runs.length }, rules.runsTest ?? 'exact');
  const shiftMin = rules.shift === 'anhoej' ? anhoej.longestRunMax + 1 : rules.shift;
  const long = shiftMin === null || useful === 0 ? [] : findShifts(runs, shiftMin);
  const shifts = long.map((run) => ({ ...run, members: usefulBetween(values, centre, run) }));
  const trends = rules.trend === null ? [] : findTrends(values, rules.trend, { ties: rules.trendTies, start, end });

  const signals: RunSignal[] = [
    ...shifts.map((shift) => ({ rule: 'shift' as const, start: shift.start, end: shift.end, members: shift.members })),
    ...trends.map((trend) => ({ rule: 'trend' as const, start: trend.start, end: trend.end, members: trend.members })),
  ];
  const ofAll = (rule: RunSignal['rule']) => {
    const all = { start: runs[0]!.start, end: runs.at(-1)!.end };
    signals.push({ rule, ...all, members: usefulBetween(values, centre, all) });
  };
  if (rules.crossings && anhoej.fewCrossings) ofAll('few-crossings');
  if (rules.runsTest !== null && runsTest.verdict === 'tooFew') ofAll('few-runs');
  if (rules.runsTest !== null && runsTest.verdict === 'tooMany') ofAll('many-runs');

  return {
    start,
    end,
    baselineEnd,
    observed: countObserved(values, span),
    centre,
    useful,
    above,
    below,
    onCentre,
    runs,
    longestRun,
    crossings,
    anhoej,
    runsTest,
    shifts,
    trends,
    signals,
  };
}

/** A copy of the series. A null or a hole from an untyped caller is stopped too: read as 0 it would become a false low point. */
function readSeries(values: ArrayLike<number>): Float64Array {
  const read = new Float64Array(values.length);
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index];
    if (typeof value !== 'number' || Math.abs(value) === Infinity)
      throw new RangeError(`values[${index}] must be a finite number, or NaN for missing, got ${String(value)}`);
    read[index] = value;
  }
  return read;
}

function requireFinite(name: string, value: number): void {
  if (!Number.isFinite(value)) throw new RangeError(`${name} must be a finite number, got ${value}`);
}

function countObserved(values: Float64Array, { start, end }: Stretch): number {
  let observed = 0;
  for (let index = start; index <= end; index += 1) if (!Number.isNaN(values[index]!)) observed += 1;
  return observed;
}

function usefulBetween(values: Float64Array, centre: number, { start, end }: Stretch): number[] {
  const members: number[] = [];
  for (let index = start; index <= end; index += 1) {
    const value = values[index]!;
    if (!Number.isNaN(value) && !coincide(value, centre)) members.push(index);
  }
  return members;
}
