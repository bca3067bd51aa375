import { type RankOptions, rankPractices } from '@equipoise/benchmark';
import { incompleteBeta, logGamma } from '@equipoise/engine';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cell, cells, required } from './support.ts';

const draws = 40_000;
const tolerance = 4 * Math.sqrt(0.25 / draws); // four standard errors of a simulated probability
const higher = { direction: 'higher', seed: 1, draws } as const;
const [first, second, third] = [
  { id: 'a', denominator: 40, numerator: 26 },
  { id: 'b', denominator: 90, numerator: 50 },
  { id: 'c', denominator: 25, numerator: 14 },
] as const;

test('two units: the chance that one beats the other, by integration', () => {
  const [a, b] = rankPractices([first, second], higher).practices;
  const aFirst = integrate((p) => density(p, first) * below(p, second));
  expect(Math.abs(required(a?.bestQuarter) - aFirst)).toBeLessThan(tolerance); // the best quarter of two is one place
  expect(Math.abs(required(b?.bestQuarter) - (1 - aFirst))).toBeLessThan(tolerance);
  expect(Math.abs(required(a?.expectedRank) - (2 - aFirst))).toBeLessThan(tolerance);
});

test('three units: first place, last place and the expected rank, by integration', () => {
  const units = [first, second, third];
  const { practices } = rankPractices(units, higher);
  for (const [index, unit] of units.entries()) {
    const [one, other] = units.filter(({ id }) => id !== unit.id);
    const best = integrate((p) => density(p, unit) * below(p, required(one)) * below(p, required(other)));
    const worst = integrate((p) => density(p, unit) * (1 - below(p, required(one))) * (1 - below(p, required(other))));
    const beatenBy = integrate((p) => density(p, unit) * (2 - below(p, required(one)) - below(p, required(other))));
    const ranked = required(practices[index]);
    expect(Math.abs(required(ranked.bestQuarter) - best)).toBeLessThan(tolerance);
    expect(Math.abs(required(ranked.worstQuarter) - worst)).toBeLessThan(tolerance);
    expect(Math.abs(required(ranked.expectedRank) - (1 + beatenBy))).toBeLessThan(2 * tolerance); // ranks spread over 1 to 3
  }
});

test('a prior of one’s own moves the integral along', () => {
  const prior = { alpha: 30, beta: 20 };
  const [a] = rankPractices([first, second], { ...higher, prior }).practices;
  const aFirst = integrate((p) => density(p, first, prior) * below(p, second, prior));
  expect(Math.abs(required(a?.bestQuarter) - aFirst)).toBeLessThan(tolerance);
});

const many = fc.array(cells, { minLength: 1, maxLength: 12 }).map(named);
const quick = { direction: 'higher', seed: 7, draws: 200 } as const;

