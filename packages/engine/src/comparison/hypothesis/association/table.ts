import { sum } from '../../../number/sum.ts';
import { requireCount, requireWhole } from '../../../number/require.ts';

/** Counts by two attributes: one row a group, one column an outcome. */
export type Table = readonly (readonly number[])[];

/** A table with its sums. */
export interface Margins {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly total: number;
}

export function marginsOf(table: Table): Margins {
  const rows = table.map((row) => sum(row));
  const columns = (table[0] ?? []).map((_, column) => sum(table.map((row) => row[column] ?? NaN)));
  return { rows, columns, total: sum(rows) };
}

/** Which row or column holds nobody, in words; null when none. */
export function emptyMargin({ rows, columns }: Margins): string | null {
  const row = rows.indexOf(0);
  if (row >= 0) return `row ${row + 1} holds no counts`;
  const column = columns.indexOf(0);
  return column >= 0 ? `column ${column + 1} holds no counts` : null;
}

export function requireTable(table: Table): void {
  const columns = table[0]?.length ?? 0;
  if (table.length < 2 || columns < 2)
    throw new RangeError(`table must have at least 2 rows and 2 columns, got ${table.length} by ${columns}`);
  for (const [row, counts] of table.entries()) {
    if (counts.length !== columns)
      throw new RangeError(`row ${row + 1} must have ${columns} counts as row 1 has, got ${counts.length}`);
    for (const [column, count] of counts.entries()) requireCount(nameOf(row, column), count);
  }
}

export function requireWholeTable(table: Table): void {
  for (const [row, counts] of table.entries())
    for (const [column, count] of counts.entries()) requireWhole(nameOf(row, column), count);
}

function nameOf(row: number, column: number): string {
  return `row ${row + 1} column ${column + 1}`;
}
