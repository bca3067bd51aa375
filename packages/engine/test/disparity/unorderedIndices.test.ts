import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readGroups } from '../../src/disparity/groups.ts';
import type { DisparityIndex } from '../../src/disparity/unordered/kernel.ts';
import {
  atkinson,
  atkinsonIndex,
  betweenGroupSd,
  betweenGroupSdIndex,
  betweenGroupVariance,
  betweenGroupVarianceIndex,
  coefficientOfVariation,
  coefficientOfVariationIndex,
  type DisparityGroup,
  generalisedEntropy2,
  generalisedEntropy2Index,
  indexOfDisparity,
  indexOfDisparityIndex,
  meanDifferenceFromReference,
  meanDifferenceIndex,
  meanLogDeviation,
  meanLogDeviationIndex,
  overallMean,
  simulateIndex,
  theilIndex,
  theilIndexKernel,
} from '../../src/index.ts';

const absolute: readonly DisparityIndex[] = [
  betweenGroupSdIndex,
  ...(['best', 'mean', 'reference'] as const).flatMap((from) => [
    meanDifferenceIndex(from, true),
    meanDifferenceIndex(from, false),
  ]),
];
const relative: readonly DisparityIndex[] = [
  coefficientOfVariationIndex,
  indexOfDisparityIndex('mean', true),
  indexOfDisparityIndex('mean', false),
  indexOfDisparityIndex('best', false),
  theilIndexKernel,
  meanLogDeviationIndex,
  generalisedEntropy2Index,
  ...[0.5, 1, 2].map(atkinsonIndex),
];
const all = [betweenGroupVarianceIndex, ...absolute, ...relative];

const groups = fc
  .array(fc.record({ population: fc.integer({ min: 1, max: 5000 }), estimate: fc.integer({ min: 5, max: 95 }) }), {
    minLength: 2,
    maxLength: 8,
  })
  .map((rows) =>
    rows.map(({ population, estimate }, j) => ({ group: `G${j}`, population, estimate: estimate + j / 100, standardError: 1 })),
  );
const direction = fc.constantFrom('higher' as const, 'lower' as const);

function valueOf(index: DisparityIndex, rows: readonly DisparityGroup[], way: 'higher' | 'lower', reference = 0): number {
  return index.value({ ...readGroups(rows, { direction: way, scale: 100 }), reference });
}

const changed = (rows: readonly DisparityGroup[], change: (estimate: number) => number) =>
  rows.map((row) => ({ ...row, estimate: change(row.estimate ?? NaN) }));

