import {
  chanceOfGapSignal,
  chooseGapChart,
  gapControlChart,
  gapSeries,
  type Annotation,
  type ChangeInGap,
  type ControlRule,
  type EstimateOptions,
  type GapChartChoice,
  type GapChartId,
  type GapControlChart,
  type GapControlChartOptions,
  type GapSignal,
  type GapWay,
  type Measure,
  type Organization,
  type PeriodGap,
  type SharedPatients,
  type Stratification,
} from '@equipoise/engine';
import type { Release, Store } from '@equipoise/store';
import { requireExclusive, requireSides } from './comparedGroups.ts';
import { controlRuleSets, type ControlPhaseOfRates, type ControlRuleSet } from './controlCharts.ts';
import { gapMonthsOf, periodsOfGap, type GapMonth, type GapSides } from './gapArms.ts';
import { describeGapSeries } from './gapSeriesSentence.ts';
import { QuestionError, resolve, UnknownNameError } from './question.ts';
import { readRates, type Rate } from './rates.ts';
import { isJudged, type ExpectedSignals } from './runCharts.ts';
import { nameRule } from './ruleWords.ts';
import { describeWaysOut, known, phasesOf, readSeries, type Cut, type Series, type SeriesQuestion } from './series.ts';

/** The control charts of a gap, with what their limits rest on. */
export const gapCharts: Readonly<Record<GapChartId, { readonly title: string; readonly limits: string }>> = {
  p: { title: 'P chart of the gap', limits: 'limits from the sampling error of each month, of both groups' },
  pp: {
    title: 'P′ chart of the gap',
    limits: 'limits from the sampling error of each month, times how much more the gaps vary (Laney)',
  },
  i: { title: 'I chart of the gap', limits: 'limits from the steps from month to month, whatever the denominators' },
};

/** A question about the gap of one group over time. */
export interface GapControlQuestion extends Omit<SeriesQuestion, 'stratum' | 'period'> {
  readonly group: string;
  /** `rest` (everybody else who answered, by default) or the name of a stratum, chosen before the rates were seen. */
  readonly reference?: string | undefined;
  /** By default `p`, or `pp` where the gaps vary more than sampling explains; the answer says why. */
  readonly chart?: GapChartId | undefined;
  readonly rules?: ControlRuleSet | undefined;
  /** The gap that should be reached, as a fraction: drawn, and without part in limits. */
  readonly target?: number | undefined;
  /** Whether steps from month to month beyond their own limit are left out, once (pp, i). */
  readonly screen?: boolean | undefined;
}

/** One month of the chart. All of it but the month is null where one of the two groups is not shown. */
export interface GapPoint {
  readonly period: string;
  /** The gap with its interval, and the counts behind it. */
  readonly estimate: Omit<PeriodGap, 'period'> & Omit<GapMonth, 'period'>;
  /** Place of its phase, from 0. */
  readonly phase: number;
  readonly centre: number | null;
  /** Control limits, cut to what a gap can be; null where there are none. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** Distance from the centre in standard errors, from uncut limits. */
  readonly z: number | null;
  /** Drawn, and left out of every calculation. */
  readonly excluded: boolean;
  /** The rules that it helps to break, by name. */
  readonly signals: readonly string[];
}

/** Months that together break a rule to one side. */
export interface GapStretchOfMonths {
  readonly periods: readonly string[];
  /** Null for a rule that points neither way. */
  readonly way: GapWay | null;
  /** The phase begins with this run and then leaves it; the way is that of the change. */
  readonly left: boolean;
  /** From the other months of the baseline to these, or as the engine has it: whose doing the change was. No interval: it was noticed first. */
  readonly change: Pick<ChangeInGap, 'value' | 'gapBaseline' | 'gapFollowUp' | 'fromGroup' | 'fromReference' | 'turned'> | null;
  /** The gap narrowed because the reference got worse. */
  readonly levellingDown: boolean;
}

/** What one rule found. */
export interface GapSignalOfMonths {
  readonly rule: ControlRule['rule'];
  /** The rule in words. */
  readonly name: string;
  readonly completed: readonly string[];
  readonly stretches: readonly GapStretchOfMonths[];
}

