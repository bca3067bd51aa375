import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binomialCdf, binomialQuantile } from '../../src/number/binomial.ts';
import { incompleteBeta } from '../../src/number/incompleteBeta.ts';
import { logGamma, stirlingError } from '../../src/number/logGamma.ts';
import { normalCdf, normalUpperTail } from '../../src/number/normal.ts';
import { normalQuantile } from '../../src/number/normalQuantile.ts';
import { polynomial } from '../../src/number/polynomial.ts';
import { pairwiseSum, sum } from '../../src/number/sum.ts';

const runs = { seed: 1, numRuns: 300 };
// relative; probabilities below 1e-300 are on their way to underflow
const distance = (actual: number, expected: number): number => Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-300);

describe('normal distribution', () => {
  test('the quantile undoes the distribution function, out to 37 standard deviations', () => {
    fc.assert(
      fc.property(fc.double({ min: -37, max: 5, noNaN: true }), (z) => {
        // near the middle p carries z with an error of ε; further up the tail of 1 − p is coarser: ε / density
        const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
        const rounding = z > 0 ? Number.EPSILON / density : 4 * Number.EPSILON * Math.max(1, -z);
        expect(Math.abs(normalQuantile(normalCdf(z)) - z)).toBeLessThanOrEqual(2 * rounding);
      }),
      runs,
    );
  });

  test('the two tails mirror each other', () => {
    fc.assert(
      fc.property(fc.double({ min: -40, max: 40, noNaN: true }), (z) => {
        expect(normalUpperTail(z)).toBe(normalCdf(-z));
      }),
      runs,
    );
  });

  test('ends and nonsense', () => {
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
    expect([normalCdf(-Infinity), normalCdf(Infinity), normalCdf(NaN)]).toEqual([0, 1, NaN]);
    expect(() => normalQuantile(1.1)).toThrow('p is a fraction between 0 and 1, got 1.1');
    expect(() => normalQuantile(NaN)).toThrow('p is a fraction between 0 and 1, got NaN');
  });
});

describe('log-gamma', () => {
  test('log of the factorial, to 170!', () => {
    let factorial = 2;
    for (let n = 3; n <= 170; n += 1) {
      factorial *= n;
      expect(distance(logGamma(n + 1), Math.log(factorial))).toBeLessThanOrEqual(1e-14);
    }
  });

  test('Γ(x + 1) = x Γ(x)', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (x) => {
        const size = Math.max(1, Math.abs(logGamma(x)));
        expect(Math.abs(logGamma(x + 1) - logGamma(x) - Math.log(x))).toBeLessThanOrEqual(1e-15 * size + 1e-15);
      }),
      runs,
    );
  });

  test('the error of Stirling’s formula lies between its two bounds (Robbins 1955, Am Math Mon 62:26)', () => {
    for (const x of [1, 5, 9.5, 10, 1000]) {
      expect(stirlingError(x)).toBeLessThan(1 / (12 * x));
      expect(stirlingError(x)).toBeGreaterThan(1 / (12 * x + 1));
    }
  });

  test('not for 0 and below', () => {
    expect(() => logGamma(0)).toThrow('x must be above 0, got 0');
    expect(() => logGamma(NaN)).toThrow('x must be above 0, got NaN');
    expect(logGamma(Infinity)).toBe(Infinity);
  });
});

describe('incomplete beta function', () => {
  const shape = fc.record({
    a: fc.double({ min: 0.5, max: 5000, noNaN: true }),
    b: fc.double({ min: 0.5, max: 5000, noNaN: true }),
  });
  const dyadic = fc.integer({ min: 1, max: 1023 }).map((parts) => parts / 1024); // 1 − x is exact

  test('exchanging a and b mirrors the tails', () => {
    fc.assert(
      fc.property(shape, dyadic, ({ a, b }, x) => {
        const here = incompleteBeta(x, { a, b });
        const there = incompleteBeta(1 - x, { a: b, b: a });
        expect(distance(here.lower, there.upper)).toBeLessThanOrEqual(1e-12);
        expect(distance(here.upper, there.lower)).toBeLessThanOrEqual(1e-12);
      }),
      runs,
    );
  });

  test('with b = 1 it is a power, with a = 1 the complement of one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), dyadic, (power, x) => {
        expect(distance(incompleteBeta(x, { a: power, b: 1 }).lower, x ** power)).toBeLessThanOrEqual(1e-13);
        expect(distance(incompleteBeta(x, { a: 1, b: power }).upper, (1 - x) ** power)).toBeLessThanOrEqual(1e-13);
      }),
      runs,
    );
  });

  test('arcsine law: a = b = ½', () => {
    for (const x of [1e-12, 0.01, 0.3, 0.5, 0.9])
      expect(distance(incompleteBeta(x, { a: 0.5, b: 0.5 }).lower, (2 / Math.PI) * Math.asin(Math.sqrt(x)))).toBeLessThanOrEqual(
        1e-14,
      );
  });

  test('ends and nonsense', () => {
    expect(incompleteBeta(0, { a: 2, b: 3 })).toEqual({ lower: 0, upper: 1 });
    expect(incompleteBeta(1, { a: 2, b: 3 })).toEqual({ lower: 1, upper: 0 });
    expect(() => incompleteBeta(0.5, { a: 0, b: 3 })).toThrow('a must be a number above 0, got 0');
    expect(() => incompleteBeta(0.5, { a: 1, b: Infinity })).toThrow('b must be a number above 0, got Infinity');
    expect(() => incompleteBeta(-0.1, { a: 1, b: 1 })).toThrow('x is a fraction between 0 and 1, got -0.1');
  });
});

