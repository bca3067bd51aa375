import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ProportionTestId, proportionTests } from '../../../src/comparison/hypothesis/proportion/methods.ts';
import { testProportion } from '../../../src/comparison/hypothesis/testProportion.ts';
import { proportionInterval } from '../../../src/interval/proportionInterval.ts';
import { binomialPmf } from '../../../src/number/binomial.ts';

const methods = Object.keys(proportionTests) as ProportionTestId[];
const cell = fc
  .integer({ min: 1, max: 200 })
  .chain((denominator) =>
    fc.record({ denominator: fc.constant(denominator), numerator: fc.integer({ min: 0, max: denominator }) }),
  );
const benchmark = fc.double({ min: 0.001, max: 0.999, noNaN: true });

test('Conover 1971, Practical Nonparametric Statistics: 682 of 925 against three quarters', () => {
  const { p } = testProportion({ denominator: 925, numerator: 682 }, { benchmark: 0.75, method: 'binomial-exact-two-sided' });
  expect(p?.toFixed(4)).toBe('0.3825'); // as R 4.2 binom.test prints it
});

describe('laws', () => {
  test('at a limit of the Wilson interval the score test’s p-value is what the interval leaves out', () => {
    fc.assert(
      fc.property(cell, fc.constantFrom(0.8, 0.95, 0.999), (counts, level) => {
        const { lower, upper } = proportionInterval(counts, { level });
        const limits = [lower ?? NaN, upper ?? NaN].filter((limit) => limit > 0 && limit < 1);
        const left = limits.map((limit) => testProportion(counts, { benchmark: limit }).p ?? NaN);
        expect(Math.max(...left.map((p) => Math.abs(p - (1 - level))))).toBeLessThan(1e-10);
      }),
      { seed: 1 },
    );
  });

  test('at a limit of the mid-p interval so is the mid-p; at one of Clopper and Pearson the one-sided p-value is half of it', () => {
    fc.assert(
      fc.property(cell, fc.constantFrom(0.8, 0.95, 0.999), (counts, level) => {
        const p = (rate: number | null, method: ProportionTestId) => testProportion(counts, { benchmark: rate ?? NaN, method }).p;
        const middle = proportionInterval(counts, { method: 'mid-p', level });
        const exact = proportionInterval(counts, { method: 'clopper-pearson', level });
        if (counts.numerator > 0) {
          expect(p(middle.lower, 'binomial-mid-p')).toBeCloseTo(1 - level, 11);
          expect(p(exact.lower, 'binomial-exact-greater')).toBeCloseTo((1 - level) / 2, 11);
        }
        if (counts.numerator < counts.denominator) {
          expect(p(middle.upper, 'binomial-mid-p')).toBeCloseTo(1 - level, 11);
          expect(p(exact.upper, 'binomial-exact-less')).toBeCloseTo((1 - level) / 2, 11);
        }
      }),
      { seed: 1 },
    );
  });

  test('the exact tests against their definitions, count by count', () => {
    fc.assert(
      fc.property(cell, benchmark, (counts, probability) => {
        const { denominator, numerator } = counts;
        const chances = Array.from({ length: denominator + 1 }, (_, k) => binomialPmf(k, { trials: denominator, probability }));
        const own = chances[numerator] ?? NaN;
        const add = (some: number[]) => some.reduce((a, b) => a + b, 0);
        const [less, greater] = [add(chances.slice(0, numerator + 1)), add(chances.slice(numerator))];
        const p = (method: ProportionTestId) => testProportion(counts, { benchmark: probability, method }).p;
        expect(add(chances)).toBeCloseTo(1, 12);
        expect(p('binomial-exact-less')).toBeCloseTo(less, 12);
        expect(p('binomial-exact-greater')).toBeCloseTo(greater, 12);
        expect(p('binomial-exact-two-sided')).toBeCloseTo(add(chances.filter((chance) => chance <= own * (1 + 1e-7))), 12);
        expect(p('binomial-mid-p')).toBeCloseTo(2 * Math.min(less - own / 2, greater - own / 2), 12);
      }),
      { seed: 1 },
    );
  });

  test('counting misses for hits against the complement of the benchmark mirrors each test', () => {
    const mirrored: Partial<Record<ProportionTestId, ProportionTestId>> = {
      'binomial-exact-less': 'binomial-exact-greater',
      'binomial-exact-greater': 'binomial-exact-less',
    };
    fc.assert(
      fc.property(cell, fc.integer({ min: 1, max: 1023 }), fc.constantFrom(...methods), (hits, k, method) => {
        const misses = { ...hits, numerator: hits.denominator - hits.numerator };
        const here = testProportion(hits, { benchmark: k / 1024, method }).p ?? NaN;
        const there = testProportion(misses, { benchmark: 1 - k / 1024, method: mirrored[method] ?? method }).p;
        expect(there).toBeCloseTo(here, 12);
      }),
      { seed: 1 },
    );
  });

  test('under the benchmark an exact test errs no more often than its level: every count weighed by its chance', () => {
    for (const probability of [0.02, 0.3, 0.5])
      for (const method of ['binomial-exact-two-sided', 'binomial-exact-less', 'binomial-exact-greater'] as const)
        for (const level of [0.01, 0.05, 0.2]) {
          let error = 0;
          for (let numerator = 0; numerator <= 40; numerator += 1) {
            const { p } = testProportion({ denominator: 40, numerator }, { benchmark: probability, method });
            if ((p ?? 1) <= level) error += binomialPmf(numerator, { trials: 40, probability });
          }
          expect(error).toBeLessThanOrEqual(level + 1e-12);
        }
  });
});

