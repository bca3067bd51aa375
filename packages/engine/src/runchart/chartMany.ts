import type { MeasureWindow } from '../measure/period.ts';
import { requirePositive } from '../number/require.ts';
import {
  readBatch,
  seriesSharesPatients,
  windowOf,
  writeShown,
  type Batch,
  type BatchChartId,
  type BatchColumns,
} from './batch/columns.ts';
import { compileLimitJudge, createBatchLimits, type BatchLimits } from './batch/judgeLimits.ts';
import { compileRunJudge, createRunColumns, runSignalsOf, type RunColumns } from './batch/judgeRuns.ts';
import { layOut, type BatchLayout } from './batch/layout.ts';
import type { ControlChartOptions } from './controlChart.ts';
import { canCountExactly, countBySimulation, countExactly, type FalseSignalOptions, type FalseSignals } from './falseSignals.ts';
import { controlConstants, type ConstantsId } from './limits/constants.ts';
import type { PhaseOptions } from './phases.ts';
import type { ControlRule } from './rules/control/types.ts';
import type { RuleFamilyId } from './rules/families.ts';
import { rulesOf } from './rules/findSignals.ts';
import type { RunSignal } from './runChart.ts';
import { resolveRunRules, type RunRuleOptions } from './runRules.ts';
import { sharingReason } from './sharing.ts';

interface BatchOptions extends Omit<PhaseOptions, 'exclude'> {
  /** How the expected number of false signals is found; null to leave it out. */
  readonly falseSignals?: FalseSignalOptions | null;
}

/** Run charts: about the median of each phase's baseline. */
export interface RunBatchOptions extends BatchOptions, RunRuleOptions {
  readonly chart?: 'run';
}

/** Control charts of one kind. */
export interface ControlBatchOptions extends BatchOptions, Pick<ControlChartOptions, 'screen' | 'sigmas'> {
  readonly chart: BatchChartId;
  /** A family by name, or rules with any parameters; unless told, points outside the limits and the Anhøj rules. */
  readonly rules?: RuleFamilyId | readonly ControlRule[];
  readonly constants?: ConstantsId;
}

/** What one rule found in a batch. */
export interface BatchRule {
  readonly rule: RunSignal['rule'] | ControlRule;
  /** 1 for each series that signals by this rule. */
  readonly signals: Uint8Array;
  readonly found: number;
}

/** Series that are not judged, because their points share patients. */
export interface BatchRefusal {
  readonly window: MeasureWindow;
  readonly reason: string;
  readonly series: number;
}

/** Many series as charts, by column. */
export interface ChartedBatch {
  readonly chart: 'run' | BatchChartId;
  readonly series: number;
  readonly points: number;
  /** Phases of each series: those of series s have the numbers s × phases to (s + 1) × phases − 1. */
  readonly phases: number;
  /** Centre and runs of a run chart, one entry a phase; null for control charts. */
  readonly runs: RunColumns | null;
  /** Limits of control charts, one entry a point; null for run charts. */
  readonly limits: BatchLimits | null;
  /** 1 for each series whose points share no patients; the others are drawn, without verdicts. */
  readonly judged: Uint8Array;
  readonly refusals: readonly BatchRefusal[];
  /** 1 for each series that signals by any rule. */
  readonly signals: Uint8Array;
  /** How many do. */
  readonly found: number;
  readonly byRule: readonly BatchRule[];
  /** To be read beside `found`; null when it was left out. */
  readonly falseSignals: FalseSignals | null;
}

/** As in qicharts2: what is far out, and what has moved. */
const controlRules: readonly ControlRule[] = [{ rule: 'outside', sigmas: 3 }, { rule: 'long-run' }, { rule: 'few-crossings' }];

/**
 * Charts of many series in one call, and how many of them would signal by chance alone: practices by measure by stratum.
 * Rules are those of Anhøj unless told, for they cry wolf least; those of IHI are for a single chart.
 *
 * A series whose points share patients gets its centre and limits but no verdict, and counts neither among the signals nor
 * among the false ones expected.
 *
 * @param columns  series end to end, each in order of time; NaN is missing
 * @param options  the chart, its rules, phases and baseline, the same for all series
 * @returns        columns as typed arrays: which series signals by which rule, and the false signals expected
 * @throws RangeError when the columns do not suit the chart or one another, a number is impossible, a series is too short for its
 *                 phases, or an option is out of its domain
 * @example chartMany({ values: [1, 2, 1, 2, 1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9], lengths: [4, 12] }, { rules: 'ihi' }).signals // [0, 1]
 *
 * Source: Anhøj and Olesen 2014, PLoS ONE 9:e113825; each rule and each chart names its own.
 */
export function chartMany(columns: BatchColumns, options: RunBatchOptions | ControlBatchOptions = {}): ChartedBatch {
  const { chart = 'run', falseSignals = {} } = options;
  const batch = readBatch(columns, chart);
  const layout = layOut(batch.starts, options);
  const { judged, refusals } = refuseShared(batch);
  const { rules, runs, limits, signals, ...chance } = isControl(options)
    ? chartLimits(batch, layout, options)
    : chartRuns(batch, layout, options);
  if (refusals.length > 0) forgetUnjudged(batch.starts, judged, signals, limits);
  const any = anyOf(signals, layout.series);
  return {
    chart,
    series: layout.series,
    points: batch.shown.length,
    phases: layout.phases,
    runs,
    limits,
    judged,
    refusals,
    signals: any,
    found: count(any),
    byRule: rules.map((rule, index) => ({ rule, signals: signals[index]!, found: count(signals[index]!) })),
    falseSignals: falseSignals && chance.falseSignals(judged, falseSignals),
  };
}

