import { programResults, type ProgramNeed, type ProgramResults, type ResultRow } from '@equipoise/benchmark';
import { isAnswered, type Stratification } from '@equipoise/engine';
import { eachReleasedCounts, type Release, type Store } from '@equipoise/store';
import type { ProgramPeriod } from './programPeriods.ts';
import { byPlaceInReports } from './rates.ts';

/** Whose results, and from which months. */
export interface ProgramResultOptions {
  /** Ids. */
  readonly organizations: readonly string[];
  /** The month that stands for each measure and year, from `programPeriods`. */
  readonly periods: readonly ProgramPeriod[];
}

/**
 * The results that a program is scored on, as the release shows them: counts, or null where it hides them. One read for each
 * stratification and month, however many measures and organizations.
 *
 * @param needs  from `programNeeds`
 */
export function readProgramResults(
  store: Store,
  release: Release,
  needs: readonly ProgramNeed[],
  options: ProgramResultOptions,
): ProgramResults {
  const stratifications = new Map(release.stratifications.map((one) => [one.id, one]));
  const unanswered = new Map<string, boolean>();
  return programResults(resultRows(store, release, needs, { ...options, stratifications }), ({ by, stratum }) => {
    const key = JSON.stringify([by, stratum]);
    const known = unanswered.get(key);
    if (known !== undefined) return known;
    const found = !isAnswered(stratifications.get(by)!, stratum);
    unanswered.set(key, found);
    return found;
  });
}

/** Stratification by stratification and month by month, strata in the order of reports. */
function* resultRows(
  store: Store,
  release: Release,
  needs: readonly ProgramNeed[],
  {
    organizations,
    periods,
    stratifications,
  }: ProgramResultOptions & { readonly stratifications: ReadonlyMap<string, Stratification> },
): Generator<ResultRow> {
  const months = new Map(periods.map(({ measure, year, period }) => [`${year} ${measure}`, period]));
  const tables = new Map<string, { readonly by: string; readonly period: string; readonly years: Map<string, number> }>();
  for (const { by, measure, year } of needs) {
    const period = months.get(`${year} ${measure}`) ?? null;
    if (period === null) continue;
    const key = JSON.stringify([by, period]);
    const table = tables.get(key) ?? { by, period, years: new Map() };
    tables.set(key, table);
    table.years.set(measure, year);
  }
  for (const { by, period, years } of tables.values()) {
    const stratification = stratifications.get(by);
    if (stratification === undefined) continue; // nobody reported by it
    const strata = new Map<string, ResultRow[]>();
    const query = { measures: [...years.keys()], stratification: by, organizations, period };
    for (const [measure, organization, stratum, denominator, numerator] of eachReleasedCounts(store, release.number, query)) {
      const rows = strata.get(stratum) ?? [];
      strata.set(stratum, rows);
      rows.push({ organization, measure, year: years.get(measure)!, by, stratum, denominator, numerator });
    }
    for (const stratum of [...strata.keys()].sort((a, b) => byPlaceInReports(stratification, a, b))) yield* strata.get(stratum)!;
  }
}
