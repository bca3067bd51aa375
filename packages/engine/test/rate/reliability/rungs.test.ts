import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sum } from '../../../src/number/sum.ts';
import { rungsOf } from '../../../src/rate/reliability/rungs.ts';

/** Σ over counts of Σ_{k < count} f(k), one by one. */
function oneByOne(counts: readonly number[], f: (k: number) => number): number {
  const largest = Math.max(0, ...counts);
  return sum(Array.from({ length: largest }, (_, k) => f(k) * counts.filter((count) => count > k).length));
}

test('points and weights give the sums that the whole numbers give', () => {
  const count = fc.oneof(
    fc.integer({ min: 0, max: 50 }),
    fc.integer({ min: 4090, max: 4100 }),
    fc.integer({ min: 8190, max: 30_000 }),
  );
  const base = fc.double({ min: 1e-6, max: 1, noNaN: true });
  const slope = fc.oneof(fc.constant(0), fc.double({ min: 1e-9, max: 100, noNaN: true }));
  fc.assert(
    fc.property(fc.array(count, { maxLength: 5 }), base, slope, (counts, a, b) => {
      const { points, weights } = rungsOf(counts);
      for (const f of [
        (k: number) => 1 / (a + k * b),
        (k: number) => k / (a + k * b) ** 2,
        (k: number) => Math.log1p((k * b) / a),
      ]) {
        const expected = oneByOne(counts, f);
        const given = sum(points.map((k, index) => (weights[index] ?? NaN) * f(k)));
        expect(Math.abs(given - expected)).toBeLessThanOrEqual(1e-14 * Math.abs(expected));
      }
    }),
    { seed: 1, numRuns: 30 },
  );
});

test('a count of a thousand million needs a few thousand points', () => {
  const { points, weights } = rungsOf([1e9, 12]);
  expect(points.length).toBeLessThan(5000);
  expect(sum(weights)).toBeCloseTo(1e9 + 12, 4);
});
