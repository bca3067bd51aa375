import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DisparityGroup } from '../../../src/disparity/groups.ts';
import { derSimonianLaird } from '../../../src/disparity/small/derSimonianLaird.ts';
import { shrinkGroups } from '../../../src/disparity/small/shrinkGroups.ts';
import { createRandom } from '../../../src/number/random.ts';
import { crossed } from './data.ts';

const rows: readonly DisparityGroup[] = crossed.map(({ levels, denominator, numerator }) => ({
  group: Object.values(levels).join(' '),
  population: denominator,
  numerator,
}));

describe('sixteen crossed strata, against metafor 3.8.1', () => {
  const shrunken = shrinkGroups(rows);

  test('rma(method = "DL")', () => {
    expect(shrunken.mean).toBeCloseTo(0.5316298911140472, 14);
    expect(shrunken.tau2).toBeCloseTo(0.0032121881155368855, 15);
  });

  test('blup', () => {
    const [first, second, , fourth] = shrunken.groups;
    expect(first?.shrunken).toBeCloseTo(0.497146980882903, 13);
    expect(second?.shrunken).toBeCloseTo(0.5223938123401033, 13);
    expect(fourth?.shrunken).toBeCloseTo(0.4733370775041653, 13);
    expect(shrunken.groups[12]?.shrunken).toBeCloseTo(0.4591884281, 10);
  });
});

describe('laws', () => {
  const measured = fc.array(
    fc.record({
      estimate: fc.double({ min: -50, max: 50, noNaN: true }),
      standardError: fc.double({ min: 0.1, max: 20, noNaN: true }),
    }),
    { minLength: 2, maxLength: 12 },
  );
  const named = (given: readonly { readonly estimate: number; readonly standardError: number }[]): DisparityGroup[] =>
    given.map((one, index) => ({ group: `G${index}`, population: 10, ...one }));

  test('a shrunken estimate lies between its own and the mean, by its reliability, whatever the order', () => {
    fc.assert(
      fc.property(measured, (given) => {
        const { groups, mean } = shrinkGroups(named(given));
        for (const { estimate, shrunken, reliability } of groups) {
          const share = reliability ?? NaN;
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThan(1);
          expect(shrunken).toBeCloseTo(share * (estimate ?? NaN) + (1 - share) * (mean ?? NaN), 9);
        }
        const turned = shrinkGroups(named(given).toReversed()).groups.toReversed();
        turned.forEach(({ shrunken }, index) => expect(shrunken).toBeCloseTo(groups[index]?.shrunken ?? NaN, 9));
      }),
      { seed: 1 },
    );
  });

  test('adding a constant shifts and multiplying scales', () => {
    fc.assert(
      fc.property(measured, (given) => {
        const plain = shrinkGroups(named(given));
        const moved = shrinkGroups(
          named(given.map(({ estimate, standardError }) => ({ estimate: 3 * estimate + 7, standardError: 3 * standardError }))),
        );
        expect(moved.tau2).toBeCloseTo(9 * (plain.tau2 ?? NaN), 6);
        moved.groups.forEach(({ shrunken, shrunkenError }, index) => {
          expect(shrunken).toBeCloseTo(3 * (plain.groups[index]?.shrunken ?? NaN) + 7, 6);
          expect(shrunkenError).toBeCloseTo(3 * (plain.groups[index]?.shrunkenError ?? NaN), 6);
        });
      }),
      { seed: 1 },
    );
  });

  test('percent go in as they are', () => {
    const percent = shrinkGroups(rows, { scale: 100 });
    const fractions = shrinkGroups(rows);
    expect(percent.groups[7]?.shrunken).toBeCloseTo(100 * (fractions.groups[7]?.shrunken ?? NaN), 11);
    expect(percent.groups[7]?.reliability).toBeCloseTo(fractions.groups[7]?.reliability ?? NaN, 13);
  });

  test('groups that differ by less than chance all have the mean and reliability 0', () => {
    const alike = shrinkGroups([
      { group: 'A', population: 50, numerator: 25 },
      { group: 'B', population: 60, numerator: 31 },
      { group: 'C', population: 70, numerator: 36 },
    ]);
    expect(alike.tau2).toBe(0);
    expect(alike.groups.map(({ reliability }) => reliability)).toEqual([0, 0, 0]);
    for (const { shrunken } of alike.groups) expect(shrunken).toBeCloseTo(alike.mean ?? NaN, 15);
  });

  test('with tau² the pooled error is that of the weights, by finite differences of the mean', () => {
    const given = [
      { value: 1, variance: 0.3 },
      { value: 3, variance: 0.7 },
      { value: 2.2, variance: 1.1 },
    ];
    const slopes = given.map((one, k) => {
      const at = (by: number) => derSimonianLaird(given.with(k, { ...one, value: one.value + by })).fixed;
      return (at(1e-4) - at(-1e-4)) / 2e-4;
    });
    const variance = slopes.reduce((total, slope, k) => total + slope ** 2 * (given[k]?.variance ?? NaN), 0);
    expect(Math.sqrt(variance)).toBeCloseTo(derSimonianLaird(given).fixedError, 10);
  });
});

