import {
  calibrate,
  chanceOfSignal,
  chartMany,
  describePhaseSuggestion,
  describeRunChart,
  runChart,
  suggestPhase,
  usefulMin,
  type Calibration,
  type EstimateOptions,
  type FalseSignals,
  type RunChart,
  type RunRuleOptions,
  type RunRulesId,
  type RunsTable,
} from '@equipoise/engine';
import type { Release, Store } from '@equipoise/store';
import { QuestionError } from './question.ts';
import {
  countsOf,
  describeUnjudged,
  describeWaysOut,
  known,
  percent,
  phasesOf,
  readSeries,
  valuesOf,
  type Series,
  type SeriesPhase,
  type SeriesQuestion,
} from './series.ts';

export interface RunChartQuestion extends SeriesQuestion {
  readonly rules?: RuleSet | undefined;
  /** Judge the number of runs too, by this table; the IHI rules do so by the exact one. */
  readonly runsTest?: RunsTable | undefined;
  /** Judge points that share patients by rules that a simulation of their window calibrates. Others are judged as always. */
  readonly calibrated?: boolean | undefined;
  /** For a panel that is to be judged so: the share of readings that stay from one month to the next. */
  readonly persistence?: number | undefined;
}

/**
 * The rules that give a verdict: those of the engine by name. `anhoej`, a run too long or too few crossings, is the default, for
 * it cries wolf least. `ihi`, a shift of six, a trend of five, too few or too many runs, is taught for a single chart; over a third
 * of unchanged series of 24 months trip one of them.
 */
export type RuleSet = RunRulesId;
export const ruleSets: readonly RuleSet[] = ['anhoej', 'ihi', 'making-data-count', 'western-electric', 'nelson'];

/** A series over time: judged when its points share no patients, described when they do. */
export interface ChartedSeries extends Series {
  /** Median of the rates that are shown, in the latest phase; null when none is. */
  readonly centre: number | null;
  /** Every phase with its median. */
  readonly phases: readonly SeriesPhase[];
  /** Runs and signals; null when the usual rules do not hold. */
  readonly chart: RunChart | null;
  /** The rules that were simulated for the window of the series, and their verdict; null unless they were asked for and needed. */
  readonly calibration: Calibration | null;
  readonly verdict: 'SIGNAL' | 'NO_SIGNAL' | 'TOO_FEW_POINTS' | 'DESCRIPTIVE';
  /** What a coach would read. */
  readonly sentence: string;
  /** Why there is no verdict, and the way to one; null when there is. */
  readonly reason: string | null;
  /** The rules that were asked for. */
  readonly rules: RuleSet;
}

/**
 * How often an unchanged series of this length signals, by longest run, crossings and number of runs, whichever the rules look at;
 * a trend is left out of it. Null for a series that is not judged by the usual rules, or whose centre only some points set: orders
 * of points do not tell its chance.
 */
export function chanceOf({ chart }: Pick<ChartedSeries, 'chart'>): number | null {
  if (!chart || chart.phases.some(({ end, baselineEnd }) => baselineEnd < end)) return null;
  const { shift, crossings, runsTest } = chart.rules;
  return 1 - chart.phases.reduce((quiet, phase) => quiet * (1 - chanceOfSignal(phase, { shift, crossings, runsTest })), 1);
}

/** Whether the rules of a question say anything of this series. */
export const isJudged = ({ verdict }: { readonly verdict: string }): boolean => verdict === 'SIGNAL' || verdict === 'NO_SIGNAL';

/** How many series of a batch would signal though nothing changed in any of them, and how that is known. */
export type ExpectedSignals = Pick<FalseSignals, 'expected' | 'method'>;

/**
 * How many of these series, those of one question, would signal though nothing changed in any of them: by the usual rules at their
 * own denominators, by calibrated ones as often as their simulation attained. Null when none of them is judged.
 */
export function expectFalseSignals(series: readonly ChartedSeries[]): ExpectedSignals | null {
  const judged = series.filter(isJudged);
  const usual = expectByUsualRules(judged);
  const calibrated = judged.flatMap(({ calibration }) => calibration ?? []);
  if (calibrated.length === 0) return usual;
  const attained = calibrated.reduce((total, calibration) => total + calibration.attained, 0);
  return { expected: (usual?.expected ?? 0) + attained, method: 'simulated' };
}

function expectByUsualRules(series: readonly ChartedSeries[]): ExpectedSignals | null {
  const judged = series.filter(({ chart }) => chart !== null);
  const [first] = judged;
  if (!first) return null;
  const counts = judged.map(countsOf);
  const { freeze, phases } = first.cut;
  return chartMany(
    {
      numerators: counts.flatMap(({ numerators }) => numerators),
      denominators: counts.flatMap(({ denominators }) => denominators),
      lengths: first.points.length,
      ghosts: judged.flatMap(({ points, cut }) => points.map((_, place) => (cut.exclude.includes(place) ? 1 : 0))),
    },
    { ...first.chart!.rules, phases, ...(freeze !== undefined && { freeze }) },
  ).falseSignals;
}

