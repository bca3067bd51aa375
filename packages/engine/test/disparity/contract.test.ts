import { describe, expect, test } from 'vitest';
import {
  betweenGroupVariance,
  createRandom,
  defineDisparityContract,
  type DisparityContract,
  type DisparityGroup,
  disparityIndices,
  type DisparityIndexId,
  measureDisparity,
} from '../../src/index.ts';

const base: DisparityContract = {
  measure: 'CBP',
  index: 'between-group-variance',
  direction: 'higher',
  scale: 'absolute',
  unit: 100,
  framing: 'as-measured',
  reference: null,
  weights: 'population',
  denominatorMin: 30,
  rollUp: 'OMB 1997',
  source: 'self-reported',
  correction: 'noise',
  level: 0.95,
};

const ids = Object.keys(disparityIndices) as DisparityIndexId[];

/** A contract of the index that the metadata say goes. */
function contractOf(index: DisparityIndexId): DisparityContract {
  const { scale, weights, needs } = disparityIndices[index];
  const attributable = index.startsWith('population-attributable');
  const reference = needs === 'reference' ? ({ group: 'A' } as const) : attributable ? 'best' : null;
  return { ...base, index, scale, weights, reference, correction: 'none', unit: 1, denominatorMin: 0 };
}

const groups: readonly DisparityGroup[] = [
  { group: 'A', population: 400, numerator: 150, rank: 1 },
  { group: 'B', population: 300, numerator: 180, rank: 2 },
  { group: 'C', population: 200, numerator: 110, rank: 3 },
  { group: 'D', population: 100, numerator: 70, rank: 4 },
];

describe('a contract', () => {
  test('is echoed as it was given, and cannot be changed', () => {
    const contract = defineDisparityContract(base);
    expect(contract).toEqual(base);
    expect(Object.isFrozen(contract)).toBe(true);
  });

  test.for(Object.keys(base) as (keyof DisparityContract)[])('without %s is none', (term) => {
    const { [term]: _, ...rest } = base;
    expect(() => defineDisparityContract(rest as DisparityContract)).toThrow(
      term === 'measure'
        ? 'contract: measure must be an id, got undefined'
        : `contract CBP: ${term} is missing, and has no default`,
    );
  });

  test.for([
    [{ index: 'gini' }, /^contract CBP: index must be one of range, .*, got 'gini'$/],
    [{ direction: 'up' }, "contract CBP: direction must be higher or lower, got 'up'"],
    [{ scale: 'relative' }, "contract CBP: scale of between-group-variance is absolute, got 'relative'"],
    [{ weights: 'equal' }, "contract CBP: weights of between-group-variance are population, got 'equal'"],
    [{ framing: 'inverse' }, "contract CBP: framing must be as-measured or complement, got 'inverse'"],
    [{ reference: 'best' }, 'contract CBP: index between-group-variance has no reference, which must be null'],
    [
      { index: 'between-group-sd' },
      'contract CBP: correction noise is of the between-group variance only, got index between-group-sd',
    ],
    [{ unit: 0 }, 'contract CBP: unit must be a number above 0, got 0'],
    [{ denominatorMin: 2.5 }, 'contract CBP: denominatorMin must be a whole number of at least 0, got 2.5'],
    [{ level: 95 }, 'contract CBP: level is a fraction such as 0.95, got 95'],
    [{ rollUp: 7 }, 'contract CBP: rollUp must be a name or null, got 7'],
    [{ source: 'guess' }, "contract CBP: source must be self-reported or indirect or mixed or other, got 'guess'"],
    [{ payment: 5 }, 'contract CBP: payment is no term of a contract'],
  ] as const)('with %o is refused', ([change, message]) => {
    expect(() => defineDisparityContract({ ...base, ...change } as unknown as DisparityContract)).toThrow(message);
  });

  test('names its reference beforehand', () => {
    const gap = contractOf('widest-gap-from-reference');
    expect(() => defineDisparityContract({ ...gap, reference: null })).toThrow('needs a reference chosen beforehand');
    expect(() => defineDisparityContract({ ...gap, reference: 'best' })).toThrow('the best group is picked by its value');
    expect(() => defineDisparityContract({ ...gap, reference: 'rest' as 'best' })).toThrow(
      'contract CBP: reference rest goes with difference, ratio and complement-ratio, got index widest-gap-from-reference; of the indices it is that of widest-gap-from-rest',
    );
    expect(() => defineDisparityContract({ ...gap, reference: { benchmark: 0.6 } as never })).toThrow(
      'reference benchmark goes with difference, ratio and complement-ratio, got index widest-gap-from-reference',
    );
    expect(() => defineDisparityContract({ ...gap, reference: 'smallest' as 'best' })).toThrow(
      "reference must be a group, largest, got 'smallest'",
    );
    expect(defineDisparityContract({ ...gap, reference: 'largest' }).reference).toBe('largest');
    expect(() => defineDisparityContract({ ...contractOf('population-attributable-risk'), reference: null })).toThrow(
      'needs a reference, such as best',
    );
  });
});

