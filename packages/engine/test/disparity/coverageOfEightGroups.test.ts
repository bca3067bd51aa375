import { expect, test } from 'vitest';
import {
  createRandom,
  type DisparityContract,
  disparityIndices,
  type DisparityIndexId,
  measureDisparity,
} from '../../src/index.ts';

const sizes = [300, 220, 160, 120, 90, 70, 50, 40];
const rates = [0.7, 0.52, 0.66, 0.58, 0.5, 0.62, 0.55, 0.68];
const rounds = 250;

function contractOf(index: DisparityIndexId): DisparityContract {
  const { scale, weights } = disparityIndices[index];
  return {
    measure: 'CBP',
    index,
    direction: 'higher',
    scale,
    unit: 1,
    framing: 'as-measured',
    reference: null,
    weights,
    denominatorMin: 0,
    rollUp: null,
    source: 'other',
    correction: 'none',
    level: 0.95,
  };
}

/** Share of practices whose interval holds the index of the true rates, which lie so far from one another. */
function coverage(index: DisparityIndexId, spread: number): number {
  const random = createRandom(41);
  const probabilities = rates.map((rate) => 0.6 + spread * (rate - 0.6));
  const truth = sizes.map((population, j) => ({ group: `G${j}`, population, estimate: probabilities[j] ?? NaN }));
  const target = disparityIndices[index].estimate(truth, { direction: 'higher' }, undefined).value ?? NaN;
  let held = 0;
  for (let round = 0; round < rounds; round += 1) {
    const rows = sizes.map((trials, j) => ({
      group: `G${j}`,
      population: trials,
      numerator: random.binomial({ trials, probability: probabilities[j] ?? NaN }),
    }));
    const { lower, upper } = measureDisparity(rows, contractOf(index), { draws: 300 }).estimate;
    held += Number((lower ?? NaN) <= target + 1e-12 && target <= (upper ?? NaN) + 1e-12);
  }
  return held / rounds;
}

// What the page on indices says, less three standard errors of 250 rounds.
test.for([
  ['between-group-variance', 0.97],
  ['theil-index', 0.95],
  ['range', 0.91],
  ['mean-difference-from-mean', 0.88],
  ['mean-difference-from-mean-unweighted', 0.88],
] as const)('of eight groups that differ little, the interval of %s holds as often as the page says', ([index, said]) => {
  for (const spread of [0, 0.3, 1]) {
    const least = said - 3 * Math.sqrt((said * (1 - said)) / rounds);
    expect(coverage(index, spread), `spread ${spread}`).toBeGreaterThan(least);
  }
});
