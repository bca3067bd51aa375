import type { ProgramDefinition, ProgramNeed } from '@equipoise/benchmark';
import type { Measure } from '@equipoise/engine';
import type { Release } from '@equipoise/store';
import { QuestionError, UnknownNameError } from './question.ts';

/** The month whose results stand for a measurement year of a measure. */
export interface ProgramPeriod {
  readonly measure: string;
  readonly year: number;
  /** Null where the release has none of that year. */
  readonly period: string | null;
}

/** What a program is judged on, as far as the caller says. */
export interface ProgramYear {
  /** Measurement year; by default the newest of which the release has results. */
  readonly year?: number | undefined;
  /** The month whose results stand for it; by default each measure's latest of the year. */
  readonly period?: string | undefined;
}

/**
 * The measurement year that a question means.
 *
 * @throws UnknownNameError when the release has nothing of it, or none of the program's measures
 * @throws QuestionError when year and month disagree
 */
export function yearOf(release: Release, { id, written }: ProgramDefinition, { year, period }: ProgramYear): number {
  if (period !== undefined && year !== undefined && yearIn(period) !== year)
    throw new QuestionError('the period must lie in the measurement year');
  const measures = [
    ...new Set([...written.measures.flatMap(({ parts }) => parts.map(({ measure }) => measure)), ...componentMeasures(written)]),
  ];
  const held = measures.flatMap((measure) => monthsOf(release, measure)).sort();
  const [first, latest] = [held[0], held.at(-1)];
  if (first === undefined || latest === undefined) {
    throw new UnknownNameError(
      'measure',
      `the release has none of the measures of ${id} (${measures.join(', ')}); it has ${Object.keys(release.periods).join(', ')} (case counts)`,
    );
  }
  const asked = year ?? yearIn(period ?? latest);
  if (!held.some((month) => (period === undefined ? yearIn(month) === asked : month === period))) {
    throw new UnknownNameError(
      'period',
      `the release has nothing of ${period ?? asked} for the measures of ${id}; it has ${first} to ${latest}`,
    );
  }
  return asked;
}

/** Measures that a program looks at only to see that they are there. */
function componentMeasures({ components = [] }: ProgramDefinition['written']): string[] {
  return components.flatMap((component) => {
    if (component.kind === 'stratified-reporting') return component.measures.flatMap(({ parts }) => parts);
    return 'measure' in component && component.measure !== undefined ? [component.measure] : [];
  });
}

/**
 * The month that stands for each year that a program looks at. The year judged: the month asked for, or the measure's latest of
 * the year. A year before it: the latest that is no later in its year, so that windows of twelve months never overlap.
 *
 * @throws QuestionError when a measure looks back on a single month: that is no measurement year
 */
export function programPeriods(
  release: Release,
  needs: readonly ProgramNeed[],
  { year, period }: { readonly year: number; readonly period?: string | undefined },
): readonly ProgramPeriod[] {
  refuseMonths(release, needs);
  const wanted = [...new Map(needs.map((need) => [`${need.year} ${need.measure}`, need])).values()];
  return wanted
    .map(({ measure, year: needed }): ProgramPeriod => {
      const latest = latestOf(release, { measure, year, until: '12' });
      const judged = period === undefined ? latest : monthsOf(release, measure).includes(period) ? period : null;
      if (needed === year || judged === null) return { measure, year: needed, period: needed === year ? judged : null };
      return { measure, year: needed, period: latestOf(release, { measure, year: needed, until: judged.slice(5) }) };
    })
    .toSorted((a, b) => b.year - a.year);
}

/** The last month of a year that the release has of a measure, up to one of its months. */
function latestOf(
  release: Release,
  { measure, year, until }: { readonly measure: string; readonly year: number; readonly until: string },
): string | null {
  return monthsOf(release, measure).findLast((month) => yearIn(month) === year && month.slice(5) <= until) ?? null;
}

/** The months that the release has of a measure, whatever its id: `constructor` is one like any other. */
export const monthsOf = ({ periods }: Release, measure: string): readonly string[] =>
  Object.hasOwn(periods, measure) ? periods[measure]! : [];

function refuseMonths(release: Release, needs: readonly ProgramNeed[]): void {
  const measures = new Map(release.measures.map((measure): [string, Measure] => [measure.id, measure]));
  const named = [...new Set(needs.map(({ measure }) => measure))];
  const months = named.filter((id) => measures.get(id)?.window === 'month' && Object.hasOwn(release.periods, id));
  if (months.length === 0) return;
  throw new QuestionError(
    `${months.join(', ')}: the results are of single months, and a month is no measurement year; where they look back on twelve months, declare the window rolling-12 or year and import them again`,
  );
}

/** What a reader should know of the months: those that do not end their year, and years of which nothing is there. */
export function notesOfPeriods(periods: readonly ProgramPeriod[], year: number): string[] {
  const judged = periods.filter((one) => one.year === year);
  const early = judged.filter(({ period }) => period !== null && !period.endsWith('-12'));
  const absent = judged.filter(({ period }) => period === null).map(({ measure }) => measure);
  return [
    ...early.map(({ measure, period }) => `${measure} is judged as of ${period}: ${year} has not ended there.`),
    ...(absent.length > 0 ? [`The release has no results of ${year} for ${absent.join(', ')}.`] : []),
  ];
}

const yearIn = (month: string): number => Number(month.slice(0, 4));
