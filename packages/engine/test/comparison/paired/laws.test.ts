import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agrestiMin } from '../../../src/comparison/paired/agrestiMin.ts';
import { bonettPrice } from '../../../src/comparison/paired/bonettPrice.ts';
import { pairedMethods } from '../../../src/comparison/paired/methods.ts';
import { newcombePaired } from '../../../src/comparison/paired/newcombePaired.ts';
import { newcombePairedCc } from '../../../src/comparison/paired/newcombePairedCc.ts';
import { tango } from '../../../src/comparison/paired/tango.ts';
import { waldPaired } from '../../../src/comparison/paired/waldPaired.ts';
import type { Pairs } from '../../../src/comparison/types.ts';
import { tailsOf } from '../../../src/number/tail.ts';
import { levels } from '../tables.ts';
import { pairsOf, somePairs } from './tables.ts';

const every = {
  tango,
  'newcombe-paired': newcombePaired,
  'newcombe-paired-cc': newcombePairedCc,
  'bonett-price': bonettPrice,
  'agresti-min': agrestiMin,
  'wald-paired': waldPaired,
};
const added = ['bonett-price', 'agresti-min'];
const ROUNDING = 16 * Number.EPSILON;

const timesExchanged = ({ both, firstOnly, secondOnly, neither }: Pairs): Pairs => ({
  both,
  firstOnly: secondOnly,
  secondOnly: firstOnly,
  neither,
});

/** Meeting and not meeting exchanged. */
const missesOf = ({ both, firstOnly, secondOnly, neither }: Pairs): Pairs => ({
  both: neither,
  firstOnly: secondOnly,
  secondOnly: firstOnly,
  neither: both,
});

test('every method of the table is here', () => {
  expect(Object.keys(every)).toEqual(Object.keys(pairedMethods));
});

describe.for(Object.entries(every))('%s', ([id, interval]) => {
  test('goes by its id, and is what its kernel gives', () => {
    const method = pairedMethods[id as keyof typeof pairedMethods];
    const pairs = pairsOf([20, 12, 2, 16]);
    const { lower, upper } = tailsOf(0.95);
    expect(method.id).toBe(id);
    expect(interval(pairs, 0.95)).toEqual({ lower: method.limit(pairs, lower), upper: method.limit(pairs, upper) });
  });

  test('exchanging the times turns it around 0, and so does counting misses', () => {
    const property = fc.property(somePairs(100_000), levels, (pairs, level) => {
      const { lower, upper } = interval(pairs, level);
      const exchanged = interval(timesExchanged(pairs), level);
      const misses = interval(missesOf(pairs), level);
      expect(Math.max(Math.abs(exchanged.lower + upper), Math.abs(exchanged.upper + lower))).toBeLessThanOrEqual(ROUNDING);
      expect(Math.max(Math.abs(misses.lower + upper), Math.abs(misses.upper + lower))).toBeLessThanOrEqual(ROUNDING);
    });
    fc.assert(property, { seed: 1 });
  });

  test('it lies within [−1, 1], holds the difference and widens with the level', () => {
    const property = fc.property(somePairs(100_000), (pairs) => {
      const { both, firstOnly, secondOnly, neither } = pairs;
      const difference = (firstOnly - secondOnly) / (both + firstOnly + secondOnly + neither);
      let [lower, upper] = [Infinity, -Infinity];
      for (const level of [0.5, 0.8, 0.95, 0.999, 0.999999]) {
        const wider = interval(pairs, level);
        expect(wider.lower).toBeGreaterThanOrEqual(-1);
        expect(wider.upper).toBeLessThanOrEqual(1);
        expect(wider.lower).toBeLessThanOrEqual(Math.max(-1, lower + ROUNDING));
        expect(wider.upper).toBeGreaterThanOrEqual(Math.min(1, upper - ROUNDING));
        if (!added.includes(id) || level > 0.9) {
          // Added pairs move the centre towards 0, which a low level does not make up for.
          expect(wider.lower).toBeLessThanOrEqual(difference + ROUNDING);
          expect(wider.upper).toBeGreaterThanOrEqual(difference - ROUNDING);
        }
        [lower, upper] = [wider.lower, wider.upper];
      }
    });
    fc.assert(property, { seed: 1 });
  });

  test('one-sided at level c is one end of two-sided at 2c − 1; the other end is open', () => {
    const property = fc.property(somePairs(1000), fc.constantFrom(0.8, 0.9, 0.975, 0.995), (pairs, level) => {
      const both = interval(pairs, 2 * level - 1);
      const [lower, upper] = [interval(pairs, level, 'lower'), interval(pairs, level, 'upper')];
      expect([lower.upper, upper.lower]).toEqual([1, -1]);
      expect(lower.lower).toBeCloseTo(both.lower, 13);
      expect(upper.upper).toBeCloseTo(both.upper, 13);
    });
    fc.assert(property, { seed: 1 });
  });

  test('with many pairs it becomes the Wald interval', () => {
    const share = fc.integer({ min: 1, max: 9 });
    const property = fc.property(share, share, share, share, (a, b, c, d) => {
      let before = Infinity;
      for (const n of [1e4, 1e6, 1e8]) {
        const pairs = pairsOf([a * n, b * n, c * n, d * n]);
        const [ours, wald] = [interval(pairs, 0.95), waldPaired(pairs, 0.95)];
        const apart = Math.max(Math.abs(ours.lower - wald.lower), Math.abs(ours.upper - wald.upper)) * Math.sqrt(n);
        expect(apart).toBeLessThanOrEqual(before / 5 + 1e-9);
        before = apart;
      }
    });
    fc.assert(property, { seed: 1, numRuns: 20 });
  });

  test('when every pair changes the same way, it reaches exactly 1 or −1', () => {
    for (const n of [1, 30, 1e7]) {
      expect(interval(pairsOf([0, n, 0, 0]), 0.95).upper).toBe(1);
      expect(interval(pairsOf([0, 0, n, 0]), 0.95).lower).toBe(-1);
    }
  });

  test('without pairs there is no interval, and impossible counts are refused', () => {
    expect(interval(pairsOf([0, 0, 0, 0]), 0.95)).toEqual({ lower: NaN, upper: NaN });
    expect(() => interval(pairsOf([1, -2, 3, 4]), 0.95)).toThrow('firstOnly must be a number of at least 0, got -2');
    expect(() => interval(pairsOf([1, 2, 3, 4]), 95)).toThrow('level is a fraction such as 0.95, got 95');
  });
});