/** What is charted and found, before anything is refused, and how to tell what chance alone would find. */
interface Charted extends Pick<ChartedBatch, 'runs' | 'limits'> {
  readonly rules: readonly BatchRule['rule'][];
  /** For each rule 1 for each series that signals. */
  readonly signals: readonly Uint8Array[];
  readonly falseSignals: (judged: Uint8Array, options: FalseSignalOptions) => FalseSignals;
}

function chartRuns(batch: Batch, layout: BatchLayout, { rules: name = 'anhoej', ...own }: RunBatchOptions): Charted {
  const rules = resolveRunRules({ ...own, rules: name });
  const found = runSignalsOf(rules);
  const judge = compileRunJudge(rules, longestOf(batch.starts));
  const runs = createRunColumns(layout.start.length);
  const signals = createSignals(found.length, layout.series);
  judge(batch.shown, layout, runs, signals);
  return {
    rules: found,
    runs,
    limits: null,
    signals,
    falseSignals(judged, options) {
      if (canCountExactly(rules, batch, layout, options)) return countExactly(rules, layout, { runs, judged });
      const shown = batch.shown.slice();
      const drawn = { runs: createRunColumns(layout.start.length), signals: createSignals(found.length, layout.series) };
      return countBySimulation({ batch, layout, judged, sigma: noSigma }, options, (values) => {
        writeShown({ ...batch, input: { ...batch.input, values }, shown });
        for (const each of drawn.signals) each.fill(0);
        judge(shown, layout, drawn.runs, drawn.signals);
        return anyOf(drawn.signals, layout.series);
      });
    },
  };
}

function chartLimits(batch: Batch, layout: BatchLayout, options: ControlBatchOptions): Charted {
  const { chart, rules: wanted = controlRules, screen = false, sigmas = 3, constants = 'printed' } = options;
  requirePositive('sigmas', sigmas);
  if (!Object.hasOwn(controlConstants, constants))
    throw new RangeError(`constants must be one of ${Object.keys(controlConstants).join(', ')}, got ${String(constants)}`);
  const rules = rulesOf(wanted);
  const judge = compileLimitJudge(chart, rules, { screen, sigmas, constants: controlConstants[constants], ghosts: batch.ghosts });
  const limits = createBatchLimits(batch.shown.length);
  const signals = createSignals(rules.length, layout.series);
  judge(batch.input, layout, limits, signals);
  return {
    rules,
    runs: null,
    limits,
    signals,
    falseSignals(judged, how) {
      const drawn = { limits: createBatchLimits(batch.shown.length), signals: createSignals(rules.length, layout.series) };
      return countBySimulation({ batch, layout, judged, sigma: limits.sigma }, how, (values) => {
        for (const each of drawn.signals) each.fill(0);
        judge({ ...batch.input, values }, layout, drawn.limits, drawn.signals);
        return anyOf(drawn.signals, layout.series);
      });
    },
  };
}

const noSigma = new Float64Array(0);

function isControl(options: RunBatchOptions | ControlBatchOptions): options is ControlBatchOptions {
  return options.chart !== undefined && options.chart !== 'run';
}

/** Which series may be judged, and why the others may not. */
function refuseShared(batch: Batch): Pick<ChartedBatch, 'judged' | 'refusals'> {
  const series = batch.starts.length - 1;
  const judged = new Uint8Array(series).fill(1);
  const refused = new Map<MeasureWindow, number>();
  for (let index = 0; index < series; index += 1) {
    if (!seriesSharesPatients(batch, index)) continue;
    const window = windowOf(batch.windows, index);
    judged[index] = 0;
    refused.set(window, (refused.get(window) ?? 0) + 1);
  }
  return { judged, refusals: [...refused].map(([window, many]) => ({ window, reason: sharingReason(window), series: many })) };
}

/** Takes back what rules found in series that they do not hold for. */
function forgetUnjudged(
  starts: Uint32Array,
  judged: Uint8Array,
  signals: readonly Uint8Array[],
  limits: BatchLimits | null,
): void {
  judged.forEach((is, series) => {
    if (is === 1) return;
    for (const each of signals) each[series] = 0;
    limits?.ends.fill(0, starts[series], starts[series + 1]);
  });
}

function createSignals(rules: number, series: number): Uint8Array[] {
  return Array.from({ length: rules }, () => new Uint8Array(series));
}

function anyOf(signals: readonly Uint8Array[], series: number): Uint8Array {
  const any = new Uint8Array(series);
  for (const each of signals) {
    for (let index = 0; index < series; index += 1) any[index]! |= each[index]!;
  }
  return any;
}

function count(signals: Uint8Array): number {
  return signals.reduce((total, signal) => total + signal, 0);
}

function longestOf(starts: Uint32Array): number {
  let longest = 0;
  for (let series = 1; series < starts.length; series += 1) longest = Math.max(longest, starts[series]! - starts[series - 1]!);
  return longest;
}
