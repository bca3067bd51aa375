import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactRateRatio } from '../../../src/comparison/rates/exact.ts';
import { rateRatioMethods } from '../../../src/comparison/rates/methods.ts';
import { midPRateRatio } from '../../../src/comparison/rates/midP.ts';
import { scoreRateRatio } from '../../../src/comparison/rates/score.ts';
import { waldLogRateRatio } from '../../../src/comparison/rates/waldLog.ts';
import { wilson } from '../../../src/interval/proportion/wilson.ts';
import { binomialCdf, binomialPmf } from '../../../src/number/binomial.ts';
import { tailsOf } from '../../../src/number/tail.ts';
import { distance, levels } from '../tables.ts';
import { ratesOf, rescaled, swapped, twoRates } from './tables.ts';

const every = {
  score: scoreRateRatio,
  'mid-p': midPRateRatio,
  exact: exactRateRatio,
  'wald-log': waldLogRateRatio,
};
const ROUNDING = 1e-12; // of beta quantiles on both sides of one half
const runs = { seed: 1, numRuns: 60 };

test('every method of the table is here', () => {
  expect(Object.keys(every)).toEqual(Object.keys(rateRatioMethods));
});

describe.for(Object.entries(every))('%s', ([id, interval]) => {
  test('goes by its id, and is what its kernel gives', () => {
    const method = rateRatioMethods[id as keyof typeof rateRatioMethods];
    const rates = ratesOf([9, 120, 4, 151.5]);
    const { lower, upper } = tailsOf(0.95);
    expect(method.id).toBe(id);
    expect(interval(rates, 0.95)).toEqual({ lower: method.limit(rates, lower), upper: method.limit(rates, upper) });
  });

  test('swapping the groups inverts it; another unit of exposure changes nothing', () => {
    const property = fc.property(twoRates(300), levels, (rates, level) => {
      fc.pre(id !== 'wald-log' || (rates.group.events > 0 && rates.reference.events > 0));
      const { lower, upper } = interval(rates, level);
      const inverted = interval(swapped(rates), level);
      const months = interval(rescaled(rates, 12), level);
      expect(distance(inverted.lower, 1 / upper)).toBeLessThan(ROUNDING);
      expect(distance(inverted.upper, 1 / lower)).toBeLessThan(ROUNDING);
      expect(distance(months.lower, lower)).toBeLessThan(ROUNDING);
      expect(distance(months.upper, upper)).toBeLessThan(ROUNDING);
    });
    fc.assert(property, runs);
  });

  test('it holds the ratio and widens with the level', () => {
    const property = fc.property(twoRates(300), (rates) => {
      fc.pre(rates.group.events > 0 && rates.reference.events > 0);
      const ratio = rates.group.events / rates.group.exposure / (rates.reference.events / rates.reference.exposure);
      let [lower, upper] = [ratio * (1 + ROUNDING), ratio * (1 - ROUNDING)];
      for (const level of [0.5, 0.8, 0.95, 0.999]) {
        const wider = interval(rates, level);
        expect(wider.lower).toBeLessThanOrEqual(lower);
        expect(wider.upper).toBeGreaterThanOrEqual(upper);
        [lower, upper] = [wider.lower, wider.upper];
      }
    });
    fc.assert(property, runs);
  });

  test('one-sided at level c is one end of two-sided at 2c − 1; the other end is open', () => {
    const property = fc.property(twoRates(300), fc.constantFrom(0.8, 0.9, 0.975, 0.995), (rates, level) => {
      fc.pre(rates.group.events > 0 && rates.reference.events > 0);
      const both = interval(rates, 2 * level - 1);
      const [lower, upper] = [interval(rates, level, 'lower'), interval(rates, level, 'upper')];
      expect([lower.upper, upper.lower]).toEqual([Infinity, 0]);
      expect(distance(lower.lower, both.lower)).toBeLessThan(ROUNDING);
      expect(distance(upper.upper, both.upper)).toBeLessThan(ROUNDING);
    });
    fc.assert(property, runs);
  });

  test('with many events it becomes the logarithmic interval', () => {
    for (const [x1, x2] of [
      [1e6, 3e6],
      [2e6, 1e6],
    ] as const) {
      const rates = ratesOf([x1, 1e8, x2, 3e8]);
      const [ours, usual] = [interval(rates, 0.95), waldLogRateRatio(rates, 0.95)];
      expect(distance(ours.lower, usual.lower)).toBeLessThan(3e-6); // of a width of 2e-3
      expect(distance(ours.upper, usual.upper)).toBeLessThan(3e-6);
    }
  });

  test('impossible numbers are refused', () => {
    expect(() => interval(ratesOf([1, 2, 3, 0]), 0.95)).toThrow('reference: events 3 without any exposure');
    expect(() => interval(ratesOf([-1, 2, 3, 1]), 0.95)).toThrow('group: events must be a number of at least 0, got -1');
    expect(() => interval(ratesOf([1, 2, 3, 4]), 95)).toThrow('level is a fraction such as 0.95, got 95');
  });

  test('an empty exposure has no interval', () => {
    expect(interval(ratesOf([0, 0, 3, 30]), 0.95)).toEqual({ lower: NaN, upper: NaN });
    expect(interval(ratesOf([3, 30, 0, 0]), 0.95)).toEqual({ lower: NaN, upper: NaN });
  });
});

