import { expect, test } from 'vitest';
import { comparePaired } from '../../../src/comparison/comparePaired.ts';
import type { PairedMethodId } from '../../../src/comparison/paired/methods.ts';
import { logGamma } from '../../../src/number/logGamma.ts';
import { createRandom } from '../../../src/number/random.ts';
import { pairsOf } from './tables.ts';

const SIZE = 20;
const outcomes = everyOutcome(SIZE).map((counts) => ({
  counts,
  ways: logGamma(SIZE + 1) - counts.reduce((total, count) => total + logGamma(count + 1), 0),
}));

/** How often intervals at level 0.95 hold the true difference: all outcomes of twenty pairs, at each of many sets of rates. */
function coverages(method: PairedMethodId, { changing }: { changing: number }): number[] {
  const limits = outcomes.map(({ counts }) => comparePaired(pairsOf(counts), { method }));
  return someRates(60, changing).map((rates) => {
    const [p = NaN, q = NaN] = [rates[1], rates[2]];
    const logs = rates.map(Math.log);
    let covered = 0;
    outcomes.forEach(({ counts, ways }, row) => {
      const { lower, upper } = limits[row] ?? { lower: NaN, upper: NaN };
      if ((lower ?? NaN) <= p - q && p - q <= (upper ?? NaN))
        covered += Math.exp(counts.reduce((total, count, kind) => total + count * (logs[kind] ?? NaN), ways));
    });
    return covered;
  });
}

function everyOutcome(n: number): [number, number, number, number][] {
  const all: [number, number, number, number][] = [];
  for (let a = 0; a <= n; a += 1)
    for (let b = 0; a + b <= n; b += 1) for (let c = 0; a + b + c <= n; c += 1) all.push([a, b, c, n - a - b - c]);
  return all;
}

/** Sets of four rates; those of the two changes are that much smaller. */
function someRates(sets: number, changing: number): number[][] {
  const random = createRandom(1);
  return Array.from({ length: sets }, () => {
    const weights = [1, changing, changing, 1].map((weight) => -Math.log(random.uniform()) * weight);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / total);
  });
}

const mean = (values: readonly number[]) => values.reduce((total, value) => total + value, 0) / values.length;

// What methods.ts says of each, for the reader to compare.
test.for([
  { id: 'tango', means: [0.95, 0.965], least: 0.93, fewMean: [0.97, 1] },
  { id: 'newcombe-paired', means: [0.935, 0.95], least: 0.75, fewMean: [0.92, 0.96] },
  { id: 'newcombe-paired-cc', means: [0.948, 0.96], least: 0.92, fewMean: [0.97, 1] },
  { id: 'bonett-price', means: [0.955, 0.97], least: 0.93, fewMean: [0.97, 1] },
  { id: 'agresti-min', means: [0.94, 0.95], least: 0.87, fewMean: [0.96, 1] },
  { id: 'wald-paired', means: [0.9, 0.93], least: 0.4, fewMean: [0.6, 0.85] },
] as const)('$id covers as its method says', ({ id, means, least, fewMean }) => {
  const all = coverages(id, { changing: 1 });
  expect(mean(all)).toBeGreaterThan(means[0]);
  expect(mean(all)).toBeLessThan(means[1]);
  expect(Math.min(...all)).toBeGreaterThan(least);
  const few = mean(coverages(id, { changing: 0.1 }));
  expect(few).toBeGreaterThan(fewMean[0]);
  expect(few).toBeLessThan(fewMean[1]);
});
