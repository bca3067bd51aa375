import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { incompleteBeta } from '../../src/number/incompleteBeta.ts';
import { incompleteGamma } from '../../src/number/incompleteGamma.ts';
import { normalUpperTail } from '../../src/number/normal.ts';
import { missed } from './quantileGrid.ts';

const runs = { seed: 1, numRuns: 300 };

describe('a grid with shapes from 0.001 to 1e9 (mpmath, 50 digits)', () => {
  test('lower tail', () => {
    expect(missed('gamma-p', (shape = NaN, x = NaN) => incompleteGamma(x, { shape }).lower)).toEqual([]);
  });
  test('upper tail', () => {
    expect(missed('gamma-q', (shape = NaN, x = NaN) => incompleteGamma(x, { shape }).upper)).toEqual([]);
  });
});

test('the upper tail of a whole shape is a sum of Poisson chances', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.double({ min: 0.01, max: 80, noNaN: true }), (shape, x) => {
      let sum = 0;
      for (let k = 0, term = Math.exp(-x); k < shape; k += 1, term *= x / k) sum += term;
      expect(Math.abs(incompleteGamma(x, { shape }).upper - sum)).toBeLessThanOrEqual(1e-13 * sum);
    }),
    runs,
  );
});

test('shape ½ is the normal distribution of √2x', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 300, noNaN: true }), (x) => {
      const expected = 2 * normalUpperTail(Math.sqrt(2 * x));
      // the square root rounds, and the far tail multiplies that by 2x
      expect(Math.abs(incompleteGamma(x, { shape: 0.5 }).upper - expected)).toBeLessThanOrEqual(1e-13 * expected);
    }),
    runs,
  );
});

test('it is where the beta distribution goes as b grows', () => {
  for (const shape of [0.3, 1, 4.5, 60]) {
    for (const x of [0.2, 3, 50, 90]) {
      const b = 1e12;
      const { lower } = incompleteBeta(x / b, { a: shape, b });
      expect(Math.abs(lower / incompleteGamma(x, { shape }).lower - 1)).toBeLessThanOrEqual(1e-8);
    }
  }
});

test('ends and nonsense', () => {
  expect(incompleteGamma(0, { shape: 2 })).toEqual({ lower: 0, upper: 1 });
  expect(incompleteGamma(Infinity, { shape: 2 })).toEqual({ lower: 1, upper: 0 });
  expect(() => incompleteGamma(-1, { shape: 2 })).toThrow('x must be a number of at least 0, got -1');
  expect(() => incompleteGamma(NaN, { shape: 2 })).toThrow('x must be a number of at least 0, got NaN');
  expect(() => incompleteGamma(1, { shape: 0 })).toThrow('shape must be a number above 0, got 0');
  expect(() => incompleteGamma(1, { shape: Infinity })).toThrow('shape must be a number above 0, got Infinity');
});
