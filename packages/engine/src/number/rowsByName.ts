import { shown } from './require.ts';

/**
 * The rows of a table by the name of their stratum.
 *
 * @param table  what the caller calls the table
 * @throws RangeError when a row has no name, or a name appears twice
 */
export function rowsByName<Row extends { readonly stratum: string }>(
  rows: readonly Row[],
  table = 'strata',
): ReadonlyMap<string, Row> {
  const byName = new Map<string, Row>();
  for (const [index, row] of rows.entries()) {
    const { stratum } = row;
    if (typeof stratum !== 'string' || stratum === '')
      throw new RangeError(`${table}: stratum of row ${index} must be a name, got ${shown(stratum)}`);
    if (byName.has(stratum)) throw new RangeError(`${table}: stratum ${stratum} appears twice`);
    byName.set(stratum, row);
  }
  return byName;
}
