import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agrestiCoull } from '../../../src/interval/proportion/agrestiCoull.ts';
import { arcsine } from '../../../src/interval/proportion/arcsine.ts';
import { clopperPearson } from '../../../src/interval/proportion/clopperPearson.ts';
import { likelihoodRatio } from '../../../src/interval/proportion/likelihoodRatio.ts';
import { logit } from '../../../src/interval/proportion/logit.ts';
import { midP } from '../../../src/interval/proportion/midP.ts';
import { wilson } from '../../../src/interval/proportion/wilson.ts';
import { wilsonCc } from '../../../src/interval/proportion/wilsonCc.ts';
import { binomialPmf } from '../../../src/number/binomial.ts';
import { normalQuantile } from '../../../src/number/normalQuantile.ts';

// What each interval is defined by, computed from its limits the long way round.

const cell = fc
  .integer({ min: 2, max: 300 })
  .chain((denominator) =>
    fc.record({ denominator: fc.constant(denominator), numerator: fc.integer({ min: 1, max: denominator - 1 }) }),
  );
const level = fc.double({ min: 0.5, max: 0.9999, noNaN: true });
const z = (at: number): number => normalQuantile((1 + at) / 2);

/** P(X = from) + … + P(X = to), the term by term sum. */
function chance({ from, to }: { readonly from: number; readonly to: number }, trials: number, probability: number): number {
  let total = 0;
  for (let k = from; k <= to; k += 1) total += binomialPmf(k, { trials, probability });
  return total;
}

test('Clopper-Pearson: at each limit the counts as far out or farther have the chance of the tail', () => {
  const property = fc.property(cell, level, ({ denominator: n, numerator: x }, at) => {
    const { lower, upper } = clopperPearson({ denominator: n, numerator: x }, at);
    const tail = (1 - at) / 2;
    expect(chance({ from: x, to: n }, n, lower) / tail).toBeCloseTo(1, 10);
    expect(chance({ from: 0, to: x }, n, upper) / tail).toBeCloseTo(1, 10);
  });
  fc.assert(property, { seed: 1 });
});

test('mid-p: the same with half the chance of the count itself', () => {
  const property = fc.property(cell, level, ({ denominator: n, numerator: x }, at) => {
    const { lower, upper } = midP({ denominator: n, numerator: x }, at);
    const tail = (1 - at) / 2;
    const half = (rate: number): number => binomialPmf(x, { trials: n, probability: rate }) / 2;
    expect((chance({ from: x + 1, to: n }, n, lower) + half(lower)) / tail).toBeCloseTo(1, 10);
    expect((chance({ from: 0, to: x - 1 }, n, upper) + half(upper)) / tail).toBeCloseTo(1, 10);
  });
  fc.assert(property, { seed: 1 });
});

test('mid-p in closed form without hits, without misses, and for one of two', () => {
  expect(midP({ denominator: 20, numerator: 0 }, 0.9)).toEqual({
    lower: 0,
    upper: expect.closeTo(1 - 0.1 ** (1 / 20), 15) as number,
  });
  expect(midP({ denominator: 20, numerator: 20 }, 0.9)).toEqual({
    lower: expect.closeTo(0.1 ** (1 / 20), 15) as number,
    upper: 1,
  });
  const { lower, upper } = midP({ denominator: 2, numerator: 1 }, 0.9); // π² + π(1 − π) = π
  expect(lower).toBeCloseTo(0.05, 15);
  expect(upper).toBeCloseTo(0.95, 15);
});

test('likelihood ratio: twice the loss of log likelihood is z²', () => {
  const property = fc.property(cell, level, ({ denominator: n, numerator: x }, at) => {
    const { lower, upper } = likelihoodRatio({ denominator: n, numerator: x }, at);
    for (const rate of [lower, upper]) {
      const loss = x * Math.log(x / (n * rate)) + (n - x) * Math.log((n - x) / (n * (1 - rate)));
      expect((2 * loss) / z(at) ** 2).toBeCloseTo(1, 9);
    }
  });
  fc.assert(property, { seed: 1 });
});

