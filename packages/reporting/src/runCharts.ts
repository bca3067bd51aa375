import {
  chanceOfSignal,
  describeRunChart,
  monthNumber,
  runChart,
  sharePatients,
  totalStratification,
  totalStratum,
  usefulMin,
  type Annotation,
  type Estimate,
  type EstimateOptions,
  type Measure,
  type Organization,
  type RunChart,
} from '@equipoise/engine';
import type { Release, Store } from '@equipoise/store';
import { findMeasure, UnknownNameError, type Question } from './question.ts';
import { readRates } from './rates.ts';

export interface RunChartQuestion extends Question {
  /** One stratum of the stratification; by default everybody. */
  readonly stratum?: string | undefined;
  readonly rules?: RuleSet | undefined;
}

/**
 * The rules that give a verdict. `anhoej`: a run too long or too few crossings, the default, for it cries wolf least.
 * `ihi`: a shift of six or a trend of five, as taught for a single chart; over a third of unchanged series of 24 months trip one.
 */
export type RuleSet = 'anhoej' | 'ihi';
export const ruleSets: readonly RuleSet[] = ['anhoej', 'ihi'];

export interface ChartPoint {
  readonly period: string;
  readonly estimate: Estimate;
}

/** A series over time: judged when its points share no patients, described when they do. */
export interface ChartedSeries {
  readonly measure: Measure;
  readonly organization: Organization;
  readonly stratification: string;
  readonly stratum: string;
  readonly points: readonly ChartPoint[];
  /** Median of the rates that are shown; null when none is. */
  readonly centre: number | null;
  /** Runs and signals; null when the series may only be described. */
  readonly chart: RunChart | null;
  readonly verdict: 'SIGNAL' | 'NO_SIGNAL' | 'TOO_FEW_POINTS' | 'DESCRIPTIVE';
  /** What a coach would read. */
  readonly sentence: string;
  /** Why there is no verdict, and the way to one; null when there is. */
  readonly reason: string | null;
  readonly annotations: readonly Annotation[];
  /** The rules that gave the verdict. */
  readonly rules: RuleSet;
}

/** How often an unchanged series of this length signals: by either Anhøj rule, or by a shift of six; null for one that is not judged. */
export function chanceOf({ chart, rules }: Pick<ChartedSeries, 'chart' | 'rules'>): number | null {
  return chart && chanceOfSignal(chart, rules === 'ihi' ? { shift: 6 } : { anhoej: true });
}

/** Draws one series for each organization of the question, over all of the measure's periods unless it says otherwise. */
export async function readRunCharts(
  store: Store,
  release: Release,
  question: RunChartQuestion,
  options: EstimateOptions,
): Promise<ChartedSeries[]> {
  const { stratum: wanted, rules = 'anhoej', by = totalStratification, ...rest } = question;
  const { measure: measureId, from, to } = rest;
  const held = release.periods[findMeasure(release, measureId).id]!;
  const rates = await readRates(store, release, { ...rest, by, from: from ?? held[0], to: to ?? held.at(-1) }, options);
  const strata = [...new Set(rates.map(({ stratum }) => stratum))];
  if (wanted === undefined && by !== totalStratification) {
    throw new UnknownNameError('stratum', `a chart of ${by} needs a stratum: one of ${strata.join(', ')}`);
  }
  const stratum = wanted ?? totalStratum;
  if (wanted !== undefined && !strata.includes(wanted)) {
    throw new UnknownNameError('stratum', `stratum ${wanted} is not in the release here; there are ${strata.join(', ')}`);
  }
  const series = Map.groupBy(
    rates.filter((rate) => rate.stratum === stratum),
    ({ organization }) => organization,
  );
  const notes = Map.groupBy(release.annotations, ({ organization }) => organization);
  return [...series].map(([organization, points]) => {
    const { measure } = points[0]!;
    const annotations = (notes.get(organization.id) ?? []).filter(
      (annotation) =>
        (annotation.measure === null || annotation.measure === measure.id) &&
        (annotation.stratum === null || annotation.stratum === stratum),
    );
    return { measure, organization, stratification: by, stratum, points, annotations, rules, ...judge(measure, points, rules) };
  });
}

function judge(
  measure: Measure,
  points: readonly ChartPoint[],
  rules: RuleSet,
): Pick<ChartedSeries, 'centre' | 'chart' | 'verdict' | 'sentence' | 'reason'> {
  const chart = underRules(runChart(points.map(({ estimate }) => estimate.value ?? NaN)), rules);
  const centre = Number.isNaN(chart.centre) ? null : chart.centre;
  const shown = points.filter(({ estimate }) => estimate.value !== null).map(({ period }) => period);
  if (sharePatients(measure.window, shown)) {
    const reason = `points of window ${measure.window} share patients from one to the next, so run-chart rules do not hold`;
    const out =
      measure.monthly === null
        ? 'chart points that are twelve months apart'
        : `chart ${measure.monthly}, the same care by independent months`;
    const span =
      shown.length === 0
        ? ''
        : ` From ${shown[0]!} to ${shown.at(-1)!}: ${percent(valueAt(points, shown[0]!))} to ${percent(valueAt(points, shown.at(-1)!))}, median ${percent(centre)}.`;
    return {
      centre,
      chart: null,
      verdict: 'DESCRIPTIVE',
      sentence: `Described, not judged.${span}`,
      reason: `${reason}; ${out}`,
    };
  }
  const sentence = describeRunChart(chart, { direction: measure.direction, labels: points.map(({ period }) => period) });
  if (chart.useful < usefulMin)
    return { centre, chart, verdict: 'TOO_FEW_POINTS', sentence, reason: `${chart.useful} useful points of ${usefulMin} needed` };
  const signal = chart.anhoej.signal || chart.shifts.length > 0 || chart.trends.length > 0;
  return { centre, chart, verdict: signal ? 'SIGNAL' : 'NO_SIGNAL', sentence, reason: null };
}

/** The chart with the signals of one set of rules alone, so that verdict, sentence and data never disagree. */
function underRules(chart: RunChart, rules: RuleSet): RunChart {
  const { anhoej, shifts } = chart;
  if (rules === 'ihi') return { ...chart, anhoej: { ...anhoej, longRun: false, fewCrossings: false, signal: false } };
  return { ...chart, shifts: shifts.filter(({ length }) => length > anhoej.longestRunMax), trends: [] };
}

const valueAt = (points: readonly ChartPoint[], period: string): number | null =>
  points.find((point) => point.period === period)?.estimate.value ?? null;
const percent = (rate: number | null): string => (rate === null ? 'n/a' : `${(100 * rate).toFixed(1)}%`);

/** The annotations of a series by the point under which they stand; those outside the series are left out. */
export function annotationsByPeriod({ annotations, points }: ChartedSeries): Map<string, Annotation[]> {
  const first = monthNumber(points[0]!.period);
  const last = monthNumber(points.at(-1)!.period);
  const inside = annotations.filter(({ date }) => {
    const month = monthNumber(date.slice(0, 7));
    return month >= first && month <= last;
  });
  return Map.groupBy(inside, ({ date }) => date.slice(0, 7));
}