/** The gap of one group over time, with control limits when its months bear them and share no patients. */
export interface GapControlledSeries extends GapSides {
  readonly measure: Measure;
  readonly organization: Organization;
  readonly stratification: Stratification;
  readonly referenceStrata: readonly string[];
  readonly points: readonly GapPoint[];
  readonly annotations: readonly Annotation[];
  readonly cut: Cut;
  readonly sharing: SharedPatients | null;
  /** Which chart was made; null when none was. */
  readonly chart: GapChartId | null;
  readonly choice: GapChartChoice;
  /** Whether the chart was chosen for the data, not asked for. */
  readonly chosen: boolean;
  readonly rules: ControlRuleSet;
  readonly phases: readonly ControlPhaseOfRates[];
  /** A group or a reference with fewer members has no gap in that month. */
  readonly denominatorMin: number;
  /** Centre of the latest phase; null when it has no gap. */
  readonly centre: number | null;
  readonly target: number | null;
  readonly screened: boolean;
  readonly signals: readonly GapSignalOfMonths[];
  readonly verdict: 'SIGNAL' | 'NO_SIGNAL' | 'TOO_THIN' | 'DESCRIPTIVE';
  /** What a coach would read. */
  readonly sentence: string;
  /** Why there is no verdict, and the way to one; null when there is. */
  readonly reason: string | null;
}

/**
 * A control chart of the gap between a group and its reference for each organization of the question, over all of the measure's
 * periods unless it says otherwise.
 *
 * @throws UnknownNameError when the release lacks a name, or the groups overlap
 * @throws QuestionError when group and reference are one, one of them stands for no answer, or a number in the question cannot be
 */
export async function readGapControlCharts(
  store: Store,
  release: Release,
  { group, reference = 'rest', ...question }: GapControlQuestion,
  options: Pick<EstimateOptions, 'level' | 'denominatorMin'>,
): Promise<GapControlledSeries[]> {
  if (question.by === undefined)
    throw new UnknownNameError('stratification', 'a gap is between groups: name a stratification with by');
  if (question.target !== undefined && !(question.target >= -1 && question.target <= 1))
    throw new QuestionError('the target of a gap must be a fraction from -1 to 1');
  const { measure, stratification } = resolve(release, question);
  requireExclusive(stratification);
  const held = release.periods[measure.id]!;
  const { from = held[0]!, to = held.at(-1)! } = question;
  const { measure: id, by, organizations } = question;
  const [ofGroup, rates] = await Promise.all([
    readSeries(store, release, { ...question, stratum: group }, { denominatorMin: 0 }),
    readRates(store, release, { measure: id, by, organizations, from, to }, { denominatorMin: 0 }),
  ]);
  requireSides({ group, reference }, stratification, [...new Set(rates.map(({ stratum }) => stratum))]);
  const tables = Map.groupBy(rates, ({ organization }) => organization.id);
  return ofGroup.map((series) =>
    limitGap(series, tables.get(series.organization.id)!, { ...question, group, reference, stratification, ...options }),
  );
}

interface Terms extends GapSides, Pick<GapControlQuestion, 'chart' | 'rules' | 'target' | 'screen'> {
  readonly stratification: Stratification;
  readonly level?: number;
  readonly denominatorMin?: number;
}

/** Months without a gap are missing here: nothing that is derived rests on them, and they have no limits. */
function limitGap(
  { measure, organization, annotations, cut, points }: Series,
  rates: readonly Rate[],
  terms: Terms,
): GapControlledSeries {
  const { group, reference, stratification, chart: asked, rules = 'limits-and-anhoej', target = null } = terms;
  const { level = 0.95, denominatorMin = 0 } = terms;
  const places = points.map(({ period }) => period);
  const { months, referenceStrata } = gapMonthsOf(rates, places, {
    group,
    reference,
    denominatorMin,
  });
  const periods = periodsOfGap(months);
  const { direction } = measure;
  const choice = chooseGapChart(periods, { direction, exclude: cut.exclude });
  const made = gapControlChart(periods, {
    ...optionsOf({ measure, cut, rules, chart: asked ?? choice.chart ?? 'p', screened: terms.screen === true }),
    level,
  });
  const { sharing } = made;
  const chart = sharing ? null : (asked ?? choice.chart);
  const limited = chart !== null && made.phases.some(({ reason }) => reason === null);
  const found = limited ? made.signals : [];
  const gaps = gapSeries(periods, { direction, level });
  const phases = phasesOf({ points }, made.phases).map((phase, index): ControlPhaseOfRates => {
    const { observed, sigmaZ, reason } = made.phases[index]!;
    return { ...phase, observed, sigmaZ: limited ? known(sigmaZ) : null, reason: chart === null ? null : reason };
  });
  const limitOf = (limits: Float64Array, place: number) =>
    limited && months[place]!.status === 'REPORTED' ? known(limits[place]!) : null;
  const series = {
    measure,
    organization,
    stratification,
    group,
    reference,
    referenceStrata,
    annotations,
    cut,
    sharing,
    points: months.map(({ period, ...month }, place): GapPoint => {
      const { value, lower, upper, method } = gaps[place]!;
      return {
        period,
        estimate: { value, lower, upper, method, level, ...month },
        phase: made.phases.findIndex(({ end }) => place <= end),
        centre: phases.find(({ end }) => period <= end)!.centre,
        lower: limitOf(made.lower, place),
        upper: limitOf(made.upper, place),
        z: limited && Number.isFinite(made.z[place]!) ? made.z[place]! : null,
        excluded: cut.exclude.includes(place),
        signals: found.filter(({ points: members }) => members.includes(place)).map(({ rule }) => nameRule(rule)),
      };
    }),
    chart,
    choice,
    chosen: asked === undefined,
    rules,
    phases,
    denominatorMin,
    centre: known(made.phases.at(-1)?.centre ?? NaN),
    target,
    screened: made.screened && chart !== 'p' && chart !== null,
    signals: found.map((signal) => inMonths(signal, places)),
  };
  const judged = { ...series, ...judge(series, made, limited) };
  return { ...judged, sentence: describeGapSeries(judged) };
}

