import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gammaQuantile, gammaUpperQuantile } from '../../src/number/gammaQuantile.ts';
import { incompleteGamma } from '../../src/number/incompleteGamma.ts';
import { normalQuantile } from '../../src/number/normalQuantile.ts';
import { missed } from './quantileGrid.ts';

const runs = { seed: 1, numRuns: 500 };
const shapes = fc.double({ min: Math.log10(0.5), max: 6.5, noNaN: true }).map((power) => 10 ** power);
const chance = fc.double({ min: -12, max: Math.log10(0.5), noNaN: true }).map((power) => 10 ** power);

describe('a grid with shapes from 0.001 to 1e9, tails from 1e-12 to ½ (mpmath, 50 digits)', () => {
  test('by the lower tail', () => {
    expect(missed('gamma-quantile', (p = NaN, shape = NaN) => gammaQuantile(p, { shape }))).toEqual([]);
  });
  test('by the upper tail', () => {
    expect(missed('gamma-upper-quantile', (q = NaN, shape = NaN) => gammaUpperQuantile(q, { shape }))).toEqual([]);
  });
});

test('the distribution function undoes it', () => {
  fc.assert(
    fc.property(chance, shapes, (p, shape) => {
      const [x, y] = [gammaQuantile(p, { shape }), gammaUpperQuantile(p, { shape })];
      const steepness = 4 * (shape + Math.sqrt(shape * -Math.log(p)) - Math.log(p)); // of the tail, for a rounding of x
      const tolerance = (1e-13 + 1e-15 * steepness) * p;
      expect(Math.abs(incompleteGamma(x, { shape }).lower - p)).toBeLessThanOrEqual(tolerance);
      expect(Math.abs(incompleteGamma(y, { shape }).upper - p)).toBeLessThanOrEqual(tolerance);
      expect(x).toBeLessThanOrEqual(y * (1 + 1e-13));
    }),
    runs,
  );
});

test('shape 1 is an exponential time, shape ½ half the square of a normal number', () => {
  fc.assert(
    fc.property(chance, (q) => {
      expect(Math.abs(gammaUpperQuantile(q, { shape: 1 }) / -Math.log(q) - 1)).toBeLessThanOrEqual(1e-15);
      const square = normalQuantile(q / 2) ** 2 / 2;
      expect(Math.abs(gammaUpperQuantile(q, { shape: 0.5 }) / square - 1)).toBeLessThanOrEqual(1e-14);
    }),
    runs,
  );
});

test.for([
  // Garwood 1936 as every table of the Poisson distribution prints it: 95 % limits of a count
  { count: 1, lower: 0.025, upper: 5.572 },
  { count: 5, lower: 1.623, upper: 11.668 },
  { count: 10, lower: 4.795, upper: 18.39 },
  { count: 100, lower: 81.364, upper: 121.627 },
])('exact limits of $count events', ({ count, lower, upper }) => {
  expect(gammaQuantile(0.025, { shape: count })).toBeCloseTo(lower, 3);
  expect(gammaUpperQuantile(0.025, { shape: count + 1 })).toBeCloseTo(upper, 3);
});

test('ends and nonsense', () => {
  expect([gammaQuantile(0, { shape: 2 }), gammaQuantile(1, { shape: 2 })]).toEqual([0, Infinity]);
  expect([gammaUpperQuantile(0, { shape: 2 }), gammaUpperQuantile(1, { shape: 2 })]).toEqual([Infinity, 0]);
  expect(gammaQuantile(1e-6, { shape: 0.01 })).toBe(0); // some 1e-600
  expect(() => gammaQuantile(2, { shape: 2 })).toThrow('p is a fraction between 0 and 1, got 2');
  expect(() => gammaUpperQuantile(NaN, { shape: 2 })).toThrow('q is a fraction between 0 and 1, got NaN');
  expect(() => gammaQuantile(0.5, { shape: -1 })).toThrow('shape must be a number above 0, got -1');
});
