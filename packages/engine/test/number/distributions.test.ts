import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { specialFunctions } from '../../golden/families/specialFunctions.ts';
import { binomialCdf, binomialPmf } from '../../src/number/binomial.ts';
import { chiSquareCdf, chiSquareQuantile, chiSquareUpperQuantile } from '../../src/number/chiSquare.ts';
import { deviance } from '../../src/number/deviance.ts';
import { hypergeometricCdf, hypergeometricPmf, hypergeometricQuantile } from '../../src/number/hypergeometric.ts';
import { normalCdf, normalUpperTail } from '../../src/number/normal.ts';
import { poissonCdf, poissonPmf, poissonQuantile } from '../../src/number/poisson.ts';
import { productError } from '../../src/number/product.ts';
import { studentCdf, studentQuantile } from '../../src/number/student.ts';
import grid from '../fixtures/mpmath/distributions.json' with { type: 'json' };

const runs = { seed: 1, numRuns: 300 };
const distance = (actual: number, expected: number): number => Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-300);

describe('a grid of counts to 1e9 and degrees of freedom to 1e10 (mpmath, 60 digits)', () => {
  test.for([...new Set(grid.cases.map((point) => point.function))])('%s', (name) => {
    for (const point of grid.cases.filter((each) => each.function === name)) {
      const value = Number(specialFunctions.ask({ id: name, ...point })['value']);
      // 1e-13 as far as 1e-30; a smaller one is the exponential of a number whose own last digit is worth as much
      const tolerance = Math.abs(point.value) > 1e-30 ? 1e-13 : 4e-13;
      expect(distance(value, point.value), `${name}(${point.args.join(', ')}) is ${value}`).toBeLessThanOrEqual(tolerance);
    }
  });
});

const whole = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });
const margins = fc
  .integer({ min: 1, max: 60 })
  .chain((population) =>
    fc.record({ population: fc.constant(population), successes: whole(population), draws: whole(population) }),
  );

/** n over k, exactly. */
function ways(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let product = 1n;
  for (let factor = 1; factor <= k; factor += 1) product = (product * BigInt(n - k + factor)) / BigInt(factor);
  return product;
}

/** a / b of whole numbers of any size, to a double's last digit or the one before. */
const quotient = (a: bigint, b: bigint): number => Number((a << 200n) / b) / 2 ** 200;

describe('hypergeometric distribution', () => {
  test('equals the exact count of tables, tail by tail', () => {
    fc.assert(
      fc.property(margins, ({ population, successes, draws }) => {
        const all = ways(population, draws);
        let below = 0n;
        for (let k = 0; k <= draws; k += 1) {
          const here = ways(successes, k) * ways(population - successes, draws - k);
          below += here;
          const { lower, upper } = hypergeometricCdf(k, { population, successes, draws });
          expect(distance(hypergeometricPmf(k, { population, successes, draws }), quotient(here, all))).toBeLessThanOrEqual(
            2e-14,
          );
          expect(distance(lower, quotient(below, all))).toBeLessThanOrEqual(2e-14);
          expect(distance(upper, quotient(all - below, all))).toBeLessThanOrEqual(2e-14);
        }
      }),
      runs,
    );
  });

  test('draws and successes may change places; counting the failures drawn mirrors the tails', () => {
    fc.assert(
      fc.property(margins, whole(60), ({ population, successes, draws }, k) => {
        const here = hypergeometricCdf(k, { population, successes, draws });
        const exchanged = hypergeometricCdf(k, { population, successes: draws, draws: successes });
        const failures = hypergeometricCdf(draws - k - 1, { population, successes: population - successes, draws });
        for (const [one, other] of [
          [here.lower, exchanged.lower],
          [here.upper, exchanged.upper],
          [here.lower, failures.upper],
          [here.upper, failures.lower],
        ] as const)
          expect(distance(one, other)).toBeLessThanOrEqual(2e-14);
      }),
      runs,
    );
  });

  test('nears the binomial as the population grows', () => {
    const binomial = binomialPmf(7, { trials: 20, probability: 0.25 });
    const error = (population: number): number =>
      hypergeometricPmf(7, { population, successes: population / 4, draws: 20 }) / binomial - 1;
    expect(Math.abs(error(4e9))).toBeLessThan(1e-8);
    expect(error(4e4) / error(4e6)).toBeCloseTo(100, 0); // the difference is of the order of draws² / population
  });

  test('the quantile is the smallest count that reaches p', () => {
    fc.assert(
      fc.property(margins, fc.double({ min: 0.001, max: 0.999, noNaN: true }), (given, p) => {
        const k = hypergeometricQuantile(p, given);
        expect(hypergeometricCdf(k, given).lower).toBeGreaterThanOrEqual(p * (1 - 1e-13));
        expect(hypergeometricCdf(k - 1, given).lower).toBeLessThan(p);
      }),
      runs,
    );
  });

  test('ends and nonsense', () => {
    const given = { population: 10, successes: 7, draws: 6 }; // at least 3 successes are drawn, at most 6
    expect(hypergeometricCdf(2, given)).toEqual({ lower: 0, upper: 1 });
    expect(hypergeometricCdf(6, given)).toEqual({ lower: 1, upper: 0 });
    expect([2, 3.5, 7, NaN].map((k) => hypergeometricPmf(k, given))).toEqual([0, 0, 0, NaN]);
    expect(hypergeometricCdf(NaN, given)).toEqual({ lower: NaN, upper: NaN });
    expect([hypergeometricQuantile(0, given), hypergeometricQuantile(1, given)]).toEqual([3, 6]);
    expect(hypergeometricPmf(0, { population: 0, successes: 0, draws: 0 })).toBe(1);
    expect(hypergeometricQuantile(0.3, { population: 5, successes: 0, draws: 2 })).toBe(0);
    expect(() => hypergeometricPmf(1, { population: 5, successes: 6, draws: 2 })).toThrow('successes 6 exceeds population 5');
    expect(() => hypergeometricCdf(1, { population: 5, successes: 2, draws: 6 })).toThrow('draws 6 exceeds population 5');
    expect(() => hypergeometricQuantile(0.5, { population: 5, successes: 1.5, draws: 2 })).toThrow(
      'successes must be a whole number of at least 0, got 1.5',
    );
  });
});

