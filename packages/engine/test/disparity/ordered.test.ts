import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DisparityGroup } from '../../src/disparity/groups.ts';
import {
  absoluteConcentrationIndex,
  createRandom,
  erreygersIndex,
  relativeConcentrationIndex,
  relativeIndexOfInequality,
  riditRanks,
  slopeIndexOfInequality,
  wagstaffIndex,
} from '../../src/index.ts';

const higher = { direction: 'higher' } as const;
const percent = { direction: 'higher', scale: 100 } as const;

interface Answer {
  readonly value: number | null;
  readonly standardError: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly reason: string | null;
}

type Index = (groups: readonly DisparityGroup[]) => Answer;

const absolute: Record<string, Index> = {
  'absolute concentration index': (groups) => absoluteConcentrationIndex(groups, percent),
  'slope index, linear': (groups) => slopeIndexOfInequality(groups, percent),
};
const signed: Record<string, Index> = {
  ...absolute,
  'relative concentration index': (groups) => relativeConcentrationIndex(groups, percent),
  'Erreygers index': (groups) => erreygersIndex(groups, percent),
  'Wagstaff index': (groups) => wagstaffIndex(groups, percent),
  'slope index, logit': (groups) => slopeIndexOfInequality(groups, { ...percent, model: 'logit' }),
  'relative index, Pamuk, linear': (groups) => relativeIndexOfInequality(groups, { ...percent, kind: 'pamuk' }),
  'relative index, Pamuk, logit': (groups) => relativeIndexOfInequality(groups, { ...percent, kind: 'pamuk', model: 'logit' }),
};
const ratios: Record<string, Index> = {
  'relative index, ratio, linear': (groups) => relativeIndexOfInequality(groups, { ...percent, kind: 'kunst-mackenbach' }),
  'relative index, ratio, logit': (groups) =>
    relativeIndexOfInequality(groups, { ...percent, kind: 'kunst-mackenbach', model: 'logit' }),
};
const all = { ...signed, ...ratios };

/** Three to six groups in per cent, away from the bounds and from curves that leave them. */
const groupsOf = fc
  .array(
    fc.record({
      population: fc.integer({ min: 20, max: 3000 }),
      estimate: fc.double({ min: 35, max: 65, noNaN: true }),
      standardError: fc.double({ min: 0.2, max: 5, noNaN: true }),
    }),
    { minLength: 3, maxLength: 6 },
  )
  .map((rows) => rows.map((row, index): DisparityGroup => ({ group: `g${index}`, rank: index + 1, ...row })));

const valueOf = (index: Index, groups: readonly DisparityGroup[]) => index(groups).value ?? NaN;

describe('published and worked values', () => {
  test('ridits of Bross 1958, Biometrics 14:18: 179 injuries from none to fatal, as printed', () => {
    const rows = [17, 54, 60, 19, 9, 6, 14].map((population, rank) => ({ group: `g${rank}`, population, estimate: 1, rank }));
    const printed = [0.047, 0.246, 0.564, 0.785, 0.863, 0.905, 0.961];
    expect(riditRanks(rows, higher).rank).toEqual(printed.map((ridit) => expect.closeTo(ridit, 3)));
  });

  test('a straight line is found exactly, whatever the sizes', () => {
    const sizes = [100, 300, 50, 250];
    const places = riditRanks(
      sizes.map((population, index) => ({ group: `g${index}`, population, estimate: 0, rank: index })),
      percent,
    ).rank;
    const rows = sizes.map((population, index) => ({
      group: `g${index}`,
      population,
      rank: index,
      estimate: 40 + 20 * (places[index] ?? NaN),
    }));
    const fit = slopeIndexOfInequality(rows, percent);
    expect(fit.value).toBeCloseTo(20, 11);
    expect([fit.bottom, fit.top]).toEqual([expect.closeTo(40, 11), expect.closeTo(60, 11)]);
    expect(relativeIndexOfInequality(rows, { ...percent, kind: 'kunst-mackenbach' }).value).toBeCloseTo(1.5, 12);
    expect(relativeIndexOfInequality(rows, { ...percent, kind: 'pamuk' }).value).toBeCloseTo(0.4, 12);
  });

  test('two groups: all follows from their difference by hand', () => {
    const rows = [
      { group: 'poor', population: 300, numerator: 120, rank: 1 },
      { group: 'rich', population: 100, numerator: 60, rank: 2 },
    ];
    // Ridits 3/8 and 7/8; difference 20 points; mean 45.
    expect(slopeIndexOfInequality(rows, percent).value).toBeCloseTo(40, 12);
    expect(absoluteConcentrationIndex(rows, percent).value).toBeCloseTo(0.75 * 40 * -0.25 + 0.25 * 60 * 0.75, 12);
    const s = Math.hypot(Math.sqrt((40 * 60) / 300), Math.sqrt((60 * 40) / 100));
    expect(slopeIndexOfInequality(rows, percent).standardError).toBeCloseTo(2 * s, 12);
    const logit = slopeIndexOfInequality(rows, { ...percent, model: 'logit' });
    const turn = (Math.log(1.5) - Math.log(2 / 3)) * 2;
    expect(logit.slope).toBeCloseTo(turn, 11);
    expect(logit.intercept).toBeCloseTo(Math.log(2 / 3) - (turn * 3) / 8, 11);
  });
});

