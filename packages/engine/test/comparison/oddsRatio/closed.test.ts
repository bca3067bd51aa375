import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gart } from '../../../src/comparison/oddsRatio/gart.ts';
import { oddsRatioMethods } from '../../../src/comparison/oddsRatio/methods.ts';
import { miettinenNurminenOddsRatio } from '../../../src/comparison/oddsRatio/miettinenNurminen.ts';
import { uncorrectedScore } from '../../../src/comparison/oddsRatio/uncorrectedScore.ts';
import { woolf } from '../../../src/comparison/oddsRatio/woolf.ts';
import { tailsOf } from '../../../src/number/tail.ts';
import { distance, groupsOf, levels, twoProportions } from '../tables.ts';

const runs = { seed: 1, numRuns: 300 };

test('Agresti 2007, An Introduction to Categorical Data Analysis, section 2.3: infarctions on placebo and on aspirin', () => {
  const { lower, upper } = woolf(groupsOf([189, 11_034, 104, 11_037]), 0.95);
  expect([lower.toFixed(2), upper.toFixed(2)]).toEqual(['1.44', '2.33']);
});

test('Woolf has no answer when one of the four counts is 0, and says which; Gart has one', () => {
  const { undefinedWhen: why } = oddsRatioMethods.woolf;
  for (const [counts, reason] of [
    [[0, 12, 3, 15], 'numerator of the group is 0'],
    [[12, 12, 3, 15], 'everyone in the group is in its numerator'],
    [[3, 15, 0, 12], 'numerator of the reference is 0'],
    [[3, 15, 12, 12], 'everyone in the reference is in its numerator'],
  ] as const) {
    expect(woolf(groupsOf(counts), 0.95)).toEqual({ lower: NaN, upper: NaN });
    expect(why(groupsOf(counts))).toBe(`woolf needs all four counts above 0: ${reason}`);
    expect(gart(groupsOf(counts), 0.95).lower).toBeGreaterThan(0);
    expect(gart(groupsOf(counts), 0.95).upper).toBeLessThan(Infinity);
  }
  expect(why(groupsOf([1, 2, 1, 2]))).toBeNull();
});

describe('score intervals', () => {
  test('at a limit the chi-square of the table with these margins and that odds ratio is z²', () => {
    fc.assert(
      fc.property(twoProportions(60), levels, (groups, level) => {
        const { z } = tailsOf(level).upper;
        const { group, reference } = groups;
        const members = group.denominator + reference.denominator;
        const events = group.numerator + reference.numerator;
        for (const [interval, expected] of [
          [uncorrectedScore, z * z],
          [miettinenNurminenOddsRatio, (z * z * members) / (members - 1)],
        ] as const)
          for (const odds of Object.values(interval(groups, level))) {
            if (!(odds > 0 && odds < Infinity)) continue;
            // m (n₂ − M + m) = ψ (n₁ − m)(M − m)
            const a = 1 - odds;
            const b = reference.denominator - events + odds * (group.denominator + events);
            const c = odds * group.denominator * events;
            const m = (2 * c) / (b + Math.sqrt(b * b + 4 * a * c));
            const cells = [m, group.denominator - m, events - m, reference.denominator - events + m];
            const inverses = cells.reduce((total, cell) => total + 1 / cell, 0);
            // the quadratic cancels: eight digits are left
            expect(distance((group.numerator - m) ** 2 * inverses, expected)).toBeLessThan(1e-8);
          }
      }),
      runs,
    );
  });

  test('the uncorrected one excludes 1 exactly where Pearson’s chi-square exceeds z²', () => {
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
        const { lower, upper } = uncorrectedScore(groups, 0.95);
        expect(lower > 1 || upper < 1).toBe(pearson > z * z);
      }),
      runs,
    );
  });
});
