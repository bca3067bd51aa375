import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findTrends, trendTies, type Trend } from '../../../src/runchart/rules/trend.ts';

const seeded = { seed: 1, numRuns: 500 };
const value = fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 0, max: 4 }) }, { weight: 1, arbitrary: fc.constant(NaN) });
const series = fc.array(value, { maxLength: 40 });
const ties = fc.constantFrom(...trendTies);

test('a repeat counts once and the trend goes on, or breaks it and a new one begins with it', () => {
  const values = [1, 2, 3, 3, 4, 5];
  expect(findTrends(values, 3)).toEqual([{ start: 0, end: 5, length: 5, direction: 'up', members: [0, 1, 2, 4, 5] }]);
  expect(findTrends(values, 3, { ties: 'break' })).toEqual([
    { start: 0, end: 2, length: 3, direction: 'up', members: [0, 1, 2] },
    { start: 3, end: 5, length: 3, direction: 'up', members: [3, 4, 5] },
  ]);
});

test('repeats before the first step: the first of them begins the trend where they are skipped, the last where they break', () => {
  const values = [7, 7, 7, 8, 9];
  expect(findTrends(values, 3)[0]!.members).toEqual([0, 3, 4]);
  expect(findTrends(values, 3, { ties: 'break' })[0]!.members).toEqual([2, 3, 4]);
});

test('a turning point belongs to both of its trends', () => {
  expect(findTrends([1, 2, 3, 2, 1], 3).map(({ members }) => members)).toEqual([
    [0, 1, 2],
    [2, 3, 4],
  ]);
});

test('a missing point neither counts nor breaks, not even between a value and its repeat', () => {
  expect(findTrends([NaN, 1, NaN, 2, 3, NaN], 3)[0]!.members).toEqual([1, 3, 4]);
  expect(findTrends([1, 2, NaN, 2, 3], 3)[0]!.members).toEqual([0, 1, 4]);
  expect(findTrends([1, 2, NaN, 2, 3], 3, { ties: 'break' })).toEqual([]);
});

test('nothing, one point and equal points hold no trend', () => {
  for (const values of [[], [1], [NaN], [2, 2, 2]])
    for (const how of trendTies) expect(findTrends(values, 2, { ties: how })).toEqual([]);
});

test('fewer than two points are no trend', () => {
  expect(() => findTrends([1, 2], 1)).toThrow('trend must be at least 2, got 1');
  expect(() => findTrends([1, 2], 4.5)).toThrow('trend must be a whole number, got 4.5');
});

/** The plain way: every stretch of what was observed that goes strictly one way and cannot be made longer. */
function everyTrend(values: readonly number[], points: number, how: 'skip' | 'break'): Pick<Trend, 'members' | 'direction'>[] {
  const observed = values.flatMap((one, index) => (Number.isNaN(one) ? [] : [index]));
  const kept = how === 'break' ? observed : observed.filter((place, order) => values[place] !== values[observed[order - 1]!]);
  const steps = kept.slice(1).map((place, order) => Math.sign(values[place]! - values[kept[order]!]!));
  const found = [];
  for (let from = 0; from < steps.length; from += 1) {
    if (steps[from] === 0 || steps[from - 1] === steps[from]) continue;
    let to = from;
    while (steps[to + 1] === steps[from]) to += 1;
    const members = kept.slice(from, to + 2);
    if (members.length >= points) found.push({ members, direction: steps[from] === 1 ? ('up' as const) : ('down' as const) });
  }
  return found;
}

describe('laws', () => {
  test('the same trends as by looking at every step', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 2, max: 7 }), ties, (values, points, how) => {
        const trends = findTrends(values, points, { ties: how });
        expect(trends.map(({ members, direction }) => ({ members, direction }))).toEqual(everyTrend(values, points, how));
        for (const { start, end, length, members } of trends)
          expect([start, end, length]).toEqual([members[0], members.at(-1), members.length]);
      }),
      seeded,
    );
  });

  test('a part of a series has the trends of that part by itself', () => {
    fc.assert(
      fc.property(series, fc.nat({ max: 39 }), ties, (values, at, how) => {
        const start = Math.min(at, values.length);
        const apart = findTrends(values.slice(start), 2, { ties: how });
        expect(findTrends(values, 2, { ties: how, start })).toEqual(
          apart.map((trend) => ({
            ...trend,
            start: trend.start + start,
            end: trend.end + start,
            members: trend.members.map((member) => member + start),
          })),
        );
      }),
      seeded,
    );
  });
});
