import { describe, expect, test } from 'vitest';
import { differenceIntervals } from '../../../src/comparison/differenceIntervals.ts';
import type { DifferenceMethodId } from '../../../src/comparison/difference/methods.ts';
import { binomialPmf } from '../../../src/number/binomial.ts';

/** How often intervals at level 0.95 hold the true difference: all outcomes of two groups, at each of many pairs of rates. */
function coverages(method: DifferenceMethodId, sizes: { group: number; reference: number }, { ratesMax }: { ratesMax: number }) {
  const columns = outcomes(sizes);
  const { lower, upper } = differenceIntervals(columns, { method });
  const rates = Array.from({ length: 13 }, (_, step) => (ratesMax * (step + 0.39)) / 13);
  return rates.flatMap((p1) =>
    rates.map((p2) => {
      let covered = 0;
      const [first, second] = [chances(sizes.group, p1), chances(sizes.reference, p2)];
      columns.groupNumerators.forEach((x1, row) => {
        const chance = (first[x1] ?? NaN) * (second[columns.referenceNumerators[row] ?? NaN] ?? NaN);
        if ((lower[row] ?? NaN) <= p1 - p2 && p1 - p2 <= (upper[row] ?? NaN)) covered += chance;
      });
      return covered;
    }),
  );
}

function outcomes({ group, reference }: { group: number; reference: number }) {
  const rows = Array.from({ length: (group + 1) * (reference + 1) }, (_, row) => row);
  return {
    groupDenominators: rows.map(() => group),
    groupNumerators: rows.map((row) => Math.floor(row / (reference + 1))),
    referenceDenominators: rows.map(() => reference),
    referenceNumerators: rows.map((row) => row % (reference + 1)),
  };
}

function chances(trials: number, probability: number): number[] {
  return Array.from({ length: trials + 1 }, (_, k) => binomialPmf(k, { trials, probability }));
}

const mean = (values: readonly number[]) => values.reduce((total, value) => total + value, 0) / values.length;

// What methods.ts says of each, for the reader to compare.
describe.for([
  { id: 'newcombe', means: [0.949, 0.957], least: 0.89, rareMean: [0.98, 1] },
  { id: 'newcombe-cc', means: [0.965, 0.98], least: 0.91, rareMean: [0.99, 1] },
  { id: 'miettinen-nurminen', means: [0.947, 0.957], least: 0.92, rareMean: [0.97, 1] },
  { id: 'mee', means: [0.943, 0.953], least: 0.9, rareMean: [0.97, 1] },
  { id: 'agresti-caffo', means: [0.951, 0.962], least: 0.92, rareMean: [0.98, 1] },
  { id: 'wald', means: [0.9, 0.945], least: 0, rareMean: [0.5, 0.9] },
  { id: 'wald-cc', means: [0.951, 0.975], least: 0.5, rareMean: [0.93, 0.98] },
] as const)('$id covers as its method says', ({ id, means, least, rareMean }) => {
  test.for([20, 35])('with %i in each group', (size) => {
    const all = coverages(id, { group: size, reference: size }, { ratesMax: 1 });
    expect(mean(all)).toBeGreaterThan(means[0]);
    expect(mean(all)).toBeLessThan(means[1]);
    expect(Math.min(...all)).toBeGreaterThan(least);
    const rare = mean(coverages(id, { group: size, reference: size }, { ratesMax: 0.1 }));
    expect(rare).toBeGreaterThan(rareMean[0]);
    expect(rare).toBeLessThanOrEqual(rareMean[1]);
  });
});
