import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bisgPosterior } from '../../../src/disparity/uncertain/bisg.ts';
import { boundGap } from '../../../src/disparity/uncertain/boundGap.ts';
import { expectationMaximisationRates } from '../../../src/disparity/uncertain/expectationMaximisation.ts';
import type { UncertainMember } from '../../../src/disparity/uncertain/people.ts';
import { regressionRates } from '../../../src/disparity/uncertain/regression.ts';
import { thresholdRates } from '../../../src/disparity/uncertain/threshold.ts';
import { weightedRates } from '../../../src/disparity/uncertain/weighted.ts';
import { createRandom } from '../../../src/number/random.ts';

const estimators = [
  ['weighted', weightedRates],
  ['regression', regressionRates],
  ['expectation-maximisation', expectationMaximisationRates],
] as const;
const names = ['A', 'B', 'C'];

/** Members of groups A, B and C whose probabilities come from a seeded draw, and whose outcome goes by the true group alone. */
function draw(count: number, rates: readonly [number, number, number], seed: number): UncertainMember[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const parts = [0.4, 0.3, 0.3].map((shape) => random.gamma({ shape }) + 1e-9);
    const total = parts.reduce((all, part) => all + part, 0);
    const probabilities = parts.map((part) => part / total);
    const u = random.uniform();
    const group = u < probabilities[0]! ? 0 : u < probabilities[0]! + probabilities[1]! ? 1 : 2;
    return { probabilities, outcome: Number(random.uniform() < rates[group]!) };
  });
}

describe.for(estimators)('%s', ([, estimate]) => {
  const certain: readonly UncertainMember[] = [
    { probabilities: [1, 0, 0], outcome: 1, weight: 6 },
    { probabilities: [1, 0, 0], outcome: 0, weight: 4 },
    { probabilities: [0, 1, 0], outcome: 1, weight: 5 },
    { probabilities: [0, 1, 0], outcome: 0, weight: 15 },
    { probabilities: [0, 0, 1], outcome: 1, weight: 3 },
    { probabilities: [0, 0, 1], outcome: 0, weight: 1 },
  ];

  test('with every group known it is the group’s own rate', () => {
    const { groups, use } = estimate(names, certain);
    const expected = [0.6, 0.25, 0.75];
    groups.forEach(({ value, reason }, r) => {
      expect(value).toBeCloseTo(expected[r]!, 9);
      expect(reason).toBeNull();
    });
    expect(groups[0]?.effectiveN).toBeCloseTo(100 / 52, 12);
    expect(use).toContain('population level only');
  });

  test('neither the order of members nor that of groups matters, and misses mirror hits', () => {
    const members = draw(200, [0.3, 0.6, 0.5], 1);
    const plain = estimate(names, members).groups;
    const reversed = estimate(
      names.toReversed(),
      members.toReversed().map((member) => ({ ...member, probabilities: member.probabilities.toReversed() })),
    );
    const missed = estimate(
      names,
      members.map((member) => ({ ...member, outcome: 1 - member.outcome })),
    ).groups;
    plain.forEach(({ value, standardError, effectiveN }, r) => {
      const other = reversed.groups[2 - r];
      expect(other?.value).toBeCloseTo(value ?? NaN, 8);
      expect(other?.standardError).toBeCloseTo(standardError ?? NaN, 8);
      expect(other?.effectiveN).toBeCloseTo(effectiveN ?? NaN, 8);
      expect(missed[r]?.value).toBeCloseTo(1 - (value ?? NaN), 8);
      expect(missed[r]?.standardError).toBeCloseTo(standardError ?? NaN, 8);
    });
  });

  test('a missing outcome counts nowhere, and a group that nobody may be of has no rate', () => {
    const members = draw(50, [0.3, 0.6, 0.5], 2);
    expect(estimate(names, [...members, { probabilities: [0.2, 0.3, 0.5], outcome: NaN }])).toEqual({
      ...estimate(names, members),
      missing: 1,
    });
    const { groups } = estimate(names, [
      { probabilities: [0.7, 0.3, 0], outcome: 1 },
      { probabilities: [0.2, 0.8, 0], outcome: 0 },
      { probabilities: [0.5, 0.5, 0], outcome: 1 },
      { probabilities: [0.5, 0.5, 0], outcome: 0 },
    ]);
    expect(groups[2]).toMatchObject({ value: null, standardError: null, effectiveN: null, sumOfProbabilities: 0 });
    expect(groups[2]?.reason).toBe('nobody is likely to be of this group');
    expect(groups[0]?.value).not.toBeNull();
    expect(estimate(names, []).groups[0]).toMatchObject({ value: null, lower: null });
  });

  test('refuses what cannot be', () => {
    expect(() => estimate(names, [{ probabilities: [0.5, 0.5], outcome: 1 }])).toThrow('member 0: 2 probabilities for 3 groups');
    expect(() => estimate(names, [{ probabilities: [0.5, 0.2, 0.2], outcome: 1 }])).toThrow(
      'member 0: probabilities must add to 1, got 0.9',
    );
    expect(() => estimate(names, [{ probabilities: [1.2, -0.2, 0], outcome: 1 }])).toThrow(
      'member 0: probability is a fraction between 0 and 1, got 1.2',
    );
    expect(() => estimate(names, [{ probabilities: [1, 0, 0], outcome: 2 }])).toThrow('member 0: outcome is a fraction');
    expect(() => estimate(['A', 'A'], [])).toThrow('group A appears twice');
    expect(() => estimate(names, [], { level: 95 })).toThrow('level is a fraction such as 0.95, got 95');
  });
});

