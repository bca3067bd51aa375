import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DisparityGroup } from '../../src/disparity/groups.ts';
import {
  absoluteConcentrationIndex,
  atkinson,
  betweenGroupSd,
  betweenGroupVariance,
  coefficientOfVariation,
  createRandom,
  erreygersIndex,
  generalisedEntropy2,
  indexNoise,
  indexOfDisparity,
  meanDifferenceFromBest,
  meanDifferenceFromMean,
  meanDifferenceFromReference,
  meanLogDeviation,
  noiseCorrectedVariance,
  noiseFloor,
  relativeConcentrationIndex,
  relativeIndexOfInequality,
  slopeIndexOfInequality,
  theilIndex,
  wagstaffIndex,
  type DistanceId,
  type IndexNoiseOptions,
} from '../../src/index.ts';

const higher = { direction: 'higher' } as const;

/** One index of groups beside its noise. */
function noiseOf(groups: readonly DisparityGroup[], index: DistanceId, options: Partial<IndexNoiseOptions> = {}) {
  return indexNoise(groups, { ...higher, ...options, indices: [index] }).indices[0]!;
}

const measured = (errors: readonly number[]) =>
  errors.map((standardError, rank) => ({ group: `g${rank}`, population: 100, estimate: 50, standardError, rank }));
const counted = (counts: readonly (readonly [population: number, numerator: number])[]) =>
  counts.map(([population, numerator], rank) => ({ group: `g${rank}`, population, numerator, rank }));

describe('against what is known in closed form', () => {
  const draws = 40_000; // within 1 %

  // Mean and upper 5 % point of the range of k standard normal draws: d₂ of control charts, and the studentised range.
  test.for([
    { groups: 2, d2: 1.128, q: 2.772 },
    { groups: 3, d2: 1.693, q: 3.314 },
    { groups: 5, d2: 2.326, q: 3.858 },
    { groups: 10, d2: 3.078, q: 4.474 },
  ])('the range of $groups groups: mean $d2 and 95th percentile $q standard errors', ({ groups, d2, q }) => {
    const { mean, percentile95 } = noiseOf(measured(Array(groups).fill(2)), 'range', { scale: 100, draws });
    expect(Math.abs((mean ?? NaN) / (2 * d2) - 1)).toBeLessThan(0.01);
    expect(Math.abs((percentile95 ?? NaN) / (2 * q) - 1)).toBeLessThan(0.015);
  });

  const uneven = measured([1, 2, 4, 0.5]).map((row, rank) => ({ ...row, population: 100 * (rank + 1) }));
  const shares = [0.1, 0.2, 0.3, 0.4];
  const errors = uneven.map(({ standardError }) => standardError);

  test('the variance: Σ p (1 − p) s²', () => {
    const expected = shares.reduce((total, p, j) => total + p * (1 - p) * (errors[j] ?? NaN) ** 2, 0);
    const { mean } = noiseOf(uneven, 'between-group-variance', { scale: 100, draws });
    expect(Math.abs((mean ?? NaN) / expected - 1)).toBeLessThan(0.015);
    expect(noiseCorrectedVariance(uneven, { ...higher, scale: 100 })).toMatchObject({
      noise: expect.closeTo(expected, 12),
      corrected: 0,
    });
  });

  test('the mean difference from the mean: √(2/π) Σ p σ, σ the error of a group against the mean that holds it', () => {
    const expected = shares.reduce((total, p, j) => {
      const own = ((1 - p) * (errors[j] ?? NaN)) ** 2;
      const others = shares.reduce((sum, q, k) => sum + (k === j ? 0 : (q * (errors[k] ?? NaN)) ** 2), 0);
      return total + p * Math.sqrt(own + others);
    }, 0);
    const { mean } = noiseOf(uneven, 'mean-difference-from-mean', { scale: 100, draws });
    expect(Math.abs((mean ?? NaN) / (Math.sqrt(2 / Math.PI) * expected) - 1)).toBeLessThan(0.01);
  });

  test.each([
    ['absolute-concentration-index', absoluteConcentrationIndex(uneven, { ...higher, scale: 100 })],
    ['slope-index-of-inequality', slopeIndexOfInequality(uneven, { ...higher, scale: 100 })],
    ['erreygers-index', erreygersIndex(uneven, { ...higher, scale: 100 })],
  ] as const)('%s: a half-normal of its standard error', (id, { standardError }) => {
    const { mean, percentile95 } = noiseOf(uneven, id, { scale: 100, draws });
    expect(Math.abs((mean ?? NaN) / (Math.sqrt(2 / Math.PI) * (standardError ?? NaN)) - 1)).toBeLessThan(0.015);
    expect(Math.abs((percentile95 ?? NaN) / (1.96 * (standardError ?? NaN)) - 1)).toBeLessThan(0.015);
  });

  test('slopes of a logit in large groups: a half-normal of the standard error, as the curve is then a line', () => {
    const large = counted([
      [40_000, 16_000],
      [60_000, 24_000],
      [50_000, 20_000],
    ]);
    const { standardError } = slopeIndexOfInequality(large, { ...higher, model: 'logit' });
    const slope = noiseOf(large, 'slope-index-of-inequality-logit', { draws });
    expect(Math.abs((slope.mean ?? NaN) / (Math.sqrt(2 / Math.PI) * (standardError ?? NaN)) - 1)).toBeLessThan(0.015);
    expect(Math.abs((slope.percentile95 ?? NaN) / (1.96 * (standardError ?? NaN)) - 1)).toBeLessThan(0.015);
    // Over a mean that hardly moves, Pamuk's is the slope over the mean; the logarithm of the ratio is near it.
    const pamuk = noiseOf(large, 'relative-index-of-inequality-pamuk-logit', { draws });
    expect((pamuk.percentile95 ?? NaN) / ((slope.percentile95 ?? NaN) / 0.4)).toBeCloseTo(1, 2);
    const ratio = noiseOf(large, 'relative-index-of-inequality-kunst-mackenbach-logit', { draws });
    expect(Math.log(ratio.percentile95 ?? NaN) / (pamuk.percentile95 ?? NaN)).toBeCloseTo(1, 2);
  });

  test('a logit has no floor where estimates are no fractions of the scale, and says so', () => {
    const visits = measured([20, 30, 40]).map((row, j) => ({ ...row, estimate: 900 + 100 * j }));
    expect(noiseOf(visits, 'slope-index-of-inequality-logit', { scale: 1000 })).toMatchObject({
      observed: null,
      verdict: null,
      reason: 'a value is not between 0 and the scale 1000',
    });
  });

  test('the range of counts: the exact expectation, group sizes from 3 to 100,000', () => {
    for (const sizes of [
      [3, 5, 8],
      [30, 60, 400],
      [50_000, 100_000],
    ]) {
      const groups = sizes.map((population) => [population, population * 0.2] as const);
      const exact = noiseFloor(groups.map(([denominator, numerator]) => ({ denominator, numerator }))).range ?? NaN;
      expect(Math.abs((noiseOf(counted(groups), 'range', { draws }).mean ?? NaN) / exact - 1)).toBeLessThan(0.01);
    }
  });
});

