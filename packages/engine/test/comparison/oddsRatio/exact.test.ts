import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareProportions } from '../../../src/comparison/compareProportions.ts';
import { baptistaPike } from '../../../src/comparison/oddsRatio/baptistaPike.ts';
import { baptistaPikeMidP } from '../../../src/comparison/oddsRatio/baptistaPikeMidP.ts';
import { conditionalOddsRatio } from '../../../src/comparison/oddsRatio/conditional.ts';
import { fisherOddsRatio } from '../../../src/comparison/oddsRatio/fisher.ts';
import { fisherMidPOddsRatio } from '../../../src/comparison/oddsRatio/fisherMidP.ts';
import type { TwoProportions } from '../../../src/comparison/types.ts';
import { noncentralHypergeometricCdf } from '../../../src/number/noncentralHypergeometric.ts';
import { tailsOf } from '../../../src/number/tail.ts';
import { distance, groupsOf, levels, missesOf, swapped, twoProportions } from '../tables.ts';

const runs = { seed: 1, numRuns: 200 };

describe('R’s help page of fisher.test: convictions of like-sex twins (Fisher 1962) and the tea tasting', () => {
  const twins = groupsOf([2, 17, 10, 13]);

  test('limits, as far as the search of R 4.2 carries', () => {
    expect(fisherOddsRatio(twins, 0.95).upper).toBeCloseTo(0.3632, 4);
    expect(fisherOddsRatio(twins, 0.95).lower).toBeCloseTo(0.0033, 4);
    expect(fisherOddsRatio(twins, 0.99).upper).toBeCloseTo(0.5789, 4);
    expect(fisherOddsRatio(twins, 0.95, 'upper').upper).toBeCloseTo(0.28496, 5);
    expect(fisherOddsRatio(groupsOf([3, 4, 1, 4]), 0.95, 'lower').lower).toBeCloseTo(0.3136, 4);
  });

  test('estimates', () => {
    expect(conditionalOddsRatio(twins)).toBeCloseTo(0.046937, 6);
    expect(conditionalOddsRatio(groupsOf([3, 4, 1, 4]))).toBeCloseTo(6.4083, 4);
  });
});

describe('central intervals', () => {
  test('at a limit the tail has the probability that it should', () => {
    fc.assert(
      fc.property(twoProportions(80), levels, (groups, level) => {
        const { probability } = tailsOf(level).lower;
        const x = groups.group.numerator;
        for (const [interval, own] of [
          [fisherOddsRatio, 1],
          [fisherMidPOddsRatio, 0.5],
        ] as const) {
          const { lower, upper } = interval(groups, level);
          if (lower > 0) {
            const { beyond, at } = tailsAt(groups, lower, x - 1);
            expect(distance(beyond - (1 - own) * at, probability)).toBeLessThan(1e-11);
          }
          if (upper < Infinity) {
            const { upTo, at } = tailsAt(groups, upper, x);
            expect(distance(upTo - (1 - own) * at, probability)).toBeLessThan(1e-11);
          }
        }
      }),
      runs,
    );

    /** P(X > k), P(X ≤ k) and the probability of the observed table. */
    function tailsAt(groups: TwoProportions, oddsRatio: number, k: number) {
      const x = groups.group.numerator;
      const margins = { ...marginsOf(groups), oddsRatio };
      const { lower: upTo, upper: beyond } = noncentralHypergeometricCdf(k, margins);
      const at = noncentralHypergeometricCdf(x, margins).lower - noncentralHypergeometricCdf(x - 1, margins).lower;
      return { upTo, beyond, at };
    }
  });

  test('mid-p lies inside exact, and both hold the conditional estimate', () => {
    fc.assert(
      fc.property(twoProportions(80), levels, (groups, level) => {
        const estimate = conditionalOddsRatio(groups);
        const exact = fisherOddsRatio(groups, level);
        const midP = fisherMidPOddsRatio(groups, level);
        expect(exact.lower).toBeLessThanOrEqual(midP.lower);
        expect(midP.lower).toBeLessThanOrEqual(estimate);
        expect(estimate).toBeLessThanOrEqual(midP.upper);
        expect(midP.upper).toBeLessThanOrEqual(exact.upper);
      }),
      runs,
    );
  });

  test('two groups of one: the odds ratio of a single pair', () => {
    // P(X = 1 | ψ) = ψ / (1 + ψ) = 0.025
    expect(fisherOddsRatio(groupsOf([1, 1, 0, 1]), 0.95).lower).toBeCloseTo(1 / 39, 15);
    expect(fisherMidPOddsRatio(groupsOf([1, 1, 0, 1]), 0.95).lower).toBeCloseTo(1 / 19, 15);
  });
});

