import type { Program } from '../src/index.ts';

export interface Counts {
  denominator: number;
  numerator: number;
}

/** Adds up results by a key, over rows that have one. */
export function tally({ results }: Program, keyOf: (row: number) => string | undefined): Map<string, Counts> {
  const cells = new Map<string, Counts>();
  for (let row = 0; row < results.count; row += 1) {
    const key = keyOf(row);
    if (key === undefined) continue;
    const cell = cells.get(key) ?? { denominator: 0, numerator: 0 };
    cells.set(key, cell);
    cell.denominator += results.denominator[row]!;
    cell.numerator += results.numerator[row]!;
  }
  return cells;
}

/** The names in one row of results. */
export function rowNames({ results }: Program, row: number): { measure: string; practice: string; period: string } {
  const { measure, practice, period } = results;
  return {
    measure: measure.values[measure.codes[row]!]!,
    practice: practice.values[practice.codes[row]!]!,
    period: period.values[period.codes[row]!]!,
  };
}