describe('edges', () => {
  test('a rate of 0 is shrunken too, and says that its error was smoothed', () => {
    const { groups } = shrinkGroups([
      { group: 'A', population: 40, numerator: 0 },
      { group: 'B', population: 310, numerator: 155 },
      { group: 'C', population: 95, numerator: 38 },
    ]);
    expect(groups[0]).toMatchObject({ estimate: 0, standardError: 0, smoothed: true });
    expect(groups[0]?.shrunken).toBeGreaterThan(0);
    expect(groups[1]?.smoothed).toBe(false);
  });

  test('missing, empty and errorless groups are left out in their place', () => {
    const { groups, df } = shrinkGroups([
      { group: 'A', population: 40, numerator: 12 },
      { group: 'missing', population: 40, numerator: NaN },
      { group: 'empty', population: 0, numerator: 0 },
      { group: 'certain', population: 10, estimate: 0.4, standardError: 0 },
      { group: 'B', population: 50, numerator: 30 },
    ]);
    expect(df).toBe(1);
    expect(groups.map(({ reason }) => reason)).toEqual([
      null,
      'no value with a standard error above 0',
      'no value with a standard error above 0',
      'no value with a standard error above 0',
      null,
    ]);
  });

  test('one group: nulls and a reason', () => {
    const reason = 'fewer than two groups have a value with a standard error';
    const one = shrinkGroups([{ group: 'A', population: 40, numerator: 12 }]);
    expect(one).toMatchObject({ mean: null, tau2: null, reason, groups: [{ group: 'A', shrunken: null, reason }] });
    expect(shrinkGroups([])).toMatchObject({ groups: [], reason });
  });

  test('refuses what is impossible', () => {
    expect(() => shrinkGroups([{ group: 'A', population: 3, numerator: 4 }])).toThrow(
      'group A: numerator 4 exceeds population 3',
    );
    expect(() => shrinkGroups(rows, { level: 95 })).toThrow('level is a fraction such as 0.95, got 95');
  });
});

test('shrunken rates of small groups lie nearer to the truth than their own, and 95 % intervals hold 95 % of many groups', () => {
  const random = createRandom(1);
  let [own, drawn, held, all] = [0, 0, 0, 0];
  for (let run = 0; run < 100; run += 1) {
    const truths = Array.from({ length: 40 }, () => Math.min(0.95, Math.max(0.05, 0.55 + 0.08 * random.normal())));
    const given = truths.map((probability, index) => {
      const trials = 20 + random.below(150);
      return { group: `G${index}`, population: trials, numerator: random.binomial({ trials, probability }) };
    });
    shrinkGroups(given).groups.forEach(({ estimate, shrunken, lower, upper }, index) => {
      const truth = truths[index] ?? NaN;
      own += ((estimate ?? NaN) - truth) ** 2;
      drawn += ((shrunken ?? NaN) - truth) ** 2;
      held += Number(lower !== null && upper !== null && lower <= truth && truth <= upper);
      all += 1;
    });
  }
  expect(drawn).toBeLessThan(0.85 * own);
  expect(Math.abs(held / all - 0.95)).toBeLessThan(0.02);
});
