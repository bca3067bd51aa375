import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { testAssociation } from '../../../src/comparison/hypothesis/testAssociation.ts';
import { testTrend } from '../../../src/comparison/hypothesis/testTrend.ts';
import { testTwoProportions } from '../../../src/comparison/hypothesis/testTwoProportions.ts';
import { trendTests } from '../../../src/comparison/hypothesis/trend/methods.ts';
import { fourCounts, groups } from './tables.ts';

const scored = (score: number, numerator: number, denominator: number) => ({ score, denominator, numerator });
const group = fc.integer({ min: 1, max: 500 }).chain((denominator) =>
  fc.record({
    score: fc.integer({ min: -20, max: 20 }),
    denominator: fc.constant(denominator),
    numerator: fc.integer({ min: 0, max: denominator }),
  }),
);
const ordered = fc.array(group, { minLength: 2, maxLength: 6 });

test('Armitage 1955, Biometrics 11:375: the trend takes 7.19 of the chi-square of 7.88', () => {
  const tonsils = [scored(0, 19, 516), scored(1, 29, 589), scored(2, 24, 293)];
  expect(((testTrend(tonsils).statistic ?? NaN) ** 2).toFixed(2)).toBe('7.19');
});

describe('laws', () => {
  test('of two groups it is the pooled z, and never more than chi-square of several', () => {
    fc.assert(
      fc.property(fourCounts(5000), ([a, b, c, d]) => {
        const two = [scored(1, a, a + b), scored(0, c, c + d)];
        expect(testTrend(two).statistic).toBeCloseTo(testTwoProportions(groups(a, b, c, d)).statistic ?? NaN, 10);
      }),
      { seed: 1 },
    );
    fc.assert(
      fc.property(ordered, (several) => {
        const { statistic } = testTrend(several);
        const whole = testAssociation(several.map(({ denominator, numerator }) => [numerator, denominator - numerator]));
        if (statistic !== null) expect(statistic ** 2).toBeLessThanOrEqual((whole.statistic ?? NaN) * (1 + 1e-12));
      }),
      { seed: 1 },
    );
  });

  test('Mantel’s is √((N − 1) / N) of it', () => {
    fc.assert(
      fc.property(ordered, (several) => {
        const total = several.reduce((sum, { denominator }) => sum + denominator, 0);
        const z = testTrend(several).statistic ?? 0;
        const mantel = testTrend(several, { method: 'mantel-trend' }).statistic ?? 0;
        expect(mantel).toBeCloseTo(z * Math.sqrt((total - 1) / total), 12);
      }),
      { seed: 1 },
    );
  });

  test('scores may be moved and stretched; turning their order turns the sign', () => {
    fc.assert(
      fc.property(ordered, fc.integer({ min: 1, max: 9 }), fc.integer({ min: -1000, max: 1000 }), (several, stretch, shift) => {
        const z = testTrend(several).statistic ?? 0;
        const moved = several.map(({ score, ...cell }) => ({ ...cell, score: stretch * score + shift }));
        const turned = several.map(({ score, ...cell }) => ({ ...cell, score: -score }));
        expect(testTrend(moved).statistic ?? 0).toBeCloseTo(z, 10);
        expect(testTrend(turned).statistic ?? 0).toBeCloseTo(-z, 12);
      }),
      { seed: 1 },
    );
  });

  test('equal rates have a z of exactly 0, also with scores that doubles cannot hold', () => {
    const flat = [0.1, 0.2, 0.3, 0.7].map((score, i) => scored(score, 7e6 * (i + 1), 23e6 * (i + 1)));
    expect(testTrend(flat)).toMatchObject({ p: 1 });
    expect(Math.abs(testTrend(flat).statistic ?? NaN)).toBe(0);
  });
});

describe('edges', () => {
  test('nothing to judge by: nulls and the reason', () => {
    const reason = (...several: ReturnType<typeof scored>[]) => testTrend(several).reason;
    expect(reason(scored(0, 0, 5), scored(1, 0, 9))).toBe('nobody in any group met the measure');
    expect(reason(scored(0, 5, 5), scored(1, 9, 9))).toBe('everybody in all groups met the measure');
    expect(reason(scored(2, 1, 5), scored(2, 3, 9))).toBe('all groups have the same score');
    expect(reason(scored(1, 1, 5), scored(2, 0, 0))).toBe('all groups have the same score'); // only groups with members count
    expect(reason(scored(1, 0, 0))).toBe('all denominators are 0');
    expect(reason()).toBe('there are no groups');
  });

  test('what cannot be is refused, and says which group', () => {
    expect(() => testTrend([scored(0, 1, 5), scored(NaN, 3, 9)])).toThrow('group 2: score must be a number, got NaN');
    expect(() => testTrend([scored(0, 6, 5)])).toThrow('group 1: numerator 6 exceeds denominator 5');
  });

  test('each method goes by its id', () => {
    for (const [id, method] of Object.entries(trendTests)) expect(method.id).toBe(id);
  });
});
