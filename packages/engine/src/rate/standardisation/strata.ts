import { requireCount } from '../../number/require.ts';
import { rowsByName } from '../../number/rowsByName.ts';

/** How many people had 1, 2, 3 … events: `{ 1: 14, 2: 3 }` is 17 people with 20 events. */
export type PeopleByEventCount = Readonly<Record<number, number>>;

/** What happened in a stratum: a number of events or, where one person can have several, how many people had how many. */
export type StratumEvents =
  | { readonly events: number; readonly peopleByEventCount?: never }
  | { readonly peopleByEventCount: PeopleByEventCount; readonly events?: never };

/** One named row of a table to be standardised directly. Its share of the standard stands in the row, or in a table of its own. */
export type DirectStratum = {
  readonly stratum: string;
  /** People, or person-time. */
  readonly population: number;
  /** How many of the standard population are in this stratum, in any unit: only the shares count. */
  readonly standard?: number;
} & StratumEvents;

/** One named row of a population that gives the weights. */
export interface PopulationStratum {
  readonly stratum: string;
  readonly population: number;
}

/** A row of either table, ready to be summed. */
export interface WeightedStratum {
  readonly stratum: string;
  readonly population: number;
  readonly events: number;
  /** Σ k² over people with k events; NaN where it is not known who had how many. */
  readonly eventSquares: number;
  readonly standard: number;
}

/**
 * The rows of another table by the name of their stratum: never by position, because a table in another order would
 * still give a number.
 *
 * @throws RangeError when a name is missing from the other table, is there twice, or only there
 */
export function joinByName<Row extends { readonly stratum: string }, Other extends { readonly stratum: string }>(
  rows: readonly Row[],
  others: readonly Other[],
  name: string,
): ReadonlyMap<Row, Other> {
  const byName = rowsByName(others, name);
  const names = rowsByName(rows);
  const extra = others.find(({ stratum }) => !names.has(stratum));
  if (extra !== undefined) throw new RangeError(`${name} has stratum ${extra.stratum}, which the strata do not`);
  return new Map(
    rows.map((row) => {
      const other = byName.get(row.stratum);
      if (other === undefined) throw new RangeError(`${name} has no stratum ${row.stratum}`);
      return [row, other];
    }),
  );
}

/** Sorted by name, so that the order of a table cannot change the last digit of a sum. */
export function inOrder<Row extends { readonly stratum: string }>(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => (a.stratum < b.stratum ? -1 : 1));
}

/** Refuses a number of one stratum, by the stratum's name. */
export function requireCountOf(stratum: string, name: string, value: number): void {
  requireCount(`stratum ${stratum}: ${name}`, value);
}
