import { describe, expect, test } from 'vitest';
import { compareRates, type RateComparisonMeasure } from '../../../src/comparison/compareRates.ts';
import type { RateRatioMethodId } from '../../../src/comparison/rates/methods.ts';
import { ratesOf } from './tables.ts';

const rates = ratesOf([30, 1000, 12, 1100]);

describe('comparing two rates of events', () => {
  test('by their ratio unless told, and it says how its interval was made', () => {
    const { value, lower, upper, ...rest } = compareRates(rates);
    expect(value).toBeCloseTo(2.75, 14);
    expect((lower ?? NaN) < 2.75 && 2.75 < (upper ?? NaN)).toBe(true);
    expect(rest).toEqual({ method: 'score', level: 0.95, sides: 'two-sided', reason: null });
  });

  test('by their difference, in events per unit of exposure', () => {
    const { value, method } = compareRates(rates, { measure: 'difference' });
    expect(value).toBeCloseTo(0.03 - 12 / 1100, 15);
    expect(method).toBe('miettinen-nurminen');
    expect(compareRates(rates, { measure: 'difference', method: 'wald' }).method).toBe('wald');
  });

  test('a ratio to nothing is Infinity, with a lower limit; nothing to nothing is no value, with a reason', () => {
    const { value, lower, upper, reason } = compareRates(ratesOf([6, 21, 0, 18]));
    expect([value, upper, reason]).toEqual([Infinity, Infinity, null]);
    expect(lower).toBeGreaterThan(1);
    expect(compareRates(ratesOf([0, 21, 0, 18]), { method: 'exact' })).toEqual({
      value: null,
      lower: 0,
      upper: Infinity,
      method: 'exact',
      level: 0.95,
      sides: 'two-sided',
      reason: 'value is 0 / 0',
    });
  });

  test.for([
    { counts: [0, 21, 3, 18], reason: 'wald-log needs events in both: events of the group are 0', value: 0 },
    { counts: [3, 21, 0, 18], reason: 'wald-log needs events in both: events of the reference are 0', value: Infinity },
    { counts: [0, 21, 0, 18], reason: 'wald-log needs events in both: events of the group are 0', value: null },
    { counts: [0, 0, 3, 18], reason: 'exposure of the group is 0', value: null },
    { counts: [3, 21, 0, 0], reason: 'exposure of the reference is 0', value: null },
  ] as const)('no interval for $counts: $reason', ({ counts, reason, value }) => {
    const estimate = compareRates(ratesOf(counts), { method: 'wald-log' });
    expect(estimate).toEqual({ value, lower: null, upper: null, method: 'wald-log', level: 0.95, sides: 'two-sided', reason });
  });

  test('what cannot be is refused', () => {
    expect(() => compareRates(ratesOf([1, 2, 3, NaN]))).toThrow('reference: exposure must be a number of at least 0, got NaN');
    expect(() => compareRates(rates, { level: 1 })).toThrow('level is a fraction such as 0.95, got 1');
    expect(() => compareRates(rates, { method: 'wald' as RateRatioMethodId })).toThrow(
      'method must be one of score, mid-p, exact, wald-log, got wald',
    );
    expect(() => compareRates(rates, { measure: 'odds' as RateComparisonMeasure })).toThrow(
      'measure must be one of ratio, difference, got odds',
    );
  });
});
