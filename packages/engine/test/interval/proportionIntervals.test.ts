import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { proportionMethods, type ProportionMethodId } from '../../src/interval/proportion/methods.ts';
import { proportionInterval } from '../../src/interval/proportionInterval.ts';
import { proportionIntervals } from '../../src/interval/proportionIntervals.ts';
import mpmath from '../fixtures/mpmath/intervals.json' with { type: 'json' };

const ids = Object.keys(proportionMethods) as ProportionMethodId[];
const cell = fc
  .oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 10_000_000 }))
  .chain((denominator) =>
    fc.record({ denominator: fc.constant(denominator), numerator: fc.integer({ min: 0, max: denominator }) }),
  );
const level = fc.double({ min: 0.6, max: 0.9999, noNaN: true });
const sides = fc.constantFrom('two-sided' as const, 'lower' as const, 'upper' as const);

describe.for(ids)('%s', (method) => {
  test('bulk and single agree to the bit, an empty stratum being NaN in one and null in the other', () => {
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 20 }), level, sides, (cells, at, side) => {
        const options = { method, level: at, sides: side };
        const columns = proportionIntervals(
          { denominators: cells.map((each) => each.denominator), numerators: cells.map((each) => each.numerator) },
          options,
        );
        cells.forEach((each, row) => {
          const { value, lower, upper } = proportionInterval(each, options);
          expect([columns.value[row], columns.lower[row], columns.upper[row]]).toEqual([
            value ?? NaN,
            lower ?? NaN,
            upper ?? NaN,
          ]);
        });
      }),
      { seed: 1, numRuns: 40 },
    );
  });
});

test.for(['clopper-pearson', 'jeffreys-unadjusted'] as const)('%s of panel counts (mpmath, 50 digits)', (method) => {
  const rows = mpmath.proportions;
  const { lower, upper } = proportionIntervals(
    { denominators: rows.map((row) => row.denominator), numerators: rows.map((row) => row.numerator) },
    { method },
  );
  const errors = rows.flatMap(({ [method]: [least = NaN, most = NaN] }, row) => [
    Math.abs((lower[row] ?? NaN) - least) / (least || 1),
    Math.abs((upper[row] ?? NaN) - most) / most,
  ]);
  expect(Math.max(...errors)).toBeLessThanOrEqual(2e-14);
});

describe('columns', () => {
  const denominators = Int32Array.of(263, 0, 20, 30);
  const numerators = [81, 0, 0, 30];

  test('typed arrays and plain ones, by Wilson at 0.95 unless told otherwise', () => {
    const { value, lower, upper } = proportionIntervals({ denominators, numerators });
    expect([...value]).toEqual([81 / 263, NaN, 0, 1]);
    expect([...lower].map((limit) => Number(limit.toFixed(4)))).toEqual([0.2553, NaN, 0, 0.8865]);
    expect([...upper].map((limit) => Number(limit.toFixed(4)))).toEqual([0.3662, NaN, 0.1611, 1]);
  });

  test('columns are filled again when handed over, and must be as long as the counts', () => {
    const into = { value: new Float64Array(4), lower: new Float64Array(4), upper: new Float64Array(4) };
    expect(proportionIntervals({ denominators, numerators }, {}, into)).toBe(into);
    expect(into).toEqual(proportionIntervals({ denominators, numerators }));
    expect(() => proportionIntervals({ denominators: [1], numerators: [1] }, {}, into)).toThrow(
      'value has 4 rows, the counts have 1',
    );
  });

  test('no row is filled before all have been checked; the message names the row', () => {
    const into = { value: new Float64Array(2), lower: new Float64Array(2), upper: new Float64Array(2) };
    expect(() => proportionIntervals({ denominators: [30, 30], numerators: [3, 31] }, {}, into)).toThrow(
      'row 1: numerator 31 exceeds denominator 30',
    );
    expect([...into.upper]).toEqual([0, 0]);
    const refused = (denominator: number, numerator: number) => () =>
      proportionIntervals({ denominators: [denominator], numerators: [numerator] });
    expect(refused(-1, 0)).toThrow('row 0: denominator must be a number of at least 0, got -1');
    expect(refused(Infinity, 0)).toThrow('row 0: denominator must be a number of at least 0, got Infinity');
    expect(refused(3, NaN)).toThrow('row 0: numerator must be a number of at least 0, got NaN');
    expect(() => proportionIntervals({ denominators: [1, 2], numerators: [1] })).toThrow(
      'numerators has 1 rows, denominators has 2',
    );
  });

  test('an impossible method or level is refused, also for no rows', () => {
    const none = { denominators: [], numerators: [] };
    expect(() => proportionIntervals(none, { level: 95 })).toThrow('level is a fraction such as 0.95, got 95');
    expect(() => proportionIntervals(none, { method: 'wilso' as 'wilson' })).toThrow('method must be one of wilson');
    expect(proportionIntervals(none).value).toHaveLength(0);
  });
});