describe('binomial probabilities', () => {
  test('fair coins: the exact share of all sequences', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900 }), fc.double({ min: 0, max: 1, noNaN: true }), (trials, share) => {
        const k = Math.round(trials * share);
        const exact = Number((ways(trials, k) << 1100n) >> BigInt(trials + 300)) / 2 ** 800;
        fc.pre(exact > 1e-200);
        expect(distance(binomialPmf(k, { trials, probability: 0.5 }), exact)).toBeLessThanOrEqual(1e-13);
      }),
      runs,
    );
  });

  test('misses mirror hits, and one more term is one step of the distribution function', () => {
    const given = fc.record({ trials: fc.integer({ min: 1, max: 5000 }), parts: fc.integer({ min: 1, max: 1023 }) });
    fc.assert(
      fc.property(given, fc.double({ min: 0, max: 1, noNaN: true }), ({ trials, parts }, share) => {
        const probability = parts / 1024; // 1 − probability is exact
        const k = Math.round(trials * share);
        const pmf = binomialPmf(k, { trials, probability });
        expect(distance(pmf, binomialPmf(trials - k, { trials, probability: 1 - probability }))).toBeLessThanOrEqual(1e-12);
        const here = binomialCdf(k, { trials, probability });
        const before = binomialCdf(k - 1, { trials, probability });
        const step = here.lower < 0.5 ? here.lower - before.lower : before.upper - here.upper;
        expect(Math.abs(step - pmf)).toBeLessThanOrEqual(1e-12 * Math.max(pmf, Math.min(here.lower, before.upper)));
      }),
      runs,
    );
  });

  test('ends and nonsense', () => {
    expect([-1, 0.5, 4, NaN].map((k) => binomialPmf(k, { trials: 3, probability: 0.5 }))).toEqual([0, 0, 0, NaN]);
    expect([0, 1].map((k) => binomialPmf(k, { trials: 3, probability: 0 }))).toEqual([1, 0]);
    expect([2, 3].map((k) => binomialPmf(k, { trials: 3, probability: 1 }))).toEqual([0, 1]);
    expect(binomialPmf(0, { trials: 0, probability: 0.3 })).toBe(1);
    expect(() => binomialPmf(1, { trials: 3, probability: 1.5 })).toThrow('probability is a fraction between 0 and 1, got 1.5');
    expect(() => binomialPmf(1, { trials: -3, probability: 0.5 })).toThrow('trials must be a whole number of at least 0, got -3');
  });
});

