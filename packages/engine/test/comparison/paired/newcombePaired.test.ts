import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newcombe } from '../../../src/comparison/difference/newcombe.ts';
import { newcombePaired } from '../../../src/comparison/paired/newcombePaired.ts';
import { newcombePairedCc } from '../../../src/comparison/paired/newcombePairedCc.ts';
import type { Pairs } from '../../../src/comparison/types.ts';
import { wilson } from '../../../src/interval/proportion/wilson.ts';
import { groupsOf, levels } from '../tables.ts';
import { pairsOf, somePairs } from './tables.ts';

/** As the paper writes it, with the numerator of φ given. */
function byHand({ both: a, firstOnly: b, secondOnly: c, neither: d }: Pairs, level: number, excess: number) {
  const n = a + b + c + d;
  const [p1, p2] = [(a + b) / n, (a + c) / n];
  const [first, second] = [
    wilson({ denominator: n, numerator: a + b }, level),
    wilson({ denominator: n, numerator: a + c }, level),
  ];
  const margins = (a + b) * (c + d) * (a + c) * (b + d);
  const phi = margins === 0 ? 0 : excess / Math.sqrt(margins);
  const reach = (r: number, s: number) => Math.sqrt(Math.max(0, r * r - 2 * phi * r * s + s * s));
  return {
    lower: Math.max(-1, p1 - p2 - reach(p1 - first.lower, second.upper - p2)),
    upper: Math.min(1, p1 - p2 + reach(first.upper - p1, p2 - second.lower)),
  };
}

describe('φ', () => {
  test('plain: squares, adds and takes away the correlated part', () => {
    const property = fc.property(somePairs(300), levels, (pairs, level) => {
      const { both: a, firstOnly: b, secondOnly: c, neither: d } = pairs;
      const [ours, paper] = [newcombePaired(pairs, level), byHand(pairs, level, a * d - b * c)];
      expect(ours.lower).toBeCloseTo(paper.lower, 7); // a square root of what cancelled is good to half the digits
      expect(ours.upper).toBeCloseTo(paper.upper, 7);
    });
    fc.assert(property, { seed: 1 });
  });

  test('corrected: n/2 less where it is positive, never below 0', () => {
    const property = fc.property(somePairs(300), levels, (pairs, level) => {
      const { both: a, firstOnly: b, secondOnly: c, neither: d } = pairs;
      const excess = a * d - b * c;
      const corrected = excess > 0 ? Math.max(0, excess - (a + b + c + d) / 2) : excess;
      const [ours, paper] = [newcombePairedCc(pairs, level), byHand(pairs, level, corrected)];
      expect(ours.lower).toBeCloseTo(paper.lower, 7);
      expect(ours.upper).toBeCloseTo(paper.upper, 7);
    });
    fc.assert(property, { seed: 1 });
  });

  test('the correction never narrows the interval', () => {
    const property = fc.property(somePairs(1000), levels, (pairs, level) => {
      const [plain, corrected] = [newcombePaired(pairs, level), newcombePairedCc(pairs, level)];
      expect(corrected.lower).toBeLessThanOrEqual(plain.lower);
      expect(corrected.upper).toBeGreaterThanOrEqual(plain.upper);
    });
    fc.assert(property, { seed: 1 });
  });
});

test('without correlation it is the interval of two independent groups', () => {
  const property = fc.property(fc.tuple(...[1, 2, 3, 4].map(() => fc.integer({ min: 1, max: 50 }))), levels, (shares, level) => {
    const [p = 1, q = 1, r = 1, s = 1] = shares;
    const pairs = pairsOf([p * r, p * s, q * r, q * s]); // rows in proportion
    const n = (p + q) * (r + s);
    const independent = newcombe(groupsOf([p * (r + s), n, (p + q) * r, n]), level);
    expect(newcombePaired(pairs, level).lower).toBeCloseTo(independent.lower, 13);
    expect(newcombePaired(pairs, level).upper).toBeCloseTo(independent.upper, 13);
  });
  fc.assert(property, { seed: 1 });
});