describe('where the outcome goes by the group alone', () => {
  const truth = [0.3, 0.7, 0.5] as const;
  const members = draw(40_000, truth, 3);

  test('weighting draws the rates together; regression and EM bring them back', () => {
    const weighted = weightedRates(names, members).groups;
    expect(weighted[1]!.value! - weighted[0]!.value!).toBeLessThan(0.32);
    for (const estimate of [regressionRates, expectationMaximisationRates])
      estimate(names, members).groups.forEach(({ value, standardError }, r) => {
        expect(Math.abs((value ?? NaN) - truth[r]!)).toBeLessThan(4 * (standardError ?? NaN));
      });
  });

  test.for([
    ['regression', regressionRates],
    ['expectation-maximisation', expectationMaximisationRates],
  ] as const)('intervals by %s hold their level in simulated panels', ([, estimate]) => {
    let [held, all] = [0, 0];
    for (let run = 0; run < 300; run += 1)
      estimate(names, draw(500, truth, 100 + run)).groups.forEach(({ lower, upper }, r) => {
        held += Number(lower !== null && upper !== null && lower <= truth[r]! && truth[r]! <= upper);
        all += 1;
      });
    expect(Math.abs(held / all - 0.95)).toBeLessThan(0.02);
  });
});

test('the EM error is that of the curvature of the likelihood, by finite differences', () => {
  const members = draw(80, [0.35, 0.6, 0.5], 4).map(({ probabilities: [a, b, c], outcome }) => ({
    probabilities: [a!, b! + c!],
    outcome,
  }));
  const { groups } = expectationMaximisationRates(['A', 'B'], members);
  const logLikelihood = (a: number, b: number) =>
    members.reduce(
      (total, { probabilities: [p, q], outcome }) => total + Math.log(outcome === 1 ? p! * a + q! * b : 1 - p! * a - q! * b),
      0,
    );
  const [a, b, h] = [groups[0]!.value!, groups[1]!.value!, 1e-4];
  const at = logLikelihood;
  const [aa, bb, ab] = [
    (at(a + h, b) - 2 * at(a, b) + at(a - h, b)) / h ** 2,
    (at(a, b + h) - 2 * at(a, b) + at(a, b - h)) / h ** 2,
    (at(a + h, b + h) - at(a + h, b - h) - at(a - h, b + h) + at(a - h, b - h)) / (4 * h ** 2),
  ];
  expect(groups[0]?.standardError).toBeCloseTo(Math.sqrt(-bb / (aa * bb - ab ** 2)), 5);
  expect(groups[1]?.standardError).toBeCloseTo(Math.sqrt(-aa / (aa * bb - ab ** 2)), 5);
});

test('probabilities that are the same for everybody cannot tell groups apart', () => {
  const same: UncertainMember[] = [1, 0, 1, 1].map((outcome) => ({ probabilities: [0.5, 0.5], outcome }));
  expect(regressionRates(['A', 'B'], same).groups[0]).toMatchObject({
    value: null,
    reason: 'the probabilities cannot tell the groups apart',
  });
  expect(expectationMaximisationRates(['A', 'B'], same).groups[0]).toMatchObject({
    standardError: null,
    lower: null,
    reason: 'the probabilities cannot tell the groups apart',
  });
});

describe('threshold', () => {
  const members: readonly UncertainMember[] = [
    { probabilities: [0.9, 0.1], outcome: 1 },
    { probabilities: [0.8, 0.2], outcome: 0 },
    { probabilities: [0.5, 0.5], outcome: 1 },
    { probabilities: [0.3, 0.7], outcome: NaN },
  ];

  test('the likeliest group, the first of equals, where it reaches the threshold', () => {
    const half = thresholdRates(['A', 'B'], members, { threshold: 0.5 });
    expect(half.groups[0]).toMatchObject({ members: 3, value: 2 / 3, reason: null });
    expect(half.groups[1]).toMatchObject({ members: 0, value: null, reason: 'nobody was assigned to this group' });
    expect(half).toMatchObject({ unassigned: 0, missing: 1 });
    expect(thresholdRates(['A', 'B'], members, { threshold: 0.8 })).toMatchObject({
      unassigned: 1,
      groups: [{ members: 2 }, { members: 0 }],
    });
  });

  test('refuses a threshold that is no chance', () => {
    expect(() => thresholdRates(['A', 'B'], members, { threshold: 80 })).toThrow(
      'threshold is a fraction between 0 and 1, got 80',
    );
  });
});