describe('Poisson distribution', () => {
  test('equals the sum of its terms', () => {
    for (const mean of [0.01, 1, 7.5, 40]) {
      let term = Math.exp(-mean);
      let total = 0;
      for (let k = 0; k < 60; k += 1) {
        total += term;
        expect(distance(poissonPmf(k, { mean }), term)).toBeLessThanOrEqual(1e-13);
        expect(Math.abs(poissonCdf(k, { mean }).lower - total)).toBeLessThanOrEqual(1e-14);
        term *= mean / (k + 1);
      }
    }
  });

  test('waiting for the next event is a chi-square time: P(X ≤ k) = P(χ² with 2k + 2 degrees > 2 mean)', () => {
    fc.assert(
      fc.property(whole(5000), fc.double({ min: 1e-6, max: 5000, noNaN: true }), (k, mean) => {
        const { lower, upper } = poissonCdf(k, { mean });
        const time = chiSquareCdf(2 * mean, { df: 2 * k + 2 });
        expect([lower, upper]).toEqual([time.upper, time.lower]);
      }),
      runs,
    );
  });

  test('the quantile is the smallest count that reaches p', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 1e5, noNaN: true }),
        fc.double({ min: 1e-9, max: 0.999, noNaN: true }),
        (mean, p) => {
          const k = poissonQuantile(p, { mean });
          expect(poissonCdf(k, { mean }).lower).toBeGreaterThanOrEqual(p * (1 - 1e-13));
          expect(poissonCdf(k - 1, { mean }).lower).toBeLessThan(p);
        },
      ),
      runs,
    );
  });

  test('ends and nonsense', () => {
    expect([-1, 0.5, NaN].map((k) => poissonPmf(k, { mean: 2 }))).toEqual([0, 0, NaN]);
    expect([0, 1].map((k) => poissonPmf(k, { mean: 0 }))).toEqual([1, 0]);
    expect([poissonCdf(-1, { mean: 2 }), poissonCdf(Infinity, { mean: 2 }), poissonCdf(0, { mean: 0 })]).toEqual([
      { lower: 0, upper: 1 },
      { lower: 1, upper: 0 },
      { lower: 1, upper: 0 },
    ]);
    expect([poissonQuantile(0, { mean: 2 }), poissonQuantile(1, { mean: 2 }), poissonQuantile(0.9, { mean: 0 })]).toEqual([
      0,
      Infinity,
      0,
    ]);
    expect(() => poissonPmf(1, { mean: -2 })).toThrow('mean must be a number of at least 0, got -2');
    expect(() => poissonQuantile(2, { mean: 2 })).toThrow('p is a fraction between 0 and 1, got 2');
  });
});

describe('chi-square', () => {
  test('with one degree it is a squared normal, with two an exponential', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 30, noNaN: true }), (z) => {
        expect(distance(chiSquareCdf(z * z, { df: 1 }).upper, 2 * normalUpperTail(z))).toBeLessThanOrEqual(2e-13); // z² is rounded
        expect(distance(chiSquareCdf(z, { df: 2 }).upper, Math.exp(-z / 2))).toBeLessThanOrEqual(1e-14);
      }),
      runs,
    );
  });

  test('quantiles undo both tails', () => {
    const given = fc.record({
      df: fc.double({ min: 0.5, max: 1e5, noNaN: true }),
      p: fc.double({ min: 1e-6, max: 0.5, noNaN: true }),
    });
    fc.assert(
      fc.property(given, ({ df, p }) => {
        // x is rounded: its last digit moves a tail by x times the density, at most √df or so
        const tolerance = 1e-12 * Math.max(1, Math.sqrt(df) / 30);
        expect(distance(chiSquareCdf(chiSquareQuantile(p, { df }), { df }).lower, p)).toBeLessThanOrEqual(tolerance);
        expect(distance(chiSquareCdf(chiSquareUpperQuantile(p, { df }), { df }).upper, p)).toBeLessThanOrEqual(tolerance);
      }),
      runs,
    );
  });

  test('ends and nonsense', () => {
    expect([chiSquareCdf(-3, { df: 1 }), chiSquareCdf(0, { df: 1 }), chiSquareCdf(NaN, { df: 1 })]).toEqual([
      { lower: 0, upper: 1 },
      { lower: 0, upper: 1 },
      { lower: NaN, upper: NaN },
    ]);
    expect(chiSquareCdf(Infinity, { df: 1 })).toEqual({ lower: 1, upper: 0 });
    expect([chiSquareQuantile(0, { df: 3 }), chiSquareQuantile(1, { df: 3 })]).toEqual([0, Infinity]);
    expect([chiSquareUpperQuantile(0, { df: 3 }), chiSquareUpperQuantile(1, { df: 3 })]).toEqual([Infinity, 0]);
    expect(() => chiSquareCdf(1, { df: 0 })).toThrow('df must be a number above 0, got 0');
    expect(() => chiSquareQuantile(1.5, { df: 1 })).toThrow('p is a fraction between 0 and 1, got 1.5');
    expect(() => chiSquareUpperQuantile(-0.5, { df: 1 })).toThrow('q is a fraction between 0 and 1, got -0.5');
  });
});

