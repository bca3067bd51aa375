import {
  estimateRate,
  type Estimate,
  type EstimateOptions,
  type Measure,
  type Organization,
  type Stratification,
} from '@equipoise/engine';
import { readReleasedCells, type Release, type ReleasedCell, type Store } from '@equipoise/store';
import { resolve, type Question, type Resolved } from './question.ts';

/** A rate in its place. */
export interface Rate {
  readonly measure: Measure;
  readonly organization: Organization;
  readonly stratification: Stratification;
  readonly stratum: string;
  readonly period: string;
  readonly estimate: Estimate;
}

/**
 * The rates that answer a question: for each organization, period and stratum that the release knows of there.
 * Sorted by organization as asked, then period, then stratum in the order of its stratification.
 */
export async function readRates(store: Store, release: Release, question: Question, options: EstimateOptions): Promise<Rate[]> {
  const resolved = resolve(release, question);
  const { measure, stratification, organizations, periods } = resolved;
  const cells = await readReleasedCells(store, release.number, {
    measures: [measure.id],
    stratification: stratification.id,
    organizations: organizations.map(({ id }) => id),
    periodStart: periods[0]!,
    periodEnd: periods.at(-1)!,
  });
  const byPlace = new Map(cells.map((cell) => [placeOf(cell.organization, cell.period, cell.stratum), cell]));
  const strata = strataOf(resolved, cells);
  return organizations.flatMap((organization) =>
    periods.flatMap((period) =>
      strata.map((stratum) => ({
        measure,
        organization,
        stratification,
        stratum,
        period,
        estimate: estimateRate(byPlace.get(placeOf(organization.id, period, stratum)) ?? null, options),
      })),
    ),
  );
}

/** Names may hold any character, so they are quoted before they are joined. */
const placeOf = (...names: readonly [organization: string, period: string, stratum: string]): string => JSON.stringify(names);

/** The strata that occur (when none does, those declared), in the order of reports. */
function strataOf({ stratification }: Resolved, cells: readonly ReleasedCell[]): string[] {
  const found = [...new Set(cells.map(({ stratum }) => stratum))];
  if (found.length === 0) return [...(stratification.strata ?? [])]; // nothing arrived: every declared stratum says so
  return found.sort((a, b) => byPlaceInReports(stratification, a, b));
}

/** The order of strata in reports: as declared, else by name with the unanswered ones last. */
export function byPlaceInReports({ strata, unanswered }: Stratification, a: string, b: string): number {
  const rank = (stratum: string): number => {
    const place = strata?.indexOf(stratum) ?? -1;
    if (place >= 0) return place;
    return unanswered.includes(stratum) ? 1e9 : 1e6;
  };
  return rank(a) - rank(b) || (a === b ? 0 : a < b ? -1 : 1);
}