describe('Baptista and Pike', () => {
  const sweep = Array.from({ length: 1201 }, (_, step) => Math.exp(-12 + step / 50));

  test('a sweep over odds ratios finds the same outer ends', () => {
    fc.assert(
      fc.property(twoProportions(12), fc.constantFrom(0.8, 0.95, 0.99), (groups, level) => {
        const alpha = 2 * tailsOf(level).lower.probability;
        const accepted = (odds: number, own: number): boolean => pValue(groups, odds, own) > alpha;
        for (const [interval, own] of [
          [baptistaPike, 1],
          [baptistaPikeMidP, 0.5],
        ] as const) {
          const { lower, upper } = interval(groups, level);
          const outside = sweep.filter((odds) => odds < lower * (1 - 1e-9) || odds > upper * (1 + 1e-9));
          expect(outside.filter((odds) => accepted(odds, own))).toEqual([]);
          const justInside = [lower * (1 + 1e-9), upper * (1 - 1e-9)].filter((odds) => odds > 0 && odds < Infinity);
          expect(justInside.every((odds) => accepted(odds, own))).toBe(true);
        }
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  test('mid-p lies inside exact, and both hold the conditional estimate', () => {
    fc.assert(
      fc.property(twoProportions(80), levels, (groups, level) => {
        const estimate = conditionalOddsRatio(groups);
        const exact = baptistaPike(groups, level);
        const midP = baptistaPikeMidP(groups, level);
        expect(exact.lower).toBeLessThanOrEqual(midP.lower);
        expect(midP.lower).toBeLessThanOrEqual(estimate);
        expect(estimate).toBeLessThanOrEqual(midP.upper);
        expect(midP.upper).toBeLessThanOrEqual(exact.upper);
      }),
      runs,
    );
  });

  /** Probability of all tables not more probable than the observed one, and its own share of it, by the definition. */
  function pValue({ group, reference }: TwoProportions, odds: number, own: number): number {
    const events = group.numerator + reference.numerator;
    let below = 0;
    let total = 0;
    const weight = (x: number): number =>
      choose(group.denominator, x) * choose(reference.denominator, events - x) * odds ** (x - group.numerator);
    const observed = weight(group.numerator);
    for (let x = Math.max(0, events - reference.denominator); x <= Math.min(group.denominator, events); x += 1) {
      const w = weight(x);
      total += w;
      if (x === group.numerator) below += own * w;
      else if (w <= observed) below += w;
    }
    return below / total;
  }
});

describe('conditional estimate', () => {
  test('swapping the groups inverts it, and so does counting misses', () => {
    fc.assert(
      fc.property(twoProportions(80), (groups) => {
        const { group, reference } = groups;
        const events = group.numerator + reference.numerator;
        if (events === 0 || events === group.denominator + reference.denominator) return;
        const estimate = conditionalOddsRatio(groups);
        expect(distance(conditionalOddsRatio(swapped(groups)), 1 / estimate)).toBeLessThan(1e-12);
        expect(distance(conditionalOddsRatio(missesOf(groups)), 1 / estimate)).toBeLessThan(1e-12);
      }),
      runs,
    );
  });

  test('makes the observed count the mean: written out for two of three against one of three', () => {
    expect(conditionalOddsRatio(groupsOf([1, 2, 1, 2]))).toBeCloseTo(1, 14);
    const psi = conditionalOddsRatio(groupsOf([2, 3, 1, 3]));
    expect((9 * psi + 18 * psi ** 2 + 3 * psi ** 3) / (1 + 9 * psi + 9 * psi ** 2 + psi ** 3)).toBeCloseTo(2, 13);
  });

  test('is nearer to 1 than the crude odds ratio', () => {
    fc.assert(
      fc.property(twoProportions(80), (groups) => {
        const { group, reference } = groups;
        const crude =
          (group.numerator * (reference.denominator - reference.numerator)) /
          (reference.numerator * (group.denominator - group.numerator));
        if (!(crude > 0 && crude < Infinity)) return;
        expect(Math.abs(Math.log(conditionalOddsRatio(groups)))).toBeLessThanOrEqual(Math.abs(Math.log(crude)) + 1e-12);
      }),
      runs,
    );
  });

  test('ends: no table more extreme, only one table, nobody', () => {
    expect(conditionalOddsRatio(groupsOf([0, 12, 3, 15]))).toBe(0);
    expect(conditionalOddsRatio(groupsOf([5, 20, 0, 25]))).toBe(Infinity);
    expect(conditionalOddsRatio(groupsOf([10, 10, 9, 9]))).toBe(0);
    expect(fisherOddsRatio(groupsOf([10, 10, 9, 9]), 0.95)).toEqual({ lower: 0, upper: Infinity });
    expect(conditionalOddsRatio(groupsOf([0, 0, 3, 15]))).toBeNaN();
  });
});

test('fractional counts have no exact interval, and are refused whichever way one is asked for', () => {
  const imputed = groupsOf([2.5, 12, 3, 15]);
  const rule = 'group: numerator must be a whole number of at least 0, got 2.5';
  for (const exact of [fisherOddsRatio, fisherMidPOddsRatio, baptistaPike, baptistaPikeMidP])
    expect(() => exact(imputed, 0.95)).toThrow(rule);
  for (const method of ['fisher', 'fisher-mid-p', 'baptista-pike', 'baptista-pike-mid-p'] as const)
    expect(() => compareProportions(imputed, { measure: 'odds-ratio', method })).toThrow(rule);
  expect(compareProportions(imputed, { measure: 'odds-ratio' }).reason).toBeNull();
  expect(() => conditionalOddsRatio(imputed)).toThrow('group: numerator must be a whole number');
});

function marginsOf({ group, reference }: TwoProportions) {
  return {
    population: group.denominator + reference.denominator,
    successes: group.numerator + reference.numerator,
    draws: group.denominator,
  };
}

function choose(n: number, k: number): number {
  let product = 1;
  for (let i = 1; i <= k; i += 1) product *= (n - k + i) / i;
  return product;
}
