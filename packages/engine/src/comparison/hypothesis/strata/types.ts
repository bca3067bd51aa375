import { requireTwoProportions, type TwoProportions } from '../../types.ts';
import { type Fourfold, fourfoldOf } from '../fourfold.ts';
import { named } from '../../../number/named.ts';
import { rowsByName } from '../../../number/rowsByName.ts';

/** A comparison of two groups within one stratum: an age band, a practice, a year. */
export interface Stratum extends TwoProportions {
  readonly stratum: string;
}

export function requireStrata(strata: readonly Stratum[]): void {
  rowsByName(strata);
  for (const { stratum, ...groups } of strata) named(`stratum ${stratum}`, () => requireTwoProportions(groups));
}

/** Whether a stratum has members of both groups. */
export function isComparable({ group, reference }: Fourfold): boolean {
  return group > 0 && reference > 0;
}

/** Whether a stratum can tell the groups apart once its margins are given: it has both groups and both outcomes. */
export function isInformative(table: Fourfold): boolean {
  return isComparable(table) && table.met > 0 && table.missed > 0;
}

export const noneInformative = 'no stratum has members of both groups and both outcomes';

/** Names of the strata that add nothing. */
export function idleStrata(strata: readonly Stratum[], adds: (table: Fourfold) => boolean): string[] {
  return strata.filter((stratum) => !adds(fourfoldOf(stratum))).map(({ stratum }) => stratum);
}
