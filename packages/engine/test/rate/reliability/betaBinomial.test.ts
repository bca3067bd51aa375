import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/number/random.ts';
import { fitBetaBinomial, iccAnova } from '../../../src/rate/betaBinomial.ts';
import { betaBinomialMethods, type BetaBinomialMethodId } from '../../../src/rate/reliability/methods.ts';

const seed = { seed: 1 };
const ids = Object.keys(betaBinomialMethods) as BetaBinomialMethodId[];

const units = fc.array(
  fc
    .integer({ min: 1, max: 60 })
    .chain((denominator) =>
      fc.record({ denominator: fc.constant(denominator), numerator: fc.integer({ min: 0, max: denominator }) }),
    ),
  { minLength: 2, maxLength: 12 },
);

/** Units whose rates are spread as planned: a hit makes the next one likelier (Pólya's urn). */
function planted({ mu, rho, count, size, seed: from }: { mu: number; rho: number; count: number; size: number; seed: number }) {
  const random = createRandom(from);
  const theta = rho / (1 - rho);
  return Array.from({ length: count }, () => {
    const denominator = 2 + random.below(size);
    let numerator = 0;
    for (let k = 0; k < denominator; k += 1) if (random.uniform() < (mu + numerator * theta) / (1 + k * theta)) numerator += 1;
    return { denominator, numerator };
  });
}

test('pairs have their maximum in closed form: the share of split pairs tells rho', () => {
  const split = { denominator: 2, numerator: 1 };
  const pairs = [
    ...Array.from({ length: 11 }, () => ({ denominator: 2, numerator: 0 })),
    ...Array.from({ length: 6 }, () => split),
    ...Array.from({ length: 4 }, () => ({ denominator: 2, numerator: 2 })),
  ];
  const fit = fitBetaBinomial(pairs);
  const mu = 14 / 42;
  const rho = 1 - 6 / 21 / (2 * mu * (1 - mu));
  expect(fit.mu).toBeCloseTo(mu, 12);
  expect(fit.rho).toBeCloseTo(rho, 12);
  expect(fit.logLik).toBeCloseTo(11 * Math.log(11 / 21) + 6 * Math.log(6 / 21) + 4 * Math.log(4 / 21), 12);
});

test.for([
  { mu: 0.3, rho: 0.02, size: 400 },
  { mu: 0.85, rho: 0.1, size: 60 },
  { mu: 0.02, rho: 0.01, size: 3000 },
])('finds what was planted: mu $mu, rho $rho', ({ mu, rho, size }) => {
  const fit = fitBetaBinomial(planted({ mu, rho, size, count: 2000, seed: 5 }));
  expect(fit.boundary).toBe(false);
  expect(Math.abs((fit.mu ?? NaN) / mu - 1)).toBeLessThan(0.05);
  expect(Math.abs((fit.rho ?? NaN) / rho - 1)).toBeLessThan(0.1);
});

const spread = units.filter((given) => given.some(({ denominator }) => denominator > 1));

test('no fit by moments is likelier than the likeliest', () => {
  fc.assert(
    fc.property(spread, fc.constantFrom('moments-kleinman' as const, 'moments-unweighted' as const), (given, method) => {
      const byMoments = fitBetaBinomial(given, { method }).logLik ?? -Infinity;
      expect(byMoments).toBeLessThanOrEqual((fitBetaBinomial(given).logLik ?? NaN) + 1e-9);
    }),
    seed,
  );
});

test('mirrored units have the mirrored fit to the bit', () => {
  const lopsided = spread.filter((given) => given.reduce((more, { denominator: n, numerator: x }) => more + 2 * x - n, 0) !== 0);
  fc.assert(
    fc.property(lopsided, (given) => {
      const { alpha, beta, rho, variance, logLik } = fitBetaBinomial(given);
      const mirrored = fitBetaBinomial(given.map(({ denominator: n, numerator: x }) => ({ denominator: n, numerator: n - x })));
      expect(mirrored).toMatchObject({ alpha: beta, beta: alpha, rho, variance, logLik });
    }),
    seed,
  );
});

test('units that differ less than chance would have them are the binomial limit', () => {
  const fit = fitBetaBinomial(Array.from({ length: 30 }, (_, index) => ({ denominator: 40, numerator: 11 + (index % 3) })));
  expect(fit).toMatchObject({ boundary: true, rho: 0, alpha: null, beta: null, variance: 0, reason: null });
  expect(fit.mu).toBeCloseTo(0.3, 15);
});

test('one large unit does not hide the spread that many small ones show', () => {
  const small = Array.from({ length: 40 }, (_, index) => ({ denominator: 10, numerator: index % 2 === 0 ? 0 : 10 }));
  const fit = fitBetaBinomial([{ denominator: 10_000, numerator: 5000 }, ...small]);
  expect(fit.boundary).toBe(false);
  expect(fit.rho).toBeGreaterThan(0.9);
});

