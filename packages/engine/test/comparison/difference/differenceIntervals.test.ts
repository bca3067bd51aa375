import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareProportions } from '../../../src/comparison/compareProportions.ts';
import { type DifferenceColumns, differenceIntervals } from '../../../src/comparison/differenceIntervals.ts';
import { differenceMethods, type DifferenceMethodId } from '../../../src/comparison/difference/methods.ts';
import type { TwoProportions } from '../../../src/comparison/types.ts';
import { groupsOf, twoProportions } from '../tables.ts';

function columnsOf(rows: readonly TwoProportions[]): DifferenceColumns {
  return {
    groupDenominators: Float64Array.from(rows, ({ group }) => group.denominator),
    groupNumerators: Int32Array.from(rows, ({ group }) => group.numerator),
    referenceDenominators: rows.map(({ reference }) => reference.denominator),
    referenceNumerators: rows.map(({ reference }) => reference.numerator),
  };
}

describe.for(Object.keys(differenceMethods) as DifferenceMethodId[])('%s by column', (method) => {
  test('agrees with one row at a time to the bit, also where there is no interval', () => {
    const empty = fc.constantFrom(groupsOf([0, 0, 3, 5]), groupsOf([3, 5, 0, 0]), groupsOf([0, 0, 0, 0]));
    const rows = fc.array(fc.oneof({ weight: 9, arbitrary: twoProportions(1e6) }, { weight: 1, arbitrary: empty }));
    const sides = fc.constantFrom('two-sided' as const, 'lower' as const, 'upper' as const);
    const property = fc.property(rows, fc.constantFrom(0.8, 0.95, 0.998), sides, (groups, level, side) => {
      const { value, lower, upper } = differenceIntervals(columnsOf(groups), { method, level, sides: side });
      groups.forEach((row, index) => {
        const one = compareProportions(row, { method, level, sides: side });
        expect([value[index], lower[index], upper[index]]).toEqual([one.value ?? NaN, one.lower ?? NaN, one.upper ?? NaN]);
      });
    });
    fc.assert(property, { seed: 1 });
  });
});

test('newcombe at level 0.95 unless told', () => {
  const columns = columnsOf([groupsOf([5, 56, 0, 29])]);
  expect(differenceIntervals(columns)).toEqual(
    differenceIntervals(columns, { method: 'newcombe', level: 0.95, sides: 'two-sided' }),
  );
  expect(differenceIntervals(columnsOf([]))).toEqual({
    value: new Float64Array(),
    lower: new Float64Array(),
    upper: new Float64Array(),
  });
});

test('columns are filled again when handed over, and only once all rows have been checked', () => {
  const columns = columnsOf([groupsOf([5, 56, 0, 29]), groupsOf([1, 2, 3, 4])]);
  const into = { value: new Float64Array(2), lower: new Float64Array(2), upper: new Float64Array(2) };
  expect(() => differenceIntervals({ ...columns, groupNumerators: [5, 3] }, {}, into)).toThrow('row 1: ');
  expect([...into.upper]).toEqual([0, 0]);
  expect(differenceIntervals(columns, { sides: 'lower' }, into)).toBe(into);
  expect(into).toEqual(differenceIntervals(columns, { sides: 'lower' }));
  expect(() => differenceIntervals(columnsOf([]), {}, into)).toThrow('value has 2 rows, the counts have 0');
});

test('what cannot be is refused, by row', () => {
  const fine = columnsOf([groupsOf([5, 56, 0, 29]), groupsOf([1, 2, 3, 4])]);
  expect(() => differenceIntervals({ ...fine, groupNumerators: [5, 3] })).toThrow(
    'row 1: group: numerator 3 exceeds denominator 2',
  );
  expect(() => differenceIntervals({ ...fine, referenceDenominators: [29, NaN] })).toThrow(
    'row 1: reference: denominator must be a number of at least 0, got NaN',
  );
  expect(() => differenceIntervals({ ...fine, groupDenominators: [Infinity, 2] })).toThrow(
    'row 0: group: denominator must be a number of at least 0, got Infinity',
  );
  expect(() => differenceIntervals({ ...fine, referenceNumerators: [0] })).toThrow(
    'referenceNumerators has 1 rows, groupDenominators has 2',
  );
  expect(() => differenceIntervals(fine, { method: 'walt' as DifferenceMethodId })).toThrow('method must be one of newcombe, ');
  expect(() => differenceIntervals(fine, { level: 95 })).toThrow('level is a fraction such as 0.95, got 95');
});
