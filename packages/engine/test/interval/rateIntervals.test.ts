import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rateMethods, type RateMethodId } from '../../src/interval/rate/methods.ts';
import { rateInterval } from '../../src/interval/rateInterval.ts';
import { rateIntervals } from '../../src/interval/rateIntervals.ts';
import mpmath from '../fixtures/mpmath/intervals.json' with { type: 'json' };

const ids = Object.keys(rateMethods) as RateMethodId[];
const rate = fc.oneof(
  fc.record({ events: fc.integer({ min: 0, max: 30 }), exposure: fc.double({ min: 1e-3, max: 1e7, noNaN: true }) }),
  fc.record({ events: fc.integer({ min: 0, max: 10_000_000 }), exposure: fc.integer({ min: 1, max: 1000 }) }),
  fc.constant({ events: 0, exposure: 0 }),
);
const level = fc.double({ min: 0.6, max: 0.9999, noNaN: true });
const sides = fc.constantFrom('two-sided' as const, 'lower' as const, 'upper' as const);

test.for(ids)('%s: bulk and single agree to the bit, no exposure being NaN in one and null in the other', (method) => {
  fc.assert(
    fc.property(fc.array(rate, { maxLength: 20 }), level, sides, (rates, at, side) => {
      const options = { method, level: at, sides: side };
      const columns = rateIntervals(
        { events: rates.map((each) => each.events), exposures: Float64Array.from(rates, (each) => each.exposure) },
        options,
      );
      rates.forEach((each, row) => {
        const { value, lower, upper } = rateInterval(each, options);
        expect([columns.value[row], columns.lower[row], columns.upper[row]]).toEqual([value ?? NaN, lower ?? NaN, upper ?? NaN]);
      });
    }),
    { seed: 1, numRuns: 40 },
  );
});

test.for(['exact', 'jeffreys-unadjusted'] as const)('%s of panel counts (mpmath, 50 digits)', (method) => {
  const rows = mpmath.rates;
  const { lower, upper } = rateIntervals({ events: rows.map((row) => row.events), exposures: rows.map(() => 1) }, { method });
  const errors = rows.flatMap(({ [method]: [least = NaN, most = NaN] }, row) => [
    Math.abs((lower[row] ?? NaN) - least) / (least || 1),
    Math.abs((upper[row] ?? NaN) - most) / most,
  ]);
  expect(Math.max(...errors)).toBeLessThanOrEqual(2e-14);
});

describe('columns', () => {
  test('an open end is Infinity', () => {
    const { lower, upper } = rateIntervals({ events: [10, 0], exposures: [310, 0] }, { method: 'exact', sides: 'lower' });
    expect([lower[0]?.toFixed(5), lower[1]]).toEqual(['0.01750', NaN]);
    expect([upper[0], upper[1]]).toEqual([Infinity, NaN]);
  });

  test('columns are filled again when handed over', () => {
    const into = { value: new Float64Array(1), lower: new Float64Array(1), upper: new Float64Array(1) };
    expect(rateIntervals({ events: [3], exposures: [2] }, {}, into)).toBe(into);
    expect(into.value[0]).toBe(1.5);
  });

  test('the message of an impossible row names it', () => {
    const refused = (events: number, exposure: number) => () => rateIntervals({ events: [0, events], exposures: [1, exposure] });
    expect(refused(3, 0)).toThrow('row 1: events 3 without any exposure');
    expect(refused(-3, 1)).toThrow('row 1: events must be a number of at least 0, got -3');
    expect(refused(3, Infinity)).toThrow('row 1: exposure must be a number of at least 0, got Infinity');
    expect(() => rateIntervals({ events: [1], exposures: [] })).toThrow('exposures has 0 rows, events has 1');
    expect(() => rateIntervals({ events: [], exposures: [] }, { method: 'fhe' as 'phe' })).toThrow('method must be one of phe');
  });
});