describe.for(ids)('%s', (index) => {
  const measured = (rows: readonly DisparityGroup[], change: Partial<DisparityContract> = {}) =>
    measureDisparity(rows, { ...contractOf(index), ...change }, { draws: 200 });
  const metadata = disparityIndices[index];
  const value = (rows: readonly DisparityGroup[], change: Partial<DisparityContract> = {}) =>
    measured(rows, change).estimate.value ?? NaN;

  test('comes with contract, interval and noise floor, which measures the same', () => {
    const { contract, estimate, noise } = measured(groups);
    expect(contract).toEqual(contractOf(index));
    expect(estimate).toMatchObject({ reason: null, level: 0.95 });
    expect(estimate.lower).toBeLessThan(estimate.value ?? NaN);
    expect(estimate.upper).toBeGreaterThan(estimate.value ?? NaN);
    expect(noise).toMatchObject({ index, mean: expect.any(Number) as number, percentile95: expect.any(Number) as number });
    const size = Math.abs(estimate.value ?? NaN);
    const ratio = index.includes('kunst-mackenbach');
    expect(noise.observed).toBeCloseTo(ratio ? Math.max(size, 1 / size) : size, 9);
  });

  test('is absolute or relative as its metadata say', () => {
    const scaled = groups.map(({ numerator = NaN, ...row }) => ({
      ...row,
      population: row.population * 10,
      numerator: numerator * 5,
    }));
    const halved = groups.map(({ numerator = NaN, ...row }) => ({
      ...row,
      population: row.population * 10,
      numerator: numerator * 10,
    }));
    const bounded = index === 'erreygers-index' || index === 'wagstaff-index' || index.endsWith('-logit'); // relative to the bounds, which stay
    if (!bounded) {
      const factor = value(scaled) / value(halved);
      expect(factor).toBeCloseTo(metadata.scale === 'relative' ? 1 : index === 'between-group-variance' ? 0.25 : 0.5, 9);
    }
  });

  test('minds the sizes of groups as its metadata say', () => {
    const resized = groups.map(({ population, numerator = NaN, ...row }, j) => ({
      ...row,
      population: population * (j + 1),
      numerator: numerator * (j + 1),
    }));
    const rested = index === 'widest-gap-from-rest' || index === 'widest-gap-from-mean'; // whose reference is made of members
    const meant = index === 'mean-difference-from-mean-unweighted' || index === 'index-of-disparity-unweighted';
    const moved = Math.abs(value(resized) - value(groups)) > 1e-9;
    expect(moved).toBe(metadata.weights === 'population' || rested || meant);
  });

  test('needs an order, or a reference, as its metadata say', () => {
    const unordered = groups.map((row) => ({ ...row, rank: NaN }));
    expect(Number.isNaN(value(unordered))).toBe(metadata.needs === 'order');
    const unnamed = () => defineDisparityContract({ ...contractOf(index), reference: null });
    if (metadata.needs === 'reference') expect(unnamed).toThrow('needs a reference');
  });

  test('takes a group at 0 as its metadata say', () => {
    const zero = groups.map((row, j) => (j === 3 ? { ...row, numerator: 0 } : row));
    expect(Number.isNaN(value(zero))).toBe(!metadata.zeroAllowed);
  });

  test('minds the direction as its metadata say', () => {
    const moved = Math.abs(value(groups, { direction: 'lower' }) - value(groups)) > 1e-9;
    expect(moved).toBe(metadata.directed);
  });
});

test('groups that are too small are left out and named, with those without members', () => {
  const rows = [...groups, { group: 'E', population: 12, numerator: 2 }, { group: 'F', population: 0, numerator: 0 }];
  const measured = measureDisparity(rows, base, { draws: 100 });
  expect(measured).toMatchObject({ groups: ['A', 'B', 'C', 'D'], omitted: ['E', 'F'] });
  expect(measured.estimate).toEqual(measureDisparity(groups, base, { draws: 100 }).estimate);
  expect(measured.corrected).toBe(betweenGroupVariance(groups, { direction: 'higher', scale: 100 }).valueNoiseCorrected);
});

test('a relative index of those who did not is another index', () => {
  const contract = contractOf('theil-index');
  const misses = groups.map(({ population, numerator = NaN, ...row }) => ({
    ...row,
    population,
    numerator: population - numerator,
  }));
  const complement = measureDisparity(groups, { ...contract, framing: 'complement' }, { draws: 100 });
  const counted = measureDisparity(misses, contract, { draws: 100 });
  expect(complement.estimate.value).toBeCloseTo(counted.estimate.value ?? NaN, 12);
});

test('the widest gap names its group, and its interval holds though it was picked', () => {
  const contract = contractOf('widest-gap-from-rest');
  const { estimate } = measureDisparity(groups, contract, { draws: 100 });
  expect(estimate).toMatchObject({ group: 'A', method: 'newcombe, simultaneous over 4' });
  const random = createRandom(3);
  const rate = 0.4;
  const entry = disparityIndices['widest-gap-from-rest'];
  let held = 0;
  for (let round = 0; round < 1000; round += 1) {
    const rows = groups.map(({ group, population }) => ({
      group,
      population,
      numerator: random.binomial({ trials: population, probability: rate }),
    }));
    const { lower, upper } = entry.estimate(rows, { direction: 'higher' }, undefined);
    held += Number((lower ?? NaN) <= 0 && (upper ?? NaN) >= 0);
  }
  expect(held / 1000).toBeGreaterThan(0.93);
});

test.for(ids)('one group alone has no %s: not 0, which would say that all are equal', (index) => {
  const { estimate, corrected, noise } = measureDisparity(groups.slice(0, 1), contractOf(index), { draws: 10 });
  expect(estimate).toMatchObject({ value: null, lower: null, upper: null, reason: 'there are no two groups to compare' });
  expect(corrected).toBeNull();
  expect(noise).toMatchObject({ verdict: null, reason: 'fewer than two groups have a value' });
});

test('a reference that is too small to enter is no reference', () => {
  const contract = { ...contractOf('widest-gap-from-reference'), reference: { group: 'D' }, denominatorMin: 150 } as const;
  expect(() => measureDisparity(groups, contract)).toThrow('reference D is not among the groups that enter: A, B, C');
});
