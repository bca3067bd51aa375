import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareProportions } from '../../../src/comparison/compareProportions.ts';
import { testAssociation } from '../../../src/comparison/hypothesis/testAssociation.ts';
import { testTwoProportions } from '../../../src/comparison/hypothesis/testTwoProportions.ts';
import { type TwoProportionTestId, twoProportionTests } from '../../../src/comparison/hypothesis/twoProportions/methods.ts';
import { hypergeometricPmf } from '../../../src/number/hypergeometric.ts';
import { fourCounts, groups } from './tables.ts';

const methods = Object.keys(twoProportionTests) as TwoProportionTestId[];
const exact = methods.filter((method) => twoProportionTests[method].exact);
const p = (counts: readonly [number, number, number, number], method: TwoProportionTestId) =>
  testTwoProportions(groups(...counts), { method }).p ?? NaN;

test('Fisher 1935, JRSS 98:39: 619 in 1,330,665 for the twins of criminals', () => {
  expect(p([2, 15, 10, 3], 'fisher-less')).toBeCloseTo(619 / 1_330_665, 15);
});

test('Fisher 1935, The Design of Experiments: 17 in 70 for three of four cups of tea', () => {
  expect(p([3, 1, 1, 3], 'fisher-greater')).toBeCloseTo(17 / 70, 15);
});

describe('laws', () => {
  test('the pooled z squared is chi-square, with the same p-value', () => {
    fc.assert(
      fc.property(fourCounts(10_000), ([a, b, c, d]) => {
        const z = testTwoProportions(groups(a, b, c, d));
        const chiSquare = testAssociation([
          [a, b],
          [c, d],
        ]);
        expect((z.statistic ?? NaN) ** 2).toBeCloseTo(chiSquare.statistic ?? NaN, 9);
        expect(z.p).toBeCloseTo(chiSquare.p ?? NaN, 12);
        expect(Math.sign(z.statistic ?? NaN)).toBe(Math.sign(a / (a + b) - c / (c + d)));
      }),
      { seed: 1 },
    );
  });

  test('exchanging the groups turns the direction and nothing else; so does counting misses for hits', () => {
    const turned: Partial<Record<TwoProportionTestId, TwoProportionTestId>> = {
      'fisher-less': 'fisher-greater',
      'fisher-greater': 'fisher-less',
    };
    fc.assert(
      fc.property(fourCounts(60), fc.constantFrom(...methods), ([a, b, c, d], method) => {
        const here = testTwoProportions(groups(a, b, c, d), { method });
        for (const other of [groups(c, d, a, b), groups(b, a, d, c)]) {
          const there = testTwoProportions(other, { method: turned[method] ?? method });
          expect(there.p ?? -1).toBeCloseTo(here.p ?? -1, 12);
          const sign = there.df === null ? -1 : 1; // z turns, chi-square does not
          expect(there.statistic ?? 0).toBeCloseTo(sign * (here.statistic ?? 0), 12);
        }
      }),
      { seed: 1 },
    );
  });

  test('Fisher’s tests against their definitions, table by table', () => {
    fc.assert(
      fc.property(fourCounts(40), (counts) => {
        const [a, b, c, d] = counts;
        const urn = { population: a + b + c + d, successes: a + c, draws: a + b };
        const all = Array.from({ length: a + c + 1 }, (_, k) => ({ k, chance: hypergeometricPmf(k, urn) }));
        const own = hypergeometricPmf(a, urn);
        const add = (which: (table: { k: number; chance: number }) => boolean) =>
          all.filter(which).reduce((sum, { chance }) => sum + chance, 0);
        const [less, greater] = [add(({ k }) => k <= a), add(({ k }) => k >= a)];
        const rarer = add(({ chance }) => chance < own * (1 - 1e-7));
        const asRare = add(({ chance }) => chance <= own * (1 + 1e-7));
        expect(add(() => true)).toBeCloseTo(1, 12);
        expect(p(counts, 'fisher-less')).toBeCloseTo(less, 12);
        expect(p(counts, 'fisher-greater')).toBeCloseTo(greater, 12);
        expect(p(counts, 'fisher-two-sided')).toBeCloseTo(asRare, 12);
        expect(p(counts, 'fisher-mid-p')).toBeCloseTo((asRare + rarer) / 2, 12);
        expect(p(counts, 'fisher-central')).toBeCloseTo(Math.min(1, 2 * Math.min(less, greater)), 12);
        expect(p(counts, 'fisher-central-mid-p')).toBeCloseTo(2 * Math.min(less - own / 2, greater - own / 2), 12);
      }),
      { seed: 1 },
    );
  });

  test('the central tests reject exactly where their intervals leave out an odds ratio of 1', () => {
    fc.assert(
      fc.property(fourCounts(40), fc.double({ min: 0.5, max: 0.999, noNaN: true }), (counts, level) => {
        for (const [id, method] of [
          ['fisher-central', 'fisher'],
          ['fisher-central-mid-p', 'fisher-mid-p'],
        ] as const) {
          const { lower, upper } = compareProportions(groups(...counts), { measure: 'odds-ratio', method, level });
          expect(p(counts, id) < 1 - level).toBe((lower ?? NaN) > 1 || (upper ?? NaN) < 1);
        }
      }),
      { seed: 1 },
    );
  });

  test('a mid-p is below its exact p-value, and Yates’s above the uncorrected', () => {
    fc.assert(
      fc.property(fourCounts(200), (counts) => {
        expect(p(counts, 'fisher-mid-p')).toBeLessThan(p(counts, 'fisher-two-sided'));
        expect(p(counts, 'fisher-central-mid-p')).toBeLessThanOrEqual(p(counts, 'fisher-central'));
        expect(p(counts, 'chi-square-yates')).toBeGreaterThanOrEqual(p(counts, 'two-proportion-z-pooled'));
      }),
      { seed: 1 },
    );
  });

  test('under equal rates an exact test errs no more often than its level: every outcome weighed by its chance', () => {
    const sizes = { group: 9, reference: 12 };
    for (const rate of [0.05, 0.3, 0.5])
      for (const method of exact.filter((id) => !id.includes('mid-p')))
        for (const level of [0.01, 0.05, 0.2]) {
          let error = 0;
          for (let a = 0; a <= sizes.group; a += 1)
            for (let c = 0; c <= sizes.reference; c += 1)
              if (p([a, sizes.group - a, c, sizes.reference - c], method) <= level)
                error += binomial(a, sizes.group, rate) * binomial(c, sizes.reference, rate);
          expect(error).toBeLessThanOrEqual(level + 1e-12);
        }
  });

  test('with growing counts all two-sided tests come together', () => {
    const counts = [3_002_000, 6_998_000, 3_000_000, 7_000_000] as const;
    const reference = p(counts, 'two-proportion-z-pooled');
    for (const method of methods.filter((id) => id !== 'fisher-less' && id !== 'fisher-greater'))
      expect(Math.abs(p(counts, method) / reference - 1)).toBeLessThan(2e-3);
  });
});