test('Wilson with continuity correction: the score test, half a member nearer', () => {
  const property = fc.property(cell, level, ({ denominator: n, numerator: x }, at) => {
    const { lower, upper } = wilsonCc({ denominator: n, numerator: x }, at);
    const standardError = (rate: number): number => Math.sqrt((rate * (1 - rate)) / n);
    expect(((x - 0.5) / n - lower) / standardError(lower)).toBeCloseTo(z(at), 9);
    expect((upper - (x + 0.5) / n) / standardError(upper)).toBeCloseTo(z(at), 9);
  });
  fc.assert(property, { seed: 1 });
});

test('logit: equally far from the observed log odds on both sides', () => {
  const property = fc.property(cell, level, ({ denominator: n, numerator: x }, at) => {
    const { lower, upper } = logit({ denominator: n, numerator: x }, at);
    const logOdds = (rate: number): number => Math.log(rate / (1 - rate));
    const reach = z(at) * Math.sqrt(1 / x + 1 / (n - x));
    expect(logOdds(x / n) - logOdds(lower)).toBeCloseTo(reach, 9);
    expect(logOdds(upper) - logOdds(x / n)).toBeCloseTo(reach, 9);
  });
  fc.assert(property, { seed: 1 });
});

test('logit at the ends is the exact interval', () => {
  for (const [denominator, at] of [
    [7, 0.95],
    [1e6, 0.99],
  ] as const) {
    const [ours, exact] = [logit, clopperPearson].map((method) => method({ denominator, numerator: 0 }, at));
    expect(ours?.lower).toBe(0);
    expect((ours?.upper ?? NaN) / (exact?.upper ?? NaN)).toBeCloseTo(1, 12);
  }
});

test('arcsine: a fixed stretch of the angle around (x + 3/8) / (n + 3/4)', () => {
  const property = fc.property(cell, fc.double({ min: 0.5, max: 0.8, noNaN: true }), ({ denominator: n, numerator: x }, at) => {
    const { lower, upper } = arcsine({ denominator: n, numerator: x }, at);
    expect(Math.asin(Math.sqrt(upper)) - Math.asin(Math.sqrt(lower))).toBeCloseTo(z(at) / Math.sqrt(n), 7);
  });
  fc.assert(property, { seed: 1 });
});

test('Agresti-Coull has the centre of Wilson', () => {
  const property = fc.property(cell, fc.double({ min: 0.5, max: 0.8, noNaN: true }), (counts, at) => {
    const [one, other] = [agrestiCoull(counts, at), wilson(counts, at)];
    fc.pre(one.lower > 0 && one.upper < 1);
    expect(one.lower + one.upper).toBeCloseTo(other.lower + other.upper, 12);
  });
  fc.assert(property, { seed: 1 });
});

test('counts may be fractional: limits move from those of one whole count to those of the next', () => {
  for (const method of [clopperPearson, midP, likelihoodRatio, wilsonCc]) {
    const limits = [3, 3.25, 3.5, 3.75, 4].map((numerator) => method({ denominator: 12, numerator }, 0.95));
    for (const end of ['lower', 'upper'] as const) {
      const along = limits.map((interval) => interval[end]);
      expect(along).toEqual([...along].sort((a, b) => a - b));
      expect(new Set(along).size).toBe(5);
    }
  }
});

test('a fraction of a hit too small to count is none, and limits come up to it without a jump', () => {
  for (const method of [midP, likelihoodRatio]) {
    const none = method({ denominator: 3721, numerator: 0 }, 0.95);
    expect(method({ denominator: 3721, numerator: 1e-200 }, 0.95)).toEqual(none);
    const hardly = method({ denominator: 3721, numerator: 1e-13 }, 0.95);
    expect(hardly.lower).toBe(0);
    expect(hardly.upper / none.upper).toBeCloseTo(1, 11);
  }
});
