import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareProportions } from '../../../src/comparison/compareProportions.ts';
import { mee } from '../../../src/comparison/difference/mee.ts';
import { miettinenNurminenDifference } from '../../../src/comparison/difference/miettinenNurminen.ts';
import type { TwoProportions } from '../../../src/comparison/types.ts';
import { normalUpperTail } from '../../../src/number/normal.ts';
import { tailsOf } from '../../../src/number/tail.ts';
import { groupsOf, levels, twoProportions } from '../tables.ts';

/** The books' way: the variance at the most likely rates that differ by delta, from the largest root of the cubic. */
function likelyVariance({ group, reference }: TwoProportions, delta: number): number {
  const { denominator: n1, numerator: x1 } = group;
  const { denominator: n2, numerator: x2 } = reference;
  const size = n1 + n2;
  const square = (n1 + 2 * n2) * delta - size - x1 - x2;
  const line = (n2 * delta - size - 2 * x2) * delta + x1 + x2;
  const centre = -square / (3 * size);
  const c = -(centre ** 3) + (centre * line) / (2 * size) + (x2 * delta * (1 - delta)) / (2 * size);
  const b = Math.sqrt(Math.max(0, centre ** 2 - line / (3 * size))) * (c < 0 ? -1 : 1);
  const angle = (Math.PI + Math.acos(Math.max(-1, Math.min(1, c / b ** 3)))) / 3;
  const p2 = Math.min(1, 1 - delta, Math.max(0, -delta, b === 0 ? centre : 2 * b * Math.cos(angle) + centre));
  const p1 = p2 + delta;
  return (p1 * (1 - p1)) / n1 + (p2 * (1 - p2)) / n2;
}

function scoreOf(groups: TwoProportions, delta: number): number {
  const { group, reference } = groups;
  const difference = group.numerator / group.denominator - reference.numerator / reference.denominator;
  return (difference - delta) / Math.sqrt(likelyVariance(groups, delta));
}

describe.for([
  { id: 'miettinen-nurminen', interval: miettinenNurminenDifference, factor: (n: number) => n / (n - 1) },
  { id: 'mee', interval: mee, factor: () => 1 },
])('$id', ({ interval, factor }) => {
  test('the score test at a limit leaves the tail beyond it', () => {
    const property = fc.property(twoProportions(300), levels, (groups, level) => {
      const { lower, upper } = interval(groups, level);
      const scale = Math.sqrt(factor(groups.group.denominator + groups.reference.denominator));
      const { probability } = tailsOf(level).upper;
      // The cubic's angle loses half its digits where its roots meet.
      const below = lower === -1 ? 1 : normalUpperTail(scoreOf(groups, lower) / scale) / probability;
      const above = upper === 1 ? 1 : normalUpperTail(-scoreOf(groups, upper) / scale) / probability;
      expect([below, above]).toEqual([expect.closeTo(1, 5), expect.closeTo(1, 5)]);
    });
    fc.assert(property, { seed: 1 });
  });

  test('two groups at 0 %: each end depends on the group that would have to rise', () => {
    const property = fc.property(fc.integer({ min: 1, max: 1e7 }), fc.integer({ min: 1, max: 1e7 }), levels, (n1, n2, level) => {
      const { lower, upper } = interval(groupsOf([0, n1, 0, n2]), level);
      const squared = tailsOf(level).upper.z ** 2 * factor(n1 + n2);
      expect(Math.abs(lower / (-squared / (n2 + squared)) - 1)).toBeLessThan(1e-14);
      expect(Math.abs(upper / (squared / (n1 + squared)) - 1)).toBeLessThan(1e-14);
    });
    fc.assert(property, { seed: 1 });
  });
});

test('mee excludes 0 exactly where the chi-square test of the table rejects', () => {
  const property = fc.property(twoProportions(200), levels, (groups, level) => {
    const { group, reference } = groups;
    const pooled = (group.numerator + reference.numerator) / (group.denominator + reference.denominator);
    fc.pre(pooled > 0 && pooled < 1);
    const difference = group.numerator / group.denominator - reference.numerator / reference.denominator;
    const z = Math.abs(difference) / Math.sqrt(pooled * (1 - pooled) * (1 / group.denominator + 1 / reference.denominator));
    const { lower, upper } = mee(groups, level);
    expect(lower > 0 || upper < 0).toBe(z > tailsOf(level).upper.z);
  });
  fc.assert(property, { seed: 1 });
});

test('a factor N/(N − 1) makes the whole difference between the two', () => {
  const property = fc.property(twoProportions(50), levels, (groups, level) => {
    const [narrow, wide] = [mee(groups, level), miettinenNurminenDifference(groups, level)];
    expect(wide.lower).toBeLessThanOrEqual(narrow.lower);
    expect(wide.upper).toBeGreaterThanOrEqual(narrow.upper);
  });
  fc.assert(property, { seed: 1 });
});

test('fractional counts of any size settle', () => {
  const count = fc.oneof(fc.constant(0), fc.double({ min: 1e-12, max: 1e9, noNaN: true }), fc.integer({ min: 0, max: 5 }));
  const property = fc.property(count, count, count, count, levels, (x1, m1, x2, m2, level) => {
    fc.pre(x1 + m1 > 0 && x2 + m2 > 0);
    const { lower, upper } = mee(groupsOf([x1, x1 + m1, x2, x2 + m2]), level);
    expect(lower >= -1 && lower <= upper && upper <= 1).toBe(true);
  });
  fc.assert(property, { seed: 1, numRuns: 2000 });
});

test('a sample of one member has no variance: no interval, with a reason', () => {
  const halves = groupsOf([0.25, 0.5, 0, 0.5]);
  expect(miettinenNurminenDifference(halves, 0.95)).toEqual({ lower: NaN, upper: NaN });
  const { value, lower, reason } = compareProportions(halves, { method: 'miettinen-nurminen' });
  expect([value, lower, reason]).toEqual([0.5, null, 'miettinen-nurminen needs more than one member in all']);
});
