import {
  describeSharing,
  monthNumber,
  totalStratification,
  totalStratum,
  type Annotation,
  type Direction,
  type Estimate,
  type EstimateOptions,
  type Measure,
  type Organization,
  type SharedPatients,
  type WayOut,
} from '@equipoise/engine';
import type { Release, Store } from '@equipoise/store';
import { findMeasure, QuestionError, UnknownNameError, type Question } from './question.ts';
import { readRates } from './rates.ts';

/** A question about points in order of time, and about how they are cut into phases. */
export interface SeriesQuestion extends Question {
  /** One stratum of the stratification; by default everybody. */
  readonly stratum?: string | undefined;
  /**
   * Months from one point to the next, counted back from the last month; 1 by default. Every twelfth point of a rolling year shares
   * nobody with the one before.
   */
  readonly every?: number | undefined;
  /** Months in which a later phase begins, in order of time: centre, limits and rules start anew there. */
  readonly phases?: readonly string[] | undefined;
  /** So many leading months of each phase set its centre and limits; all of them by default. */
  readonly freeze?: number | undefined;
  /** Months that are drawn, and left out of every calculation. */
  readonly exclude?: readonly string[] | undefined;
}

export interface ChartPoint {
  readonly period: string;
  readonly estimate: Estimate;
}

/** One phase of a series, in months. */
export interface SeriesPhase {
  readonly start: string;
  readonly end: string;
  /** The last month of those that set the centre. */
  readonly baselineEnd: string;
  /** As a fraction; null when no month of the baseline is shown. */
  readonly centre: number | null;
}

/** Where phases begin and what is left out, as places among the points. */
export interface Cut {
  readonly phases: readonly number[];
  readonly exclude: readonly number[];
  readonly freeze?: number;
}

/** Points in order of time, whatever is measured at them. */
interface Months {
  readonly points: readonly { readonly period: string }[];
}

/** The rates of one organization over time, before anything is made of them. */
export interface Series {
  readonly measure: Measure;
  readonly organization: Organization;
  readonly stratification: string;
  readonly stratum: string;
  readonly points: readonly ChartPoint[];
  readonly annotations: readonly Annotation[];
  readonly cut: Cut;
  /** Why its points may not be judged; null when they share no patients. */
  readonly sharing: SharedPatients | null;
}

/** One series for each organization of the question, over all of the measure's periods unless it says otherwise. */
export async function readSeries(
  store: Store,
  release: Release,
  question: SeriesQuestion,
  options: EstimateOptions,
): Promise<Series[]> {
  const { stratum: wanted, by = totalStratification, measure: measureId, organizations, from, to, every = 1 } = question;
  if (!(Number.isSafeInteger(every) && every >= 1))
    throw new QuestionError('every must be a whole number of months of at least 1');
  const held = release.periods[findMeasure(release, measureId).id]!;
  const months = { from: from ?? held[0], to: to ?? held.at(-1)! };
  const rates = await readRates(store, release, { measure: measureId, by, organizations, ...months }, options);
  const strata = [...new Set(rates.map(({ stratum }) => stratum))];
  if (wanted === undefined && by !== totalStratification) {
    throw new UnknownNameError('stratum', `a chart of ${by} needs a stratum: one of ${strata.join(', ')}`);
  }
  const stratum = wanted ?? totalStratum;
  if (wanted !== undefined && !strata.includes(wanted)) {
    throw new UnknownNameError('stratum', `stratum ${wanted} is not in the release here; there are ${strata.join(', ')}`);
  }
  const kept = keptMonths([...new Set(rates.map(({ period }) => period))], every);
  const series = Map.groupBy(
    rates.filter((rate) => rate.stratum === stratum && kept.has(rate.period)),
    ({ organization }) => organization,
  );
  const notes = Map.groupBy(release.annotations, ({ organization }) => organization);
  return [...series].map(([organization, points]) => {
    const { measure } = points[0]!;
    const cut = placeMonths(
      points.map(({ period }) => period),
      question,
    );
    const annotations = (notes.get(organization.id) ?? []).filter(
      (annotation) =>
        (annotation.measure === null || annotation.measure === measure.id) &&
        (annotation.stratum === null || annotation.stratum === stratum),
    );
    const sharing = describeSharing(measure, shownPeriods(points, cut));
    return {
      measure,
      organization,
      stratification: by,
      stratum,
      points: points.map(({ period, estimate }) => ({ period, estimate })),
      annotations,
      cut,
      sharing,
    };
  });
}

/** The last of these months and those that lie whole steps before it. */
function keptMonths(periods: readonly string[], every: number): Set<string> {
  const last = monthNumber(periods.at(-1)!);
  return new Set(periods.filter((period) => (last - monthNumber(period)) % every === 0));
}

/** Months with a rate that is shown and counts. */
function shownPeriods(points: readonly ChartPoint[], { exclude }: Cut): string[] {
  return points.filter(({ estimate }, place) => estimate.value !== null && !exclude.includes(place)).map(({ period }) => period);
}