test('what is observed is what the indices themselves say', () => {
  const group = fc
    .integer({ min: 30, max: 500 })
    .chain((population) => fc.tuple(fc.constant(population), fc.integer({ min: 12, max: population - 12 })));
  fc.assert(
    fc.property(fc.array(group, { minLength: 3, maxLength: 6 }), fc.constantFrom('higher', 'lower'), (counts, direction) => {
      const rows = counted(counts);
      const options = { direction, scale: 100 } as const;
      const reference = { ...options, referenceGroup: 'g1' };
      const expected: Partial<Record<DistanceId, number | null>> = {
        'between-group-variance': betweenGroupVariance(rows, options).value,
        'between-group-sd': betweenGroupSd(rows, options).value,
        'coefficient-of-variation': coefficientOfVariation(rows, options).value,
        'mean-difference-from-best': meanDifferenceFromBest(rows, options).value,
        'mean-difference-from-mean-unweighted': meanDifferenceFromMean(rows, { ...options, weighted: false }).value,
        'mean-difference-from-reference': meanDifferenceFromReference(rows, reference).value,
        'index-of-disparity': indexOfDisparity(rows, options).value,
        'index-of-disparity-from-best': indexOfDisparity(rows, { ...options, from: 'best' }).value,
        'theil-index': theilIndex(rows, options).value,
        'mean-log-deviation': meanLogDeviation(rows, options).value,
        'generalised-entropy-2': generalisedEntropy2(rows, options).value,
        'atkinson-1': atkinson(rows, { ...options, epsilon: 1 }).value,
        'absolute-concentration-index': Math.abs(absoluteConcentrationIndex(rows, options).value ?? NaN),
        'relative-concentration-index': Math.abs(relativeConcentrationIndex(rows, options).value ?? NaN),
        'erreygers-index': Math.abs(erreygersIndex(rows, options).value ?? NaN),
        'wagstaff-index': Math.abs(wagstaffIndex(rows, options).value ?? NaN),
        'slope-index-of-inequality': Math.abs(slopeIndexOfInequality(rows, options).value ?? NaN),
        'relative-index-of-inequality-pamuk': Math.abs(
          relativeIndexOfInequality(rows, { ...options, kind: 'pamuk' }).value ?? NaN,
        ),
        'slope-index-of-inequality-logit': Math.abs(slopeIndexOfInequality(rows, { ...options, model: 'logit' }).value ?? NaN),
        'relative-index-of-inequality-pamuk-logit': Math.abs(
          relativeIndexOfInequality(rows, { ...options, kind: 'pamuk', model: 'logit' }).value ?? NaN,
        ),
      };
      const { indices } = indexNoise(rows, { ...reference, draws: 20 });
      for (const { index, observed } of indices)
        if (Object.hasOwn(expected, index)) expect(observed).toBeCloseTo(expected[index] ?? NaN, 8);
      for (const [model, id] of [
        ['linear', 'relative-index-of-inequality-kunst-mackenbach'],
        ['logit', 'relative-index-of-inequality-kunst-mackenbach-logit'],
      ] as const) {
        const ratio = relativeIndexOfInequality(rows, { ...options, kind: 'kunst-mackenbach', model }).value;
        const { observed } = indices.find(({ index }) => index === id)!;
        if (ratio === null) expect(observed).toBeNull();
        else expect(Math.abs(Math.log(observed ?? NaN) / Math.abs(Math.log(ratio)) - 1)).toBeLessThan(1e-6);
      }
    }),
    { seed: 1, numRuns: 30 },
  );
});

