import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PoolMethodId, poolMethods } from '../../../src/comparison/hypothesis/pool/methods.ts';
import { poolStrata } from '../../../src/comparison/hypothesis/poolStrata.ts';
import { type StrataTestId, strataTests } from '../../../src/comparison/hypothesis/strata/methods.ts';
import { testAssociation } from '../../../src/comparison/hypothesis/testAssociation.ts';
import { testStrata } from '../../../src/comparison/hypothesis/testStrata.ts';
import { testTwoProportions } from '../../../src/comparison/hypothesis/testTwoProportions.ts';
import { fourCounts, groups } from './tables.ts';

type Counts = readonly [number, number, number, number];
const strataOf = (...tables: Counts[]) => tables.map((counts, i) => ({ stratum: `S${i + 1}`, ...groups(...counts) }));

const several = (max: number) => fc.array(fourCounts(max), { minLength: 1, maxLength: 5 }).map((tables) => strataOf(...tables));

describe('Agresti 2002, Categorical Data Analysis, table 6.7: smoking and lung cancer in eight Chinese cities', () => {
  const cities = strataOf(
    [126, 100, 35, 61],
    [908, 688, 497, 807],
    [913, 747, 336, 598],
    [235, 172, 58, 121],
    [402, 308, 121, 215],
    [182, 156, 72, 98],
    [60, 99, 11, 43],
    [104, 89, 21, 36],
  );

  test('they differ, and agree on one odds ratio', () => {
    expect(testStrata(cities).statistic?.toFixed(1)).toBe('280.1');
    expect(testStrata(cities, { method: 'breslow-day' })).toMatchObject({ df: 7 });
    expect(testStrata(cities, { method: 'breslow-day' }).statistic?.toFixed(1)).toBe('5.2');
  });

  test('which is 2.17, with limits 1.98 and 2.38', () => {
    const { value, lower, upper } = poolStrata(cities, { method: 'mh-odds-ratio' });
    expect([value, lower, upper].map((number) => number?.toFixed(2))).toEqual(['2.17', '1.98', '2.38']);
  });
});

describe('laws of the tests', () => {
  test('of one stratum CMH is (N − 1)/N of chi-square, and the exact test is Fisher’s', () => {
    fc.assert(
      fc.property(fourCounts(60), ([a, b, c, d]) => {
        const one = strataOf([a, b, c, d]);
        const n = a + b + c + d;
        const chiSquare =
          testAssociation([
            [a, b],
            [c, d],
          ]).statistic ?? NaN;
        expect(testStrata(one).statistic).toBeCloseTo((chiSquare * (n - 1)) / n, 10);
        const fisher = testTwoProportions(groups(a, b, c, d), { method: 'fisher-two-sided' }).p ?? NaN;
        expect(testStrata(one, { method: 'cmh-exact' }).p).toBeCloseTo(fisher, 11);
      }),
      { seed: 1 },
    );
  });

  test('exchanging the groups, or misses for hits, or the order of strata changes nothing', () => {
    const ids = Object.keys(strataTests) as StrataTestId[];
    fc.assert(
      fc.property(several(30), fc.constantFrom(...ids), (strata, method) => {
        const p = testStrata(strata, { method }).p ?? -1;
        const exchanged = strata.map(({ stratum, group, reference }) => ({ stratum, group: reference, reference: group }));
        expect(testStrata(exchanged, { method }).p ?? -1).toBeCloseTo(p, 10);
        expect(testStrata(strata.toReversed(), { method }).p ?? -1).toBeCloseTo(p, 10);
        const missed = strata.map(({ stratum, ...both }) => ({ stratum, ...misses(both) }));
        expect(testStrata(missed, { method }).p ?? -1).toBeCloseTo(p, 10);
      }),
      { seed: 1 },
    );
  });

  test('the correction never helps, Tarone’s never hurts', () => {
    fc.assert(
      fc.property(several(50), (strata) => {
        const statistic = (method: StrataTestId) => testStrata(strata, { method }).statistic ?? 0;
        expect(statistic('cmh-cc')).toBeLessThanOrEqual(statistic('cmh'));
        expect(statistic('breslow-day-tarone')).toBeLessThanOrEqual(statistic('breslow-day'));
      }),
      { seed: 1 },
    );
  });

  test('given the margins the exact test errs no more often than its level', () => {
    for (const level of [0.01, 0.05, 0.2]) {
      let error = 0;
      for (let a = 0; a <= 6; a += 1)
        for (let e = 0; e <= 5; e += 1) {
          const strata = strataOf([a, 8 - a, 6 - a, 1 + a], [e, 5 - e, 5 - e, 4 + e]);
          if ((testStrata(strata, { method: 'cmh-exact' }).p ?? 1) > level) continue;
          error += ((choose(8, a) * choose(7, 6 - a)) / choose(15, 6)) * ((choose(5, e) * choose(9, 5 - e)) / choose(14, 5));
        }
      expect(error).toBeLessThanOrEqual(level + 1e-12);
    }
  });

  test('strata with one odds ratio are told to agree, and doubled counts double the statistic', () => {
    const alike = strataOf([10, 20, 5, 40], [30, 30, 10, 40], [4, 8, 12, 96]); // odds ratio 4 in each
    for (const method of ['breslow-day', 'breslow-day-tarone', 'woolf-homogeneity'] as const)
      expect(testStrata(alike, { method }).statistic).toBeCloseTo(0, 25);
    const [once, twice] = [1, 2].map((k) => strataOf([7 * k, 20 * k, 5 * k, 40 * k], [30 * k, 30 * k, 10 * k, 20 * k]));
    for (const method of ['breslow-day', 'woolf-homogeneity'] as const) {
      const statistic = testStrata(once ?? [], { method }).statistic ?? NaN;
      expect(testStrata(twice ?? [], { method }).statistic).toBeCloseTo(2 * statistic, 12);
    }
  });
});

