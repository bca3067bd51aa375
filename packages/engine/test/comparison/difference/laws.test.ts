import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agrestiCaffo } from '../../../src/comparison/difference/agrestiCaffo.ts';
import { mee } from '../../../src/comparison/difference/mee.ts';
import { differenceMethods } from '../../../src/comparison/difference/methods.ts';
import { miettinenNurminenDifference } from '../../../src/comparison/difference/miettinenNurminen.ts';
import { newcombe } from '../../../src/comparison/difference/newcombe.ts';
import { newcombeCc } from '../../../src/comparison/difference/newcombeCc.ts';
import { waldDifference } from '../../../src/comparison/difference/wald.ts';
import { waldDifferenceCc } from '../../../src/comparison/difference/waldCc.ts';
import type { TwoProportions } from '../../../src/comparison/types.ts';
import { tailsOf } from '../../../src/number/tail.ts';
import { groupsOf, levels, missesOf, swapped, twoProportions } from '../tables.ts';

const every = {
  newcombe,
  'newcombe-cc': newcombeCc,
  'miettinen-nurminen': miettinenNurminenDifference,
  mee,
  'agresti-caffo': agrestiCaffo,
  wald: waldDifference,
  'wald-cc': waldDifferenceCc,
};
const ROUNDING = 8 * Number.EPSILON;

function differenceOf({ group, reference }: TwoProportions): number {
  return group.numerator / group.denominator - reference.numerator / reference.denominator;
}

test('every method of the table is here', () => {
  expect(Object.keys(every)).toEqual(Object.keys(differenceMethods));
});

describe.for(Object.entries(every))('%s', ([id, interval]) => {
  test('goes by its id, and is what its kernel gives', () => {
    const method = differenceMethods[id as keyof typeof differenceMethods];
    const groups = groupsOf([7, 34, 3, 40]);
    const { lower, upper } = tailsOf(0.95);
    expect(method.id).toBe(id);
    expect(interval(groups, 0.95)).toEqual({ lower: method.limit(groups, lower), upper: method.limit(groups, upper) });
  });

  test('exchanging the groups turns it around 0, and so does counting misses', () => {
    const property = fc.property(twoProportions(100_000), levels, (groups, level) => {
      const { lower, upper } = interval(groups, level);
      const exchanged = interval(swapped(groups), level);
      const misses = interval(missesOf(groups), level);
      expect(Math.max(Math.abs(exchanged.lower + upper), Math.abs(exchanged.upper + lower))).toBeLessThanOrEqual(ROUNDING);
      expect(Math.max(Math.abs(misses.lower + upper), Math.abs(misses.upper + lower))).toBeLessThanOrEqual(ROUNDING);
    });
    fc.assert(property, { seed: 1 });
  });

  test('it lies within [−1, 1], holds the difference and widens with the level', () => {
    const property = fc.property(twoProportions(100_000), (groups) => {
      const difference = differenceOf(groups);
      let [lower, upper] = [Infinity, -Infinity];
      for (const level of [0.5, 0.8, 0.95, 0.999, 0.999999]) {
        const wider = interval(groups, level);
        expect(wider.lower).toBeGreaterThanOrEqual(-1);
        expect(wider.upper).toBeLessThanOrEqual(1);
        expect(wider.lower).toBeLessThanOrEqual(Math.max(-1, lower));
        expect(wider.upper).toBeGreaterThanOrEqual(Math.min(1, upper));
        if (id !== 'agresti-caffo' || level > 0.9) {
          // Agresti and Caffo move the centre towards 0, which a low level does not make up for.
          expect(wider.lower).toBeLessThanOrEqual(difference + ROUNDING);
          expect(wider.upper).toBeGreaterThanOrEqual(difference - ROUNDING);
        }
        [lower, upper] = [wider.lower, wider.upper];
      }
    });
    fc.assert(property, { seed: 1 });
  });

  test('one-sided at level c is one end of two-sided at 2c − 1; the other end is open', () => {
    const property = fc.property(twoProportions(1000), fc.constantFrom(0.8, 0.9, 0.975, 0.995), (groups, level) => {
      const both = interval(groups, 2 * level - 1);
      const [lower, upper] = [interval(groups, level, 'lower'), interval(groups, level, 'upper')];
      expect([lower.upper, upper.lower]).toEqual([1, -1]);
      expect(lower.lower).toBeCloseTo(both.lower, 13);
      expect(upper.upper).toBeCloseTo(both.upper, 13);
    });
    fc.assert(property, { seed: 1 });
  });

  test('in large groups it becomes the Wald interval', () => {
    const rate = fc.double({ min: 0.1, max: 0.9, noNaN: true });
    const property = fc.property(rate, rate, (p, q) => {
      let before = Infinity;
      for (const n of [1e4, 1e6, 1e8]) {
        const groups = groupsOf([Math.round(p * n), n, Math.round(q * 2 * n), 2 * n]);
        const [ours, wald] = [interval(groups, 0.95), waldDifference(groups, 0.95)];
        const apart = Math.max(Math.abs(ours.lower - wald.lower), Math.abs(ours.upper - wald.upper)) * Math.sqrt(n);
        expect(apart).toBeLessThanOrEqual(before / 5 + 1e-9);
        before = apart;
      }
    });
    fc.assert(property, { seed: 1, numRuns: 20 });
  });

  test('two groups at 0 % and at 100 % have the same interval; opposite extremes reach exactly 1 and −1', () => {
    for (const [n1, n2] of [
      [1, 1],
      [10, 20],
      [7, 1e7],
      [1e7, 1e7],
    ] as const) {
      const [none, all] = [interval(groupsOf([0, n1, 0, n2]), 0.95), interval(groupsOf([n2, n2, n1, n1]), 0.95)];
      expect(none.lower).toBeCloseTo(all.lower, 15);
      expect(none.upper).toBeCloseTo(all.upper, 15);
      expect(interval(groupsOf([n1, n1, 0, n2]), 0.95).upper).toBe(1);
      expect(interval(groupsOf([0, n1, n2, n2]), 0.95).lower).toBe(-1);
    }
  });

  test('an empty group has no interval, and impossible counts are refused', () => {
    expect(interval(groupsOf([0, 0, 3, 30]), 0.95)).toEqual({ lower: NaN, upper: NaN });
    expect(interval(groupsOf([3, 30, 0, 0]), 0.95)).toEqual({ lower: NaN, upper: NaN });
    expect(() => interval(groupsOf([3, 30, 4, 3]), 0.95)).toThrow('reference: numerator 4 exceeds denominator 3');
    expect(() => interval(groupsOf([3, 30, 4, 30]), 95)).toThrow('level is a fraction such as 0.95, got 95');
  });
});