describe('laws', () => {
  test('the same seed gives the same answer, another seed another', () => {
    const units = named([first, second, third]);
    expect(rankPractices(units, quick)).toEqual(rankPractices(units, quick));
    expect(rankPractices(units, quick).practices).not.toEqual(rankPractices(units, { ...quick, seed: 8 }).practices);
  });

  test('units of equal counts have equal answers', () => {
    fc.assert(
      fc.property(many, ([unit, ...others]) => {
        const twins = [required(unit), ...others, { ...required(unit), id: 'twin' }];
        const { practices } = rankPractices(twins, quick);
        const [{ id: _, ...mine }, { id: __, ...theirs }] = [required(practices[0]), required(practices.at(-1))];
        expect(mine).toEqual(theirs);
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  test('ranks are shared out: expected ranks and ranks by the counts add to 1 + 2 + … + n', () => {
    fc.assert(
      fc.property(many, (units) => {
        const { practices } = rankPractices(units, quick);
        const sum = (units.length * (units.length + 1)) / 2;
        expect(practices.reduce((total, { expectedRank }) => total + required(expectedRank), 0)).toBeCloseTo(sum, 9);
        expect(practices.reduce((total, { rank }) => total + required(rank), 0)).toBe(sum);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  test('an interval holds the median, and a wider level a wider interval', () => {
    fc.assert(
      fc.property(many, (units) => {
        const narrow = rankPractices(units, { ...quick, level: 0.5 }).practices;
        for (const [index, wide] of rankPractices(units, quick).practices.entries()) {
          const within = required(narrow[index]);
          const ends = [wide.lower, within.lower, wide.medianRank, within.upper, wide.upper].map((end) => required(end));
          expect(ends).toEqual(ends.toSorted((x, y) => x - y));
        }
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  test('hits as misses and the other direction are the same league', () => {
    fc.assert(
      fc.property(many, (units) => {
        const misses = units.map((unit) => ({ ...unit, numerator: unit.denominator - unit.numerator }));
        const ranks = (given: ReturnType<typeof rankPractices>) =>
          given.practices.map(({ expectedRank, rank }) => [rank, expectedRank]);
        expect(ranks(rankPractices(misses, { ...quick, direction: 'lower' }))).toEqual(ranks(rankPractices(units, quick)));
      }),
      { seed: 1, numRuns: 50 },
    );
  });
});

test('units all alike can stand anywhere', () => {
  const units = named(Array.from({ length: 20 }, () => ({ denominator: 60, numerator: 30 })));
  const { practices } = rankPractices(units, { ...quick, draws: 1000 });
  expect(practices.every(({ expectedRank }) => expectedRank === 10.5)).toBe(true);
  expect(practices[0]).toMatchObject({
    rank: 10.5,
    medianRank: 10.5,
    lower: 1,
    upper: 20,
    bestQuarter: 0.25,
    worstQuarter: 0.25,
  });
});

test('rates at the end of the scale tie, and no one gains by the order of the rows', () => {
  // Beta(0.01, 5.01): almost all of it lies below what a double can tell from 0.
  const prior = { alpha: 0.01, beta: 0.01 };
  const units = [
    { id: 'a', denominator: 5, numerator: 0 },
    { id: 'b', denominator: 6, numerator: 0 },
  ];
  const [a] = rankPractices(units, { direction: 'lower', seed: 1, draws, prior }).practices;
  expect(Math.abs(required(a?.expectedRank) - 1.5)).toBeLessThan(tolerance);
});

test('a unit apart from the rest is known by its rank', () => {
  const units = [
    { id: 'good', denominator: 400, numerator: 380 },
    ...named(Array.from({ length: 6 }, (_, index) => ({ denominator: 100, numerator: 48 + index }))),
  ];
  const { practices } = rankPractices(units, { ...quick, draws: 1000 });
  expect(practices[0]).toMatchObject({ rank: 1, medianRank: 1, lower: 1, upper: 1, bestQuarter: 1, worstQuarter: 0 });
});

describe('a fitted prior', () => {
  test('draws small units towards the middle', () => {
    const large = Array.from({ length: 20 }, (_, index) => ({ denominator: 400, numerator: 140 + 8 * index }));
    const units = named([...large, { denominator: 5, numerator: 5 }]);
    const own = required(rankPractices(units, quick).practices.at(-1));
    const shrunken = rankPractices(units, { ...quick, prior: 'fitted' });
    expect(own.rank).toBe(1);
    expect(required(required(shrunken.practices.at(-1)).medianRank)).toBeGreaterThan(required(own.medianRank));
    expect(required(shrunken.prior).alpha).toBeGreaterThan(1);
  });

  test('finds nothing to rank where units differ by chance alone', () => {
    const units = named([
      { denominator: 20, numerator: 5 },
      { denominator: 40, numerator: 10 },
    ]);
    const { practices, prior, ranked } = rankPractices(units, { ...quick, prior: 'fitted' });
    expect(prior).toBeNull();
    expect(ranked).toBe(0);
    expect(practices[0]).toMatchObject({
      rank: null,
      medianRank: null,
      lower: null,
      reason: expect.stringContaining('no more than chance'),
    });
  });
});

test('who is empty or too small is left out, with the reason, and the rest is ranked without it', () => {
  const units = [first, { id: 'empty', denominator: 0, numerator: 0 }, second, { id: 'small', denominator: 24, numerator: 20 }];
  const { practices, ranked } = rankPractices(units, { ...quick, denominatorMin: 30 });
  expect(ranked).toBe(2);
  expect(practices.map(({ id, rank, reason }) => [id, rank, reason])).toEqual([
    ['a', 1, null],
    ['empty', null, 'the denominator is 0'],
    ['b', 2, null],
    ['small', null, 'not payable: 24 of 30'],
  ]);
  expect(practices[0]).toEqual(rankPractices([first, second], quick).practices[0]);
});

test('one unit is first, and of none there is nothing to say', () => {
  expect(rankPractices([first], quick).practices[0]).toMatchObject({ rank: 1, medianRank: 1, lower: 1, upper: 1 });
  expect(rankPractices([], quick)).toMatchObject({ practices: [], ranked: 0 });
});

test.for<{ given: Partial<RankOptions>; message: string }>([
  { given: { draws: 0 }, message: 'draws must be at least 1, got 0' },
  { given: { draws: 1.5 }, message: 'draws must be a whole number of at least 0, got 1.5' },
  { given: { seed: 0.5 }, message: 'seed must be a whole number' },
  { given: { level: 95 }, message: 'level is a fraction such as 0.95, got 95' },
  {
    given: { prior: { alpha: 0, beta: 1 } },
    message: 'prior must be jeffreys, fitted, or alpha and beta above 0, got {"alpha":0,"beta":1}',
  },
])('refused: $message', ({ given, message }) => {
  expect(() => rankPractices([first, second], { ...quick, ...given })).toThrow(message);
});

test('two units of one id are refused', () => {
  expect(() => rankPractices([first, first], quick)).toThrow('id a is given twice: every unit has its own');
});

function named(counts: readonly Cell[]): { id: string; denominator: number; numerator: number }[] {
  return counts.map(({ denominator, numerator }, index) => ({ id: `${index}`, denominator, numerator }));
}

const jeffreys = { alpha: 0.5, beta: 0.5 };

function density(p: number, { denominator, numerator }: Cell, { alpha, beta } = jeffreys): number {
  const [a, b] = [alpha + numerator, beta + denominator - numerator];
  return Math.exp((a - 1) * Math.log(p) + (b - 1) * Math.log1p(-p) + logGamma(a + b) - logGamma(a) - logGamma(b));
}

function below(p: number, { denominator, numerator }: Cell, { alpha, beta } = jeffreys): number {
  return incompleteBeta(p, { a: alpha + numerator, b: beta + denominator - numerator }).lower;
}

/** Over [0, 1] by the rule of the midpoint; the densities here vanish at both ends, where it converges fast. */
function integrate(of: (p: number) => number): number {
  const steps = 2000;
  let total = 0;
  for (let step = 0; step < steps; step += 1) total += of((step + 0.5) / steps);
  return total / steps;
}
