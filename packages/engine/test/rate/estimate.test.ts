import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { proportionInterval } from '../../src/interval/proportionInterval.ts';
import { estimateRate } from '../../src/rate/estimate.ts';

const cell = (denominator: number | null, numerator: number | null, hidden = false) => ({ denominator, numerator, hidden });
const nothing = { value: null, lower: null, upper: null, method: 'wilson', level: 0.95 };

describe('a status for every way in which a rate can be missing', () => {
  test('REPORTED: the interval is that of Newcombe 1998, Stat Med 17:857, table I', () => {
    const { lower, upper, ...rest } = estimateRate(cell(263, 81));
    expect([lower?.toFixed(4), upper?.toFixed(4)]).toEqual(['0.2553', '0.3662']);
    expect(rest).toEqual({
      value: 81 / 263,
      denominator: 263,
      numerator: 81,
      method: 'wilson',
      level: 0.95,
      status: 'REPORTED',
      reason: null,
    });
  });

  test('NO_DATA: no cell', () => {
    const reason = 'the release has no cell here';
    expect(estimateRate(null)).toEqual({ ...nothing, denominator: null, numerator: null, status: 'NO_DATA', reason });
  });

  test('SUPPRESSED: hidden, whatever the counts, and none of them gets out', () => {
    const expected = { ...nothing, denominator: null, numerator: null, status: 'SUPPRESSED', reason: 'hidden by the release' };
    for (const hidden of [cell(null, null, true), cell(263, 81, true), cell(0, 0, true), cell(263, null), cell(null, 81)])
      expect(estimateRate(hidden, { denominatorMin: 30 })).toEqual(expected);
  });

  test('EMPTY: a denominator of 0 is no rate of 0', () => {
    const expected = { ...nothing, denominator: 0, numerator: 0, status: 'EMPTY', reason: 'denominator is 0' };
    expect(estimateRate(cell(0, 0))).toEqual(expected);
    expect(estimateRate(cell(0, 0), { denominatorMin: 30 })).toEqual(expected);
  });

  test('BELOW_MINIMUM: the counts are there, the rate is not', () => {
    const expected = {
      ...nothing,
      denominator: 29,
      numerator: 18,
      status: 'BELOW_MINIMUM',
      reason: 'denominator 29 of 30 needed',
    };
    expect(estimateRate(cell(29, 18), { denominatorMin: 30 })).toEqual(expected);
    expect(estimateRate(cell(30, 18), { denominatorMin: 30 }).status).toBe('REPORTED');
  });
});

test('what is reported is what the interval method says, at any level', () => {
  const counts = fc
    .integer({ min: 1, max: 100_000 })
    .chain((denominator) =>
      fc.record({ denominator: fc.constant(denominator), numerator: fc.integer({ min: 0, max: denominator }) }),
    );
  fc.assert(
    fc.property(counts, fc.constantFrom(0.8, 0.95, 0.99), (proportion, level) => {
      const { value, lower, upper, status } = estimateRate({ ...proportion, hidden: false }, { level });
      expect(proportionInterval(proportion, { level })).toMatchObject({
        value,
        lower,
        upper,
        method: 'wilson',
        level,
        reason: null,
      });
      expect(status).toBe('REPORTED');
    }),
    { seed: 1 },
  );
});

test('impossible counts and levels are refused', () => {
  expect(() => estimateRate(cell(30, 31))).toThrow('numerator 31 exceeds denominator 30');
  expect(() => estimateRate(cell(NaN, 3))).toThrow('denominator must be a number of at least 0, got NaN');
  expect(() => estimateRate(cell(30, 3), { level: 95 })).toThrow('level is a fraction such as 0.95, got 95');
});

test('they are refused also where there is no rate to show', () => {
  expect(() => estimateRate(cell(0, 3))).toThrow('numerator 3 exceeds denominator 0');
  expect(() => estimateRate(cell(-5, 0), { denominatorMin: 30 })).toThrow('denominator must be a number of at least 0, got -5');
  expect(() => estimateRate(null, { method: 'wilsen' as 'wilson' })).toThrow('method must be one of wilson, ');
  expect(() => estimateRate(null, { denominatorMin: NaN })).toThrow('denominatorMin must be a number of at least 0, got NaN');
});