test('units wholly at 0 or at 100 % are all correlation; all alike are none', () => {
  const full = { denominator: 8, numerator: 8 };
  const none = { denominator: 5, numerator: 0 };
  expect(fitBetaBinomial([full, none, none, none])).toMatchObject({
    boundary: true,
    rho: 1,
    mu: 0.25,
    alpha: 0,
    beta: 0,
    logLik: Math.log(0.25) + 3 * Math.log(0.75),
  });
  for (const method of ids) {
    expect(fitBetaBinomial([none, none], { method })).toMatchObject({ boundary: true, rho: 0, mu: 0, logLik: 0 });
    expect(fitBetaBinomial([full, full], { method })).toMatchObject({ boundary: true, rho: 0, mu: 1, logLik: 0 });
  }
});

test('denominators in the millions, and ten thousand units', () => {
  const random = createRandom(3);
  const many = Array.from({ length: 10_000 }, () => {
    const denominator = 1 + random.below(1_000_000);
    const rate = 1 / (1 + Math.exp(1 - 0.3 * random.normal()));
    return { denominator, numerator: Math.round(denominator * rate) };
  });
  const fit = fitBetaBinomial(many);
  const rates = many.map(({ denominator, numerator }) => numerator / denominator);
  const mean = rates.reduce((total, rate) => total + rate, 0) / rates.length;
  expect(fit.mu).toBeCloseTo(mean, 3);
  expect(Math.sqrt(fit.variance ?? NaN)).toBeCloseTo(0.3 * mean * (1 - mean), 2);
});

describe('moments', () => {
  test('held to rho 0 where units differ less than chance, with the untruncated number beside it', () => {
    const even = [
      { denominator: 10, numerator: 5 },
      { denominator: 20, numerator: 10 },
    ];
    const fit = fitBetaBinomial(even, { method: 'moments-kleinman' });
    expect(fit).toMatchObject({ boundary: true, rho: 0, alpha: null, mu: 0.5 });
    expect(fit.rhoUntruncated).toBeLessThan(0);
  });

  test('held to rho 1 where they differ more than a beta distribution can', () => {
    const apart = [
      { denominator: 10, numerator: 0 },
      { denominator: 10, numerator: 10 },
    ];
    for (const method of ['moments-kleinman', 'moments-unweighted'] as const)
      expect(fitBetaBinomial(apart, { method })).toMatchObject({ boundary: true, rho: 1, alpha: 0, beta: 0 });
  });
});

describe('iccAnova', () => {
  test('is 1 where units are wholly at 0 or at 100 %, and −1/(n − 1) where they are all alike', () => {
    const apart = [
      { denominator: 10, numerator: 0 },
      { denominator: 10, numerator: 10 },
    ];
    expect(iccAnova(apart).rho).toBe(1);
    const alike = apart.map(({ denominator }) => ({ denominator, numerator: 5 }));
    expect(iccAnova(alike).rho).toBeCloseTo(-1 / 9, 14);
  });

  test('has none where no two members differ', () => {
    const same = { denominator: 10, numerator: 0 };
    expect(iccAnova([same, same])).toEqual({
      rho: null,
      msBetween: null,
      msWithin: null,
      n0: null,
      reason: 'all members are alike, so there is no correlation',
    });
  });
});

test('too few units, or units of one member, tell nothing of spread; empty ones are left out', () => {
  const one = { denominator: 9, numerator: 3 };
  const empty = { denominator: 0, numerator: 0 };
  for (const method of ids) {
    expect(fitBetaBinomial([one, empty], { method })).toMatchObject({
      mu: null,
      rho: null,
      logLik: null,
      boundary: false,
      reason: 'fewer than two units have a denominator above 0',
    });
    expect(fitBetaBinomial([one, empty, { denominator: 9, numerator: 8 }], { method })).toEqual(
      fitBetaBinomial([one, { denominator: 9, numerator: 8 }], { method }),
    );
  }
  const single = { denominator: 1, numerator: 1 };
  const reason = 'no unit has a denominator above 1, so spread between units cannot be told from chance';
  expect(fitBetaBinomial([single, { denominator: 1, numerator: 0 }]).reason).toBe(reason);
  expect(iccAnova([single, single]).reason).toBe(reason);
});

test('what cannot be is refused by the place of the unit', () => {
  const fine = { denominator: 9, numerator: 3 };
  expect(() => fitBetaBinomial([fine, { denominator: 9, numerator: 10 }])).toThrow('unit 1: numerator 10 exceeds denominator 9');
  expect(() => fitBetaBinomial([{ denominator: 9.5, numerator: 1 }])).toThrow(
    'unit 0: denominator must be a whole number of at least 0, got 9.5',
  );
  expect(() => fitBetaBinomial([fine, fine], { method: 'ml' as BetaBinomialMethodId })).toThrow(
    'method must be one of maximum-likelihood, moments-kleinman, moments-unweighted, got ml',
  );
});