describe('the verdict', () => {
  test('a seven-point range among 300 members is too few to tell, among 30,000 beyond chance', () => {
    const practice = counted([
      [120, 72],
      [100, 53],
      [80, 44],
    ]);
    expect(noiseOf(practice, 'range').verdict).toBe('too few to tell');
    const plan = practice.map((row) => ({ ...row, population: 100 * row.population, numerator: 100 * row.numerator }));
    expect(noiseOf(plan, 'range').verdict).toBe('beyond chance');
  });

  test('where nothing differs, about one practice in twenty is beyond chance, never many more', () => {
    const random = createRandom(3);
    const indices = ['range', 'mean-difference-from-best', 'between-group-variance', 'slope-index-of-inequality'] as const;
    const alarms = new Map<string, number>(indices.map((id) => [id, 0]));
    const practices = 600;
    for (let practice = 0; practice < practices; practice += 1) {
      const rows = counted([120, 90, 60, 30].map((n) => [n, random.binomial({ trials: n, probability: 0.6 })]));
      for (const { index, verdict } of indexNoise(rows, { ...higher, indices, draws: 400, seed: practice }).indices)
        if (verdict === 'beyond chance') alarms.set(index, (alarms.get(index) ?? NaN) + 1);
    }
    for (const count of alarms.values()) {
      expect(count / practices).toBeGreaterThan(0.025);
      expect(count / practices).toBeLessThan(0.075); // 0.05 and what 600 practices leave open
    }
  });

  test('a group of five with nobody met has noise as a count, and none by its own error', () => {
    const rows = counted([
      [200, 40],
      [5, 0],
    ]);
    const byCount = noiseOf(rows, 'range');
    const byError = noiseOf(rows, 'range', { under: 'normal' });
    expect([byCount.verdict, byError.verdict]).toEqual(['too few to tell', 'beyond chance']);
  });
});

test('laws: a seed says all, another draws afresh; per cent are a hundred times fractions; the order of rows is no matter', () => {
  const rows = counted([
    [40, 22],
    [70, 30],
    [25, 15],
  ]);
  const report = indexNoise(rows, higher);
  expect(indexNoise(rows, higher)).toEqual(report);
  expect(indexNoise(rows, { ...higher, seed: 2 }).indices[0]?.mean).not.toBe(report.indices[0]?.mean);
  expect(report).toMatchObject({ under: 'binomial', draws: 5000, seed: 1, shared: expect.closeTo(67 / 135, 14) });
  const percent = indexNoise(rows, { ...higher, scale: 100 });
  for (const [place, { index, mean, percentile95 }] of report.indices.entries()) {
    const times = { 'between-group-variance': 1e4, range: 100, 'slope-index-of-inequality': 100, 'theil-index': 1 }[
      index as 'range'
    ];
    if (times === undefined) continue;
    expect(percent.indices[place]?.mean).toBeCloseTo(times * (mean ?? NaN), 8);
    expect(percent.indices[place]?.percentile95).toBeCloseTo(times * (percentile95 ?? NaN), 8);
  }
  const turned = noiseOf([...rows].reverse(), 'mean-difference-from-best', { draws: 40_000 }).mean ?? NaN;
  expect(Math.abs(turned / (noiseOf(rows, 'mean-difference-from-best', { draws: 40_000 }).mean ?? NaN) - 1)).toBeLessThan(0.02);
});

