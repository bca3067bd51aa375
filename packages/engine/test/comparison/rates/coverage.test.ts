import { describe, expect, test } from 'vitest';
import { compareRates, type CompareRatesOptions, type RateComparisonMeasure } from '../../../src/comparison/compareRates.ts';
import { poissonPmf } from '../../../src/number/poisson.ts';
import { ratesOf } from './tables.ts';

interface Question {
  readonly options: CompareRatesOptions<RateComparisonMeasure>;
  /** Expected events of each group, from and to. */
  readonly events: readonly [number, number];
  readonly referenceExposure?: number;
}

/** How often intervals at level 0.95 hold the true value, where there is one: all counts that matter, at many pairs of rates. */
function coverages({ options, events: [least, most], referenceExposure = 1 }: Question): number[] {
  const countMax = Math.ceil(most + 7 * Math.sqrt(most) + 5);
  const counts = Array.from({ length: countMax }, (_, count) => count);
  const limits = counts.map((x1) => counts.map((x2) => compareRates(ratesOf([x1, 1, x2, referenceExposure]), options)));
  const means = Array.from({ length: 7 }, (_, step) => least + ((most - least) * (step + 0.39)) / 7);
  const chances = means.map((mean) => counts.map((count) => poissonPmf(count, { mean })));
  return means.flatMap((m1, i) =>
    means.map((m2, j) => {
      const truth = options.measure === 'ratio' ? m1 / (m2 / referenceExposure) : m1 - m2 / referenceExposure;
      let [covered, defined] = [0, 0];
      for (const x1 of counts)
        for (const x2 of counts) {
          const chance = (chances[i]?.[x1] ?? NaN) * (chances[j]?.[x2] ?? NaN);
          const { lower, upper } = limits[x1]?.[x2] ?? { lower: null, upper: null };
          if (lower === null || upper === null) continue;
          defined += chance;
          if (lower <= truth && truth <= upper) covered += chance;
        }
      return covered / defined;
    }),
  );
}

const mean = (values: readonly number[]) => values.reduce((total, value) => total + value, 0) / values.length;

// What methods.ts says of each, for the reader to compare.
describe.for([
  { measure: 'ratio', method: 'score', few: [0.95, 0.967], fewLeast: 0.925, some: [0.948, 0.955], someLeast: 0.94 },
  { measure: 'ratio', method: 'mid-p', few: [0.965, 0.982], fewLeast: 0.95, some: [0.95, 0.958], someLeast: 0.945 },
  { measure: 'ratio', method: 'exact', few: [0.98, 0.995], fewLeast: 0.95, some: [0.965, 0.977], someLeast: 0.95 },
  { measure: 'ratio', method: 'wald-log', few: [0.975, 0.995], fewLeast: 0.92, some: [0.955, 0.97], someLeast: 0.95 },
  {
    measure: 'difference',
    method: 'miettinen-nurminen',
    few: [0.95, 0.965],
    fewLeast: 0.92,
    some: [0.948, 0.955],
    someLeast: 0.94,
  },
  { measure: 'difference', method: 'mover-score', few: [0.965, 0.985], fewLeast: 0.95, some: [0.953, 0.962], someLeast: 0.95 },
  { measure: 'difference', method: 'wald', few: [0.92, 0.95], fewLeast: 0.75, some: [0.945, 0.955], someLeast: 0.93 },
] as const)('$method of the $measure covers as its method says', ({ measure, method, few, fewLeast, some, someLeast }) => {
  const options = { measure, method } as CompareRatesOptions<RateComparisonMeasure>;

  test.for([
    { events: [0.5, 5], between: few, least: fewLeast },
    { events: [5, 15], between: some, least: someLeast },
  ] as const)('with $events events in each', ({ events, between, least }) => {
    const found = coverages({ options, events });
    expect(mean(found)).toBeGreaterThan(between[0]);
    expect(mean(found)).toBeLessThan(between[1]);
    expect(Math.min(...found)).toBeGreaterThan(least);
  });
});

test('unequal exposures make wald of the difference cover less', () => {
  const options = { measure: 'difference', method: 'wald' } as const;
  const found = mean(coverages({ options, events: [0.5, 5], referenceExposure: 4 }));
  expect(found).toBeLessThan(0.88);
  expect(
    mean(coverages({ options: { ...options, method: 'miettinen-nurminen' }, events: [0.5, 5], referenceExposure: 4 })),
  ).toBeGreaterThan(0.95);
});
