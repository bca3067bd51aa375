import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bisgPosterior } from '../../../src/disparity/uncertain/bisg.ts';
import { compareProportions } from '../../../src/comparison/compareProportions.ts';
import { boundGap } from '../../../src/disparity/uncertain/boundGap.ts';
import { completeness } from '../../../src/disparity/uncertain/completeness.ts';
import { expectationMaximisationRates } from '../../../src/disparity/uncertain/expectationMaximisation.ts';
import type { UncertainMember } from '../../../src/disparity/uncertain/people.ts';
import { regressionRates } from '../../../src/disparity/uncertain/regression.ts';
import { thresholdRates } from '../../../src/disparity/uncertain/threshold.ts';
import { weightedRates } from '../../../src/disparity/uncertain/weighted.ts';
import { wilson } from '../../../src/interval/proportion/wilson.ts';
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
    expect(() => boundGap({ ...known, unknown: none }, { direction: 'higher', level: 95 })).toThrow(
      'level is a fraction such as 0.95, got 95',
    );
    expect(() => boundGap({ ...known, unknown: none }, { direction: 'higher', level: 0.5 })).toThrow(
      'level of an interval around bounds is a fraction above 0.5, got 0.5',
    );
  });

  test('the interval: Newcombe’s when nobody is unknown, one-sided limits when bounds lie far apart, never inside the bounds', () => {
    fc.assert(
      fc.property(arm(200), arm(200), arm(40), (group, reference, unknown) => {
        const none = { denominator: 0, numerator: 0 };
        const alone = boundGap({ group, reference, unknown: none }, { direction: 'lower' });
        const newcombe = compareProportions({ group, reference });
        expect(alone.lower).toBeCloseTo(newcombe.lower ?? NaN, 12);
        expect(alone.upper).toBeCloseTo(newcombe.upper ?? NaN, 12);
        const { lower, lowest, highest, upper } = boundGap({ group, reference, unknown }, { direction: 'lower' });
        expect(lower).toBeLessThanOrEqual((lowest ?? NaN) + 1e-12);
        expect(upper).toBeGreaterThanOrEqual((highest ?? NaN) - 1e-12);
        const turned = boundGap({ group: reference, reference: group, unknown }, { direction: 'lower' });
        expect(turned.lower).toBeCloseTo(-(upper ?? NaN), 12);
      }),
      { seed: 1 },
    );
    const wide = {
      group: { denominator: 9_000, numerator: 4_000 },
      reference: { denominator: 9_000, numerator: 6_000 },
      unknown: { denominator: 2_000, numerator: 1_000 },
    };
    const { lower, upper } = boundGap(wide, { direction: 'higher' });
    // Each end point is of two rates; chance of 5 % beyond the one end that the gap can be near to.
    const ends = [
      compareProportions(
        { group: { denominator: 10_000, numerator: 6_000 }, reference: { denominator: 10_000, numerator: 5_000 } },
        { level: 0.9 },
      ),
      compareProportions(
        { group: { denominator: 10_000, numerator: 7_000 }, reference: { denominator: 10_000, numerator: 4_000 } },
        { level: 0.9 },
      ),
    ];
    expect(lower).toBeCloseTo(ends[0]!.lower ?? NaN, 12);
    expect(upper).toBeCloseTo(ends[1]!.upper ?? NaN, 12);
  });

  // The worst case: the true gap stands at an end of what the unknown allow, as when all of them who met it are of the group.
  test.for([
    ['nobody is unknown', 0],
    ['a few', 0.01],
    ['one in ten', 0.1],
  ] as const)('the interval covers a gap at the very bound in 95 of 100 panels when %s', ([, share]) => {
    const random = createRandom(5);
    const [rate, gap] = [0.6, 0.1];
    let held = 0;
    const runs = 2_000;
    for (let run = 0; run < runs; run += 1) {
      const counts = [0, 0, 0].map(() => ({ denominator: 0, numerator: 0 }));
      for (let member = 0; member < 300; member += 1) {
        const inGroup = random.uniform() < 0.4;
        const met = random.uniform() < (inGroup ? rate - gap : rate);
        // Unknown are hits of the reference and misses of the group: those left make the gap look its smallest.
        const hides = met !== inGroup && random.uniform() < share * 2;
        const arm = counts[hides ? 2 : inGroup ? 0 : 1]!;
        arm.denominator += 1;
        arm.numerator += Number(met);
      }
      const [group, reference, unknown] = counts;
      const { lower, upper } = boundGap({ group: group!, reference: reference!, unknown: unknown! }, { direction: 'higher' });
      held += Number(lower! <= gap && gap <= upper!);
    }
    expect(Math.abs(held / runs - 0.95)).toBeLessThan(0.02);
  });
});

