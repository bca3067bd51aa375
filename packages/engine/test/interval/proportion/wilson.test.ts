import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wilson } from '../../../src/interval/proportion/wilson.ts';
import golden from '../../fixtures/golden/one-proportion.json' with { type: 'json' };
import printed from '../../fixtures/golden/printed.json' with { type: 'json' };

test.for([
  { numerator: 81, denominator: 263, lower: 0.2553, upper: 0.3662 },
  { numerator: 15, denominator: 148, lower: 0.0624, upper: 0.1605 },
  { numerator: 0, denominator: 20, lower: 0, upper: 0.1611 },
  { numerator: 1, denominator: 29, lower: 0.0061, upper: 0.1718 },
])('Newcombe 1998, table I: $numerator of $denominator', ({ numerator, denominator, lower, upper }) => {
  const interval = wilson({ denominator, numerator }, 0.95);
  expect(interval.lower).toBeCloseTo(lower, 4); // the table prints four places
  expect(interval.upper).toBeCloseTo(upper, 4);
});

test('as printed, to the last digit', () => {
  const cases = printed.cases.filter(({ family, method }) => family === 'one-proportion' && method === 'wilson');
  expect(cases).toHaveLength(3);
  for (const { x = NaN, n = NaN, confidence, lower, upper, digits } of cases) {
    const interval = wilson({ denominator: n, numerator: x }, confidence);
    expect([interval.lower.toFixed(digits), interval.upper.toFixed(digits)]).toEqual([
      lower.toFixed(digits),
      upper.toFixed(digits),
    ]);
  }
});

test.for(golden.cases.filter(({ method }) => method === 'wilson'))('golden value $id: $x of $n, $sides', (point) => {
  const { x, n, confidence, sides, lower, upper } = point;
  const twoSided = wilson({ denominator: n, numerator: x }, sides === 'two-sided' ? confidence : 2 * confidence - 1);
  const computed = { lower: sides === 'upper' ? 0 : twoSided.lower, upper: sides === 'lower' ? 1 : twoSided.upper };
  // closed form: a few ulps, tens of them where the lower limit is a small difference of larger numbers
  expect(Math.abs(computed.lower - lower)).toBeLessThanOrEqual(1e-14 * lower);
  expect(Math.abs(computed.upper - upper)).toBeLessThanOrEqual(1e-14 * upper);
});

describe('laws', () => {
  const cell = fc
    .integer({ min: 1, max: 100_000 })
    .chain((denominator) =>
      fc.record({ denominator: fc.constant(denominator), numerator: fc.integer({ min: 0, max: denominator }) }),
    );
  const fractional = fc
    .record({ denominator: fc.double({ min: 1e-3, max: 1e7, noNaN: true }), share: fc.double({ min: 0, max: 1, noNaN: true }) })
    .map(({ denominator, share }) => ({ denominator, numerator: Math.min(denominator, denominator * share) }));
  const level = fc.double({ min: 0.5, max: 0.9999999, noNaN: true });

  test('turning every hit into a miss mirrors the interval', () => {
    fc.assert(
      fc.property(cell, (hits) => {
        const misses = { ...hits, numerator: hits.denominator - hits.numerator };
        expect(wilson(hits, 0.95).lower).toBeCloseTo(1 - wilson(misses, 0.95).upper, 12);
      }),
      { seed: 1 },
    );
  });

  test('the limits are the rates whose score test just fails to reject: (p − π)² = z² π(1 − π)/n', () => {
    fc.assert(
      fc.property(cell, ({ denominator, numerator }) => {
        const z = 1.959963984540054;
        for (const limit of Object.values(wilson({ denominator, numerator }, 0.95))) {
          const distance = (numerator / denominator - limit) ** 2;
          expect(distance).toBeCloseTo((z * z * limit * (1 - limit)) / denominator, 12);
        }
      }),
      { seed: 1 },
    );
  });

  test('it stays within [0, 1], holds the rate, and widens with the level; counts may be fractional', () => {
    fc.assert(
      fc.property(fractional, level, level, (given, first, second) => {
        const narrow = wilson(given, Math.min(first, second));
        const wide = wilson(given, Math.max(first, second));
        const rate = given.numerator / given.denominator;
        const rounding = 4 * Number.EPSILON;
        for (const limit of [wide.lower, wide.upper]) expect(limit >= 0 && limit <= 1).toBe(true);
        expect(narrow.lower).toBeLessThanOrEqual(rate + rounding);
        expect(narrow.upper).toBeGreaterThanOrEqual(rate - rounding);
        expect(wide.lower).toBeLessThanOrEqual(narrow.lower + rounding);
        expect(wide.upper).toBeGreaterThanOrEqual(narrow.upper - rounding);
      }),
      { seed: 1 },
    );
  });
});

describe('edges', () => {
  test('the ends are exactly 0 and 1', () => {
    for (const n of [1, 38, 77, 1e7]) {
      expect(wilson({ denominator: n, numerator: 0 }, 0.95).lower).toBe(0);
      expect(wilson({ denominator: n, numerator: n }, 0.95).upper).toBe(1);
    }
  });

  test('a level next to 1 still has limits', () => {
    expect(wilson({ denominator: 30, numerator: 3 }, 1 - 2 ** -53).upper).toBeLessThan(1);
  });

  test('an empty stratum has no interval, and impossible counts are refused', () => {
    expect(wilson({ denominator: 0, numerator: 0 }, 0.95)).toEqual({ lower: NaN, upper: NaN });
    expect(() => wilson({ denominator: 30, numerator: 31 }, 0.95)).toThrow('numerator 31 exceeds denominator 30');
    expect(() => wilson({ denominator: 30, numerator: 3 }, 95)).toThrow('level is a fraction such as 0.95, got 95');
    expect(() => wilson({ denominator: NaN, numerator: 3 }, 0.95)).toThrow('denominator must be a number of at least 0, got NaN');
    expect(() => wilson({ denominator: 30, numerator: -1 }, 0.95)).toThrow('numerator must be a number of at least 0, got -1');
  });
});