describe('laws of the pooled estimates', () => {
  test('of one stratum they are the plain ones', () => {
    fc.assert(
      fc.property(fourCounts(60), ([a, b, c, d]) => {
        const value = (method: PoolMethodId) => poolStrata(strataOf([a, b, c, d]), { method }).value;
        expect(value('mh-risk-difference')).toBeCloseTo(a / (a + b) - c / (c + d), 12);
        if (c > 0) expect(value('mh-risk-ratio')).toBeCloseTo(a / (a + b) / (c / (c + d)), 10);
        if (b * c > 0) expect(value('mh-odds-ratio')).toBeCloseTo((a * d) / (b * c), 9);
      }),
      { seed: 1 },
    );
  });

  test('exchanging the groups turns a difference around 0 and a ratio around 1', () => {
    fc.assert(
      fc.property(several(50), fc.constantFrom(0.8, 0.95, 0.999), (strata, level) => {
        const exchanged = strata.map(({ stratum, group, reference }) => ({ stratum, group: reference, reference: group }));
        const difference = [strata, exchanged].map((side) => poolStrata(side, { level }));
        expect(difference[1]?.lower).toBeCloseTo(-(difference[0]?.upper ?? NaN), 12);
        for (const method of ['mh-risk-ratio', 'mh-odds-ratio'] as const) {
          const [here, there] = [strata, exchanged].map((side) => poolStrata(side, { method, level }));
          if (here?.lower && there?.upper) expect(here.lower * there.upper).toBeCloseTo(1, 10);
          else expect(there?.reason === null).toBe(here?.reason === null);
        }
      }),
      { seed: 1 },
    );
  });

  test('limits hold the estimate and widen with the level; one-sided ones leave the other end open', () => {
    fc.assert(
      fc.property(several(50), fc.constantFrom(...(Object.keys(poolMethods) as PoolMethodId[])), (strata, method) => {
        const narrow = poolStrata(strata, { method, level: 0.9 });
        if (narrow.reason !== null) return;
        const wide = poolStrata(strata, { method, level: 0.99 });
        const limits = [wide.lower, narrow.lower, narrow.value, narrow.upper, wide.upper].map(Number);
        expect(limits.toSorted((a, b) => a - b)).toEqual(limits);
        const upper = poolStrata(strata, { method, level: 0.95, sides: 'upper' });
        expect(upper.upper).toBeCloseTo(Number(narrow.upper), 9);
        expect(upper.lower).toBe(method === 'mh-risk-difference' ? -1 : 0);
      }),
      { seed: 1 },
    );
  });
});

