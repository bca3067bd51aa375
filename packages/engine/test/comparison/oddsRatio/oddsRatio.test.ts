import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { baptistaPike } from '../../../src/comparison/oddsRatio/baptistaPike.ts';
import { baptistaPikeMidP } from '../../../src/comparison/oddsRatio/baptistaPikeMidP.ts';
import { fisherOddsRatio } from '../../../src/comparison/oddsRatio/fisher.ts';
import { fisherMidPOddsRatio } from '../../../src/comparison/oddsRatio/fisherMidP.ts';
import { gart } from '../../../src/comparison/oddsRatio/gart.ts';
import { oddsRatioMethods } from '../../../src/comparison/oddsRatio/methods.ts';
import { miettinenNurminenOddsRatio } from '../../../src/comparison/oddsRatio/miettinenNurminen.ts';
import { uncorrectedScore } from '../../../src/comparison/oddsRatio/uncorrectedScore.ts';
import { woolf } from '../../../src/comparison/oddsRatio/woolf.ts';
import type { TwoProportions } from '../../../src/comparison/types.ts';
import { tailsOf } from '../../../src/number/tail.ts';
import { distance, groupsOf, levels, missesOf, swapped, twoProportions } from '../tables.ts';

const every = {
  'miettinen-nurminen': miettinenNurminenOddsRatio,
  'uncorrected-score': uncorrectedScore,
  woolf,
  gart,
  fisher: fisherOddsRatio,
  'fisher-mid-p': fisherMidPOddsRatio,
  'baptista-pike': baptistaPike,
  'baptista-pike-mid-p': baptistaPikeMidP,
};
const runs = { seed: 1, numRuns: 200 };
const ROUNDING = 1e-12; // of logarithms and sums of a hundred terms

describe.for(Object.entries(every))('%s', ([id, interval]) => {
  test('goes by its id, and is what its kernel gives', () => {
    const method = oddsRatioMethods[id as keyof typeof oddsRatioMethods];
    const groups = groupsOf([7, 34, 3, 40]);
    const { lower, upper } = tailsOf(0.95);
    expect(method.id).toBe(id);
    expect(interval(groups, 0.95)).toEqual({ lower: method.limit(groups, lower), upper: method.limit(groups, upper) });
  });

  test('swapping the groups inverts it, and so does counting misses', () => {
    fc.assert(
      fc.property(twoProportions(60), levels, (groups, level) => {
        const { lower, upper } = interval(groups, level);
        for (const inverse of [interval(swapped(groups), level), interval(missesOf(groups), level)]) {
          if (Number.isNaN(lower)) expect(inverse).toEqual({ lower: NaN, upper: NaN });
          else {
            expect(distance(inverse.lower, 1 / upper)).toBeLessThan(ROUNDING);
            expect(distance(inverse.upper, 1 / lower)).toBeLessThan(ROUNDING);
          }
        }
      }),
      runs,
    );
  });

  test('groups by event or event by group: transposing the table changes nothing', () => {
    fc.assert(
      fc.property(twoProportions(60), levels, (groups, level) => {
        const across = transposed(groups);
        if (across.group.denominator === 0 || across.reference.denominator === 0) return;
        const { lower, upper } = interval(groups, level);
        const given = interval(across, level);
        if (Number.isNaN(lower)) return void expect(given).toEqual({ lower: NaN, upper: NaN });
        expect(distance(given.lower, lower)).toBeLessThan(ROUNDING);
        expect(distance(given.upper, upper)).toBeLessThan(ROUNDING);
      }),
      runs,
    );
  });

  test('a higher level makes it wider, and one side is the end of a two-sided interval', () => {
    fc.assert(
      fc.property(twoProportions(60), fc.double({ min: 0.5, max: 0.99, noNaN: true }), (groups, level) => {
        const narrow = interval(groups, level);
        const wide = interval(groups, (1 + level) / 2);
        if (Number.isNaN(narrow.lower)) return;
        expect(wide.lower).toBeLessThanOrEqual(narrow.lower);
        expect(wide.upper).toBeGreaterThanOrEqual(narrow.upper);
        const oneSided = interval(groups, (1 + level) / 2, 'lower');
        expect(distance(oneSided.lower, narrow.lower)).toBeLessThan(ROUNDING);
        expect(oneSided.upper).toBe(Infinity);
        expect(interval(groups, (1 + level) / 2, 'upper').lower).toBe(0);
      }),
      runs,
    );
  });

  test('is open on the side of a zero, unless it adds a half or has no answer', () => {
    if (id === 'woolf' || id === 'gart') return;
    fc.assert(
      fc.property(twoProportions(8), levels, (groups, level) => {
        const { group, reference } = groups;
        const { lower, upper } = interval(groups, level);
        expect(lower === 0).toBe(group.numerator === 0 || reference.numerator === reference.denominator);
        expect(upper === Infinity).toBe(reference.numerator === 0 || group.numerator === group.denominator);
        expect(lower).toBeLessThanOrEqual(upper);
      }),
      runs,
    );
  });

  test('no interval with nobody, and impossible counts are refused', () => {
    expect(interval(groupsOf([0, 0, 3, 9]), 0.95)).toEqual({ lower: NaN, upper: NaN });
    expect(interval(groupsOf([3, 9, 0, 0]), 0.95)).toEqual({ lower: NaN, upper: NaN });
    expect(() => interval(groupsOf([4, 3, 1, 9]), 0.95)).toThrow('group: numerator 4 exceeds denominator 3');
    expect(() => interval(groupsOf([3, 9, 1, 9]), 95)).toThrow('level is a fraction such as 0.95, got 95');
  });

  test('with millions of events all methods agree', () => {
    const groups = groupsOf([4e6, 1e7, 5e6, 1e7]);
    const { lower, upper } = woolf(groups, 0.95);
    const given = interval(groups, 0.95);
    expect(distance(given.lower, lower)).toBeLessThan(2e-6); // the exact ones by half a table, 1 / 2400 of their half-width
    expect(distance(given.upper, upper)).toBeLessThan(2e-6);
  });
});

function transposed({ group, reference }: TwoProportions): TwoProportions {
  const misses = group.denominator - group.numerator;
  return {
    group: { denominator: group.numerator + reference.numerator, numerator: group.numerator },
    reference: { denominator: misses + reference.denominator - reference.numerator, numerator: misses },
  };
}