describe('edges', () => {
  test('a benchmark of 0 or 1: no score test, and an exact one that is certain', () => {
    const some = { denominator: 20, numerator: 3 };
    expect(testProportion(some, { benchmark: 0 })).toEqual({
      statistic: null,
      df: null,
      p: null,
      method: 'binomial-score',
      reason: 'a benchmark of 0 leaves no variance to judge by',
    });
    const p = (numerator: number, fixed: number) =>
      testProportion({ denominator: 20, numerator }, { benchmark: fixed, method: 'binomial-exact-two-sided' }).p;
    expect([p(0, 0), p(3, 0), p(20, 1), p(19, 1)]).toEqual([1, 0, 1, 0]);
  });

  test('ten millions of members: small chances keep their digits', () => {
    const half = { denominator: 1e7, numerator: 5e6 };
    expect(testProportion(half, { benchmark: 0.5, method: 'binomial-exact-two-sided' }).p).toBe(1);
    const far = { denominator: 1e7, numerator: 5_050_000 };
    const exact = testProportion(far, { benchmark: 0.5, method: 'binomial-mid-p' }).p ?? NaN;
    const score = testProportion(far, { benchmark: 0.5 }).p ?? NaN;
    expect(score).toBeLessThan(1e-200);
    expect(Math.abs(exact / score - 1)).toBeLessThan(0.2);
  });

  test('what cannot be is refused by name; nobody has no test', () => {
    expect(testProportion({ denominator: 0, numerator: 0 }, { benchmark: 0.5 }).reason).toBe('denominator is 0');
    expect(() => testProportion({ denominator: 5, numerator: 6 }, { benchmark: 0.5 })).toThrow(
      'numerator 6 exceeds denominator 5',
    );
    expect(() => testProportion({ denominator: 5, numerator: 3 }, { benchmark: 50 })).toThrow(
      'benchmark is a fraction between 0 and 1, got 50',
    );
    expect(() => testProportion({ denominator: 5, numerator: 2.5 }, { benchmark: 0.5, method: 'binomial-mid-p' })).toThrow(
      'numerator must be a whole number of at least 0, got 2.5',
    );
    expect(testProportion({ denominator: 5, numerator: 2.5 }, { benchmark: 0.5 })).toMatchObject({ statistic: 0, p: 1 });
  });

  test('each method goes by its id', () => {
    for (const [id, method] of Object.entries(proportionTests)) expect(method.id).toBe(id);
  });
});
