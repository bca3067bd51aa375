import { expect, test } from 'vitest';
import { compareTimes } from '../../../test/support/bench.ts';
import { createRandom, wilson, type Interval, type Proportion } from '../src/index.ts';

const random = createRandom(1);
const cells: readonly Proportion[] = Array.from({ length: 1_000_000 }, () => {
  const denominator = 1 + random.below(2000);
  return { denominator, numerator: random.below(denominator + 1) };
});

/** The formula of a textbook with z from its table: no other level, no check of the counts, 1e-17 for 0 at the ends. */
function textbook({ denominator: n, numerator: x }: Proportion): Interval {
  const z = 1.959963984540054;
  const p = x / n;
  const spread = (z * Math.sqrt((p * (1 - p) + (z * z) / (4 * n)) / n)) / (1 + (z * z) / n);
  const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  return { lower: centre - spread, upper: centre + spread };
}

function widths(interval: (cell: Proportion) => Interval): number {
  let total = 0;
  for (const cell of cells) {
    const { lower, upper } = interval(cell);
    total += upper - lower;
  }
  return total;
}

test('Wilson intervals of 1,000,000 cells', () => {
  for (const cell of cells.slice(0, 10_000)) {
    const [ours, plain] = [wilson(cell, 0.95), textbook(cell)];
    expect(Math.abs(ours.lower - plain.lower)).toBeLessThan(1e-14);
    expect(Math.abs(ours.upper - plain.upper)).toBeLessThan(1e-14);
  }
  compareTimes('1,000,000 Wilson intervals', {
    ours: { name: 'wilson', run: () => widths((cell) => wilson(cell, 0.95)) },
    against: { name: 'the bare formula at a fixed z', run: () => widths(textbook) },
  });
});
