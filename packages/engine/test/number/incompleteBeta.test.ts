import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { incompleteBeta } from '../../src/number/incompleteBeta.ts';
import { missed } from './quantileGrid.ts';

const runs = { seed: 1, numRuns: 300 };
const shape = fc.double({ min: -3, max: 6, noNaN: true }).map((power) => 10 ** power);

describe('a grid with shapes from 0.001 to 1e9, beside the end where the density has no bound (mpmath, 50 digits)', () => {
  test('lower tail', () => {
    expect(missed('beta-cdf', (x = NaN, a = NaN, b = NaN) => incompleteBeta(x, { a, b }).lower)).toEqual([]);
  });
  test('upper tail', () => {
    expect(missed('beta-sf', (x = NaN, a = NaN, b = NaN) => incompleteBeta(x, { a, b }).upper)).toEqual([]);
  });
});

test('the tails make 1, and the lower one grows with x', () => {
  fc.assert(
    fc.property(
      shape,
      shape,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (a, b, x, y) => {
        const near = incompleteBeta(Math.min(x, y), { a, b });
        const far = incompleteBeta(Math.max(x, y), { a, b });
        expect(near.lower + near.upper).toBeCloseTo(1, 15);
        expect(near.lower).toBeLessThanOrEqual(far.lower * (1 + 1e-13));
        expect(near.upper).toBeGreaterThanOrEqual(far.upper * (1 - 1e-13));
      },
    ),
    runs,
  );
});

test('raising a by one takes xᵃ yᵇ / (a B(a, b)) off the lower tail (Abramowitz and Stegun 26.5.16)', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 63 }),
      (a, b, parts) => {
        const x = parts / 64;
        let term = (1 - x) ** b; // times the binomial coefficient a + b − 1 over a, factor by factor
        for (let k = 1; k <= a; k += 1) term *= ((b + k - 1) / k) * x;
        const difference = incompleteBeta(x, { a, b }).lower - incompleteBeta(x, { a: a + 1, b }).lower;
        expect(Math.abs(difference - term)).toBeLessThanOrEqual(1e-14);
      },
    ),
    runs,
  );
});
