import fc from 'fast-check';
import { expect, test } from 'vitest';
import { incompleteBeta } from '../../../src/number/incompleteBeta.ts';
import { fitBetaBinomial } from '../../../src/rate/betaBinomial.ts';
import { shrinkRates } from '../../../src/rate/shrinkRates.ts';

const seed = { seed: 1 };
const prior = fc.record({
  alpha: fc.double({ min: 1, max: 50, noNaN: true }),
  beta: fc.double({ min: 1, max: 50, noNaN: true }),
});

test('the posterior mean lies between the unit and the mean, as far from the mean as the unit is reliable', () => {
  const unit = fc
    .integer({ min: 1, max: 1000 })
    .chain((denominator) =>
      fc.record({ denominator: fc.constant(denominator), numerator: fc.integer({ min: 0, max: denominator }) }),
    );
  fc.assert(
    fc.property(unit, prior, (given, { alpha, beta }) => {
      const [shrunken] = shrinkRates([given], { alpha, beta });
      const { value, posteriorMean, reliability, lower, upper } = shrunken ?? {};
      const mean = alpha / (alpha + beta);
      expect(posteriorMean).toBeCloseTo(mean + (reliability ?? NaN) * ((value ?? NaN) - mean), 13);
      const shape = { a: alpha + given.numerator, b: beta + given.denominator - given.numerator };
      expect(incompleteBeta(lower ?? NaN, shape).lower).toBeCloseTo(0.025, 12);
      expect(incompleteBeta(upper ?? NaN, shape).upper).toBeCloseTo(0.025, 12);
    }),
    seed,
  );
});

test('the more members at one rate, the less it is drawn in', () => {
  fc.assert(
    fc.property(prior, ({ alpha, beta }) => {
      const units = [10, 100, 1000, 10_000].map((denominator) => ({ denominator, numerator: denominator / 10 }));
      const far = shrinkRates(units, { alpha, beta }).map(({ posteriorMean }) => Math.abs((posteriorMean ?? NaN) - 0.1));
      expect(far).toEqual(far.toSorted((a, b) => b - a));
      const reliable = shrinkRates(units, { alpha, beta }).map(({ reliability }) => reliability ?? NaN);
      expect(reliable).toEqual(reliable.toSorted((a, b) => a - b));
    }),
    seed,
  );
});

test("Adams's reliability is 1 at 0 and 100 %, the share of the rate in the mean never is", () => {
  const [none, full] = shrinkRates(
    [
      { denominator: 12, numerator: 0 },
      { denominator: 12, numerator: 12 },
    ],
    { alpha: 4, beta: 8 },
  );
  for (const unit of [none, full]) expect(unit).toMatchObject({ reliabilityAdams: 1, reliability: 0.5 });
});

test('at the binomial limit every unit has the pooled rate and reliability 0', () => {
  const units = [
    { denominator: 20, numerator: 5 },
    { denominator: 40, numerator: 10 },
    { denominator: 10, numerator: 0 },
  ];
  const fit = fitBetaBinomial(units.slice(0, 2));
  for (const unit of shrinkRates(units, fit))
    expect(unit).toMatchObject({ posteriorMean: 0.25, lower: 0.25, upper: 0.25, reliability: 0, reliabilityAdams: 0 });
  for (const unit of shrinkRates(units, fit, { sides: 'lower' })) expect(unit).toMatchObject({ lower: 0.25, upper: 1 });
  for (const unit of shrinkRates(units, fit, { sides: 'upper' })) expect(unit).toMatchObject({ lower: 0, upper: 0.25 });
});

test('where units are wholly at 0 or at 100 % each keeps its own rate', () => {
  const units = [
    { denominator: 8, numerator: 8 },
    { denominator: 5, numerator: 0 },
    { denominator: 5, numerator: 0 },
  ];
  const [full, none] = shrinkRates(units, fitBetaBinomial(units));
  expect(full).toMatchObject({ posteriorMean: 1, lower: 1, upper: 1, reliability: 1 });
  expect(none).toMatchObject({ posteriorMean: 0, lower: 0, upper: 0, reliability: 1 });
  expect(shrinkRates(units, fitBetaBinomial(units), { sides: 'upper' })[0]).toMatchObject({ lower: 0, upper: 1 });
  expect(shrinkRates(units, fitBetaBinomial(units), { sides: 'lower' })[1]).toMatchObject({ lower: 0, upper: 1 });
  const [, empty] = shrinkRates(
    [
      { denominator: 4, numerator: 1 },
      { denominator: 0, numerator: 0 },
    ],
    { alpha: 0, beta: 0, mu: 0.25, rho: 1 },
  );
  expect(empty).toMatchObject({ value: null, posteriorMean: 0.25, lower: 0, upper: 1, reliability: 0 });
});

test('a unit without members is what is known of all; one side leaves the other open', () => {
  const [empty] = shrinkRates([{ denominator: 0, numerator: 0 }], { alpha: 2, beta: 2 });
  expect(empty).toMatchObject({ value: null, posteriorMean: 0.5, reliability: 0, reliabilityAdams: 0, reason: null });
  const unit = [{ denominator: 30, numerator: 3 }];
  const [both] = shrinkRates(unit, { alpha: 2, beta: 2 }, { level: 0.9 });
  expect(shrinkRates(unit, { alpha: 2, beta: 2 }, { sides: 'lower' })[0]).toMatchObject({ lower: both?.lower, upper: 1 });
  expect(shrinkRates(unit, { alpha: 2, beta: 2 }, { sides: 'upper' })[0]).toMatchObject({ lower: 0, upper: both?.upper });
});

test('without a fit there is a reason, and what cannot be is refused', () => {
  const unit = { denominator: 30, numerator: 3 };
  expect(shrinkRates([unit], fitBetaBinomial([unit]))[0]).toEqual({
    value: 0.1,
    posteriorMean: null,
    lower: null,
    upper: null,
    reliability: null,
    reliabilityAdams: null,
    level: 0.95,
    sides: 'two-sided',
    reason: 'the fit has no estimate',
  });
  expect(() => shrinkRates([unit], { alpha: 0, beta: 3 })).toThrow('alpha must be a number above 0, got 0');
  expect(() => shrinkRates([{ denominator: 3, numerator: 4 }], { alpha: 1, beta: 1 })).toThrow(
    'unit 0: numerator 4 exceeds denominator 3',
  );
  expect(() => shrinkRates([unit], { alpha: 1, beta: 1 }, { level: 95 })).toThrow('level is a fraction such as 0.95, got 95');
});
