import {
  chartMany,
  chooseChart,
  controlChart,
  findSignals,
  readMakingDataCount,
  ruleFamilies,
  type AssuranceIcon,
  type ChartChoice,
  type ControlRule,
  type EstimateOptions,
  type Measure,
  type PointType,
  type RuleSignal,
  type VariationIcon,
} from '@equipoise/engine';
import type { Release, Store } from '@equipoise/store';
import { describeLimits } from './limitWords.ts';
import { QuestionError } from './question.ts';
import { isJudged, type ExpectedSignals } from './runCharts.ts';
import { nameRule } from './ruleWords.ts';
import {
  betterWhen,
  countsOf,
  describeUnjudged,
  describeWaysOut,
  known,
  percent,
  phasesOf,
  readSeries,
  valuesOf,
  type ChartPoint,
  type Series,
  type SeriesPhase,
  type SeriesQuestion,
} from './series.ts';

/** The control charts that a rate by month can have: P, Laney's P′, single values, Taylor's I′. */
export type RateChartId = 'p' | 'pp' | 'i' | 'ip';

/** Each chart with what its limits rest on. */
export const rateCharts: Readonly<Record<RateChartId, { readonly title: string; readonly limits: string }>> = {
  p: { title: 'P chart', limits: 'limits from the binomial spread of each month' },
  pp: { title: 'P′ chart', limits: 'limits from the binomial spread of each month, times how much more the months vary (Laney)' },
  i: { title: 'I chart', limits: 'limits from the steps from month to month, whatever the denominators' },
  ip: { title: 'I′ chart', limits: 'limits from the steps from month to month, narrower for larger months (Taylor)' },
};

/**
 * Rules for control charts. `limits-and-anhoej`, a point outside the limits, a run too long or too few crossings, is the default,
 * for it cries wolf least; the others are those of the engine by name.
 */
export type ControlRuleSet = 'limits-and-anhoej' | 'western-electric' | 'nelson' | 'making-data-count';

export const controlRuleSets: Readonly<Record<ControlRuleSet, readonly ControlRule[]>> = {
  'limits-and-anhoej': [{ rule: 'outside', sigmas: 3 }, ...ruleFamilies.anhoej.rules],
  'western-electric': ruleFamilies['western-electric'].rules,
  nelson: ruleFamilies.nelson.rules,
  'making-data-count': ruleFamilies['making-data-count'].rules,
};

export interface ControlChartQuestion extends SeriesQuestion {
  /** By default the one that suits the denominators and the spread of each series; the answer says why. */
  readonly chart?: RateChartId | undefined;
  readonly rules?: ControlRuleSet | undefined;
  /** What should be reached, as a fraction: drawn, compared with the limits, and without part in them. */
  readonly target?: number | undefined;
  /** Whether steps from month to month beyond their own limit are left out, once. */
  readonly screen?: boolean | undefined;
}

/** A point of a control chart. All that is derived is null where the month itself is not shown. */
export interface ControlPoint extends ChartPoint {
  /** Place of its phase, from 0. */
  readonly phase: number;
  readonly centre: number | null;
  /** Control limits, cut to what a rate can be; null where there are none. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** Distance from the centre in standard errors, from uncut limits. */
  readonly z: number | null;
  /** Drawn, and left out of every calculation. */
  readonly excluded: boolean;
  /** The rules that it helps to break, by name. */
  readonly signals: readonly string[];
  /** What Making Data Count calls it; null under other rules. */
  readonly type: PointType | null;
}

/** What one rule found: the months at which it is met, and those that make it met. */
export interface ControlSignal {
  readonly rule: ControlRule['rule'];
  /** The rule in words. */
  readonly name: string;
  readonly completed: readonly string[];
  readonly points: readonly {
    readonly period: string;
    /** Null for a rule that points neither way. */
    readonly verdict: 'better' | 'worse' | null;
  }[];
}

export interface ControlPhaseOfRates extends SeriesPhase {
  /** Months of the baseline that are shown. */
  readonly observed: number;
  /** How much more the months vary than chance makes them; null but for P′. */
  readonly sigmaZ: number | null;
  /** Why there are no limits; null when there are. */
  readonly reason: string | null;
}

/** A series with control limits, when its points can bear them. */
export interface ControlledSeries extends Omit<Series, 'points'> {
  readonly points: readonly ControlPoint[];
  /** Which chart was made; null when none was. */
  readonly chart: RateChartId | null;
  /** Which chart suits the points, why, what to watch for, and what to do when the data are too thin. */
  readonly choice: ChartChoice;
  /** Whether the chart was asked for, or chosen. */
  readonly chosen: boolean;
  readonly rules: ControlRuleSet;
  readonly phases: readonly ControlPhaseOfRates[];
  /** Centre of the latest phase; null when no month is shown. */
  readonly centre: number | null;
  readonly target: number | null;
  readonly screened: boolean;
  readonly signals: readonly ControlSignal[];
  /** The icons of Making Data Count; null under other rules, and assurance without a target. */
  readonly variation: VariationIcon | null;
  readonly assurance: AssuranceIcon | null;
  readonly verdict: 'SIGNAL' | 'NO_SIGNAL' | 'TOO_THIN' | 'DESCRIPTIVE';
  /** What a coach would read. */
  readonly sentence: string;
  /** Why there is no verdict, and the way to one; null when there is. */
  readonly reason: string | null;
}