describe('edges', () => {
  const whole: Counts = [6, 2, 3, 4];

  test('a stratum without one of the groups, or with one outcome only, adds nothing and is listed', () => {
    const strata = strataOf(whole, [0, 0, 6, 5], [2, 5, 0, 0], [0, 4, 0, 9], [3, 0, 5, 0]);
    const alone = strataOf(whole);
    for (const method of ['cmh', 'cmh-cc', 'cmh-exact'] as const) {
      const { idle, ...result } = testStrata(strata, { method });
      expect(idle).toEqual(['S2', 'S3', 'S4', 'S5']);
      expect(result).toEqual({ ...testStrata(alone, { method }), idle: undefined });
    }
    expect(poolStrata(strata, { method: 'mh-odds-ratio' }).idle).toEqual(['S2', 'S3', 'S4', 'S5']);
    expect(poolStrata(strata, { method: 'mh-risk-ratio' }).idle).toEqual(['S2', 'S3', 'S4']);
    expect(poolStrata(strata).idle).toEqual(['S2', 'S3']);
    expect(testStrata(strata, { method: 'woolf-homogeneity' })).toMatchObject({ df: 4, idle: [] }); // its halves count there too
  });

  test('no stratum adds anything: nulls and the reason', () => {
    const none = strataOf([0, 0, 3, 4], [0, 5, 0, 2]);
    const reason = 'no stratum has members of both groups and both outcomes';
    for (const method of ['cmh', 'cmh-cc', 'cmh-exact'] as const)
      expect(testStrata(none, { method })).toMatchObject({ statistic: null, p: null, reason });
    expect(poolStrata(none, { method: 'mh-odds-ratio' })).toMatchObject({ value: null, lower: null, upper: null, reason });
    expect(poolStrata(strataOf([0, 0, 3, 4])).reason).toBe('no stratum has members of both groups');
    expect(poolStrata([]).value).toBeNull();
    // By the formula: a width of none, as a Wald interval at 0 % and 100 %.
    expect(poolStrata(strataOf([0, 7, 3, 0], [0, 2, 1, 0]))).toMatchObject({ value: -1, lower: -1, upper: -1, reason: null });
    expect(testStrata(strataOf(whole), { method: 'breslow-day' }).reason).toBe(
      'fewer than two strata have members of both groups and both outcomes',
    );
    expect(testStrata(strataOf(whole), { method: 'woolf-homogeneity' }).reason).toBe('fewer than two strata');
    expect(testStrata(strataOf([0, 0, 3, 4], [5, 1, 0, 0]), { method: 'woolf-homogeneity' })).toMatchObject({
      statistic: null,
      p: null,
      reason: 'no stratum has members of both groups',
    });
  });

  test('a ratio of 0 or Infinity is a value without limits', () => {
    const never = strataOf([0, 5, 3, 4], [0, 8, 1, 7]);
    const always = never.map(({ stratum, group, reference }) => ({ stratum, group: reference, reference: group }));
    for (const method of ['mh-risk-ratio', 'mh-odds-ratio'] as const) {
      expect(poolStrata(never, { method })).toMatchObject({ value: 0, lower: null, upper: null });
      expect(poolStrata(never, { method }).reason).toContain('is 0, which has no standard error on the log scale');
      expect(poolStrata(always, { method })).toMatchObject({ value: Infinity, lower: null, upper: null });
      expect(poolStrata(always, { method }).reason).toContain('is infinite');
    }
    expect(testStrata(never, { method: 'breslow-day' }).reason).toBe('the common odds ratio is 0');
    expect(testStrata(always, { method: 'breslow-day-tarone' }).reason).toBe('the common odds ratio is infinite');
    expect(poolStrata(strataOf([5, 0, 7, 0]), { method: 'mh-risk-ratio' })).toMatchObject({ value: 1, lower: 1, upper: 1 });
  });

  test('counts too large to add up exactly are refused with a reason', () => {
    const large = strataOf([3e6, 7e6, 3e6, 7e6], [4e6, 6e6, 4e6, 6e6], [5e6, 5e6, 5e6, 5e6]);
    expect(testStrata(large, { method: 'cmh-exact' })).toMatchObject({
      p: null,
      reason: 'counts are too large to add up exactly: take cmh',
    });
  });

  test('what cannot be is refused, and says which stratum', () => {
    expect(() => testStrata([...strataOf(whole), ...strataOf(whole)])).toThrow('strata: stratum S1 appears twice');
    const nameless = strataOf(whole, whole).map((row, index) =>
      index === 1 ? { ...row, stratum: undefined as unknown as string } : row,
    );
    expect(() => testStrata(nameless)).toThrow('strata: stratum of row 1 must be a name, got undefined');
    expect(() => poolStrata(strataOf(whole, [1, 2, 3, -1]))).toThrow('stratum S2: reference: numerator 3 exceeds denominator 2');
    expect(() => testStrata(strataOf(whole, [1.5, 2, 3, 4]), { method: 'cmh-exact' })).toThrow(
      'stratum S2: group: denominator must be a whole number of at least 0, got 3.5',
    );
    expect(testStrata(strataOf(whole, [1.5, 2, 3, 4])).reason).toBeNull();
    expect(() => poolStrata(strataOf(whole), { level: 95 })).toThrow('level is a fraction such as 0.95, got 95');
    expect(() => poolStrata(strataOf(whole), { method: 'mh' as PoolMethodId })).toThrow(
      'method must be one of mh-risk-difference, mh-risk-ratio, mh-odds-ratio, got mh',
    );
  });

  test('each method goes by its id', () => {
    for (const methods of [strataTests, poolMethods])
      for (const [id, method] of Object.entries(methods)) expect(method.id).toBe(id);
  });
});

function misses({ group, reference }: ReturnType<typeof groups>) {
  return {
    group: { ...group, numerator: group.denominator - group.numerator },
    reference: { ...reference, numerator: reference.denominator - reference.numerator },
  };
}

function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= k; i += 1) ways = (ways * (n - k + i)) / i;
  return ways;
}
