import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readGroups } from '../../src/disparity/groups.ts';
import { sidesOf } from '../../src/disparity/pairwise/sides.ts';
import { findReference } from '../../src/disparity/pairwise/reference.ts';
import {
  compareProportions,
  compareWithReference,
  createRandom,
  type DisparityGroup,
  disparityRange,
  eventsToCloseGap,
  newcombe,
  populationAttributableRisk,
  referenceAgainstWorst,
  type ReferenceRule,
  relativeInequity,
  testTwoProportions,
} from '../../src/index.ts';

const groups = fc
  .array(
    fc
      .integer({ min: 2, max: 3000 })
      .chain((population) =>
        fc.record({ population: fc.constant(population), numerator: fc.integer({ min: 1, max: population - 1 }) }),
      ),
    { minLength: 2, maxLength: 7 },
  )
  .map((rows) => rows.map((row, j) => ({ group: `G${j}`, ...row })));
const rules: readonly ReferenceRule[] = ['largest', 'best', 'overall', 'rest', { group: 'G0' }, { benchmark: 0.5 }];
const rule = fc.constantFrom(...rules);

const counted: readonly DisparityGroup[] = [
  { group: 'A', population: 20, numerator: 19 },
  { group: 'B', population: 80, numerator: 48 },
  { group: 'C', population: 200, numerator: 100 },
];

