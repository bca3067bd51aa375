import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PairedTestId, pairedTests } from '../../../src/comparison/hypothesis/paired/methods.ts';
import { testPaired } from '../../../src/comparison/hypothesis/testPaired.ts';
import { testProportion } from '../../../src/comparison/hypothesis/testProportion.ts';

const methods = Object.keys(pairedTests) as PairedTestId[];
const count = fc.integer({ min: 0, max: 300 });
const pairs = fc.record({ both: count, firstOnly: count, secondOnly: count, neither: count });
const changed = pairs.filter(({ firstOnly, secondOnly }) => firstOnly + secondOnly > 0);

test('Fagerland, Lydersen and Laake 2013, BMC Med Res Methodol 13:91: airways before and after a transplant', () => {
  const children = { both: 1, firstOnly: 1, secondOnly: 7, neither: 12 };
  const p = (method: PairedTestId) => testPaired(children, { method }).p?.toFixed(3);
  expect([p('mcnemar'), p('mcnemar-cc'), p('mcnemar-exact'), p('mcnemar-mid-p')]).toEqual(['0.034', '0.077', '0.070', '0.039']);
});

test('Agresti 2002, Categorical Data Analysis, 10.1: a prime minister’s approval, z = −4.17', () => {
  const { statistic } = testPaired({ both: 794, firstOnly: 150, secondOnly: 86, neither: 570 }, { method: 'mcnemar' });
  expect(Math.sqrt(statistic ?? NaN).toFixed(2)).toBe('4.17');
});

describe('laws', () => {
  test('exchanging the two times changes nothing, nor do the members who did not change', () => {
    fc.assert(
      fc.property(changed, fc.constantFrom(...methods), ({ both, firstOnly, secondOnly, neither }, method) => {
        const here = testPaired({ both, firstOnly, secondOnly, neither }, { method });
        const there = testPaired({ both: neither, firstOnly: secondOnly, secondOnly: firstOnly, neither: 0 }, { method });
        expect(there.p).toBeCloseTo(here.p ?? NaN, 13);
      }),
      { seed: 1 },
    );
  });

  test('of those who changed, half are to have met the second time: the binomial test and the score test', () => {
    fc.assert(
      fc.property(changed, (counts) => {
        const cell = { denominator: counts.firstOnly + counts.secondOnly, numerator: counts.firstOnly };
        const exact = testProportion(cell, { benchmark: 0.5, method: 'binomial-exact-two-sided' }).p ?? NaN;
        expect(testPaired(counts, { method: 'mcnemar-exact' }).p).toBeCloseTo(exact, 12);
        const score = testProportion(cell, { benchmark: 0.5 }).statistic ?? NaN;
        expect(testPaired(counts, { method: 'mcnemar' }).statistic).toBeCloseTo(score, 10);
      }),
      { seed: 1 },
    );
  });

  test('mid-p below exact, the corrected above the plain', () => {
    fc.assert(
      fc.property(changed, (counts) => {
        const p = (method: PairedTestId) => testPaired(counts, { method }).p ?? NaN;
        expect(p('mcnemar-mid-p')).toBeLessThan(p('mcnemar-exact'));
        expect(p('mcnemar-cc')).toBeGreaterThanOrEqual(p('mcnemar'));
      }),
      { seed: 1 },
    );
  });
});

describe('edges', () => {
  test('nobody changed: certain for the exact tests, undefined for the others', () => {
    const same = { both: 5, firstOnly: 0, secondOnly: 0, neither: 5 };
    expect(testPaired(same, { method: 'mcnemar-exact' }).p).toBe(1);
    expect(testPaired(same, { method: 'mcnemar-mid-p' }).p).toBe(0.5);
    for (const method of ['mcnemar', 'mcnemar-cc'] as const)
      expect(testPaired(same, { method })).toEqual({
        statistic: null,
        df: null,
        p: null,
        method,
        reason: 'nobody met the measure one time only',
      });
  });

  test('nobody at all: no test, whatever the method', () => {
    const none = { both: 0, firstOnly: 0, secondOnly: 0, neither: 0 };
    for (const method of methods)
      expect(testPaired(none, { method })).toEqual({ statistic: null, df: null, p: null, method, reason: 'there are no pairs' });
  });

  test('as many one way as the other', () => {
    const even = { both: 0, firstOnly: 4e6, secondOnly: 4e6, neither: 0 };
    expect(testPaired(even, { method: 'mcnemar-exact' }).p).toBe(1);
    expect(testPaired(even, { method: 'mcnemar-cc' })).toMatchObject({ statistic: 0, p: 1 });
  });

  test('what cannot be is refused by name', () => {
    const some = { both: 3, firstOnly: 1.5, secondOnly: 2, neither: 4 };
    expect(testPaired(some, { method: 'mcnemar' }).reason).toBeNull();
    expect(() => testPaired(some)).toThrow('firstOnly must be a whole number of at least 0, got 1.5');
    expect(() => testPaired({ ...some, neither: -1 }, { method: 'mcnemar' })).toThrow(
      'neither must be a number of at least 0, got -1',
    );
  });

  test('each method goes by its id', () => {
    for (const [id, method] of Object.entries(pairedTests)) expect(method.id).toBe(id);
  });
});
