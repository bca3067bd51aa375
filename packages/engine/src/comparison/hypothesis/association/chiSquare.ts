import { minor } from '../../../number/minor.ts';
import { fromChiSquare, noTest } from '../outcome.ts';
import type { Outcome } from '../types.ts';
import { emptyMargin, type Margins, marginsOf, type Table } from './table.ts';

/** Σ (observed − expected)² / expected, from N·observed − row·column, which does not cancel. */
export function chiSquareTest(table: Table): Outcome {
  const margins = marginsOf(table);
  const reason = emptyMargin(margins);
  if (reason !== null) return noTest(reason, degrees(margins));
  let statistic = 0;
  eachCell(table, margins, ({ row, column, excess }) => {
    statistic += ((excess / row) * (excess / column)) / margins.total;
  });
  return fromChiSquare(statistic, degrees(margins));
}

interface Cell {
  readonly observed: number;
  /** Sums of the row and the column that the cell lies in. */
  readonly row: number;
  readonly column: number;
  /** N·(observed − expected). */
  readonly excess: number;
}

export function eachCell(table: Table, { rows, columns, total }: Margins, visit: (cell: Cell) => void): void {
  for (const [i, row] of rows.entries())
    for (const [j, column] of columns.entries()) {
      const observed = table[i]?.[j] ?? NaN;
      visit({ observed, row, column, excess: minor(observed, row, column, total) });
    }
}

export function degrees({ rows, columns }: Margins): number {
  return (rows.length - 1) * (columns.length - 1);
}
