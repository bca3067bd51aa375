import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inverseSinh } from '../../../src/comparison/ratio/inverseSinh.ts';
import { katz } from '../../../src/comparison/ratio/katz.ts';
import { koopman } from '../../../src/comparison/ratio/koopman.ts';
import { ratioMethods } from '../../../src/comparison/ratio/methods.ts';
import { miettinenNurminenRatio } from '../../../src/comparison/ratio/miettinenNurminen.ts';
import { moverWilson } from '../../../src/comparison/ratio/moverWilson.ts';
import { walter } from '../../../src/comparison/ratio/walter.ts';
import type { TwoProportions } from '../../../src/comparison/types.ts';
import { tailsOf } from '../../../src/number/tail.ts';
import { distance, groupsOf, levels, swapped, twoProportions } from '../tables.ts';

const every = {
  koopman,
  'miettinen-nurminen': miettinenNurminenRatio,
  'mover-wilson': moverWilson,
  katz,
  'inverse-sinh': inverseSinh,
  walter,
};
const answeringAlways = { koopman, miettinenNurminenRatio, moverWilson };
const runs = { seed: 1, numRuns: 300 };
const ROUNDING = 1e-13; // a few hundred ulps: what a dozen operations on each of two groups can lose

test('Koopman 1984, Biometrics 40:513, example: 36 of 40 and 16 of 80', () => {
  const { lower, upper } = koopman(groupsOf([36, 40, 16, 80]), 0.95);
  expect([lower.toFixed(2), upper.toFixed(2)]).toEqual(['2.94', '7.15']);
});

describe.for(Object.entries(every))('%s', ([id, interval]) => {
  test('goes by its id, and is what its kernel gives', () => {
    const method = ratioMethods[id as keyof typeof ratioMethods];
    const groups = groupsOf([7, 34, 3, 40]);
    const { lower, upper } = tailsOf(0.95);
    expect(method.id).toBe(id);
    expect(interval(groups, 0.95)).toEqual({ lower: method.limit(groups, lower), upper: method.limit(groups, upper) });
  });

  test('swapping the groups inverts it', () => {
    fc.assert(
      fc.property(twoProportions(200), levels, (groups, level) => {
        const { lower, upper } = interval(groups, level);
        const inverse = interval(swapped(groups), level);
        if (Number.isNaN(lower)) return void expect(inverse).toEqual({ lower: NaN, upper: NaN });
        expect(distance(inverse.lower, 1 / upper)).toBeLessThan(ROUNDING);
        expect(distance(inverse.upper, 1 / lower)).toBeLessThan(ROUNDING);
      }),
      runs,
    );
  });

  test('a higher level makes it wider, and one side is the end of a two-sided interval', () => {
    fc.assert(
      fc.property(twoProportions(200), fc.double({ min: 0.5, max: 0.99, noNaN: true }), (groups, level) => {
        const narrow = interval(groups, level);
        const wide = interval(groups, (1 + level) / 2);
        if (Number.isNaN(narrow.lower)) return;
        expect(wide.lower).toBeLessThanOrEqual(narrow.lower);
        expect(wide.upper).toBeGreaterThanOrEqual(narrow.upper);
        const oneSided = interval(groups, (1 + level) / 2, 'lower');
        expect(distance(oneSided.lower, narrow.lower)).toBeLessThan(1e-12); // (1 + level) / 2 is rounded
        expect(oneSided.upper).toBe(Infinity);
        expect(interval(groups, (1 + level) / 2, 'upper').lower).toBe(0);
      }),
      runs,
    );
  });

  test('no interval with nobody, and impossible counts are refused', () => {
    expect(interval(groupsOf([0, 0, 3, 9]), 0.95)).toEqual({ lower: NaN, upper: NaN });
    expect(interval(groupsOf([3, 9, 0, 0]), 0.95)).toEqual({ lower: NaN, upper: NaN });
    expect(() => interval(groupsOf([4, 3, 1, 9]), 0.95)).toThrow('group: numerator 4 exceeds denominator 3');
    expect(() => interval(groupsOf([3, 9, -1, 9]), 0.95)).toThrow('reference: numerator must be a number of at least 0, got -1');
    expect(() => interval(groupsOf([3, 9, 1, 9]), 95)).toThrow('level is a fraction such as 0.95, got 95');
  });

  test('with millions of events all methods agree', () => {
    const { lower, upper } = katz(groupsOf([4e6, 1e7, 5e6, 1e7]), 0.95);
    const given = interval(groupsOf([4e6, 1e7, 5e6, 1e7]), 0.95);
    expect(distance(given.lower, lower)).toBeLessThan(1e-6);
    expect(distance(given.upper, upper)).toBeLessThan(1e-6);
  });
});

