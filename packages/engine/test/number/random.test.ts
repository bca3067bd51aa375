import { describe, expect, test } from 'vitest';
import { binomialCdf } from '../../src/number/binomial.ts';
import { chiSquareUpperQuantile } from '../../src/number/chiSquare.ts';
import { incompleteBeta } from '../../src/number/incompleteBeta.ts';
import { incompleteGamma } from '../../src/number/incompleteGamma.ts';
import { normalCdf } from '../../src/number/normal.ts';
import { poissonCdf } from '../../src/number/poisson.ts';
import { createRandom, type Random } from '../../src/number/random.ts';

const draws = 200_000;

/** Largest distance between the sorted draws and a distribution function, times √n: above 1.95 once in 1,000 fair tests (Kolmogorov). */
function kolmogorov(values: readonly number[], cdf: (value: number) => number): number {
  const sorted = values.toSorted((first, second) => first - second);
  const distances = sorted.map((value, index) =>
    Math.max((index + 1) / sorted.length - cdf(value), cdf(value) - index / sorted.length),
  );
  return Math.sqrt(sorted.length) * distances.reduce((largest, distance) => Math.max(largest, distance), 0);
}

test('sfc32 in another language: the first outputs', () => {
  // 32-bit words of a Python implementation with unbounded integers, seeded by (seed, 0, 0, 1), 12 rounds dropped
  const vectors = [
    { seed: 1, words: [441792574, 614447336, 1644328534, 3387734806] },
    { seed: 42, words: [3648644458, 4206697674, 2509843200, 3011021589] },
    { seed: -5, words: [627511073, 1468952212, 2180214508, 2957417025] },
  ];
  for (const { seed, words } of vectors) {
    const random = createRandom(seed);
    expect(words.map(() => random.uniform() * 2 ** 32)).toEqual(words);
  }
});

const take = (seed: number): number[] => {
  const random = createRandom(seed);
  return Array.from({ length: 100 }, () => random.normal());
};

test('a seed is a stream: the same again, and another one for another seed', () => {
  expect(take(7)).toEqual(take(7));
  expect(take(7)).not.toEqual(take(8));
  expect(() => createRandom(0.5)).toThrow('seed must be a whole number, got 0.5');
});

describe.for([1, 2024, -5])('seed %i', (seed) => {
  test('uniform draws fill [0, 1) evenly', () => {
    const random = createRandom(seed);
    const values = Array.from({ length: draws }, () => random.uniform());
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(kolmogorov(values, (value) => value)).toBeLessThan(1.95);
  });

  test('normal draws follow the normal distribution, and neighbours are uncorrelated', () => {
    const random = createRandom(seed);
    const values = Array.from({ length: draws }, () => random.normal());
    expect(kolmogorov(values, normalCdf)).toBeLessThan(1.95);
    let product = 0;
    for (const [index, value] of values.entries()) product += value * (values[index + 1] ?? 0);
    expect(Math.abs(product / Math.sqrt(draws))).toBeLessThan(3.3); // standard normal under independence: once in 1,000
  });

  test('every whole number below ten is equally likely', () => {
    const random = createRandom(seed);
    const seen = new Float64Array(10);
    for (let draw = 0; draw < draws; draw += 1) seen[random.below(10)]! += 1;
    const chiSquare = seen.reduce((total, count) => total + (count - draws / 10) ** 2 / (draws / 10), 0);
    expect(chiSquare).toBeLessThan(27.88); // 99.9 % point at 9 degrees of freedom
  });
});

/** Pearson's statistic of counts in classes of at least 100 expected draws, over its 99.9 % point: above 1 once in 1,000 fair tests. */
function pearson(values: readonly number[], cdf: (k: number) => number): number {
  const sorted = values.toSorted((first, second) => first - second);
  const highest = sorted.at(-1) ?? 0;
  let statistic = 0;
  let classes = 0;
  let before = 0;
  let index = 0;
  for (let k = sorted[0] ?? 0; k <= highest; k += 1) {
    const probability = k === highest ? 1 - before : cdf(k) - before;
    if (probability * values.length < 100 || (k < highest && (1 - before - probability) * values.length < 100)) continue;
    const start = index;
    while (index < sorted.length && (sorted[index] ?? Infinity) <= k) index += 1;
    const expected = probability * values.length;
    statistic += (index - start - expected) ** 2 / expected;
    classes += 1;
    before += probability;
  }
  return statistic / chiSquareUpperQuantile(0.001, { df: classes - 1 });
}

const many = (seed: number, draw: (random: Random) => number, count = 20_000): number[] => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => draw(random));
};

