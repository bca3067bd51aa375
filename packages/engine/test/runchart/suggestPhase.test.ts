import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../src/number/random.ts';
import { runChart } from '../../src/runchart/runChart.ts';
import { suggestPhase } from '../../src/runchart/suggestPhase.ts';

const step = [4, 5, 4.2, 5.1, 4.4, 4.9, 5.2, 8, 8.4, 8.1, 9, 8.8, 8.2, 9.3];

test('a lasting step: where it begins, with both medians, and no point of one side beyond one of the other', () => {
  const found = suggestPhase(step)!;
  expect(found).toMatchObject({ start: 7, laterIsHigher: 1, points: 14 });
  expect(found.phases.map(({ centre }) => centre)).toEqual([4.9, 8.4]);
  expect(found.together).toEqual(runChart(step).phases[0]);
  expect(found.together.signals.map(({ rule }) => rule)).toEqual(['shift', 'shift', 'trend', 'few-runs']); // 4.4, 4.9, 5.2, 8, 8.4
  expect(found.phases.flatMap(({ signals }) => signals)).toEqual([]);
});

// Seven and seven apart: rank sum 77 against a mean of 52.5, standard error √(7 × 7 × 15 / 12) = 7.826
test('the rank sum of the later points in standard errors', () => {
  expect(suggestPhase(step)!.rankShift).toBeCloseTo(24.5 / Math.sqrt((7 * 7 * 15) / 12), 12);
  expect(suggestPhase(step.map((one) => -one))!.rankShift).toBeCloseTo(-24.5 / Math.sqrt((7 * 7 * 15) / 12), 12);
});

/** All orders of the numbers 0 … n − 1. */
function ordersOf(count: number): number[][] {
  if (count === 0) return [[]];
  return ordersOf(count - 1).flatMap((order) => Array.from({ length: count }, (_, at) => order.toSpliced(at, 0, count - 1)));
}

/** The best split in the plain way: the largest squared rank sum over its variance, at least two points on either side. */
function clarityOf(order: readonly number[]): number {
  const points = order.length;
  const splits = Array.from({ length: points - 3 }, (_, index) => index + 2);
  return Math.max(
    ...splits.map((after) => {
      const sum = order.slice(points - after).reduce((total, rank) => total + rank, 0) - (after * (points - 1)) / 2;
      return (sum * sum * 12) / (after * (points - after) * (points + 1));
    }),
  );
}

test('the chance is that over all orders, within the error of its draws', () => {
  const values = [0, 2, 1, 3, 6, 4, 5];
  const orders = ordersOf(7);
  const observed = clarityOf(values);
  const share = orders.filter((order) => clarityOf(order) >= observed * (1 - 1e-12)).length / orders.length;
  const { chance } = suggestPhase(values, { pointsMin: 2, chanceMax: 1 })!;
  expect(Math.abs(chance - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / 9999)); // four standard errors
});

test('series without a change are given a phase about as often as was asked for', () => {
  const random = createRandom(7);
  const draws = Array.from({ length: 400 }, () => Array.from({ length: 24 }, () => random.normal()));
  const suggested = draws.filter((values) => suggestPhase(values, { permutations: 199 }) !== null).length;
  expect(Math.abs(suggested / 400 - 0.05)).toBeLessThan(4 * Math.sqrt((0.05 * 0.95) / 400)); // four standard errors
});

test('it looks within the latest phase, past missing and ghosted points', () => {
  const before = [100, 100, 100];
  const values = [...before, ...step.slice(0, 7), NaN, 1000, ...step.slice(7)];
  expect(suggestPhase(values, { phases: [3], exclude: [11] })).toMatchObject({ start: 12, laterIsHigher: 1, points: 19 });
  expect(suggestPhase(values, { phases: [3], exclude: [11] })!.phases.map(({ start, end }) => [start, end])).toEqual([
    [3, 11],
    [12, 18],
  ]);
  expect(suggestPhase(values, { phases: [10] })).toBeNull();
});

describe('laws', () => {
  const series = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 24 });
  const quick = { permutations: 50, chanceMax: 1 };
  const seeded = { seed: 1, numRuns: 100 };

  test('the same call gives the same answer', () => {
    fc.assert(
      fc.property(series, (values) => {
        expect(suggestPhase(values, quick)).toEqual(suggestPhase(values, quick));
      }),
      seeded,
    );
  });

  test('only the order of the values counts: scale, level and mirror keep place and chance', () => {
    fc.assert(
      fc.property(series, (values) => {
        const found = suggestPhase(values, quick);
        for (const scale of [0.125, -3]) {
          const other = suggestPhase(
            values.map((one) => scale * one + 7),
            quick,
          );
          expect([other?.start, other?.chance]).toEqual([found?.start, found?.chance]);
          if (found) expect(other!.rankShift).toBeCloseTo(Math.sign(scale) * found.rankShift, 12);
        }
      }),
      seeded,
    );
  });
});

test('too few points, equal points, and no points have no split', () => {
  for (const values of [[], [1], [1, 2], step.slice(0, 11), Array(20).fill(0.1), Array(20).fill(NaN)])
    expect(suggestPhase(values, { chanceMax: 1 })).toBeNull();
});

test('what is out of its domain is refused', () => {
  expect(() => suggestPhase(step, { pointsMin: 0 })).toThrow('pointsMin must be at least 1, got 0');
  expect(() => suggestPhase(step, { chanceMax: 5 })).toThrow('chanceMax is a fraction between 0 and 1, got 5');
  expect(() => suggestPhase(step, { permutations: 0 })).toThrow('permutations must be at least 1, got 0');
  expect(() => suggestPhase([1, Infinity])).toThrow('values[1] must be a finite number');
});