function judge(
  { choice, chart, phases, signals }: Pick<GapControlledSeries, 'choice' | 'chart' | 'phases' | 'signals'>,
  { sharing }: GapControlChart,
  limited: boolean,
): Pick<GapControlledSeries, 'verdict' | 'reason'> {
  if (sharing) {
    const ways = describeWaysOut(sharing, ['independent-months', 'every-twelfth-point']);
    const reason = `points of window ${sharing.window} share patients from one to the next, so control limits and rules do not hold`;
    return { verdict: 'DESCRIPTIVE', reason: `${reason}; ${ways || 'chart a measure by independent months'}` };
  }
  if (!limited) return { verdict: 'TOO_THIN', reason: chart === null ? choice.why : phases.at(-1)!.reason };
  return { verdict: signals.length > 0 ? 'SIGNAL' : 'NO_SIGNAL', reason: null };
}

function inMonths({ rule, ends, stretches }: GapSignal, periods: readonly string[]): GapSignalOfMonths {
  return {
    rule: rule.rule,
    name: nameRule(rule),
    completed: ends.map((place) => periods[place]!),
    stretches: stretches.map(({ points, way, left, change, levellingDown }) => ({
      periods: points.map((place) => periods[place]!),
      way,
      left,
      change: change && {
        value: change.value,
        gapBaseline: change.gapBaseline,
        gapFollowUp: change.gapFollowUp,
        fromGroup: change.fromGroup,
        fromReference: change.fromReference,
        turned: change.turned,
      },
      levellingDown,
    })),
  };
}

function optionsOf({
  measure: { direction, window, monthly },
  cut,
  rules,
  chart,
  screened,
}: Pick<GapControlledSeries, 'measure' | 'cut' | 'rules' | 'screened'> & { readonly chart: GapChartId }): GapControlChartOptions {
  const constants = rules === 'making-data-count' ? 'making-data-count' : 'printed';
  return { direction, window, monthly, ...cut, chart, rules: controlRuleSets[rules], screen: screened, constants };
}

/** So many series are drawn for a whole batch: a share of 5 % comes out with a standard error of 0.5 points. */
const seriesDrawn = 2_000;

/**
 * How many of these gaps, those of one question, would signal though nothing changed in any of them: each by its own chart and the
 * rules of the question, drawn again at its own denominators. Null when none of them is judged.
 *
 * @param series  from `reports.gapControlCharts`
 */
export function expectFalseGapSignals(series: readonly GapControlledSeries[]): ExpectedSignals | null {
  const judged = series.filter(isJudged);
  if (judged.length === 0) return null;
  const runs = Math.ceil(seriesDrawn / judged.length);
  const expected = judged.reduce((total, { points, chart, ...one }) => {
    const months = points.map(({ period, estimate }) => ({ period, ...estimate }));
    return total + (chanceOfGapSignal(periodsOfGap(months), { ...optionsOf({ ...one, chart: chart! }), runs }) ?? 0);
  }, 0);
  return { expected, method: 'simulated' };
}

/** How often an unchanged gap like this one signals, from drawing it again; null for one that is not judged. */
export function chanceOfGapChart(series: GapControlledSeries): number | null {
  return expectFalseGapSignals([series])?.expected ?? null;
}