/** Where a new phase might begin, with the evidence, in words; null for a series that the usual rules do not judge. */
export function suggestionOf(series: ChartedSeries): { readonly period: string | null; readonly sentence: string } | null {
  const { chart, cut, points, measure } = series;
  if (!chart || !isJudged(series)) return null;
  const { phases, exclude } = cut;
  const suggestion = suggestPhase(valuesOf(series), { ...chart.rules, phases, exclude });
  return {
    period: suggestion && points[suggestion.start]!.period,
    sentence: describePhaseSuggestion(suggestion, {
      direction: measure.direction,
      labels: points.map(({ period }) => period),
    }),
  };
}

/** Draws one series for each organization of the question, over all of the measure's periods unless it says otherwise. */
export async function readRunCharts(
  store: Store,
  release: Release,
  question: RunChartQuestion,
  options: EstimateOptions,
): Promise<ChartedSeries[]> {
  const { rules = 'anhoej', calibrated = false, phases = [], freeze, persistence, every = 1 } = question;
  if (calibrated && (phases.length > 0 || freeze !== undefined))
    throw new QuestionError('calibrated rules are for a series as a whole: leave out phases and freeze');
  if (calibrated && every > 1)
    throw new QuestionError('calibrated rules are for months in a row: leave out every, or ask for the usual rules');
  if (persistence !== undefined && !(persistence >= 0 && persistence < 1))
    throw new QuestionError('persistence must be a fraction of at least 0 and below 1');
  if (persistence !== undefined && !calibrated)
    throw new QuestionError('persistence is for calibrated rules of a panel: ask for those, or leave it out');
  const series = await readSeries(store, release, question, options);
  return series.map((one) => ({ ...one, rules, ...judge(one, question) }));
}

function judge(series: Series, question: RunChartQuestion): Omit<ChartedSeries, keyof Series | 'rules'> {
  const { cut, measure, points, sharing } = series;
  const { rules = 'anhoej', runsTest, calibrated = false } = question;
  const own: RunRuleOptions = { rules, ...(runsTest !== undefined && { runsTest }) };
  const chart = runChart(valuesOf(series), { ...cut, ...own });
  const centre = known(chart.centre);
  const phases = phasesOf(series, chart.phases);
  if (sharing) {
    const described = { centre, phases, chart: null, sentence: describeUnjudged(series, centre, 'median') };
    const calibration = calibrated ? calibrationOf(series, question) : null;
    if (calibration?.observed && calibration.reason === null) {
      const verdict = calibration.observed.signal ? 'SIGNAL' : 'NO_SIGNAL';
      return { ...described, calibration, verdict, sentence: describeCalibrated(calibration, centre), reason: null };
    }
    const ways = describeWaysOut(sharing, ['independent-months', 'every-twelfth-point', 'calibrate']);
    const reason = calibration?.reason ?? `${sharing.reason}; ${ways}`;
    return { ...described, calibration, verdict: 'DESCRIPTIVE', reason };
  }
  const sentence = describeRunChart(chart, { direction: measure.direction, labels: points.map(({ period }) => period) });
  const judged = { centre, phases, chart, calibration: null, sentence };
  if (chart.useful < usefulMin)
    return { ...judged, verdict: 'TOO_FEW_POINTS', reason: `${chart.useful} useful points of ${usefulMin} needed` };
  return { ...judged, verdict: chart.signals.length > 0 ? 'SIGNAL' : 'NO_SIGNAL', reason: null };
}

/** Rules for the very window of a series whose points are months in a row; null where its window cannot be simulated. */
function calibrationOf(series: Series, { persistence }: RunChartQuestion): Calibration | null {
  const { cut, measure, points } = series;
  const { window } = measure;
  if (window !== 'rolling-12' && window !== 'snapshot') return null;
  if (window === 'snapshot' && persistence === undefined)
    throw new QuestionError(
      'calibrated rules of a panel need persistence: the share of readings that stay from one month to the next',
    );
  if (window !== 'snapshot' && persistence !== undefined)
    throw new QuestionError('persistence is for a panel: calibrated rules of this measure need none');
  const { denominators } = countsOf(series);
  const shown = denominators.filter((denominator) => !Number.isNaN(denominator));
  if (shown.length === 0) return null;
  // A month that is not shown is drawn like the others, and then taken out of every draw.
  const typical = Math.round(shown.reduce((total, denominator) => total + denominator, 0) / shown.length);
  const values = valuesOf(series);
  return calibrate({
    values: values.map((value, place) => (cut.exclude.includes(place) ? NaN : value)),
    window,
    denominators: points.map((_, place) => (Number.isNaN(denominators[place]!) ? typical : Math.round(denominators[place]!))),
    ...(window === 'snapshot' && { persistence: persistence! }),
  });
}

function describeCalibrated(
  { observed, longestRunMin, crossingsMax, runs, seed, months }: Calibration,
  centre: number | null,
): string {
  const { longestRun, crossings, chance, signal } = observed!;
  const limits = [
    ...(Number.isNaN(longestRunMin) ? [] : [`a run of ${longestRunMin}`]),
    ...(Number.isNaN(crossingsMax) ? [] : [`${crossingsMax} crossings or fewer`]),
  ].join(' or ');
  const drawn = `${runs.toLocaleString('en-US')} series of ${months === null ? 'such a panel' : `windows of ${months} months`}`;
  return (
    `${signal ? 'Sign of change' : 'No sign of change'} about the median ${percent(centre)}: longest run ${longestRun}, crossings ${crossings}; ` +
    `${limits} would be a signal. Unchanged series are as extreme in ${percent(chance)} of ${drawn}, simulated (calibrated rules, seed ${seed}).`
  );
}
