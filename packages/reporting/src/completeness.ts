import {
  completeness,
  totalStratification,
  type AnswerSource,
  type Completeness,
  type CompletenessOptions,
  type Measure,
  type Organization,
  type Status,
} from '@equipoise/engine';
import type { Release, Store } from '@equipoise/store';
import { practicesUnder, type Question } from './question.ts';
import { readRates, type Rate } from './rates.ts';

/** The readings of a person's answers of which the source is counted. */
export const answerReadings = ['race-ethnicity', 'race', 'ethnicity'] as const;
export type AnswerReading = (typeof answerReadings)[number];

export interface CompletenessQuestion extends Omit<Question, 'by'> {
  /** Which reading; by default race and ethnicity combined. */
  readonly of?: AnswerReading | undefined;
}

/** How the race and ethnicity of an organization's patients of a measure came to be known. */
export interface CompletenessReport {
  readonly organization: Organization;
  readonly measure: Measure;
  readonly period: string;
  readonly of: AnswerReading;
  /** Of the denominator: NO_DATA where nothing was reported. */
  readonly status: Status;
  /** Of the patients of the measure's denominator: those whom its stratified rates are of. Counts that are hidden are null. */
  readonly completeness: Completeness;
  /** Why the self-reported share is not told; null when it is. */
  readonly reason: string | null;
}

/**
 * The completeness of race and ethnicity, for each organization and period of a question. It is of cells like any other: the
 * release has decided what is shown, and nothing is worked out from what is left.
 *
 * @throws UnknownNameError when the release lacks a name
 * @throws RangeError when the goal or the level is no fraction
 */
export async function readCompleteness(
  store: Store,
  release: Release,
  { of = 'race-ethnicity', ...question }: CompletenessQuestion,
  options: CompletenessOptions,
): Promise<CompletenessReport[]> {
  const by = `${of}-source`;
  const totals = await readRates(store, release, question, {});
  const tables = tablesOf(await readRates(store, release, { ...question, by }, {}));
  const silent = await silentPractices(store, release, { ...question, by }, totals);
  return totals.map((total) => {
    const { organization, measure, period } = total;
    const table = tables.get(placeOf(total))!;
    const reason = whyNotKnown(of, total, table, silent(total));
    const found = completeness(countsOf(reason === null ? [total, ...table] : []), options);
    const { status } = total.estimate;
    return { organization, measure, period, of, status, completeness: found, reason: reason ?? found.selfReported.reason };
  });
}

type Place = Pick<Rate, 'organization' | 'period'>;
const placeOf = ({ organization, period }: Place): string => `${organization.id}\n${period}`;
const tablesOf = (rates: readonly Rate[]) => Map.groupBy(rates, placeOf);
const isSilent = (table: readonly Rate[]): boolean => table.every(({ estimate }) => estimate.status === 'NO_DATA');

/** Counts by stratum. A cell that is not there, among others that are, has nobody in it; a hidden one is not known. */
function countsOf(rates: readonly Rate[]) {
  const known = new Map(rates.map(({ stratum, estimate }) => [stratum, estimate]));
  const count = (stratum: AnswerSource | 'all') => {
    const estimate = known.get(stratum);
    if (rates.length === 0 || estimate?.status === 'SUPPRESSED') return NaN;
    return estimate?.denominator ?? 0;
  };
  return {
    members: count('all'),
    selfReported: count('self-reported'),
    indirect: count('indirect'),
    declined: count('declined'),
    unknown: count('unknown'),
  };
}

const columnOf: Readonly<Record<AnswerReading, string>> = {
  'race-ethnicity': 'race_ethnicity_source',
  race: 'race_source of its own',
  ethnicity: 'ethnicity_source of its own',
};

function whyNotKnown(
  of: AnswerReading,
  total: Rate,
  table: readonly Rate[],
  silent: { readonly practices: number; readonly of: number },
): string | null {
  if (total.estimate.status === 'NO_DATA') return total.estimate.reason;
  if (isSilent(table)) return `the members files do not say where answers came from: they have no ${columnOf[of]}`;
  if (silent.practices > 0)
    return `the members files of ${silent.practices} of ${silent.of} practices do not say where answers came from: look at practices one by one`;
  const hidden = [total, ...table.filter(({ stratum }) => stratum === 'self-reported')];
  return hidden.find(({ estimate }) => estimate.status === 'SUPPRESSED')?.estimate.reason ?? null;
}

/**
 * How many practices under an organization reported a measure and no sources: the sum above them is of the others, and a
 * share of all would take the silent for unknown.
 */
async function silentPractices(store: Store, release: Release, question: Question, totals: readonly Rate[]) {
  const under = new Map(
    totals.map(({ organization }) => [
      organization.id,
      organization.kind === 'practice' ? [] : practicesUnder(release, organization),
    ]),
  );
  const organizations = [...new Set([...under.values()].flat().map(({ id }) => id))];
  const about = { ...question, organizations };
  const nobody: Rate[] = [];
  const [reported, sources] =
    organizations.length === 0
      ? [nobody, nobody]
      : await Promise.all([
          readRates(store, release, { ...about, by: totalStratification }, {}),
          readRates(store, release, about, {}),
        ]);
  const reports = new Set(reported.filter(({ estimate }) => estimate.status !== 'NO_DATA').map(placeOf));
  const tables = tablesOf(sources);
  return ({ organization, period }: Place) => {
    const reporting = under.get(organization.id)!.filter((practice) => reports.has(placeOf({ organization: practice, period })));
    const practices = reporting.filter((practice) => isSilent(tables.get(placeOf({ organization: practice, period }))!)).length;
    return { practices, of: reporting.length };
  };
}
