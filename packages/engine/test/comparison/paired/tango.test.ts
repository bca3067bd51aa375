import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tango } from '../../../src/comparison/paired/tango.ts';
import type { Pairs } from '../../../src/comparison/types.ts';
import { normalUpperTail } from '../../../src/number/normal.ts';
import { tailsOf } from '../../../src/number/tail.ts';
import { levels } from '../tables.ts';
import { pairsOf, somePairs } from './tables.ts';

/** As Tango writes it: the score of a difference, with the most likely rate of secondOnly from its quadratic. */
function scoreOf({ both, firstOnly: b, secondOnly: c, neither }: Pairs, delta: number): number {
  const n = both + b + c + neither;
  const line = (2 * n - b + c) * delta - b - c;
  const q = (Math.sqrt(line ** 2 + 8 * n * c * delta * (1 - delta)) - line) / (4 * n);
  return (b - c - n * delta) / Math.sqrt(n * (2 * q + delta * (1 - delta)));
}

test('the score test at a limit leaves the tail beyond it', () => {
  const property = fc.property(somePairs(300), levels, (pairs, level) => {
    const { lower, upper } = tango(pairs, level);
    const { probability } = tailsOf(level).upper;
    const below = lower === -1 ? 1 : normalUpperTail(scoreOf(pairs, lower)) / probability;
    const above = upper === 1 ? 1 : normalUpperTail(-scoreOf(pairs, upper)) / probability;
    expect([below, above]).toEqual([expect.closeTo(1, 7), expect.closeTo(1, 7)]);
  });
  fc.assert(property, { seed: 1 });
});

test("it excludes 0 exactly where McNemar's test rejects, whatever the pairs that did not change", () => {
  const property = fc.property(somePairs(200), levels, (pairs, level) => {
    const { firstOnly: b, secondOnly: c } = pairs;
    const { lower, upper } = tango(pairs, level);
    expect(lower > 0 || upper < 0).toBe(b + c > 0 && Math.abs(b - c) / Math.sqrt(b + c) > tailsOf(level).upper.z);
  });
  fc.assert(property, { seed: 1 });
});

test('no pair changes, or all of them one way: closed forms', () => {
  const property = fc.property(fc.integer({ min: 1, max: 1e7 }), levels, (n, level) => {
    const squared = tailsOf(level).upper.z ** 2;
    const still = tango(pairsOf([0, 0, 0, n]), level);
    expect(Math.abs(still.upper / (squared / (n + squared)) - 1)).toBeLessThan(1e-14);
    expect(still.lower).toBe(-still.upper);
    expect(tango(pairsOf([0, n, 0, 0]), level).lower).toBeCloseTo((n - squared) / (n + squared), 14);
  });
  fc.assert(property, { seed: 1 });
});