describe('Student’s t', () => {
  const size = fc.double({ min: -200, max: 200, noNaN: true }).map((exponent) => 10 ** exponent);

  test('with one degree it is Cauchy’s distribution, with two it has a closed form, far into the tail', () => {
    fc.assert(
      fc.property(size, (t) => {
        expect(distance(studentCdf(t, { df: 1 }).upper, Math.atan2(1, t) / Math.PI)).toBeLessThanOrEqual(1e-13);
        fc.pre(t < 1e150);
        const root = Math.sqrt(2 + t * t); // (1 − t / root) / 2, without the cancellation:
        expect(distance(studentCdf(t, { df: 2 }).upper, 1 / (root * (root + t)))).toBeLessThanOrEqual(1e-13);
      }),
      runs,
    );
  });

  test('quantiles undo the tail, of whole and fractional degrees', () => {
    const given = fc.record({
      df: fc.double({ min: -2, max: 10, noNaN: true }).map((exponent) => 10 ** exponent),
      p: fc.double({ min: -12, max: -0.302, noNaN: true }).map((exponent) => 10 ** exponent),
    });
    fc.assert(
      fc.property(given, ({ df, p }) => {
        const t = studentQuantile(p, { df });
        fc.pre(Number.isFinite(t)); // of few degrees the quantile may be beyond any double
        expect(distance(studentCdf(t, { df }).lower, p)).toBeLessThanOrEqual(1e-12);
      }),
      runs,
    );
  });

  test('nears the normal distribution as the degrees grow', () => {
    for (const t of [-3, -1, 0.5, 2]) {
      const error = (df: number): number => studentCdf(t, { df }).lower - normalCdf(t);
      expect(Math.abs(error(1e10))).toBeLessThan(1e-10);
      expect(error(1e3) / error(1e4)).toBeCloseTo(10, 0); // the difference is of the order of 1 / df
    }
  });

  test('Student’s own table of two-sided 5 % points, as every textbook prints it', () => {
    const points = { 1: 12.706, 2: 4.303, 5: 2.571, 10: 2.228, 30: 2.042, 120: 1.98 };
    for (const [df, t] of Object.entries(points)) expect(studentQuantile(0.975, { df: Number(df) })).toBeCloseTo(t, 3);
  });

  test('ends and nonsense', () => {
    expect(studentCdf(0, { df: 3 })).toEqual({ lower: 0.5, upper: 0.5 });
    expect(studentCdf(-Infinity, { df: 3 })).toEqual({ lower: 0, upper: 1 });
    expect(studentCdf(NaN, { df: 3 })).toEqual({ lower: NaN, upper: NaN });
    expect([0, 0.5, 1].map((p) => studentQuantile(p, { df: 3 }))).toEqual([-Infinity, 0, Infinity]);
    expect(studentQuantile(5e-324, { df: 1e10 })).toBeCloseTo(-38.47, 1); // Φ⁻¹ of the smallest double
    expect(() => studentCdf(1, { df: -1 })).toThrow('df must be a number above 0, got -1');
    expect(() => studentQuantile(7, { df: 3 })).toThrow('p is a fraction between 0 and 1, got 7');
  });
});

test('what the rounding of a product lost is exact', () => {
  const digits = fc.integer({ min: 1, max: 2 ** 53 - 1 });
  fc.assert(
    fc.property(digits, digits, (a, b) => {
      expect(BigInt(a * b) + BigInt(productError(a, b))).toBe(BigInt(a) * BigInt(b));
    }),
    runs,
  );
});

test('half the deviance, at the limits of its two formulas and beyond', () => {
  expect([deviance(3, 3, 0), deviance(0, 4, -4), deviance(4, 0, 4), deviance(0, 0, 0)]).toEqual([0, 4, Infinity, 0]);
  for (const count of [1, 10, 1000]) {
    for (const ratio of [0.1, 0.333, 0.334, 0.5, 2, 2.99, 3.01, 8])
      expect(
        distance(deviance(count, count / ratio, count - count / ratio), count * (Math.log(ratio) + 1 / ratio - 1)),
      ).toBeLessThan(2e-15);
  }
});
