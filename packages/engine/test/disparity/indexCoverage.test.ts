import { expect, test } from 'vitest';
import {
  createRandom,
  type DisparityContract,
  type DisparityGroup,
  disparityIndices,
  type DisparityIndexId,
  measureDisparity,
} from '../../src/index.ts';

const rates = [0.45, 0.6, 0.55, 0.5, 0.35];
/** Members by group. */
const places = { 'a plan': [8200, 1900, 1470, 1380, 200], 'a practice of 1,500': [700, 350, 200, 150, 100] };
/** Not those that are the gap of one group picked by its value: which group that is changes from draw to draw. */
const ids = (Object.keys(disparityIndices) as DisparityIndexId[]).filter((id) => !id.startsWith('widest-gap'));
const options = { direction: 'higher' } as const;

function rowsOf(sizes: readonly number[], count: (size: number, rate: number) => number): DisparityGroup[] {
  return sizes.map((population, j) => ({ group: `G${j}`, population, numerator: count(population, rates[j] ?? NaN), rank: j }));
}

/** Share of 700 draws whose interval holds the index of the true rates. */
function coverages(sizes: readonly number[]): ReadonlyMap<DisparityIndexId, number> {
  const random = createRandom(20);
  const truth = rowsOf(sizes, (size, rate) => size * rate);
  const reference = (id: DisparityIndexId) => (disparityIndices[id].needs === 'reference' ? 'G0' : undefined);
  const targets = new Map(ids.map((id) => [id, disparityIndices[id].estimate(truth, options, reference(id)).value ?? NaN]));
  const held = new Map(ids.map((id) => [id, 0]));
  for (let round = 0; round < 700; round += 1) {
    const rows = rowsOf(sizes, (trials, probability) => random.binomial({ trials, probability }));
    for (const id of ids) {
      const { lower, upper } = disparityIndices[id].estimate(rows, options, reference(id));
      const target = targets.get(id) ?? NaN;
      held.set(id, (held.get(id) ?? 0) + Number((lower ?? NaN) <= target && target <= (upper ?? NaN)));
    }
  }
  return new Map(Array.from(held, ([id, count]) => [id, count / 700]));
}

test.for(Object.entries(places))(
  'in %s the interval of every index holds its level of 0.95 within 2 points, or more',
  ([, sizes]) => {
    for (const [id, coverage] of coverages(sizes)) expect(coverage, `${id}`).toBeGreaterThan(0.93);
  },
);

test.for([
  'range',
  'between-group-sd',
  'mean-difference-from-best',
  'index-of-disparity',
  'population-attributable-risk',
] as const)(
  'in a practice of 300, where groups hardly differ or not at all, %s comes within 3 points of its level under a contract',
  (index) => {
    const { scale, weights } = disparityIndices[index];
    const contract: DisparityContract = {
      measure: 'CBP',
      index,
      direction: 'higher',
      scale,
      unit: 1,
      framing: 'as-measured',
      reference: index === 'population-attributable-risk' ? 'best' : null,
      weights,
      denominatorMin: 0,
      rollUp: null,
      source: 'other',
      correction: 'none',
      level: 0.95,
    };
    const sizes = [130, 70, 45, 35, 20];
    for (const spread of [0, 0.25, 1]) {
      const spreadRates = rates.map((rate) => 0.5 + spread * (rate - 0.5));
      const random = createRandom(5);
      const rowsAt = (count: (size: number, rate: number) => number) =>
        sizes.map((population, j) => ({ group: `G${j}`, population, numerator: count(population, spreadRates[j] ?? NaN) }));
      const target =
        disparityIndices[index].estimate(
          rowsAt((size, rate) => size * rate),
          options,
          undefined,
        ).value ?? NaN;
      let held = 0;
      for (let round = 0; round < 300; round += 1) {
        const rows = rowsAt((trials, probability) => random.binomial({ trials, probability }));
        const { lower, upper } = measureDisparity(rows, contract, { draws: 500 }).estimate;
        held += Number((lower ?? NaN) <= target + 1e-12 && target <= (upper ?? NaN));
      }
      expect(held / 300, `spread ${spread}`).toBeGreaterThan(0.9); // truly 0.92 or more, less what 300 rounds leave to chance
    }
  },
);
