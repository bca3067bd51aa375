import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { betaQuantile, betaUpperQuantile } from '../../src/number/betaQuantile.ts';
import { incompleteBeta } from '../../src/number/incompleteBeta.ts';
import { missed } from './quantileGrid.ts';

const runs = { seed: 1, numRuns: 500 };
const shape = fc.double({ min: Math.log10(0.5), max: 6.5, noNaN: true }).map((power) => 10 ** power);
const chance = fc.double({ min: -12, max: Math.log10(0.5), noNaN: true }).map((power) => 10 ** power);

describe('a grid with shapes from 0.001 to 1e9, tails from 1e-12 to ½ (mpmath, 50 digits)', () => {
  test('by the lower tail', () => {
    expect(missed('beta-quantile', (p = NaN, a = NaN, b = NaN) => betaQuantile(p, { a, b }))).toEqual([]);
  });
  test('by the upper tail', () => {
    expect(missed('beta-upper-quantile', (q = NaN, a = NaN, b = NaN) => betaUpperQuantile(q, { a, b }))).toEqual([]);
  });
});

test('the distribution function undoes it', () => {
  fc.assert(
    fc.property(chance, shape, shape, (p, a, b) => {
      const x = betaQuantile(p, { a, b });
      fc.pre(x < 0.999); // next to 1 a double has not the digits that the tail would need
      // the tail moves by a rounding of x times the density of log x over the tail, at most a + √a times what p rounds by
      const steepness = a + Math.sqrt(a * -Math.log(p)) + 1;
      expect(Math.abs(incompleteBeta(x, { a, b }).lower - p)).toBeLessThanOrEqual((1e-13 + 1e-15 * steepness) * p);
    }),
    runs,
  );
});

test('exchanging the shapes mirrors it', () => {
  fc.assert(
    fc.property(chance, shape, shape, (p, a, b) => {
      const [x, y] = [betaQuantile(p, { a, b }), betaUpperQuantile(p, { a: b, b: a })];
      expect(Math.abs(x + y - 1)).toBeLessThanOrEqual(4 * Number.EPSILON);
    }),
    runs,
  );
});

test('it grows with p, and the two tails meet at the same x', () => {
  fc.assert(
    fc.property(chance, chance, shape, shape, (p, q, a, b) => {
      const [low, high] = [Math.min(p, q), Math.max(p, q)];
      expect(betaQuantile(low, { a, b })).toBeLessThanOrEqual(betaQuantile(high, { a, b }) * (1 + 1e-13));
      expect(betaUpperQuantile(low, { a, b })).toBeGreaterThanOrEqual(betaUpperQuantile(high, { a, b }) * (1 - 1e-13));
      expect(betaUpperQuantile(1 - low, { a, b })).toBe(betaQuantile(1 - (1 - low), { a, b }));
    }),
    runs,
  );
});

test('with a shape of 1 it is a power', () => {
  fc.assert(
    fc.property(chance, shape, (p, b) => {
      expect(betaQuantile(p, { a: 1, b })).toBeCloseTo(-Math.expm1(Math.log1p(-p) / b), 15);
      expect(betaUpperQuantile(p, { a: b, b: 1 })).toBeCloseTo(Math.exp(Math.log1p(-p) / b), 15);
    }),
    runs,
  );
});

test('an end at which statistical packages have jumped: 0 of 500 at a tail of 1e-6 (statsmodels issue 9549)', () => {
  expect(betaUpperQuantile(1e-6, { a: 1, b: 500 })).toBeCloseTo(-Math.expm1(Math.log(1e-6) / 500), 14);
});

test('a tail of 1e-300 has its quantile', () => {
  for (const a of [1.5, 2, 35, 4e4]) {
    for (const b of [0.6, 3, 1e5]) {
      const x = betaQuantile(1e-300, { a, b });
      expect(Math.abs(Math.log(incompleteBeta(x, { a, b }).lower) / Math.log(1e-300) - 1)).toBeLessThanOrEqual(1e-13);
    }
  }
});

test('ends and nonsense', () => {
  const shapes = { a: 3, b: 4 };
  expect([betaQuantile(0, shapes), betaQuantile(1, shapes)]).toEqual([0, 1]);
  expect([betaUpperQuantile(0, shapes), betaUpperQuantile(1, shapes)]).toEqual([1, 0]);
  expect(betaQuantile(0.001, { a: 0.001, b: 1e9 })).toBe(0); // some e⁻⁶⁹⁰⁰
  expect(() => betaQuantile(1.5, shapes)).toThrow('p is a fraction between 0 and 1, got 1.5');
  expect(() => betaUpperQuantile(-1, shapes)).toThrow('q is a fraction between 0 and 1, got -1');
  expect(() => betaQuantile(0.5, { a: 0, b: 1 })).toThrow('a must be a number above 0, got 0');
  expect(() => betaUpperQuantile(0.5, { a: 1, b: NaN })).toThrow('b must be a number above 0, got NaN');
});
