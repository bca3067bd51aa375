import {
  monthNumber,
  periodsBetween,
  totalStratification,
  type Measure,
  type Organization,
  type Stratification,
} from '@equipoise/engine';
import type { Release } from '@equipoise/store';

/** Thrown when a question names what the release does not have. The message names what it has. */
export class UnknownNameError extends Error {
  override readonly name = 'UnknownNameError';
  readonly kind:
    | 'benchmark'
    | 'measure'
    | 'organization'
    | 'period'
    | 'program'
    | 'release'
    | 'settlement'
    | 'stratification'
    | 'stratum';
  constructor(kind: UnknownNameError['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

/** Thrown when parts of a question do not go together, or a number in it cannot be. The message repeats no value. */
export class QuestionError extends Error {
  override readonly name = 'QuestionError';
}

/** Which cells a report is about. What is left out has a default that the answer shows. */
export interface Question {
  readonly measure: string;
  /** Stratification; by default the total. */
  readonly by?: string | undefined;
  /** Ids of organizations; by default those at the top. */
  readonly organizations?: readonly string[] | undefined;
  /** One period, by default the measure's latest … */
  readonly period?: string | undefined;
  /** … or every period from here … */
  readonly from?: string | undefined;
  /** … to here. */
  readonly to?: string | undefined;
}

/** A question with every name found in the release. */
export interface Resolved {
  readonly measure: Measure;
  readonly stratification: Stratification;
  readonly organizations: readonly Organization[];
  readonly periods: readonly string[];
}

export function findMeasure({ measures, periods }: Release, id: string): Measure {
  const measure = measures.find((candidate) => candidate.id === id);
  if (!measure || !Object.hasOwn(periods, id)) {
    throw new UnknownNameError(
      'measure',
      `measure ${id} is not in the release; it has ${Object.keys(periods).join(', ')} (case counts)`,
    );
  }
  return measure;
}

export function findStratification({ stratifications }: Release, id: string): Stratification {
  const found = stratifications.find((candidate) => candidate.id === id);
  if (!found) {
    throw new UnknownNameError(
      'stratification',
      `stratification ${id} is not in the release; it has ${stratifications.map((s) => s.id).join(', ')}`,
    );
  }
  return found;
}

export function findOrganizations({ organizations }: Release, ids: readonly string[]): Organization[] {
  const byId = new Map(organizations.map((organization) => [organization.id, organization]));
  return [...new Set(ids)].map((id) => {
    const found = byId.get(id);
    if (!found) throw new UnknownNameError('organization', `organization ${id} is not in the release`);
    return found;
  });
}

/** The organizations that nobody stands above: the payer, as a rule. */
export function topOrganizations({ organizations }: Release): Organization[] {
  return organizations.filter(({ parent }) => parent === null);
}

/** The organizations of a level, in the order of their ids. */
export function organizationsAt({ organizations }: Release, kind: string): Organization[] {
  return organizations.filter((organization) => organization.kind === kind);
}

/** The practices under an organization, however far. */
export function practicesUnder(release: Release, top: Organization): Organization[] {
  const parentOf = new Map(release.organizations.map(({ id, parent }) => [id, parent]));
  return organizationsAt(release, 'practice').filter(({ id }) => {
    for (let at: string | null | undefined = id; at; at = parentOf.get(at)) if (at === top.id) return true;
    return false;
  });
}

/** Finds everything that a question names, and fills in what it leaves out. */
export function resolve(
  release: Release,
  { measure: measureId, by = totalStratification, organizations, period, from, to }: Question,
): Resolved {
  const measure = findMeasure(release, measureId);
  const held = release.periods[measureId]!;
  const latest = held.at(-1)!;
  let periods: readonly string[];
  if (from !== undefined || to !== undefined) {
    // A month that nobody reported stays in the series: it is a gap that readers must see. Before the first and after
    // the last month there is nothing to miss.
    const range = periodsBetween(later(from, held[0]!), earlier(to, latest));
    periods = measure.window === 'year' || measure.window === 'snapshot' ? range.filter((month) => held.includes(month)) : range;
    if (periods.length === 0)
      throw new UnknownNameError(
        'period',
        `there is no period from ${from ?? held[0]!} to ${to ?? latest}; the release has ${held[0]!} to ${latest}`,
      );
  } else {
    if (period !== undefined && (monthNumber(period) < monthNumber(held[0]!) || period > latest))
      throw new UnknownNameError(
        'period',
        `period ${period} is not in the release; it has ${held[0]!} to ${latest} of ${measureId}`,
      );
    periods = periodsBetween(period ?? latest, period ?? latest);
  }
  return {
    measure,
    stratification: findStratification(release, by),
    organizations: organizations ? findOrganizations(release, organizations) : topOrganizations(release),
    periods,
  };
}

const later = (asked: string | undefined, first: string): string => (asked !== undefined && asked > first ? asked : first);
const earlier = (asked: string | undefined, last: string): string => (asked !== undefined && asked < last ? asked : last);