describe('BISG', () => {
  test('a place like all places leaves the surname as it is, and a surname that says nothing leaves the place', () => {
    const alike = bisgPosterior(['A', 'B'], { surname: [0.2, 0.8], place: [10, 20], total: [100, 200] });
    expect(alike?.[0]).toBeCloseTo(0.2, 15);
    const placed = bisgPosterior(['A', 'B'], { surname: [0.5, 0.5], place: [30, 10], total: [100, 100] });
    expect(placed?.[0]).toBeCloseTo(0.75, 15);
  });

  test('no group in common, a missing number, a group that lives nowhere', () => {
    expect(bisgPosterior(['A', 'B'], { surname: [1, 0], place: [0, 5], total: [9, 9] })).toBeNull();
    expect(bisgPosterior(['A', 'B'], { surname: [NaN, 0.5], place: [1, 5], total: [9, 9] })).toBeNull();
    expect(bisgPosterior(['A', 'B'], { surname: [0.5, 0.5], place: [0, 5], total: [0, 9] })).toEqual([0, 1]);
  });

  test('refuses tables that do not fit', () => {
    expect(() => bisgPosterior(['A', 'B'], { surname: [1], place: [1, 1], total: [2, 2] })).toThrow(
      'surname has 1 numbers for 2 groups',
    );
    expect(() => bisgPosterior(['A'], { surname: [1], place: [3], total: [2] })).toThrow('place: A 3 exceeds total 2');
    expect(() => bisgPosterior(['A'], { surname: [1.5], place: [1], total: [2] })).toThrow('surname: A is a fraction');
  });
});

describe('bounds over the unknown', () => {
  const arm = (most: number) =>
    fc
      .integer({ min: 1, max: most })
      .chain((denominator) =>
        fc.record({ denominator: fc.constant(denominator), numerator: fc.integer({ min: 0, max: denominator }) }),
      );

  test('no way of sharing the unknown out lies outside, and some reach both bounds', () => {
    fc.assert(
      fc.property(arm(30), arm(30), arm(5), (group, reference, unknown) => {
        const { lowest, highest, gap } = boundGap({ group, reference, unknown }, { direction: 'lower' });
        const misses = unknown.denominator - unknown.numerator;
        let [least, most] = [Infinity, -Infinity];
        for (let a = 0; a <= unknown.numerator; a += 1)
          for (let b = 0; b <= misses; b += 1)
            for (let c = 0; a + c <= unknown.numerator; c += 1)
              for (let d = 0; b + d <= misses; d += 1) {
                const own = (group.numerator + a) / (group.denominator + a + b);
                const other = (reference.numerator + c) / (reference.denominator + c + d);
                least = Math.min(least, own - other);
                most = Math.max(most, own - other);
              }
        expect(lowest).toBeCloseTo(least, 14);
        expect(highest).toBeCloseTo(most, 14);
        expect(gap).toBeGreaterThanOrEqual((lowest ?? NaN) - 1e-14);
        expect(gap).toBeLessThanOrEqual((highest ?? NaN) + 1e-14);
      }),
      { seed: 1 },
    );
  });

  test('nobody unknown: the gap alone; nobody known or a missing count: none', () => {
    const known = { group: { denominator: 10, numerator: 4 }, reference: { denominator: 10, numerator: 6 } };
    const none = { denominator: 0, numerator: 0 };
    const { lowest, gap, highest, signHolds } = boundGap({ ...known, unknown: none }, { direction: 'higher' });
    expect([lowest, highest, signHolds]).toEqual([gap, gap, true]);
    expect(boundGap({ ...known, group: none, unknown: none }, { direction: 'higher' })).toMatchObject({
      gap: null,
      reason: 'the group has no known members',
    });
    expect(boundGap({ ...known, unknown: { denominator: NaN, numerator: 1 } }, { direction: 'higher' }).reason).toBe(
      'a count is missing',
    );
    expect(() => boundGap({ ...known, unknown: { denominator: 1, numerator: 2 } }, { direction: 'higher' })).toThrow(
      'unknown: numerator 2 exceeds denominator 1',
    );
    expect(() => boundGap({ ...known, unknown: none }, { direction: 'up' as 'higher' })).toThrow(
      "direction must be 'higher' or 'lower'",
    );
  });
});
