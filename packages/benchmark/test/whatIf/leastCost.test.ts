import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { leastCost, type Option } from '../../src/whatIf/leastCost.ts';

/** Every choice of one option a unit. */
function everyChoice(units: readonly (readonly Option[])[]): number[][] {
  return units.reduce<number[][]>((all, options) => all.flatMap((one) => options.map((_, index) => [...one, index])), [[]]);
}

const total = (units: readonly (readonly Option[])[], choice: readonly number[]): Option =>
  choice
    .map((option, unit) => units[unit]![option]!)
    .reduce(
      (sum, { cost, patients, value }) => ({
        cost: sum.cost + cost,
        patients: sum.patients + patients,
        value: sum.value + value,
      }),
      {
        cost: 0,
        patients: 0,
        value: 0,
      },
    );

const small = fc.integer({ min: 0, max: 6 });
const units = fc.array(
  fc
    .record({
      each: fc.integer({ min: 1, max: 3 }),
      counts: fc.uniqueArray(small, { minLength: 1, maxLength: 5 }),
      values: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 5, maxLength: 5 }),
    })
    .map(({ counts, each, values }) =>
      counts
        .toSorted((a, b) => a - b)
        .map((patients, index): Option => ({ cost: patients * each, patients, value: values[index]! })),
    ),
  { minLength: 1, maxLength: 5 },
);

test('no choice costs less, and of those that cost as much none takes fewer patients, then none brings more', () => {
  fc.assert(
    fc.property(units, fc.integer({ min: -20, max: 40 }), (given, goal) => {
      const enough = everyChoice(given)
        .map((choice) => total(given, choice))
        .filter(({ value }) => value >= goal)
        .toSorted((a, b) => a.cost - b.cost || a.patients - b.patients || b.value - a.value);
      const found = leastCost(given, goal);
      expect(found && total(given, found)).toEqual(enough[0] ?? null);
    }),
    { seed: 1, numRuns: 2000 },
  );
});

const gaps = (values: readonly number[], each = 1): Option[] =>
  values.map((value, patients) => ({ cost: patients * each, patients, value }));

test('what ties in everything is left to the units named first', () => {
  expect(leastCost([gaps([0, 1]), gaps([0, 1]), gaps([0, 1])], 2)).toEqual([1, 1, 0]);
  expect(leastCost([gaps([0, 0, 5]), gaps([0, 0, 5])], 1)).toEqual([2, 0]);
});

test('the same cost with fewer patients, then the same of both with more', () => {
  expect(leastCost([gaps([0, 0, 0, 5]), gaps([0, 5], 3)], 5)).toEqual([0, 1]); // 3 patients at 1, or 1 at 3
  expect(leastCost([gaps([0, 5]), gaps([0, 9])], 5)).toEqual([0, 1]);
});

test('nothing is enough, nothing is needed, and a unit that cannot be left alone', () => {
  expect(leastCost([gaps([0, 5])], 6)).toBeNull();
  expect(leastCost([gaps([0, 5])], 0)).toEqual([0]);
  expect(leastCost([gaps([0, 5])], -Infinity)).toEqual([0]);
  expect(leastCost([[{ cost: 2, patients: 2, value: 1 }], gaps([0, 5])], 1)).toEqual([0, 0]);
  expect(leastCost([], 0)).toEqual([]);
});

test('many alike with an entry fee are entered as seldom as can be', () => {
  // Each brings nothing for 50 gaps, then one a gap up to 300. To bring 1,550 six must be entered.
  const ramp = gaps(Array.from({ length: 351 }, (_, count) => Math.max(0, count - 50)));
  const found = leastCost(
    Array.from({ length: 12 }, () => ramp),
    1550,
  )!;
  expect(found.reduce((sum, count) => sum + count, 0)).toBe(1550 + 6 * 50);
  expect(found.filter((count) => count > 0)).toHaveLength(6);
});