describe('edges', () => {
  test('p-values far below the smallest difference to 1 are still there', () => {
    const ways = 2.702882409454366e299; // 1000 choose 500
    expect(p([500, 0, 0, 500], 'fisher-two-sided') * ways).toBeCloseTo(2, 10);
    expect(p([500, 0, 0, 500], 'fisher-greater') * ways).toBeCloseTo(1, 10);
    expect(p([650, 0, 0, 650], 'two-proportion-z-pooled')).toBeGreaterThan(1e-300);
  });

  test('everybody or nobody met: no z, and nothing but the observed table is possible', () => {
    const none = groups(0, 9, 0, 8);
    const nobody = 'nobody in either group met the measure';
    expect(testTwoProportions(none)).toEqual({
      statistic: null,
      df: null,
      p: null,
      method: 'two-proportion-z-pooled',
      reason: nobody,
    });
    expect(testTwoProportions(none, { method: 'chi-square-yates' }).reason).toBe(nobody);
    expect(testTwoProportions(groups(9, 0, 8, 0)).reason).toBe('everybody in both groups met the measure');
    expect(testTwoProportions(groups(9, 0, 0, 8), { method: 'two-proportion-z-unpooled' }).reason).toBe(
      'both groups stand at 0 % or 100 %, so neither shows any variance',
    );
    expect(p([0, 9, 0, 8], 'fisher-two-sided')).toBe(1);
    expect(p([0, 9, 0, 8], 'fisher-mid-p')).toBe(0.5);
  });

  test('Yates’s correction is never larger than what it corrects', () => {
    expect(testTwoProportions(groups(5, 5, 5, 6), { method: 'chi-square-yates' })).toMatchObject({ statistic: 0, p: 1 });
  });

  test('no test with nobody, by any method', () => {
    for (const method of methods) {
      expect(testTwoProportions(groups(0, 0, 3, 4), { method }).reason).toBe('denominator of the group is 0');
      expect(testTwoProportions(groups(3, 4, 0, 0), { method }).p).toBeNull();
    }
  });

  test('fractional counts are for the approximate tests; what cannot be is refused by name', () => {
    expect(testTwoProportions(groups(3.5, 6.5, 2, 8)).reason).toBeNull();
    for (const method of exact)
      expect(() => testTwoProportions(groups(3.5, 6.5, 2, 8), { method })).toThrow(
        'group: numerator must be a whole number of at least 0, got 3.5',
      );
    expect(() => testTwoProportions(groups(3, 6, -2, 8))).toThrow('reference: numerator must be a number of at least 0, got -2');
    expect(() => testTwoProportions(groups(3, 6, 2, 8), { method: 'fisher' as TwoProportionTestId })).toThrow(
      'method must be one of two-proportion-z-pooled',
    );
  });

  test('each method goes by its id', () => {
    for (const [id, method] of Object.entries(twoProportionTests)) expect(method.id).toBe(id);
  });
});

function binomial(k: number, n: number, rate: number): number {
  let chance = (1 - rate) ** n;
  for (let i = 0; i < k; i += 1) chance *= ((n - i) / (i + 1)) * (rate / (1 - rate));
  return chance;
}