describe('which indices there are', () => {
  const ids = (rows: readonly DisparityGroup[], options: Partial<IndexNoiseOptions> = {}) =>
    indexNoise(rows, { ...higher, draws: 10, ...options }).indices.map(({ index }) => index);
  const rows = counted([
    [40, 22],
    [70, 30],
  ]);
  const unordered = rows.map(({ group, population, numerator }) => ({ group, population, numerator }));

  test('ordered ones where groups have an order, reference ones where a reference is named', () => {
    expect(ids(unordered)).not.toContain('slope-index-of-inequality');
    expect(ids(rows)).toContain('slope-index-of-inequality');
    expect(ids(rows)).not.toContain('mean-difference-from-reference');
    expect(ids(rows, { referenceGroup: 'g0' })).toContain('mean-difference-from-reference');
  });

  test('one that is asked for and cannot be has a reason', () => {
    expect(noiseOf(unordered, 'erreygers-index')).toMatchObject({
      observed: null,
      mean: null,
      verdict: null,
      reason: 'the groups have no order',
    });
    expect(noiseOf(rows, 'widest-gap-from-reference').reason).toBe('no reference group is named');
    expect(noiseOf(rows.slice(0, 1), 'range')).toMatchObject({ mean: null, reason: 'fewer than two groups have a value' });
    const bare = [...rows, { group: 'bare', population: 10, estimate: 0.4 }];
    expect(noiseOf(bare, 'range')).toMatchObject({ mean: null, verdict: null, reason: 'group bare has no standard error' });
    const rare = counted([
      [100, 2],
      [100, 3],
    ]);
    expect(noiseOf(rare, 'mean-log-deviation')).toMatchObject({
      observed: expect.any(Number),
      mean: null,
      reason: 'chance alone leaves the index undefined more than one time in twenty',
    });
  });

  test('where nobody or everybody is met there is no noise, and no ratio', () => {
    for (const share of [0, 1]) {
      const same = counted([
        [20, 20 * share],
        [30, 30 * share],
      ]);
      expect(noiseOf(same, 'range')).toMatchObject({ observed: 0, mean: 0, percentile95: 0, verdict: 'too few to tell' });
    }
  });

  test('options that make no sense are refused in words', () => {
    expect(() => noiseOf(rows, 'gini' as 'range')).toThrow("indices: 'gini' is none of range");
    expect(() => noiseOf(rows, 'range', { under: 'poisson' as 'normal' })).toThrow(
      "under must be 'binomial' or 'normal', got 'poisson'",
    );
    expect(() => noiseOf(measured([1, 1]), 'range', { scale: 100, under: 'binomial' })).toThrow(
      'under binomial needs the numerator of every group',
    );
    expect(() => noiseOf(rows, 'range', { draws: 0 })).toThrow('draws must be a whole number above 0, got 0');
    expect(() => noiseOf(rows, 'range', { referenceGroup: 'x' })).toThrow('reference x is not among the groups');
  });
});

test('the corrected variance is what is planted, on average', () => {
  const random = createRandom(8);
  const sizes = [150, 90, 60];
  const rates = [0.7, 0.6, 0.5];
  const shares = sizes.map((size) => size / 300);
  const mean = shares.reduce((total, p, j) => total + p * (rates[j] ?? NaN), 0);
  const planted = shares.reduce((total, p, j) => total + p * ((rates[j] ?? NaN) - mean) ** 2, 0);
  let [observed, corrected] = [0, 0];
  const practices = 4000;
  for (let practice = 0; practice < practices; practice += 1) {
    const rows = counted(sizes.map((n, j) => [n, random.binomial({ trials: n, probability: rates[j] ?? NaN })]));
    const split = noiseCorrectedVariance(rows, higher);
    observed += (split.observed ?? NaN) / practices;
    corrected += ((split.observed ?? NaN) - (split.noise ?? NaN)) / practices;
  }
  const noise = shares.reduce((total, p, j) => {
    const rate = rates[j] ?? NaN;
    return total + (p * (1 - p) * rate * (1 - rate)) / (sizes[j] ?? NaN);
  }, 0);
  expect(Math.abs(observed / (planted + noise) - 1)).toBeLessThan(0.03);
  expect(Math.abs(corrected / planted - 1)).toBeLessThan(0.03);
  const same = counted([
    [20, 10],
    [40, 20],
  ]);
  expect(noiseCorrectedVariance(same, higher)).toMatchObject({
    observed: 0,
    corrected: 0,
    reliability: null,
    reason: 'all groups are the same: there is no variance to divide',
  });
});