describe('binomial distribution', () => {
  test('equals the sum of its terms, tail by tail', () => {
    // Pascal's triangle is exact to 2⁵³, so these sums are the distribution itself but for the rounding of powers
    for (const trials of [1, 2, 7, 20, 50]) {
      for (const probability of [0.001, 0.25, 0.5, 0.93]) {
        const terms: number[] = [];
        for (let k = 0, ways = 1; k <= trials; ways = (ways * (trials - k)) / (k + 1), k += 1)
          terms.push(ways * probability ** k * (1 - probability) ** (trials - k));
        for (let k = 0; k < trials; k += 1) {
          const { lower, upper } = binomialCdf(k, { trials, probability });
          expect(distance(lower, sum(terms.slice(0, k + 1)))).toBeLessThanOrEqual(1e-13);
          expect(distance(upper, sum(terms.slice(k + 1)))).toBeLessThanOrEqual(1e-13);
        }
      }
    }
  });

  test('the quantile is the smallest count that reaches p', () => {
    const binomial = fc.record({
      trials: fc.integer({ min: 1, max: 20_000 }),
      probability: fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }),
    });
    fc.assert(
      fc.property(binomial, fc.double({ min: 1e-12, max: 0.999, noNaN: true }), (given, p) => {
        const k = binomialQuantile(p, given);
        expect(binomialCdf(k, given).lower).toBeGreaterThanOrEqual(p * (1 - 1e-13));
        expect(binomialCdf(k - 1, given).lower).toBeLessThan(p);
      }),
      runs,
    );
  });

  test('a tie counts as reached: half of the tosses of one fair coin show no head', () => {
    expect(binomialQuantile(0.5, { trials: 1, probability: 0.5 })).toBe(0);
    expect(binomialQuantile(0.75, { trials: 2, probability: 0.5 })).toBe(1);
    expect(binomialQuantile(0.6875, { trials: 4, probability: 0.5 })).toBe(2);
  });

  test('ends and nonsense', () => {
    const three = { trials: 3, probability: 0.5 };
    expect([binomialQuantile(0, three), binomialQuantile(1, three)]).toEqual([0, 3]);
    expect([binomialCdf(-1, three), binomialCdf(3, three)]).toEqual([
      { lower: 0, upper: 1 },
      { lower: 1, upper: 0 },
    ]);
    expect(binomialCdf(1.9, three)).toEqual(binomialCdf(1, three));
    expect(binomialCdf(0, { trials: 5, probability: 0 })).toEqual({ lower: 1, upper: 0 });
    expect(binomialCdf(4, { trials: 5, probability: 1 })).toEqual({ lower: 0, upper: 1 });
    expect(binomialQuantile(0.3, { trials: 0, probability: 0.5 })).toBe(0);
    expect(binomialQuantile(1 - 2 ** -53, three)).toBe(3);
    expect(() => binomialCdf(1, { trials: 2.5, probability: 0.5 })).toThrow(
      'trials must be a whole number of at least 0, got 2.5',
    );
    expect(() => binomialQuantile(0.5, { trials: 3, probability: 2 })).toThrow(
      'probability is a fraction between 0 and 1, got 2',
    );
  });
});

describe('sums', () => {
  test('the example of Neumaier’s method: a plain loop gives 0', () => {
    expect(sum([1, 1e100, 1, -1e100])).toBe(2);
    expect(sum([])).toBe(0);
  });

  test('ten million tenths are a million', () => {
    expect(sum(Array.from({ length: 1e7 }, () => 0.1))).toBeCloseTo(1e6, 8);
  });

  test('the order does not matter where exact sums exist', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e9, max: 1e9 })), (values) => {
        expect(sum(values.toReversed())).toBe(sum(values));
      }),
      runs,
    );
  });

  test('halves first: within its bound of the sum that carries the errors along', () => {
    const numbers = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { maxLength: 2000 });
    fc.assert(
      fc.property(numbers, (values) => {
        const size = sum(values.map(Math.abs));
        const bound = (Math.log2(Math.max(1, values.length)) + 33) * 2 ** -53 * size;
        expect(Math.abs(pairwiseSum(values) - sum(values))).toBeLessThanOrEqual(bound);
      }),
      runs,
    );
  });

  test('halves first: a million tenths, where a plain loop is off by 1e-6', () => {
    expect(Math.abs(pairwiseSum(new Float64Array(1e6).fill(0.1)) - 1e5)).toBeLessThan(1e-9);
    expect([pairwiseSum([]), pairwiseSum([3]), pairwiseSum(new Uint32Array([4e9, 4e9]))]).toEqual([0, 3, 8e9]);
  });

  test('a polynomial at a point', () => {
    expect(polynomial([1, -6, 11, -6], 2)).toBe(0);
    expect(polynomial([], 2)).toBe(0);
  });
});