/** A control chart for each organization of the question, over all of the measure's periods unless it says otherwise. */
export async function readControlCharts(
  store: Store,
  release: Release,
  question: ControlChartQuestion,
  options: EstimateOptions,
): Promise<ControlledSeries[]> {
  const { target } = question;
  if (target !== undefined && !(target >= 0 && target <= 1)) throw new QuestionError('target must be a fraction from 0 to 1');
  return (await readSeries(store, release, question, options)).map((series) => limit(series, question));
}

/**
 * Hidden months are missing here: nothing that is derived rests on them, and they have no limits, whose width would give their
 * denominators away.
 */
function limit(
  series: Series,
  { chart: asked, rules = 'limits-and-anhoej', target, screen }: ControlChartQuestion,
): ControlledSeries {
  const { cut, measure, points, sharing } = series;
  const counts = countsOf(series);
  const choice = chooseChart(
    { statistic: 'proportion', ...withoutGhosts(counts, cut.exclude) },
    { sharesPatients: sharing !== null },
  );
  const proposed = isRateChart(choice.chart) ? choice.chart : null;
  const chart = sharing ? null : (asked ?? proposed);
  const makingDataCount = rules === 'making-data-count';
  const screened = chart !== null && chart !== 'p' && (screen ?? (makingDataCount && chart === 'i'));
  // Without limits the P chart still gives each phase its centre, which a picture that only describes may show.
  const made = controlChart(chart === 'i' ? { values: valuesOf(series) } : counts, {
    ...cut,
    chart: chart ?? 'p',
    screen: screened,
    constants: constantsOf(rules),
  });
  const limited = chart !== null && made.phases.some(({ reason }) => reason === null);
  const found = limited ? findSignals(made, controlRuleSets[rules]) : [];
  const signals = found.filter(({ points: members }) => members.length > 0).map((signal) => describeSignal(signal, series));
  const reading =
    limited && makingDataCount
      ? readMakingDataCount(made, {
          improvement: measure.direction === 'higher' ? 'increase' : 'decrease',
          ...(target !== undefined && { target }),
        })
      : null;
  const centre = known(made.phases.at(-1)?.centre ?? NaN);
  const phases = phasesOf(series, made.phases).map((phase, index) => {
    const { observed, sigmaZ, reason } = made.phases[index]!;
    return { ...phase, observed, sigmaZ: limited ? known(sigmaZ) : null, reason: chart === null ? null : reason };
  });
  const limitOf = (limits: Float64Array, place: number) =>
    limited && points[place]!.estimate.value !== null ? known(Math.min(1, Math.max(0, limits[place]!))) : null;
  return {
    ...series,
    points: points.map((point, place) => ({
      ...point,
      phase: made.phases.findIndex(({ end }) => place <= end),
      centre: phases.find(({ end }) => point.period <= end)!.centre,
      lower: limitOf(made.lower, place),
      upper: limitOf(made.upper, place),
      z: limited && Number.isFinite(made.z[place]!) ? made.z[place]! : null,
      excluded: cut.exclude.includes(place),
      signals: found.filter(({ points: members }) => members.includes(place)).map(({ rule }) => nameRule(rule)),
      type: reading?.types[place] ?? null,
    })),
    chart,
    choice,
    chosen: asked === undefined,
    rules,
    phases,
    centre,
    target: target ?? null,
    screened,
    signals,
    variation: reading?.variation ?? null,
    assurance: reading?.assurance ?? null,
    ...judge(series, { chart, limited, phases, choice, signals, centre }),
  };
}

/** So many series are drawn for a whole batch: a share of 5 % comes out with a standard error of 0.5 points. */
const seriesDrawn = 2_000;

/**
 * How many of these series, those of one question, would signal though nothing changed in any of them: each by its own chart and the
 * rules of the question, drawn again at its own denominators. Null when none of them is judged.
 */
export function expectFalseControlSignals(series: readonly ControlledSeries[]): ExpectedSignals | null {
  const judged = series.filter(isJudged);
  if (judged.length === 0) return null;
  const runs = Math.ceil(seriesDrawn / judged.length);
  const alike = Map.groupBy(judged, ({ chart, screened }) => `${chart} ${screened}`);
  const expected = [...alike.values()].reduce((total, group) => total + expectOfOneChart(group, runs), 0);
  return { expected, method: 'simulated' };
}

