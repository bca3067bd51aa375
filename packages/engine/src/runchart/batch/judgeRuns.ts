import { anhoejLimits } from '../rules/anhoej.ts';
import type { RunSignal } from '../runChart.ts';
import type { RunRules } from '../runRules.ts';
import { runsLimits } from '../runsTest.ts';
import type { BatchLayout } from './layout.ts';
import { medianBetween } from './medianBetween.ts';
import { createRunTally, tallyRuns, type RunTally } from './tallyRuns.ts';

/** Runs of a batch, one entry a phase. */
export interface RunColumns {
  /** The median of the baseline; NaN when nothing of it was observed. */
  readonly centre: Float64Array;
  readonly above: Float64Array;
  readonly below: Float64Array;
  /** Useful points in the longest run; NaN when no point is useful. */
  readonly longestRun: Float64Array;
  /** How often the phase crosses its centre; NaN when no point is useful. */
  readonly crossings: Float64Array;
  /** Points in the longest row of rising or of falling ones; 0 when nothing was observed. */
  readonly longestTrend: Float64Array;
}

export function createRunColumns(phases: number): RunColumns {
  return {
    centre: new Float64Array(phases),
    above: new Float64Array(phases),
    below: new Float64Array(phases),
    longestRun: new Float64Array(phases),
    crossings: new Float64Array(phases),
    longestTrend: new Float64Array(phases),
  };
}

/** The rules that are in force, by the names under which their signals are counted. */
export function runSignalsOf({ shift, trend, crossings, runsTest }: RunRules): RunSignal['rule'][] {
  const signals: RunSignal['rule'][] = [];
  if (shift !== null) signals.push('shift');
  if (trend !== null) signals.push('trend');
  if (crossings) signals.push('few-crossings');
  if (runsTest !== null) signals.push('few-runs', 'many-runs');
  return signals;
}

/**
 * Writes centre, runs and verdicts of many series, with a column of signals for each of `runSignalsOf`; a series signals by a
 * rule when any of its phases does.
 */
export type RunJudge = (shown: Float64Array, layout: BatchLayout, columns: RunColumns, signals: readonly Uint8Array[]) => void;

/**
 * Makes ready to judge batches by a set of rules.
 *
 * @param rules    what counts as a signal
 * @param longest  points of the longest series
 */
export function compileRunJudge(rules: RunRules, longest: number): RunJudge {
  const limitsOf = rememberLimits(rules);
  const scratch = new Float64Array(longest);
  const tally = createRunTally();
  const span = { start: 0, end: 0 };
  const { trendTies } = rules;
  const trendMin = rules.trend ?? Infinity;
  const column = new Map(runSignalsOf(rules).map((rule, index) => [rule, index]));

  return (shown, layout, columns, signals) => {
    const columnOf = (rule: RunSignal['rule']) => signals[column.get(rule) ?? -1];
    const shift = columnOf('shift');
    const trend = columnOf('trend');
    const fewCrossings = columnOf('few-crossings');
    const fewRuns = columnOf('few-runs');
    const manyRuns = columnOf('many-runs');
    for (let place = 0; place < layout.start.length; place += 1) {
      span.start = layout.start[place]!;
      span.end = layout.end[place]!;
      const centre = medianBetween(shown, span.start, layout.baselineEnd[place]!, scratch);
      tallyRuns(shown, span, centre, trendTies, tally);
      writeTally(tally, centre, columns, place);
      const series = Math.floor(place / layout.phases);
      if (trend && tally.longestTrend >= trendMin) trend[series] = 1;
      const useful = tally.above + tally.below;
      if (useful === 0) continue;
      const limits = limitsOf(useful);
      if (shift && tally.longestRun > limits.longestRunMax) shift[series] = 1;
      if (fewCrossings && tally.runs - 1 < limits.crossingsMin) fewCrossings[series] = 1;
      if (fewRuns && tally.runs < limits.runsMin) fewRuns[series] = 1;
      if (manyRuns && tally.runs > limits.runsMax) manyRuns[series] = 1;
    }
  };
}

function writeTally(tally: RunTally, centre: number, columns: RunColumns, place: number): void {
  const useful = tally.above + tally.below;
  columns.centre[place] = centre;
  columns.above[place] = tally.above;
  columns.below[place] = tally.below;
  columns.longestRun[place] = useful === 0 ? NaN : tally.longestRun;
  columns.crossings[place] = useful === 0 ? NaN : tally.runs - 1;
  columns.longestTrend[place] = tally.longestTrend;
}

interface Limits {
  readonly longestRunMax: number;
  readonly crossingsMin: number;
  readonly runsMin: number;
  readonly runsMax: number;
}

/** Limits depend on the number of useful points alone, a batch has few different ones, and they are slow to compute. */
function rememberLimits({ shift, runsTest }: RunRules): (useful: number) => Limits {
  const known: Limits[] = [];
  const limitsOf = (useful: number): Limits => {
    const { longestRunMax, crossingsMin } = anhoejLimits(useful);
    const { runsMin, runsMax } = runsTest === null ? { runsMin: NaN, runsMax: NaN } : runsLimits(useful, runsTest);
    return { longestRunMax: shift === 'anhoej' ? longestRunMax : (shift ?? Infinity) - 1, crossingsMin, runsMin, runsMax };
  };
  return (useful) => (known[useful] ??= limitsOf(useful));
}