describe.for(Object.entries(answeringAlways))('%s', ([, interval]) => {
  test('holds the crude ratio, whatever the counts', () => {
    fc.assert(
      fc.property(twoProportions(60), levels, (groups, level) => {
        const { lower, upper } = interval(groups, level);
        const { group, reference } = groups;
        const ratio = (group.numerator * reference.denominator) / (reference.numerator * group.denominator);
        expect(lower).toBeLessThanOrEqual(upper);
        if (Number.isNaN(ratio)) return void expect([lower, upper]).toEqual([0, Infinity]);
        expect(lower).toBeLessThanOrEqual(ratio);
        expect(upper).toBeGreaterThanOrEqual(ratio);
        expect(lower === 0).toBe(group.numerator === 0);
        expect(upper === Infinity).toBe(reference.numerator === 0);
      }),
      runs,
    );
  });

  test('small ratios keep their digits: of rare events only the rate counts, not how large the group is', () => {
    const rare = interval(groupsOf([3, 1e9, 5, 1e2]), 0.95);
    const rarer = interval(groupsOf([3, 1e11, 5, 1e2]), 0.95);
    expect(distance(rare.lower, 100 * rarer.lower)).toBeLessThan(1e-7); // the binomial of 1e9 is Poisson to 1e-8
    expect(distance(rare.upper, 100 * rarer.upper)).toBeLessThan(1e-7);
  });
});

describe('score intervals', () => {
  test('at a limit the chi-square of the likeliest rates with that ratio is z²', () => {
    fc.assert(
      fc.property(twoProportions(60), levels, (groups, level) => {
        const { z } = tailsOf(level).upper;
        const members = groups.group.denominator + groups.reference.denominator;
        const limits = [
          ...Object.values(koopman(groups, level)).map((ratio) => ({ ratio, expected: z * z })),
          ...Object.values(miettinenNurminenRatio(groups, level)).map((ratio) => ({
            ratio,
            expected: (z * z * members) / (members - 1),
          })),
        ];
        for (const { ratio, expected } of limits.filter((limit) => limit.ratio > 0 && limit.ratio < Infinity))
          expect(distance(chiSquareOf(groups, ratio), expected)).toBeLessThan(1e-9); // the quadratic for the rates cancels
      }),
      runs,
    );
  });

  test('Koopman excludes 1 exactly where Pearson’s chi-square exceeds z²', () => {
    const { z } = tailsOf(0.95).upper;
    fc.assert(
      fc.property(twoProportions(60), (groups) => {
        const { group, reference } = groups;
        const events = group.numerator + reference.numerator;
        const members = group.denominator + reference.denominator;
        if (events === 0 || events === members) return;
        const difference = group.numerator * reference.denominator - reference.numerator * group.denominator;
        const pearson =
          (difference * difference * members) / (events * (members - events) * group.denominator * reference.denominator);
        const { lower, upper } = koopman(groups, 0.95);
        expect(lower > 1 || upper < 1).toBe(pearson > z * z);
      }),
      runs,
    );
  });

  test('both groups at 100 %: n / (n + z²) below, and its like above', () => {
    const { z } = tailsOf(0.95).upper;
    const { lower, upper } = koopman(groupsOf([10, 10, 9, 9]), 0.95);
    expect(distance(lower, 10 / (10 + z * z))).toBeLessThan(ROUNDING);
    expect(distance(upper, (9 + z * z) / 9)).toBeLessThan(ROUNDING);
  });
});

describe('logarithmic intervals', () => {
  test('have no answer without events, except Walter’s', () => {
    for (const groups of [groupsOf([0, 12, 3, 15]), groupsOf([3, 15, 0, 12]), groupsOf([0, 12, 0, 15])]) {
      expect(katz(groups, 0.95)).toEqual({ lower: NaN, upper: NaN });
      expect(inverseSinh(groups, 0.95)).toEqual({ lower: NaN, upper: NaN });
      expect(walter(groups, 0.95).upper).toBeLessThan(Infinity);
    }
  });

  test('say why', () => {
    const { undefinedWhen: why } = ratioMethods.katz;
    expect(why(groupsOf([0, 12, 3, 15]))).toBe('katz needs events in both groups: numerator of the group is 0');
    expect(why(groupsOf([3, 15, 0, 12]))).toBe('katz needs events in both groups: numerator of the reference is 0');
    expect(why(groupsOf([3, 15, 12, 12]))).toBeNull();
  });

  test('the inverse sinh interval lies inside Katz’s, about the same centre', () => {
    fc.assert(
      fc.property(twoProportions(60), levels, (groups, level) => {
        const { lower, upper } = inverseSinh(groups, level);
        const outer = katz(groups, level);
        if (Number.isNaN(lower)) return;
        expect(lower).toBeGreaterThanOrEqual(outer.lower * (1 - ROUNDING));
        expect(upper).toBeLessThanOrEqual(outer.upper * (1 + ROUNDING));
        expect(distance(lower * upper, outer.lower * outer.upper)).toBeLessThan(1e-12);
      }),
      runs,
    );
  });
});

/** The score's chi-square at a ratio, from the quadratic for the likeliest rates (Koopman 1984). */
function chiSquareOf({ group, reference }: TwoProportions, ratio: number): number {
  const { denominator: n1, numerator: x1 } = group;
  const { denominator: n2, numerator: x2 } = reference;
  const a = (n1 + n2) * ratio;
  const b = ratio * (n1 + x2) + x1 + n2;
  const p2 = (2 * (x1 + x2)) / (b + Math.sqrt(b * b - 4 * a * (x1 + x2)));
  const p1 = ratio * p2;
  return part(x1, n1, p1) + part(x2, n2, p2);
}

function part(x: number, n: number, p: number): number {
  const distanceFrom = x - n * p;
  return 1 - p < 1e-9 ? 0 : (distanceFrom * distanceFrom) / (n * p * (1 - p)); // a full group fits a rate of 1 exactly
}