describe('completeness', () => {
  const counts = { members: 312, selfReported: 243, indirect: 40, declined: 9, unknown: 20 };

  test('shares of everybody, and the goals of contracts', () => {
    const found = completeness(counts);
    expect(found.selfReported).toMatchObject({ members: 243, share: 243 / 312, reason: null });
    expect(found.asked.share).toBe(252 / 312);
    expect(found.anyValue.share).toBe(283 / 312);
    expect(found.goal).toEqual({ share: 0.8, met: false, membersToReach: 7 });
    expect(found.floor).toEqual({ share: 0.2, met: true, membersToReach: 0 });
    const { lower, upper } = wilson({ denominator: 312, numerator: 243 }, 0.95);
    expect([found.selfReported.lower, found.selfReported.upper]).toEqual([lower, upper]);
  });

  test('a goal is met exactly, whatever a product of doubles says', () => {
    for (let goal = 1; goal <= 99; goal += 1)
      for (let members = 1; members <= 400; members += 1) {
        const needed = Math.ceil((goal * members) / 100); // whole numbers below 2^53: exact but for the quotient
        const exact = (needed - 1) * 100 >= goal * members ? needed - 1 : needed;
        for (const selfReported of [exact - 1, exact].filter((count) => count >= 0)) {
          const { met, membersToReach } = completeness(
            { members, selfReported, indirect: 0, declined: 0, unknown: members - selfReported },
            { goal: goal / 100 },
          ).goal;
          expect([met, membersToReach], `${selfReported} of ${members} at ${goal} %`).toEqual([
            selfReported === exact,
            exact - selfReported,
          ]);
        }
      }
  });

  test('parts that partition add up, and more goals are never easier', () => {
    const count = fc.integer({ min: 0, max: 5_000 });
    fc.assert(
      fc.property(count, count, count, count, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, c, d, goal) => {
        const members = a + b + c + d;
        fc.pre(members > 0);
        const found = completeness({ members, selfReported: a, indirect: b, declined: c, unknown: d }, { goal });
        const shares = [found.selfReported, found.indirect, found.declined, found.unknown].map(({ share }) => share!);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
        const { membersToReach, met } = found.goal;
        expect(met).toBe(membersToReach === 0);
        expect((a + membersToReach!) / members).toBeGreaterThanOrEqual(goal);
        if (membersToReach! > 0) expect((a + membersToReach! - 1) / members).toBeLessThan(goal);
      }),
      { seed: 1 },
    );
  });

  test('what is hidden stays hidden: nothing is worked out from the rest', () => {
    const found = completeness({ ...counts, declined: NaN });
    expect(found.declined).toEqual({ members: null, share: null, lower: null, upper: null, reason: 'a count is not known' });
    expect(found.asked.members).toBeNull();
    expect(found.selfReported.share).toBe(243 / 312);
    expect(completeness({ ...counts, selfReported: NaN }).goal).toEqual({ share: 0.8, met: null, membersToReach: null });
    expect(completeness({ ...counts, members: NaN })).toMatchObject({
      members: null,
      selfReported: { members: 243, share: null },
      goal: { met: null },
    });
  });

  test('nobody, and numbers that cannot be', () => {
    const none = { members: 0, selfReported: 0, indirect: 0, declined: 0, unknown: 0 };
    expect(completeness(none)).toMatchObject({
      selfReported: { members: 0, share: null, reason: 'there are no members' },
      goal: { met: null, membersToReach: null },
    });
    expect(() => completeness({ ...counts, unknown: 21 })).toThrow(
      'selfReported, indirect, declined, unknown must add up to members 312, got 313',
    );
    expect(() => completeness({ ...counts, selfReported: 400, unknown: NaN })).toThrow(
      'selfReported, indirect, declined must add up to members 312, got 449',
    );
    expect(() => completeness({ ...counts, unknown: -1 })).toThrow('unknown must be a whole number of at least 0, got -1');
    expect(() => completeness(counts, { goal: 80 })).toThrow('goal is a fraction between 0 and 1, got 80');
    expect(() => completeness(counts, { level: 95 })).toThrow('level is a fraction such as 0.95, got 95');
  });
});
