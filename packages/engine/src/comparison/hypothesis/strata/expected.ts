import type { Fourfold } from '../fourfold.ts';

/**
 * The four cells to be expected at an odds ratio, all margins given. Of two cells in a diagonal the smaller one solves a
 * quadratic whose terms are all positive, and the other one is larger by a difference of margins, so nothing cancels.
 *
 * Source: Breslow and Day 1980, Statistical Methods in Cancer Research I, IARC 32, section 4.4.
 */
export function expectedCells({ group, reference, met, missed }: Fourfold, oddsRatio: number): readonly number[] {
  const [a, d] = diagonal({ row: group, column: met, otherRow: reference, otherColumn: missed }, oddsRatio);
  const [b, c] = diagonal({ row: group, column: missed, otherRow: reference, otherColumn: met }, 1 / oddsRatio);
  return [a, b, c, d];
}

interface Corner {
  readonly row: number;
  readonly column: number;
  readonly otherRow: number;
  readonly otherColumn: number;
}

function diagonal({ row, column, otherRow, otherColumn }: Corner, oddsRatio: number): readonly [number, number] {
  const beyond = otherRow - column; // how much larger the opposite cell is
  if (beyond < 0) {
    const cell = smallerCell(otherRow, otherColumn, -beyond, oddsRatio);
    return [cell - beyond, cell];
  }
  const cell = smallerCell(row, column, beyond, oddsRatio);
  return [cell, cell + beyond];
}

/** x with x (x + beyond) / ((row − x)(column − x)) = ψ. */
function smallerCell(row: number, column: number, beyond: number, oddsRatio: number): number {
  const linear = beyond + oddsRatio * (row + column);
  const root = Math.sqrt(
    beyond * (beyond + 2 * oddsRatio * (row + column)) + oddsRatio * (oddsRatio * (row - column) ** 2 + 4 * row * column),
  );
  return (2 * oddsRatio * row * column) / (linear + root);
}
