import { expect, test } from 'vitest';
import { proportionIntervals, wilson, type IntervalColumns, type ProportionColumns } from '../src/index.ts';
import { compareRates } from './support/compareRates.ts';
import { panel } from './support/panel.ts';

const ROWS = 1_000_000;

/** The formula of a textbook with z from its table: no other level, no check of the counts, 1e-17 for 0 at the ends. */
function textbook({ denominators, numerators }: ProportionColumns, { value, lower, upper }: IntervalColumns): void {
  const z = 1.959963984540054;
  for (let row = 0; row < value.length; row += 1) {
    const n = denominators[row] ?? NaN;
    const p = (numerators[row] ?? NaN) / n;
    const spread = (z * Math.sqrt((p * (1 - p) + (z * z) / (4 * n)) / n)) / (1 + (z * z) / n);
    const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
    value[row] = p;
    lower[row] = centre - spread;
    upper[row] = centre + spread;
  }
}

test('Wilson intervals of 1,000,000 rows, n 5 to 2,000', () => {
  const columns = panel(ROWS);
  const ours = proportionIntervals(columns);
  const plain = proportionIntervals(columns);
  textbook(columns, plain);
  for (let row = 0; row < 10_000; row += 1) {
    expect(Math.abs((ours.lower[row] ?? NaN) - (plain.lower[row] ?? NaN))).toBeLessThan(1e-14);
    expect(Math.abs((ours.upper[row] ?? NaN) - (plain.upper[row] ?? NaN))).toBeLessThan(1e-14);
  }
  const cells = Array.from(columns.numerators, (numerator, row) => ({
    denominator: columns.denominators[row] ?? NaN,
    numerator,
  }));
  compareRates('Wilson intervals', {
    ours: { name: 'proportionIntervals', count: ROWS, run: () => proportionIntervals(columns, {}, ours) },
    peers: [
      { name: 'the bare formula at a fixed z', count: ROWS, run: () => textbook(columns, plain) },
      { name: 'wilson, an object a cell', count: ROWS, run: () => cells.map((cell) => wilson(cell, 0.95).upper) },
    ],
    goal: 50_000_000,
  });
});