function expectOfOneChart(series: readonly ControlledSeries[], runs: number): number {
  const { chart, screened, rules, cut, points } = series[0]!;
  const { phases, freeze } = cut;
  const counts = series.map(countsOf);
  const batch = {
    lengths: points.length,
    ghosts: series.flatMap((one) => one.points.map(({ excluded }) => (excluded ? 1 : 0))),
  };
  return chartMany(
    chart === 'i'
      ? { ...batch, values: series.flatMap(valuesOf) }
      : {
          ...batch,
          numerators: counts.flatMap(({ numerators }) => numerators),
          denominators: counts.flatMap(({ denominators }) => denominators),
        },
    {
      chart: chart!,
      rules: controlRuleSets[rules],
      screen: screened,
      constants: constantsOf(rules),
      phases,
      ...(freeze !== undefined && { freeze }),
      falseSignals: { runs },
    },
  ).falseSignals!.expected;
}

/** How often an unchanged series like this one signals, from drawing it again; null for one that is not judged. */
export function chanceOfControlSignal(series: ControlledSeries): number | null {
  return expectFalseControlSignals([series])?.expected ?? null;
}

const constantsOf = (rules: ControlRuleSet) => (rules === 'making-data-count' ? 'making-data-count' : 'printed');

const isRateChart = (chart: ChartChoice['chart']): chart is RateChartId => chart !== null && Object.hasOwn(rateCharts, chart);

function withoutGhosts({ numerators, denominators }: ReturnType<typeof countsOf>, exclude: readonly number[]) {
  const kept = (counts: readonly number[]) => counts.map((count, place) => (exclude.includes(place) ? NaN : count));
  return { numerators: kept(numerators), denominators: kept(denominators) };
}

function describeSignal({ rule, ends, points, directions }: RuleSignal, series: Series): ControlSignal {
  const { direction } = series.measure;
  return {
    rule: rule.rule,
    name: nameRule(rule),
    completed: ends.map((place) => series.points[place]!.period),
    points: points.map((place, index) => ({
      period: series.points[place]!.period,
      verdict: directions[index] === 0 ? null : betterWhen(direction, directions[index] === 1),
    })),
  };
}

interface Made extends Pick<ControlledSeries, 'chart' | 'choice' | 'phases' | 'signals' | 'centre'> {
  /** Whether any phase has limits. */
  readonly limited: boolean;
}

function judge(
  series: Series,
  { chart, limited, choice, phases, signals, centre }: Made,
): Pick<ControlledSeries, 'verdict' | 'sentence' | 'reason'> {
  const { sharing } = series;
  if (sharing) {
    // Limits cannot be calibrated: what remains is another series of the same care.
    const ways = describeWaysOut(sharing, ['independent-months', 'every-twelfth-point']);
    const reason = `points of window ${sharing.window} share patients from one to the next, so control limits and rules do not hold`;
    return {
      verdict: 'DESCRIPTIVE',
      sentence: describeUnjudged(series, centre, 'mean'),
      reason: [reason, ways || 'chart a measure by independent months'].join('; '),
    };
  }
  if (!limited) {
    const instead = choice.instead.map(({ says }) => says).join(' ');
    // A chart that was made has a reason of its own to be without limits.
    const reason = chart === null ? choice.why : phases.at(-1)!.reason!;
    return {
      verdict: 'TOO_THIN',
      sentence: `No limits: ${reason}.${instead === '' ? '' : ` Instead: ${instead}`}`,
      reason,
    };
  }
  return {
    verdict: signals.length > 0 ? 'SIGNAL' : 'NO_SIGNAL',
    sentence: [describeSignals(signals, phases, series.measure), ...describeLimits(phases, monthsForLimits(choice))].join(' '),
    reason: null,
  };
}

/** Every rule that is broken, with where; then what became of the mean. */
function describeSignals(signals: readonly ControlSignal[], phases: readonly SeriesPhase[], { direction }: Measure): string {
  const centres = phases.map(({ centre }) => centre);
  const line =
    centres.length < 2 ? `the mean ${percent(centres[0] ?? null)}` : `the means ${centres.map(percent).join(', ')} of its phases`;
  if (signals.length === 0) return `No sign of special cause: the points vary at random about ${line}.`;
  const found = signals.map((signal) => `${signal.name} (${describePlaces(signal)})`);
  return `Sign of special cause about ${line}, ${direction} is better: ${found.join('; ')}.`;
}

function monthsForLimits({ checks }: ChartChoice): number {
  return checks.find(({ id }) => id === 'points')?.threshold ?? 0;
}

const shownMax = 4;

/** "2025-01 to 2025-12, better": the stretches of months that break a rule, by what they mean. */
function describePlaces({ points }: ControlSignal): string {
  const ways = Map.groupBy(points, ({ verdict }) => verdict);
  return [...ways]
    .map(([verdict, members]) => {
      const months = members.map(({ period }) => period);
      const where = months.length <= shownMax ? months.join(', ') : `${months.length} points, ${months[0]!} to ${months.at(-1)!}`;
      return verdict === null ? where : `${where}: ${verdict}`;
    })
    .join('; ');
}
