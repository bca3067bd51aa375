import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rateDifferenceMethods } from '../../../src/comparison/rates/methods.ts';
import { miettinenNurminenRateDifference } from '../../../src/comparison/rates/miettinenNurminen.ts';
import { moverScoreRateDifference } from '../../../src/comparison/rates/moverScore.ts';
import { scoreRateRatio } from '../../../src/comparison/rates/score.ts';
import { waldRateDifference } from '../../../src/comparison/rates/wald.ts';
import type { TwoRates } from '../../../src/comparison/types.ts';
import { normalUpperTail } from '../../../src/number/normal.ts';
import { tailsOf } from '../../../src/number/tail.ts';
import { distance, levels } from '../tables.ts';
import { ratesOf, rescaled, swapped, twoRates } from './tables.ts';

const every = {
  'miettinen-nurminen': miettinenNurminenRateDifference,
  'mover-score': moverScoreRateDifference,
  wald: waldRateDifference,
};

const differenceOf = ({ group, reference }: TwoRates) => group.events / group.exposure - reference.events / reference.exposure;

test('every method of the table is here', () => {
  expect(Object.keys(every)).toEqual(Object.keys(rateDifferenceMethods));
});

describe.for(Object.entries(every))('%s', ([id, interval]) => {
  test('goes by its id, and is what its kernel gives', () => {
    const method = rateDifferenceMethods[id as keyof typeof rateDifferenceMethods];
    const rates = ratesOf([9, 120, 4, 151.5]);
    const { lower, upper } = tailsOf(0.95);
    expect(method.id).toBe(id);
    expect(interval(rates, 0.95)).toEqual({ lower: method.limit(rates, lower), upper: method.limit(rates, upper) });
  });

  test('swapping the groups turns it around 0; the unit of exposure is the unit of the limits', () => {
    const property = fc.property(twoRates(100_000), levels, (rates, level) => {
      const { lower, upper } = interval(rates, level);
      const exchanged = interval(swapped(rates), level);
      const months = interval(rescaled(rates, 12), level);
      const rounding = 1e-14 * Math.max(-lower, upper);
      expect(Math.max(Math.abs(exchanged.lower + upper), Math.abs(exchanged.upper + lower))).toBeLessThanOrEqual(rounding);
      expect(Math.max(Math.abs(12 * months.lower - lower), Math.abs(12 * months.upper - upper))).toBeLessThanOrEqual(rounding);
    });
    fc.assert(property, { seed: 1 });
  });

  test('it holds the difference and widens with the level', () => {
    const property = fc.property(twoRates(100_000), (rates) => {
      let [lower, upper] = [differenceOf(rates), differenceOf(rates)];
      for (const level of [0.5, 0.8, 0.95, 0.999, 0.999999]) {
        const wider = interval(rates, level);
        const rounding = 1e-14 * Math.max(-wider.lower, wider.upper);
        expect(wider.lower).toBeLessThanOrEqual(lower + rounding);
        expect(wider.upper).toBeGreaterThanOrEqual(upper - rounding);
        [lower, upper] = [wider.lower, wider.upper];
      }
    });
    fc.assert(property, { seed: 1 });
  });

  test('one-sided at level c is one end of two-sided at 2c − 1; the other end is open', () => {
    const property = fc.property(twoRates(1000), fc.constantFrom(0.8, 0.9, 0.975, 0.995), (rates, level) => {
      const both = interval(rates, 2 * level - 1);
      const [lower, upper] = [interval(rates, level, 'lower'), interval(rates, level, 'upper')];
      expect([lower.upper, upper.lower]).toEqual([Infinity, -Infinity]);
      const rounding = 1e-13 * Math.max(-both.lower, both.upper);
      expect(Math.abs(lower.lower - both.lower)).toBeLessThanOrEqual(rounding);
      expect(Math.abs(upper.upper - both.upper)).toBeLessThanOrEqual(rounding);
    });
    fc.assert(property, { seed: 1 });
  });

  test('with many events it becomes the Wald interval', () => {
    const rates = ratesOf([1e8, 3e8, 2e8, 9e8]);
    const [ours, wald] = [interval(rates, 0.95), waldRateDifference(rates, 0.95)];
    expect(Math.abs(ours.lower - wald.lower)).toBeLessThan(1e-8); // of a width of 1e-4
    expect(Math.abs(ours.upper - wald.upper)).toBeLessThan(1e-8);
  });

  test('an empty exposure has no interval, and impossible numbers are refused', () => {
    expect(interval(ratesOf([0, 0, 3, 30]), 0.95)).toEqual({ lower: NaN, upper: NaN });
    expect(interval(ratesOf([3, 30, 0, 0]), 0.95)).toEqual({ lower: NaN, upper: NaN });
    expect(() => interval(ratesOf([1, 0, 3, 4]), 0.95)).toThrow('group: events 1 without any exposure');
    expect(() => interval(ratesOf([1, 2, 3, 4]), 95)).toThrow('level is a fraction such as 0.95, got 95');
  });
});

describe('miettinen-nurminen', () => {
  /** The books' way: the score of a difference, with the most likely rate of the reference from its quadratic. */
  function scoreOf(rates: TwoRates, delta: number): number {
    const { events: x1, exposure: t1 } = rates.group;
    const { events: x2, exposure: t2 } = rates.reference;
    const [time, line] = [t1 + t2, (t1 + t2) * delta - x1 - x2];
    const rate = Math.max(0, -delta, (Math.sqrt(line ** 2 + 4 * time * x2 * delta) - line) / (2 * time));
    return (differenceOf(rates) - delta) / Math.sqrt((rate + delta) / t1 + rate / t2);
  }

  test('the score test at a limit leaves the tail beyond it', () => {
    const property = fc.property(twoRates(300), levels, (rates, level) => {
      const { lower, upper } = miettinenNurminenRateDifference(rates, level);
      const { probability } = tailsOf(level).upper;
      expect(normalUpperTail(scoreOf(rates, lower)) / probability).toBeCloseTo(1, 5);
      expect(normalUpperTail(-scoreOf(rates, upper)) / probability).toBeCloseTo(1, 5);
    });
    fc.assert(property, { seed: 1 });
  });

  test('it excludes 0 exactly where the score interval of the ratio excludes 1', () => {
    const property = fc.property(twoRates(50), levels, (rates, level) => {
      const even = { ...rates, reference: { ...rates.reference, exposure: rates.group.exposure * 1.7 } };
      const difference = miettinenNurminenRateDifference(even, level);
      const ratio = scoreRateRatio(even, level);
      expect(difference.lower > 0 || difference.upper < 0).toBe(ratio.lower > 1 || ratio.upper < 1);
    });
    fc.assert(property, { seed: 1 });
  });

  test('no events at all: each end depends on the group that would have to rise', () => {
    const property = fc.property(fc.double({ min: 0.01, max: 1e8, noNaN: true }), levels, (exposure, level) => {
      const squared = tailsOf(level).upper.z ** 2;
      const { lower, upper } = miettinenNurminenRateDifference(ratesOf([0, exposure, 0, 7]), level);
      expect(distance(upper, squared / exposure)).toBeLessThan(1e-14);
      expect(distance(lower, -squared / 7)).toBeLessThan(1e-14);
    });
    fc.assert(property, { seed: 1 });
  });
});