describe.for([
  { id: 'exact', interval: exactRateRatio, weight: 1 },
  { id: 'mid-p', interval: midPRateRatio, weight: 0.5 },
])('$id', ({ interval, weight }) => {
  test('the conditional test at a limit leaves the tail beyond it, the observed count with its weight', () => {
    const property = fc.property(twoRates(80), levels, (rates, level) => {
      const { group, reference } = rates;
      const trials = group.events + reference.events;
      const { probability: tail } = tailsOf(level).upper;
      const { lower, upper } = interval(rates, level);
      const beyond = (ratio: number, side: 'lower' | 'upper') => {
        const odds = (ratio * group.exposure) / reference.exposure;
        const binomial = { trials, probability: odds / (1 + odds) };
        const past = side === 'upper' ? binomialCdf(group.events, binomial).upper : binomialCdf(group.events - 1, binomial).lower;
        return past + weight * binomialPmf(group.events, binomial);
      };
      const below = lower === 0 ? tail : beyond(lower, 'upper');
      const above = upper === Infinity ? tail : beyond(upper, 'lower');
      expect([below / tail, above / tail]).toEqual([expect.closeTo(1, 9), expect.closeTo(1, 9)]);
    });
    fc.assert(property, runs);
  });
});

test('score: the Wilson limits of the share of the events', () => {
  const property = fc.property(twoRates(10_000), levels, (rates, level) => {
    const { group, reference } = rates;
    fc.pre(group.events > 0 && reference.events > 0);
    const share = wilson({ denominator: group.events + reference.events, numerator: group.events }, level);
    const { lower, upper } = scoreRateRatio(rates, level);
    const exposures = reference.exposure / group.exposure;
    expect(distance(lower, (share.lower / (1 - share.lower)) * exposures)).toBeLessThan(1e-10); // 1 − share cancels
    expect(distance(upper, (share.upper / (1 - share.upper)) * exposures)).toBeLessThan(1e-10);
  });
  fc.assert(property, { seed: 1 });
});

test('mid-p lies within exact', () => {
  const property = fc.property(twoRates(200), levels, (rates, level) => {
    const [narrow, wide] = [midPRateRatio(rates, level), exactRateRatio(rates, level)];
    expect(narrow.lower).toBeGreaterThanOrEqual(wide.lower);
    expect(narrow.upper).toBeLessThanOrEqual(wide.upper);
  });
  fc.assert(property, runs);
});

test.for(['score', 'mid-p', 'exact'] as const)('%s: 0 without events in the group, Infinity without in the reference', (id) => {
  expect(every[id](ratesOf([0, 10, 5, 12]), 0.95).lower).toBe(0);
  expect(every[id](ratesOf([0, 10, 5, 12]), 0.95).upper).toBeLessThan(1.4);
  expect(every[id](ratesOf([6, 21, 0, 18]), 0.95).lower).toBeGreaterThan(1);
  expect(every[id](ratesOf([6, 21, 0, 18]), 0.95).upper).toBe(Infinity);
  expect(every[id](ratesOf([0, 21, 0, 18]), 0.95)).toEqual({ lower: 0, upper: Infinity });
});
