import { expect, test } from 'vitest';
import { findShifts } from '../../../src/runchart/rules/shift.ts';
import { findRuns } from '../../../src/runchart/runs.ts';

// 3 above, 1 below, 4 above with a point on the centre and a missing one among them
const { runs } = findRuns([6, 7, 8, 1, 6, 5, 7, NaN, 8, 9], 5);

test('a run of exactly so many useful points is a shift, one fewer is none', () => {
  expect(findShifts(runs, 4)).toEqual([{ start: 4, end: 9, length: 4, side: 'above' }]);
  expect(findShifts(runs, 3).map(({ length }) => length)).toEqual([3, 4]);
  expect(findShifts(runs, 5)).toEqual([]);
});

test('fewer than two points are no shift', () => {
  expect(() => findShifts(runs, 1)).toThrow('shift must be at least 2, got 1');
  expect(() => findShifts(runs, NaN)).toThrow('shift must be a whole number, got NaN');
});