describe.for(all)('$id', (index) => {
  test('its slopes are those of finite differences', () => {
    fc.assert(
      fc.property(groups, direction, (rows, way) => {
        const columns = { ...readGroups(rows, { direction: way, scale: 100 }), reference: 0 };
        const slopes = index.gradient(columns);
        const step = 1e-5;
        for (const [j, slope] of slopes.entries()) {
          const moved = (by: number) => {
            const estimate = columns.estimate.slice();
            estimate[j] = (estimate[j] ?? NaN) + by;
            return index.value({ ...columns, estimate });
          };
          const difference = (moved(step) - moved(-step)) / (2 * step);
          expect(Math.abs(slope - difference)).toBeLessThan(1e-5 * Math.max(1, Math.abs(slope)));
        }
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test('is 0 where all groups are equal, above 0 where two differ, and does not mind the order of groups', () => {
    fc.assert(
      fc.property(groups, direction, (rows, way) => {
        expect(
          valueOf(
            index,
            changed(rows, () => 37.3),
            way,
          ),
        ).toBeCloseTo(0, 12);
        const value = valueOf(index, rows, way);
        expect(value).toBeGreaterThan(0);
        expect(valueOf(index, rows.toReversed(), way, rows.length - 1)).toBeCloseTo(value, 9);
      }),
      { seed: 1 },
    );
  });
});

test.for(absolute)(
  '$id: adding a constant changes nothing, a factor is a factor, and mirrored groups mirror the direction',
  (index) => {
    fc.assert(
      fc.property(groups, direction, (rows, way) => {
        const value = valueOf(index, rows, way);
        expect(
          valueOf(
            index,
            changed(rows, (y) => y + 50),
            way,
          ),
        ).toBeCloseTo(value, 9);
        expect(
          valueOf(
            index,
            changed(rows, (y) => 3 * y),
            way,
          ),
        ).toBeCloseTo(3 * value, 9);
        expect(
          valueOf(
            index,
            changed(rows, (y) => 100 - y),
            way === 'higher' ? 'lower' : 'higher',
          ),
        ).toBeCloseTo(value, 9);
      }),
      { seed: 1 },
    );
  },
);

test.for(relative)('$id: a factor changes nothing', (index) => {
  fc.assert(
    fc.property(groups, direction, (rows, way) => {
      expect(
        valueOf(
          index,
          changed(rows, (y) => y / 100),
          way,
        ),
      ).toBeCloseTo(valueOf(index, rows, way), 9);
    }),
    { seed: 1 },
  );
});

test('splitting a group in two equal ones changes no index by members', () => {
  const byMembers = all.filter(({ id }) => !id.includes('unweighted') && !id.includes('index-of-disparity-from-best'));
  fc.assert(
    fc.property(groups, direction, (rows, way) => {
      const halves = rows.flatMap((row) => [
        { ...row, group: `${row.group}a`, population: row.population / 2 },
        { ...row, group: `${row.group}b`, population: row.population / 2 },
      ]);
      for (const index of byMembers) expect(valueOf(index, halves, way)).toBeCloseTo(valueOf(index, rows, way), 9);
    }),
    { seed: 1 },
  );
});

const counted: readonly DisparityGroup[] = [
  { group: 'A', population: 200, numerator: 120 },
  { group: 'B', population: 400, numerator: 200 },
  { group: 'C', population: 100, numerator: 42 },
];

test('the same data on another scale, as counts or as estimates with errors, give the same answer', () => {
  const fractions = betweenGroupSd(counted, { direction: 'higher' });
  const percents = betweenGroupSd(
    counted.map(({ group, population, numerator = NaN }) => {
      const rate = numerator / population;
      return { group, population, estimate: 100 * rate, standardError: 100 * Math.sqrt((rate * (1 - rate)) / population) };
    }),
    { direction: 'higher', scale: 100 },
  );
  for (const part of ['value', 'standardError', 'lower', 'upper'] as const)
    expect(percents[part]).toBeCloseTo(100 * (fractions[part] ?? NaN), 10);
});

test('the variance of the between-group variance is that of draws', () => {
  const drawn = simulateIndex(betweenGroupVarianceIndex, counted, { direction: 'higher', draws: 40_000 });
  const exact = betweenGroupVariance(counted, { direction: 'higher' });
  expect((drawn.standardError ?? NaN) / (exact.standardError ?? NaN)).toBeCloseTo(1, 2);
  expect(drawn.value).toBe(exact.value);
});

test.for([
  [2, 0.000982069, 5.023886],
  [3, 0.0506356, 7.377759],
  [4, 0.2157953, 9.348404],
  [5, 0.4844186, 11.143287],
  [7, 1.237344, 14.449375],
] as const)('of %i equal groups the variance of draws has the percentiles of chi-square', ([count, low, high]) => {
  const rows = Array.from({ length: count }, (_, j) => ({ group: `G${j}`, population: 50, numerator: 30 }));
  const { lower, upper } = simulateIndex(betweenGroupVarianceIndex, rows, { direction: 'higher', draws: 50_000 });
  const unit = (0.6 * 0.4) / 50 / count; // Σ (y − ȳ)² / J is s² / J times chi-square of J − 1
  expect((upper ?? NaN) / (unit * high)).toBeCloseTo(1, 2);
  expect(Math.abs((lower ?? NaN) / (unit * low) - 1)).toBeLessThan(0.03); // of two groups, a count of draws that is 1 % off is 2 % here
});

test('percentiles of a normal index are its normal limits, and a seed is a seed', () => {
  const mean: DisparityIndex = {
    id: 'mean',
    title: 'Mean',
    undefinedWhen: 'never',
    value: ({ share, estimate }) => share.reduce((total, p, j) => total + p * (estimate[j] ?? NaN), 0),
    gradient: ({ share }) => share,
  };
  const { lower, upper } = overallMean(counted, { direction: 'higher', level: 0.9 });
  const drawn = simulateIndex(mean, counted, { direction: 'higher', level: 0.9 });
  expect(drawn.lower).toBeCloseTo(lower ?? NaN, 3);
  expect(drawn.upper).toBeCloseTo(upper ?? NaN, 3);
  expect(simulateIndex(mean, counted, { direction: 'higher', level: 0.9, seed: 1 })).toEqual(drawn);
  expect(simulateIndex(mean, counted, { direction: 'higher', level: 0.9, seed: 2 })).not.toEqual(drawn);
});

describe('edges', () => {
  const zero = [...counted, { group: 'D', population: 40, numerator: 0 }];
  const empty = { value: null, standardError: null, lower: null, upper: null, reason: 'no group has a value' };

  test('no group has no index', () => {
    expect(betweenGroupVariance([], { direction: 'higher' })).toMatchObject({
      ...empty,
      noiseBias: null,
      valueNoiseCorrected: null,
    });
    expect(theilIndex([], { direction: 'higher' })).toMatchObject(empty);
    expect(overallMean([], { direction: 'higher' })).toMatchObject(empty);
  });

  test('a missing group neither counts nor breaks', () => {
    const missing = [...counted, { group: 'D', population: 500, estimate: NaN }, { group: 'E', population: 0, numerator: 0 }];
    expect(betweenGroupSd(missing, { direction: 'higher' })).toEqual(betweenGroupSd(counted, { direction: 'higher' }));
  });

  test('a group at 0 is defined where the formula has a limit, with no interval where it has no slope', () => {
    const half = [
      { group: 'A', population: 50, numerator: 25 },
      { group: 'B', population: 50, numerator: 0 },
    ];
    expect(theilIndex(half, { direction: 'higher' })).toMatchObject({
      value: Math.LN2, // half of the members at twice the mean: 0.5 × 2 ln 2
      standardError: null,
      lower: null,
      reason: 'the index has no slope at these values',
    });
    expect(meanLogDeviation(zero, { direction: 'higher' })).toMatchObject({
      value: null,
      reason: 'an estimate is 0 or below, or there is no group',
    });
    expect(atkinson(zero, { direction: 'higher', epsilon: 1 }).value).toBe(1);
    expect(atkinson(zero, { direction: 'higher', epsilon: 2 }).value).toBe(1);
    expect(generalisedEntropy2(zero, { direction: 'higher' }).reason).toBeNull();
    expect(indexOfDisparity(zero, { direction: 'lower', from: 'best' })).toMatchObject({
      value: null,
      reason: 'the best group is at 0 or there are fewer than two',
    });
  });

  test('nobody anywhere has a difference of 0 and no ratio', () => {
    const none = counted.map((row) => ({ ...row, numerator: 0 }));
    expect(betweenGroupVariance(none, { direction: 'higher' }).value).toBe(0);
    expect(coefficientOfVariation(none, { direction: 'higher' })).toMatchObject({
      value: null,
      reason: 'the mean is 0 or there is no group',
    });
    expect(theilIndex(none, { direction: 'higher' }).value).toBeNull();
  });

  test('groups of one rate and odd sizes differ by exactly 0, whatever the rounding of their mean', () => {
    // 20 % each; the mean by shares comes to 0.20000000000000004 or less when it is merely added up
    const equal = [
      { group: 'A', population: 300, numerator: 60 },
      { group: 'B', population: 45, numerator: 9 },
      { group: 'C', population: 1000, numerator: 200 },
      { group: 'D', population: 5, numerator: 1 },
    ];
    const none = { value: 0, standardError: null, lower: null, upper: null, reason: 'the index has no slope at these values' };
    expect(overallMean(equal, { direction: 'lower' }).value).toBe(0.2);
    expect(betweenGroupVariance(equal, { direction: 'lower' }).value).toBe(0);
    expect(betweenGroupSd(equal, { direction: 'lower' })).toMatchObject(none);
    expect(coefficientOfVariation(equal, { direction: 'lower' })).toMatchObject(none);
    for (const index of [theilIndex, meanLogDeviation, generalisedEntropy2])
      expect(index(equal, { direction: 'lower' })).toMatchObject({ value: 0, standardError: 0 });
  });

  test('estimates that differ by rounding alone do not differ', () => {
    const rounded = [
      { group: 'A', population: 30, estimate: 0.3, standardError: 0.08 },
      { group: 'B', population: 50, estimate: (0.2 + 0.4) / 2, standardError: 0.06 }, // 0.30000000000000004
    ];
    expect(betweenGroupSd(rounded, { direction: 'higher' })).toMatchObject({ value: 0, standardError: null });
    expect(theilIndex(rounded, { direction: 'higher' }).value).toBeGreaterThanOrEqual(0);
    expect(meanLogDeviation(rounded, { direction: 'higher' }).value).toBeGreaterThanOrEqual(0);
  });

  test('an estimate without its error has no interval', () => {
    const bare = [...counted, { group: 'D', population: 40, estimate: 0.3 }];
    expect(betweenGroupSd(bare, { direction: 'higher' })).toMatchObject({
      value: expect.any(Number) as number,
      lower: null,
      reason: 'a standard error is not known',
    });
    expect(simulateIndex(betweenGroupSdIndex, bare, { direction: 'higher' }).reason).toBe('a standard error is not known');
  });

  test('impossible questions are refused in words', () => {
    const ask = (rows: readonly DisparityGroup[], options: object = {}) =>
      betweenGroupSd(rows, { direction: 'higher', ...options });
    expect(() => ask([{ group: 'A', population: 5, numerator: 6 }])).toThrow('group A: numerator 6 exceeds population 5');
    expect(() => ask([{ group: 'A', population: -5, numerator: 0 }])).toThrow(
      'group A: population must be a number of at least 0, got -5',
    );
    expect(() => ask([{ group: '', population: 5, numerator: 0 }])).toThrow("group of row 0 must be a name, got ''");
    expect(() => ask([...counted, ...counted])).toThrow('group A appears twice');
    expect(() => ask([{ group: 'A', population: 10, numerator: 6, estimate: 60 }])).toThrow(
      'group A: estimate 60 is not 1 times 6 of 10, which is 0.6',
    );
    expect(() => ask(counted, { direction: 'up' })).toThrow("direction must be 'higher' or 'lower', got 'up'");
    expect(() => ask(counted, { scale: 0 })).toThrow('scale must be a number above 0, got 0');
    expect(() => ask(counted, { level: 95 })).toThrow('level is a fraction such as 0.95, got 95');
    expect(() => atkinson(counted, { direction: 'higher', epsilon: 0 })).toThrow('epsilon must be a number above 0, got 0');
    expect(() => meanDifferenceFromReference(counted, { direction: 'higher', referenceGroup: 'X' })).toThrow(
      'reference X is not among the groups with a value: A, B, C',
    );
    expect(() => indexOfDisparity(counted, { direction: 'higher', from: 'worst' as 'best' })).toThrow(
      "from must be 'mean' or 'best', got worst",
    );
  });
});