describe('draws follow the distribution functions', () => {
  test.for([0.05, 0.5, 1, 2.5, 80, 1e6])('gamma of shape %d', (shape) => {
    const values = many(11, (random) => random.gamma({ shape }));
    expect(kolmogorov(values, (value) => incompleteGamma(value, { shape }).lower)).toBeLessThan(1.95);
  });

  test('gamma of another scale, and exponential', () => {
    const values = many(12, (random) => random.gamma({ shape: 3, scale: 0.01 }));
    expect(kolmogorov(values, (value) => incompleteGamma(value / 0.01, { shape: 3 }).lower)).toBeLessThan(1.95);
    const waits = many(12, (random) => random.exponential());
    expect(kolmogorov(waits, (value) => -Math.expm1(-value))).toBeLessThan(1.95);
  });

  test.for([
    { a: 0.5, b: 0.5 },
    { a: 2, b: 3 },
    { a: 0.3, b: 40 },
    { a: 4000, b: 12_000 },
  ])('beta of a = $a, b = $b', (shape) => {
    const values = many(13, (random) => random.beta(shape));
    expect(kolmogorov(values, (value) => incompleteBeta(value, shape).lower)).toBeLessThan(1.95);
  });

  test.for([
    { trials: 1, probability: 0.3 },
    { trials: 12, probability: 0.75 },
    { trials: 900, probability: 0.011 },
    { trials: 30, probability: 0.4 },
    { trials: 500, probability: 0.93 },
    { trials: 10_000_000, probability: 2e-5 },
    { trials: 1e9, probability: 1e-9 },
  ])('binomial of $trials trials at $probability', (binomial) => {
    const values = many(14, (random) => random.binomial(binomial));
    expect(values.every((k) => Number.isInteger(k) && k >= 0 && k <= binomial.trials)).toBe(true);
    expect(pearson(values, (k) => binomialCdf(k, binomial).lower)).toBeLessThan(1);
  });

  test.for([0.2, 4, 9.99, 10, 33, 2000])('Poisson of mean %d', (mean) => {
    const values = many(15, (random) => random.poisson({ mean }));
    expect(values.every((k) => Number.isInteger(k) && k >= 0)).toBe(true);
    expect(pearson(values, (k) => poissonCdf(k, { mean }).lower)).toBeLessThan(1);
  });

  test('counts too many to list: the first two moments', () => {
    const trials = 4e15;
    const draw = many(
      16,
      (random) => (random.binomial({ trials, probability: 0.25 }) - trials / 4) / Math.sqrt((trials * 3) / 16),
    );
    const events = many(16, (random) => (random.poisson({ mean: 1e15 }) - 1e15) / Math.sqrt(1e15));
    for (const values of [draw, events]) expect(kolmogorov(values, normalCdf)).toBeLessThan(1.95);
  });
});

test('certain outcomes, and what is too small for a double', () => {
  const random = createRandom(3);
  expect([
    random.binomial({ trials: 0, probability: 0.4 }),
    random.binomial({ trials: 9, probability: 0 }),
    random.binomial({ trials: 9, probability: 1 }),
    random.poisson({ mean: 0 }),
  ]).toEqual([0, 0, 9, 0]);
  const tiny = many(3, (stream) => stream.beta({ a: 1e-4, b: 1e-4 }), 1000);
  expect(tiny.every((value) => value >= 0 && value <= 1)).toBe(true); // never 0 / 0
  expect(tiny.filter((value) => value < 0.5).length).toBeGreaterThan(400); // half of them, ± 16
});

test('all draws come from one stream: the same calls again are the same draws', () => {
  const calls = (): number[] => {
    const random = createRandom(99);
    return [
      random.gamma({ shape: 0.4 }),
      random.binomial({ trials: 400, probability: 0.3 }),
      random.normal(),
      random.beta({ a: 3, b: 0.2 }),
      random.poisson({ mean: 40 }),
      random.exponential(),
      random.uniform(),
    ];
  };
  expect(calls()).toEqual(calls());
});

test('nonsense is refused by name', () => {
  const random = createRandom(1);
  for (const count of [0, -3, 2.5, NaN, Infinity])
    expect(() => random.below(count)).toThrow(`count must be a whole number above 0, got ${count}`);
  expect(random.below(1)).toBe(0);
  expect(() => random.gamma({ shape: 0 })).toThrow('shape must be a number above 0, got 0');
  expect(() => random.gamma({ shape: 1, scale: -1 })).toThrow('scale must be a number above 0, got -1');
  expect(() => random.beta({ a: 1, b: NaN })).toThrow('b must be a number above 0, got NaN');
  expect(() => random.binomial({ trials: 1.5, probability: 0.5 })).toThrow(
    'trials must be a whole number of at least 0, got 1.5',
  );
  expect(() => random.binomial({ trials: 2, probability: 50 })).toThrow('probability is a fraction between 0 and 1, got 50');
  expect(() => random.poisson({ mean: -1 })).toThrow('mean must be a number of at least 0, got -1');
});