describe('laws', () => {
  test('a gap is worse off, whichever way is better, and mirrors with the measure', () => {
    fc.assert(
      fc.property(groups, rule, (rows, reference) => {
        const higher = compareWithReference(rows, {
          direction: 'higher',
          reference: reference === 'best' ? 'largest' : reference,
        });
        const lower = compareWithReference(rows, { direction: 'lower', reference: reference === 'best' ? 'largest' : reference });
        for (const [j, row] of higher.rows.entries()) {
          const other = lower.rows[j];
          expect(row.gap.value).toBe(0 - (other?.gap.value ?? NaN));
          expect(row.gap.lower).toBe(row.difference.upper === null ? null : 0 - row.difference.upper);
          expect(other?.gap).toEqual(other?.difference);
        }
      }),
      { seed: 1 },
    );
  });

  test('counting misses in place of hits turns the ratio into the complement ratio', () => {
    fc.assert(
      fc.property(groups, (rows) => {
        const misses = rows.map((row) => ({ ...row, numerator: row.population - row.numerator }));
        const hit = compareWithReference(rows, { direction: 'higher', reference: 'rest' }).rows;
        const miss = compareWithReference(misses, { direction: 'lower', reference: 'rest' }).rows;
        for (const [j, row] of hit.entries()) {
          expect(row.complementRatio?.value).toBeCloseTo(miss[j]?.ratio.value ?? NaN, 9);
          expect(row.gap.value).toBeCloseTo(miss[j]?.gap.value ?? NaN, 9);
          expect(row.ahrqClass).toBe(miss[j]?.ahrqClass);
        }
      }),
      { seed: 1 },
    );
  });

  test('errors are those of finite differences, the overlap with the mean included', () => {
    fc.assert(
      fc.property(groups, rule, (rows, asked) => {
        const columns = readGroups(rows, { direction: 'higher' });
        const reference = findReference(columns, asked, 0)!;
        for (const j of columns.names.keys()) {
          if (reference.place === j) continue;
          const of = (estimate: Float64Array) => {
            const { value, referenceValue } = sidesOf({ ...columns, estimate }, j, reference);
            return [value - referenceValue, Math.log(value / referenceValue)] as const;
          };
          const total = [0, 0];
          for (const [k, s] of columns.standardError.entries()) {
            const step = 1e-6 * Math.min(columns.estimate[k] ?? NaN, 1 - (columns.estimate[k] ?? NaN));
            const [up, down] = [columns.estimate.slice(), columns.estimate.slice()];
            up[k] = (up[k] ?? NaN) + step;
            down[k] = (down[k] ?? NaN) - step;
            for (const part of [0, 1] as const)
              total[part] = (total[part] ?? NaN) + (((of(up)[part] - of(down)[part]) / (2 * step)) * s) ** 2;
          }
          const { differenceError, logRatioError } = sidesOf(columns, j, reference);
          expect(differenceError / Math.sqrt(total[0] ?? NaN)).toBeCloseTo(1, 5);
          expect(logRatioError / Math.sqrt(total[1] ?? NaN)).toBeCloseTo(1, 5);
        }
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test('against all and against the others say the same of chance', () => {
    fc.assert(
      fc.property(groups, (rows) => {
        const overall = compareWithReference(rows, { direction: 'higher', reference: 'overall' }).rows;
        const rest = compareWithReference(rows, { direction: 'higher', reference: 'rest' }).rows;
        for (const [j, row] of overall.entries()) expect(row.z).toBeCloseTo(rest[j]?.z ?? NaN, 6);
      }),
      { seed: 1 },
    );
  });

  test('counts are compared as two proportions are', () => {
    const pair = { group: { denominator: 20, numerator: 19 }, reference: { denominator: 280, numerator: 148 } };
    const [first] = compareWithReference(counted, { direction: 'higher', reference: 'rest' }).rows;
    expect(first?.difference).toMatchObject({ ...newcombe(pair, 0.95), method: 'newcombe' });
    const { lower, upper } = compareProportions(pair, { measure: 'ratio' });
    expect(first?.ratio).toMatchObject({ lower, upper, method: 'koopman' });
    expect(first).toMatchObject({ zPooled: testTwoProportions(pair).statistic, pPooled: testTwoProportions(pair).p });
  });
});

describe('the reference', () => {
  test('the best group needs enough members, else the next', () => {
    const best = (denominatorMin: number) =>
      compareWithReference(counted, { direction: 'higher', reference: 'best', denominatorMin });
    expect(best(0)).toMatchObject({ reference: 'A', note: null });
    expect(best(30)).toMatchObject({ reference: 'B', note: 'A is better, with 20 of 30 members needed' });
    expect(best(100)).toMatchObject({ reference: 'C' });
    expect(best(1000)).toEqual({
      rows: [],
      reference: null,
      note: null,
      reason: 'no group has the 1000 members needed',
      omitted: [],
    });
  });

  test('of equals the first is best, also when they differ by rounding', () => {
    const ties = [
      { group: 'A', population: 10, numerator: 3 },
      { group: 'B', population: 30, numerator: 9 },
      { group: 'C', population: 10, estimate: 0.1 + 0.2, standardError: 0.1 },
    ];
    expect(compareWithReference(ties, { direction: 'higher', reference: 'best' }).reference).toBe('A');
    expect(compareWithReference(ties, { direction: 'lower', reference: 'best' }).reference).toBe('A');
  });

  test('is told, not compared', () => {
    const [row] = compareWithReference(counted, { direction: 'higher', reference: { group: 'A' } }).rows;
    expect(row).toMatchObject({ isReference: true, z: null, p: null, ahrqClass: null });
    expect(row?.difference).toMatchObject({ value: 0, lower: null, reason: 'the group is the reference' });
    expect(row?.ratio.value).toBe(1);
  });

  test('a number from outside has no error', () => {
    const [row] = compareWithReference(counted, { direction: 'lower', reference: { benchmark: 0.5 } }).rows;
    expect(row?.difference).toMatchObject({ value: expect.closeTo(0.45, 12) as number, method: 'wilson' });
    expect(row?.difference.standardError).toBeCloseTo(Math.sqrt((0.95 * 0.05) / 20), 12);
  });
});

describe('edges', () => {
  test('all others at 100 % leave no complement to divide by, whatever the rounding of their mean', () => {
    const rows = [
      { group: 'A', population: 37, numerator: 37 },
      { group: 'B', population: 51, numerator: 0 },
    ];
    for (const intervals of ['score', 'linearised'] as const) {
      const compared = compareWithReference(rows, { direction: 'higher', reference: 'rest', intervals }).rows;
      expect(compared[1]?.referenceValue).toBe(1); // 37 / 88 over 1 − 51 / 88 is 1.0000000000000002
      expect(compared[1]?.complementRatio).toMatchObject({ value: null, reason: 'the reference is 0' });
    }
  });

  test('zero has a difference but no ratio to it', () => {
    const zero = [...counted, { group: 'Z', population: 40, numerator: 0 }];
    const row = compareWithReference(zero, { direction: 'higher', reference: { group: 'Z' } }).rows[0];
    expect(row?.ratio).toMatchObject({ value: null, logStandardError: null, reason: 'the reference is 0' });
    expect(row?.difference.reason).toBeNull();
    const last = compareWithReference(zero, { direction: 'higher', reference: { group: 'A' }, intervals: 'linearised' }).rows[3];
    expect(last?.ratio).toMatchObject({ value: 0, lower: null, upper: null, reason: 'the ratio is 0, or an error unknown' });
    expect(compareWithReference(zero, { direction: 'higher', reference: { group: 'A' } }).rows[3]?.ratio).toMatchObject({
      lower: 0,
    });
    expect(disparityRange(zero, { direction: 'higher' })).toMatchObject({ ratio: null, reason: 'a ratio to 0 is none' });
  });

  test('one group alone has nothing to be compared with', () => {
    const [only] = compareWithReference([counted[0]!], { direction: 'higher', reference: 'rest' }).rows;
    expect(only?.difference).toMatchObject({ value: null, reason: 'there is no other group' });
    expect(referenceAgainstWorst([counted[0]!], { direction: 'higher', referenceGroup: 'A' })).toMatchObject({
      value: null,
      worst: null,
      reason: 'there is no other group',
    });
    expect(disparityRange([counted[0]!], { direction: 'higher' })).toMatchObject({
      summaryRatio: null,
      reason: 'there is one group only',
    });
    expect(compareWithReference([], { direction: 'higher', reference: 'best' })).toMatchObject({
      rows: [],
      reason: 'no group has a value',
    });
  });

  test('rates have no complement', () => {
    const rates = [
      { group: 'A', population: 900, estimate: 1400, standardError: 12 },
      { group: 'B', population: 400, estimate: 1100, standardError: 19 },
    ];
    const { rows } = compareWithReference(rates, { direction: 'lower', scale: 1000, reference: 'best', statistic: 'rate' });
    expect(rows[0]).toMatchObject({ complementRatio: null, zPooled: null, ahrqClass: 'worse' });
    expect(() => compareWithReference(rates, { direction: 'lower', scale: 1000, reference: 'best' })).toThrow(
      'group A: a proportion lies in [0, 1000], got 1400',
    );
  });

  test('impossible questions are refused in words', () => {
    const ask = (reference: unknown, options: object = {}) =>
      compareWithReference(counted, { direction: 'higher', reference: reference as ReferenceRule, ...options });
    expect(() => ask({ group: 'X' })).toThrow('reference X is not among the groups with a value: A, B, C');
    expect(() => ask('median')).toThrow("reference must be best, largest, overall, rest, a group or a benchmark, got 'median'");
    expect(() => ask({ benchmark: NaN })).toThrow('benchmark must be a number, got NaN');
    expect(() => ask({ benchmark: 50 })).toThrow('benchmark of a proportion lies in [0, 1], got 50');
    expect(() => ask('best', { denominatorMin: -1 })).toThrow('denominatorMin must be a number of at least 0, got -1');
    expect(() => ask('best', { statistic: 'mean' })).toThrow("statistic must be 'proportion' or 'rate', got mean");
    expect(() => ask('best', { intervals: 'exact' })).toThrow("intervals must be 'score' or 'linearised', got exact");
    expect(() => eventsToCloseGap(counted, { direction: 'higher', reference: 'rest' as 'best' })).toThrow(
      'reference must be a group or a benchmark, which all could reach; got rest',
    );
  });
});

describe('what could be gained', () => {
  test('events of the groups add up to those of all, and bring all to the reference', () => {
    fc.assert(
      fc.property(groups, fc.constantFrom('higher' as const, 'lower' as const), (rows, direction) => {
        const { events, risk, fraction } = populationAttributableRisk(rows, { direction });
        const { total, totalWhole, overallIfClosed, rows: perGroup } = eventsToCloseGap(rows, { direction });
        expect(total).toBeCloseTo(events ?? NaN, 6);
        expect((totalWhole ?? NaN) - (total ?? NaN)).toBeGreaterThan(-1e-6);
        expect(perGroup.every(({ needed, neededWhole }) => Math.abs(neededWhole - needed) < 1)).toBe(true);
        const rates = rows.map(({ numerator, population }) => numerator / population);
        expect(overallIfClosed).toBeCloseTo(direction === 'higher' ? Math.max(...rates) : Math.min(...rates), 9);
        expect((risk.value ?? NaN) * (direction === 'higher' ? 1 : -1)).toBeGreaterThanOrEqual(0);
        const mean = rows.reduce((sum, { numerator }) => sum + numerator, 0) / rows.reduce((sum, row) => sum + row.population, 0);
        expect(fraction.value).toBeCloseTo((100 * (risk.value ?? NaN)) / mean, 6);
      }),
      { seed: 1 },
    );
  });

  test('a reference that is no better than the mean gains nothing', () => {
    expect(populationAttributableRisk(counted, { direction: 'higher', reference: { group: 'C' } })).toMatchObject({
      risk: { value: 0 },
      fraction: { value: 0 },
      events: 0,
    });
    expect(populationAttributableRisk(counted, { direction: 'higher', denominatorMin: 1000 })).toMatchObject({
      reference: null,
      events: null,
      risk: { value: null, reason: 'no group has the 1000 members needed' },
    });
  });

  test('whole members that rounding leaves a little above stay whole', () => {
    const rows = [
      { group: 'A', population: 555, estimate: 0.6, standardError: 0.02 },
      { group: 'B', population: 310, estimate: 0.5, standardError: 0.03 },
    ];
    expect(eventsToCloseGap(rows, { direction: 'higher' }).rows[1]?.neededWhole).toBe(31);
  });

  test('shares of events add to 1, and without events there are none', () => {
    const rows = relativeInequity(counted, { direction: 'higher' });
    expect(rows.reduce((total, { eventShare }) => total + (eventShare ?? NaN), 0)).toBeCloseTo(1, 12);
    const none = counted.map((row) => ({ ...row, numerator: 0 }));
    expect(relativeInequity(none, { direction: 'higher' })[0]).toMatchObject({ value: null, reason: 'there are no events' });
  });
});

test('intervals by default hold their level in a practice of 300 members', () => {
  const sizes = [130, 70, 45, 35, 20];
  const rates = [0.45, 0.6, 0.55, 0.5, 0.35];
  const random = createRandom(11);
  const truth = sizes.map((population, j) => ({ group: `G${j}`, population, estimate: rates[j] ?? NaN, standardError: 0 }));
  for (const reference of ['rest', 'overall', { group: 'G0' }] as const) {
    const target = compareWithReference(truth, { direction: 'higher', reference }).rows;
    const held = { difference: 0, ratio: 0, asked: 0 };
    for (let round = 0; round < 400; round += 1) {
      const drawn = truth.map((row, j) => {
        const numerator = random.binomial({ trials: row.population, probability: rates[j] ?? NaN });
        return { group: row.group, population: row.population, numerator };
      });
      for (const [j, row] of compareWithReference(drawn, { direction: 'higher', reference }).rows.entries()) {
        if (row.isReference) continue;
        held.asked += 1;
        held.difference += Number(covers(row.difference, target[j]?.difference.value));
        held.ratio += Number(covers(row.ratio, target[j]?.ratio.value));
      }
    }
    expect(Math.abs(held.difference / held.asked - 0.95)).toBeLessThan(0.02);
    expect(Math.abs(held.ratio / held.asked - 0.95)).toBeLessThan(0.02);
  }
});

function covers(
  { lower, upper }: { readonly lower: number | null; readonly upper: number | null },
  value: number | null | undefined,
) {
  return lower !== null && upper !== null && value !== null && value !== undefined && lower <= value && value <= upper;
}
