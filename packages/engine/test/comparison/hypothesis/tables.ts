import fc from 'fast-check';

/** Two groups as the counts that met and missed the measure: a and b of the group, c and d of the reference. */
export function groups(a: number, b: number, c: number, d: number) {
  return { group: { denominator: a + b, numerator: a }, reference: { denominator: c + d, numerator: c } };
}

const count = (max: number) => fc.integer({ min: 0, max });

/** Four counts, none of the margins empty. */
export const fourCounts = (max: number) =>
  fc
    .tuple(count(max), count(max), count(max), count(max))
    .filter(([a, b, c, d]) => a + b > 0 && c + d > 0 && a + c > 0 && b + d > 0);

/** A table of counts, no row or column of it empty. */
export const tables = ({ rows, columns, max }: { rows: number; columns: number; max: number }) =>
  fc
    .array(fc.array(count(max), { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows })
    .filter((table) => transposed(table).every(hasCounts) && table.every(hasCounts));

export function transposed(table: readonly (readonly number[])[]): number[][] {
  return (table[0] ?? []).map((_, column) => table.map((row) => row[column] ?? NaN));
}

function hasCounts(row: readonly number[]): boolean {
  return row.some((value) => value > 0);
}