/**
 * Months as places among the points of a series.
 *
 * @throws UnknownNameError when a month is not one of the points', or a phase would begin with the first of them
 * @throws QuestionError when phases do not rise in time, a month is left out twice, or freeze is not a whole number from 1 up
 */
function placeMonths(periods: readonly string[], { phases = [], exclude = [], freeze }: SeriesQuestion): Cut {
  const placeOf = (month: string, what: string): number => {
    const place = periods.indexOf(month);
    if (place < 0) throw new UnknownNameError('period', `${what} ${month} is not among the points: ${spanOf(periods)}`);
    return place;
  };
  const starts = phases.map((month) => placeOf(month, 'phase'));
  if (starts.includes(0))
    throw new UnknownNameError(
      'period',
      `phase ${periods[0]!} begins with the series; name later months in which a phase begins, after ${periods[0]!}`,
    );
  if (starts.some((start, index) => index > 0 && start <= starts[index - 1]!))
    throw new QuestionError('phases must be months that rise in time, each one once');
  if (new Set(exclude).size < exclude.length) throw new QuestionError('exclude must name each month once');
  if (freeze !== undefined && !(Number.isSafeInteger(freeze) && freeze >= 1))
    throw new QuestionError('freeze must be a whole number of months of at least 1');
  return {
    phases: starts,
    exclude: exclude.map((month) => placeOf(month, 'exclude')),
    ...(freeze !== undefined && { freeze }),
  };
}

/** The months that there are: from the first to the last where none between is left out, else one by one. */
function spanOf(periods: readonly string[]): string {
  const [first, last] = [periods[0]!, periods.at(-1)!];
  const gapless = monthNumber(last) - monthNumber(first) === periods.length - 1;
  return gapless ? `they are the months from ${first} to ${last}` : `they are ${periods.join(', ')}`;
}

/** The rates that are shown, in order of time; NaN where none is. */
export function valuesOf({ points }: Pick<Series, 'points'>): number[] {
  return points.map(({ estimate }) => estimate.value ?? NaN);
}

/** The counts behind the rates that are shown; NaN for all others, whether or not they are known. */
export function countsOf({ points }: Pick<Series, 'points'>): { numerators: number[]; denominators: number[] } {
  const shown = points.map(({ estimate }) => (estimate.value === null ? null : estimate));
  return {
    numerators: shown.map((estimate) => estimate?.numerator ?? NaN),
    denominators: shown.map((estimate) => estimate?.denominator ?? NaN),
  };
}

/** Phases of places as phases of months. */
export function phasesOf(
  { points }: Months,
  phases: readonly { readonly start: number; readonly end: number; readonly baselineEnd: number; readonly centre: number }[],
): SeriesPhase[] {
  return phases.map(({ start, end, baselineEnd, centre }) => ({
    start: points[start]!.period,
    end: points[end]!.period,
    baselineEnd: points[baselineEnd]!.period,
    centre: known(centre),
  }));
}

/**
 * The annotations of a series by the point under which they stand: that of their month, or the next one where months are not kept.
 * Those outside the series are left out.
 */
export function annotationsByPeriod({ annotations, points }: Pick<Series, 'annotations'> & Months): Map<string, Annotation[]> {
  const first = monthNumber(points[0]!.period);
  const last = monthNumber(points.at(-1)!.period);
  const inside = annotations.filter(({ date }) => {
    const month = monthNumber(date.slice(0, 7));
    return month >= first && month <= last;
  });
  return Map.groupBy(inside, ({ date }) => points.find(({ period }) => period >= date.slice(0, 7))!.period);
}

/** The ways out of a series whose points share patients, those of these kinds, with what to ask for. */
export function describeWaysOut({ waysOut }: SharedPatients, kinds: readonly WayOut['way'][]): string {
  return waysOut
    .filter(({ way }) => kinds.includes(way))
    .map(({ way, text }) =>
      way === 'every-twelfth-point' ? 'chart points that are twelve months apart (--every 12, or every: 12)' : text,
    )
    .join(', or ');
}

/** What a reader is told of a series that is drawn and not judged. */
export function describeUnjudged({ points }: Pick<Series, 'points'>, centre: number | null, centreName: string): string {
  const shown = points.filter(({ estimate }) => estimate.value !== null);
  const [first, last] = [shown[0], shown.at(-1)];
  if (!first || !last) return 'Described, not judged.';
  const change = `${percent(first.estimate.value)} to ${percent(last.estimate.value)}`;
  return `Described, not judged. From ${first.period} to ${last.period}: ${change}, ${centreName} ${percent(centre)}.`;
}

/** Whether it is better for a patient when a rate goes up (or down). */
export function betterWhen(direction: Direction, goesUp: boolean): 'better' | 'worse' {
  return goesUp === (direction === 'higher') ? 'better' : 'worse';
}

export const percent = (rate: number | null): string => (rate === null ? 'n/a' : `${(100 * rate).toFixed(1)}%`);
export const known = (value: number): number | null => (Number.isNaN(value) ? null : value);
