import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hypergeometricCdf } from '../../src/number/hypergeometric.ts';
import { noncentralHypergeometricCdf, oddsRatioOfTie } from '../../src/number/noncentralHypergeometric.ts';

const runs = { seed: 1, numRuns: 200 };
const distance = (actual: number, expected: number): number => Math.abs(actual - expected) / Math.abs(expected);

const margins = fc
  .record({ hits: fc.nat(60), misses: fc.nat(60), referenceHits: fc.nat(60), referenceMisses: fc.nat(60) })
  .map(({ hits, misses, referenceHits, referenceMisses }) => ({
    k: hits,
    population: hits + misses + referenceHits + referenceMisses,
    successes: hits + referenceHits,
    draws: hits + misses,
  }));
const oddsRatio = fc.double({ min: -4, max: 4, noNaN: true }).map((log) => Math.exp(log));

describe('noncentral hypergeometric distribution', () => {
  test('drawn with equal odds it is the hypergeometric', () => {
    fc.assert(
      fc.property(margins, ({ k, ...rest }) => {
        const noncentral = noncentralHypergeometricCdf(k, { ...rest, oddsRatio: 1 });
        const central = hypergeometricCdf(k, rest);
        expect(distance(noncentral.lower, central.lower)).toBeLessThan(1e-12);
        expect(Math.abs(noncentral.upper - central.upper)).toBeLessThanOrEqual(1e-12 * central.upper);
      }),
      runs,
    );
  });

  test('every term of the definition, summed', () => {
    fc.assert(
      fc.property(margins, oddsRatio, ({ k, population, successes, draws }, odds) => {
        const weight = (x: number): number => choose(successes, x) * choose(population - successes, draws - x) * odds ** x;
        let lower = 0;
        let upper = 0;
        for (let x = Math.max(0, draws + successes - population); x <= Math.min(draws, successes); x += 1)
          if (x <= k) lower += weight(x);
          else upper += weight(x);
        const tails = noncentralHypergeometricCdf(k, { population, successes, draws, oddsRatio: odds });
        expect(distance(tails.lower, lower / (lower + upper))).toBeLessThan(1e-11); // products of 60 factors
        expect(Math.abs(tails.upper - upper / (lower + upper))).toBeLessThanOrEqual(1e-11 * tails.upper);
      }),
      runs,
    );
  });

  test('drawing the failures at the inverse odds mirrors it', () => {
    fc.assert(
      fc.property(margins, oddsRatio, ({ k, population, successes, draws }, odds) => {
        const hits = noncentralHypergeometricCdf(k, { population, successes, draws, oddsRatio: odds });
        const misses = noncentralHypergeometricCdf(draws - k - 1, {
          population,
          successes: population - successes,
          draws,
          oddsRatio: 1 / odds,
        });
        expect(Math.abs(hits.upper - misses.lower)).toBeLessThanOrEqual(1e-13 * hits.upper);
      }),
      runs,
    );
  });

  test('two thousand million members, and a tail that leaves the range of a double', () => {
    const half = { population: 2e9, successes: 1e9, draws: 1e9 };
    const { lower, upper } = noncentralHypergeometricCdf(5e8, { ...half, oddsRatio: 1 });
    // symmetric about 5e8, whose own probability is that of a normal density with sd √(n / 8)
    expect(lower - upper).toBeCloseTo(1 / Math.sqrt((2 * Math.PI * 2e9) / 16), 12);
    expect(noncentralHypergeometricCdf(1e8, { ...half, oddsRatio: 1 })).toEqual({ lower: 0, upper: 1 });
    expect(noncentralHypergeometricCdf(9e8, { ...half, oddsRatio: 1 })).toEqual({ lower: 1, upper: 0 });
  });

  test('beyond the margins nothing is possible', () => {
    const few = { population: 10, successes: 7, draws: 6, oddsRatio: 2 };
    expect(noncentralHypergeometricCdf(2, few)).toEqual({ lower: 0, upper: 1 }); // three failures leave at least 3
    expect(noncentralHypergeometricCdf(6, few)).toEqual({ lower: 1, upper: 0 });
    expect(noncentralHypergeometricCdf(NaN, few)).toEqual({ lower: NaN, upper: NaN });
    expect(noncentralHypergeometricCdf(4.9, few)).toEqual(noncentralHypergeometricCdf(4, few));
  });

  test('what cannot be is refused', () => {
    const few = { population: 10, successes: 7, draws: 6, oddsRatio: 2 };
    expect(() => noncentralHypergeometricCdf(2, { ...few, oddsRatio: 0 })).toThrow('oddsRatio must be a number above 0, got 0');
    expect(() => noncentralHypergeometricCdf(2, { ...few, successes: 11 })).toThrow('successes 11 exceeds population 10');
    expect(() => noncentralHypergeometricCdf(2, { ...few, draws: 11 })).toThrow('draws 11 exceeds population 10');
    expect(() => noncentralHypergeometricCdf(2, { ...few, draws: 1.5 })).toThrow('draws must be a whole number');
  });
});

describe('ties', () => {
  test('at the odds ratio of a tie the two tables weigh the same', () => {
    const cell = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(cell, cell, cell, cell, (a, b, c, d) => {
        for (let steps = 1; steps <= Math.min(a, d); steps += 1) {
          const odds = oddsRatioOfTie({ a, b, c, d }, steps);
          let weight = 1;
          for (let step = 0; step < steps; step += 1)
            weight *= ((a - step) * (d - step)) / ((b + step + 1) * (c + step + 1) * odds);
          expect(distance(weight, 1)).toBeLessThan(1e-12);
        }
      }),
      runs,
    );
  });
});

function choose(n: number, k: number): number {
  let product = 1;
  for (let i = 1; i <= k; i += 1) product *= (n - k + i) / i;
  return product;
}