describe.each(Object.entries(all))('%s', (name, index) => {
  test('the standard error is that of finite differences', () => {
    fc.assert(
      fc.property(groupsOf, (groups) => {
        const { value, standardError } = index(groups);
        fc.pre(value !== null);
        const step = 1e-4;
        let variance = 0;
        for (const [place, { estimate = NaN, standardError: error = NaN }] of groups.entries()) {
          const moved = (by: number) =>
            valueOf(
              index,
              groups.map((row, other) => (other === place ? { ...row, estimate: estimate + by } : row)),
            );
          variance += (((moved(step) - moved(-step)) / (2 * step)) * error) ** 2;
        }
        expect(Math.abs((standardError ?? NaN) / Math.sqrt(variance) - 1)).toBeLessThan(1e-5);
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  test('the order of rows does not matter, nor members counted in thousands', () => {
    fc.assert(
      fc.property(groupsOf, fc.integer({ min: 0, max: 1000 }), (groups, seed) => {
        const random = createRandom(seed);
        const shuffled = groups
          .map((row) => ({ row, key: random.uniform() }))
          .sort((a, b) => a.key - b.key)
          .map(({ row }) => ({ ...row, population: row.population / 1000 }));
        const [first, second] = [index(groups), index(shuffled)];
        expect(second.value).toBeCloseTo(first.value ?? NaN, 10);
        expect(second.standardError).toBeCloseTo(first.standardError ?? NaN, 10);
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  test('turning the order around turns the sign, or the ratio', () => {
    fc.assert(
      fc.property(groupsOf, (groups) => {
        const there = valueOf(index, groups);
        const back = valueOf(
          index,
          groups.map((row) => ({ ...row, rank: -(row.rank ?? NaN) })),
        );
        expect(back).toBeCloseTo(Object.hasOwn(ratios, name) ? 1 / there : -there, 10);
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  test('groups that are all the same are equal, with an interval about it', () => {
    const rows = [3, 1, 6].map((size, rank) => ({ group: `g${rank}`, population: 100 * size, numerator: 60 * size, rank }));
    const { value, lower, upper } = index(rows);
    const equal = Object.hasOwn(ratios, name) ? 1 : 0;
    expect(value).toBeCloseTo(equal, 12);
    expect(lower).toBeLessThan(equal);
    expect(upper).toBeGreaterThan(equal);
  });

  test('undefined is null with a reason', () => {
    const none = { value: null, standardError: null, lower: null, upper: null };
    expect(index([])).toMatchObject({ ...none, reason: 'no group has a value' });
    const rows = [1, 2].map((rank) => ({ group: `g${rank}`, population: 10, estimate: 40 + rank, rank }));
    expect(index(rows.map(({ group, population, estimate }) => ({ group, population, estimate })))).toMatchObject({
      ...none,
      reason: 'the groups have no order',
    });
    expect(index(rows.map((row) => ({ ...row, rank: row.rank === 2 ? NaN : 1 })))).toMatchObject({
      ...none,
      reason: 'group g2 has no rank',
    });
    const { value, standardError, reason } = index(rows);
    expect(value).not.toBeNull();
    expect([standardError, reason]).toEqual([null, 'a standard error is not known']);
  });

  test('a group without members or value counts nowhere', () => {
    const rows = [1, 2, 3].map((rank) => ({ group: `g${rank}`, population: 100, numerator: 40 + 5 * rank, rank }));
    const more = [
      ...rows,
      { group: 'empty', population: 0, numerator: 0, rank: 2.5 },
      { group: 'missing', population: 50, estimate: NaN, rank: 0 },
    ];
    expect(index(more)).toEqual(index(rows));
  });
});

test('adding a constant changes no absolute index; multiplying changes no relative one', () => {
  fc.assert(
    fc.property(groupsOf, (groups) => {
      const shifted = groups.map((row) => ({ ...row, estimate: (row.estimate ?? NaN) + 10 }));
      for (const index of Object.values(absolute)) {
        expect(valueOf(index, shifted)).toBeCloseTo(valueOf(index, groups), 9);
        expect(index(shifted).standardError).toBeCloseTo(index(groups).standardError ?? NaN, 9);
      }
      const scaled = groups.map(({ estimate = NaN, standardError = NaN, ...row }) => ({
        ...row,
        estimate: estimate / 2,
        standardError: standardError / 2,
      }));
      for (const name of ['relative concentration index', 'relative index, Pamuk, linear', 'relative index, ratio, linear']) {
        const index = all[name]!;
        expect(valueOf(index, scaled)).toBeCloseTo(valueOf(index, groups), 9);
      }
    }),
    { seed: 1, numRuns: 40 },
  );
});

test('misses instead of hits turn the sign of what is bounded, and keep its size', () => {
  fc.assert(
    fc.property(groupsOf, (groups) => {
      const misses = groups.map((row) => ({ ...row, estimate: 100 - (row.estimate ?? NaN) }));
      for (const name of ['Erreygers index', 'Wagstaff index', 'slope index, linear', 'slope index, logit']) {
        const index = signed[name]!;
        expect(valueOf(index, misses)).toBeCloseTo(-valueOf(index, groups), 9);
        expect(index(misses).standardError).toBeCloseTo(index(groups).standardError ?? NaN, 9);
      }
    }),
    { seed: 1, numRuns: 40 },
  );
});

test('groups of one rank are as one group of both', () => {
  const halves = [
    { group: 'a', population: 100, numerator: 40, rank: 1 },
    { group: 'b1', population: 60, numerator: 30, rank: 2 },
    { group: 'b2', population: 140, numerator: 80, rank: 2 },
    { group: 'c', population: 50, numerator: 35, rank: 3 },
  ];
  const whole = [halves[0]!, { group: 'b', population: 200, numerator: 110, rank: 2 }, halves[3]!];
  for (const name of ['absolute concentration index', 'slope index, linear', 'slope index, logit', 'Wagstaff index'])
    expect(valueOf(all[name]!, halves)).toBeCloseTo(valueOf(all[name]!, whole), 10);
  expect(riditRanks(halves, higher).rank[1]).toBe(riditRanks(halves, higher).rank[2]);
});

test('the person term of Kakwani is the same for tied groups in any order, and 0 where all are the same', () => {
  const rows = [
    { group: 'a', population: 100, numerator: 40, rank: 1 },
    { group: 'b', population: 60, numerator: 30, rank: 2 },
    { group: 'c', population: 140, numerator: 80, rank: 2 },
  ];
  const turned = [rows[0]!, rows[2]!, rows[1]!];
  const person = (groups: readonly DisparityGroup[]) => relativeConcentrationIndex(groups, higher).personStandardError;
  expect(person(turned)).toBeCloseTo(person(rows) ?? NaN, 14);
  expect(person(rows.map((row) => ({ ...row, numerator: row.population / 2 })))).toBeCloseTo(0, 8);
  const { standardError, personStandardError, fullStandardError } = relativeConcentrationIndex(rows, higher);
  expect(fullStandardError).toBeCloseTo(Math.hypot(standardError ?? NaN, personStandardError ?? NaN), 14);
});

describe('errors behind a slope', () => {
  const rows = [1, 2, 3, 4].map((rank) => ({ group: `g${rank}`, population: 200, numerator: 80 + 10 * rank * (rank % 2), rank }));

  test('those of a logit by its model come near those of the groups; those of residuals are another thing', () => {
    const error = (errors: 'groups' | 'model' | 'residuals') =>
      slopeIndexOfInequality(rows, { ...percent, model: 'logit', errors }).standardError ?? NaN;
    expect(error('model') / error('groups')).toBeGreaterThan(0.9);
    expect(error('model') / error('groups')).toBeLessThan(1.1);
    expect(Math.abs(error('residuals') / error('groups') - 1)).toBeGreaterThan(0.2);
  });

  test('two groups leave nothing to measure residuals by', () => {
    for (const errors of ['residuals', 'model'] as const) {
      const { value, standardError, lower, upper } = slopeIndexOfInequality(rows.slice(0, 2), { ...percent, errors });
      expect(value).not.toBeNull();
      expect([standardError, lower, upper]).toEqual([null, null, null]);
    }
  });
});

describe('what cannot be', () => {
  const rows = [
    { group: 'a', population: 100, numerator: 0, rank: 1 },
    { group: 'b', population: 100, numerator: 100, rank: 2 },
  ];

  test('groups at both bounds have no logistic curve, and groups that share one place no slope', () => {
    expect(slopeIndexOfInequality(rows, { ...higher, model: 'logit' })).toMatchObject({ value: null, bottom: null });
    expect(slopeIndexOfInequality(rows, { ...higher, model: 'logit' }).reason).toContain('no best fit');
    const together = rows.map((row) => ({ ...row, rank: 1 }));
    expect(slopeIndexOfInequality(together, higher).reason).toBe('fewer than two groups with a place of their own');
  });

  test('groups that share one rank are not in an order: nothing is known of it, which is not 0', () => {
    const tied = [
      { group: 'A', population: 40, numerator: 20, rank: 1 },
      { group: 'B', population: 50, numerator: 30, rank: 1 },
    ];
    const none = { value: null, standardError: null, lower: null, upper: null, reason: 'all groups share one rank' };
    for (const index of [absoluteConcentrationIndex, relativeConcentrationIndex, erreygersIndex, wagstaffIndex])
      expect(index(tied, higher)).toMatchObject(none);
  });

  test('a line that falls below 0 has no ratio; Pamuk has one', () => {
    const line = relativeIndexOfInequality(rows, { ...higher, kind: 'kunst-mackenbach' });
    expect(line).toMatchObject({ value: null, lower: null, logStandardError: null, bottom: expect.closeTo(-0.5, 12) });
    expect(line.reason).toBe('the fitted curve falls to 0 or below');
    expect(relativeIndexOfInequality(rows, { ...higher, kind: 'pamuk' }).value).toBeCloseTo(4, 12);
  });

  test('nobody at all: absolute indices are 0, relative ones null', () => {
    const none = rows.map((row) => ({ ...row, numerator: 0 }));
    expect(absoluteConcentrationIndex(none, higher).value).toBe(0);
    expect(relativeConcentrationIndex(none, higher)).toMatchObject({ value: null, reason: 'the overall mean is not above 0' });
    expect(wagstaffIndex(none, higher)).toMatchObject({ value: null, reason: 'everybody is at a bound' });
  });

  test('options that make no sense are refused in words', () => {
    expect(() => erreygersIndex(rows, { ...higher, lowerBound: 1, upperBound: 1 })).toThrow(
      'lowerBound must be below upperBound, got 1 and 1',
    );
    expect(() => wagstaffIndex(rows, { ...higher, upperBound: 0.5 })).toThrow(
      'group b: estimate 1 is not between the bounds 0 and 0.5',
    );
    expect(() => relativeIndexOfInequality(rows, { ...higher, kind: 'RII' as 'pamuk' })).toThrow(
      "kind must be 'kunst-mackenbach' or 'pamuk', got 'RII'",
    );
    expect(() => slopeIndexOfInequality(rows, { ...higher, model: 'probit' as 'logit' })).toThrow(
      "model must be 'linear' or 'logit', got 'probit'",
    );
    expect(() => slopeIndexOfInequality(rows, { ...higher, errors: 'hc3' as 'groups' })).toThrow(
      "errors must be 'groups', 'model' or 'residuals', got 'hc3'",
    );
    const over = [{ group: 'a', population: 10, estimate: 1.2, rank: 1 }, rows[1]!];
    expect(() => slopeIndexOfInequality(over, { ...higher, model: 'logit' })).toThrow(
      'group a: estimate 1.2 is not between 0 and the scale 1',
    );
  });
});

describe('coverage of 95 % intervals over 2,000 drawn practices of 300 members in fifths', () => {
  const sizes = [90, 75, 60, 45, 30];
  const rates = [0.5, 0.54, 0.59, 0.65, 0.7];
  const truth = sizes.map((population, rank) => ({ group: `g${rank}`, population, estimate: 100 * (rates[rank] ?? NaN), rank }));
  const random = createRandom(20);
  const practices = Array.from({ length: 2000 }, () =>
    sizes.map((population, rank) => ({
      group: `g${rank}`,
      population,
      numerator: random.binomial({ trials: population, probability: rates[rank] ?? NaN }),
      rank,
    })),
  );

  test.each(Object.entries(all))('%s is within 2 points', (_, index) => {
    const value = valueOf(index, truth);
    const covered = practices.filter((groups) => {
      const { lower, upper } = index(groups);
      return lower !== null && upper !== null && lower <= value && value <= upper;
    });
    expect(Math.abs(covered.length / practices.length - 0.95)).toBeLessThan(0.02);
  });

  test('residual errors over five groups are far too narrow, which is why they are not the default', () => {
    const value = slopeIndexOfInequality(truth, percent).value ?? NaN;
    const covered = practices.filter((groups) => {
      const { lower, upper } = slopeIndexOfInequality(groups, { ...percent, errors: 'residuals' });
      return (lower ?? NaN) <= value && value <= (upper ?? NaN);
    });
    expect(covered.length / practices.length).toBeLessThan(0.85);
  });
});
