import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  controlChart,
  findRuns,
  findSignals,
  judgeAnhoej,
  judgeRuns,
  ruleFamilies,
  type ControlRule,
  type RuleFamilyId,
} from '../../../src/index.ts';
import { plainRule } from './plainRules.ts';

const findOne = (z: readonly number[], rule: ControlRule) => findSignals({ z }, [rule])[0]!;

/** Coarse numbers, so that ties, lines and the centre are met often; short rules, so that signals are. */
const distance = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -7, max: 7 }).map((half) => half / 2) },
  { weight: 1, arbitrary: fc.constant(NaN) },
);
const distances = fc.array(distance, { maxLength: 30 });
const points = fc.integer({ min: 3, max: 5 });
const sigmas = fc.constantFrom(0.5, 1, 2, 2.5);
const everyRule: fc.Arbitrary<ControlRule> = fc.oneof(
  fc.record({ rule: fc.constant('outside' as const), sigmas }),
  fc
    .record({
      n: fc.integer({ min: 2, max: 5 }),
      less: fc.integer({ min: 0, max: 2 }),
      sigmas,
      others: fc.constantFrom('anywhere', 'same-side'),
    })
    .map(({ n, less, ...rest }) => ({ rule: 'k-of-n', k: Math.max(1, n - less), n, ...rest }) as ControlRule),
  fc.record({ rule: fc.constant('k-of-n' as const), k: fc.constant(2), n: fc.constant(3), sigmas, upTo: fc.constant(3) }),
  fc.record({ rule: fc.constant('one-side' as const), points, onCentre: fc.constantFrom('break' as const, 'skip' as const) }),
  fc.record({ rule: fc.constant('trend' as const), points, ties: fc.constantFrom('break' as const, 'skip' as const) }),
  fc.record({ rule: fc.constant('alternating' as const), points }),
  fc.record({ rule: fc.constant('within' as const), points, sigmas }),
  fc.record({ rule: fc.constant('both-sides' as const), points, sigmas }),
);
const families = Object.keys(ruleFamilies) as RuleFamilyId[];
const allRules = families.flatMap((family) => ruleFamilies[family].rules);

test('every rule finds what its wording says, window by window', () => {
  const series = fc.array(fc.record({ z: distance, value: fc.integer({ min: -3, max: 3 }) }), { maxLength: 30 });
  fc.assert(
    fc.property(series, everyRule, (rows, rule) => {
      const z = rows.map((row) => row.z);
      const value = rows.map((row) => row.value);
      const { ends, points: members } = findSignals({ z, value }, [rule])[0]!;
      expect({ ends, points: members }).toEqual(plainRule(z, value, rule));
    }),
    { seed: 1, numRuns: 5000 },
  );
});

describe('the rules as they are taught', () => {
  const numbered = (family: RuleFamilyId, z: readonly number[]) =>
    findSignals({ z }, family).flatMap(({ ends }, index) => (ends.length > 0 ? [index + 1] : []));
  const rising = [-0.5, -0.3, -0.1, 0.1, 0.3, 0.5, 0.7];
  const turns = Array.from({ length: 14 }, (_, index) => (index % 2 === 0 ? 0.5 : -1.5));

  test.for([
    ['western-electric', 'the limit itself is within', [3, -3], []],
    ['western-electric', 'one beyond', [3.01], [1]],
    ['western-electric', 'two of three beyond 2σ', [2.1, 0, 2.1], [2]],
    ['western-electric', 'on two sides', [2.1, 0, -2.1], []],
    ['western-electric', 'the first two, whatever comes third', [2.1, 2.1, 0], [2]],
    ['western-electric', 'four of five beyond 1σ', [1.1, 1.1, -1, 1.1, 1.1], [3]],
    ['western-electric', 'seven on one side', Array(7).fill(0.5), []],
    ['western-electric', 'eight on one side', Array(8).fill(0.5), [4]],
    ['nelson', 'eight on one side', Array(8).fill(0.5), []],
    ['nelson', 'nine on one side', Array(9).fill(-0.5), [2]],
    ['nelson', 'five rising', rising.slice(0, 5), []],
    ['nelson', 'six rising', rising.slice(0, 6), [3]],
    ['nelson', 'six falling', rising.slice(0, 6).toReversed(), [3]],
    ['nelson', 'thirteen in turns', turns.slice(1), []],
    ['nelson', 'fourteen in turns', turns, [4]],
    ['nelson', 'two of three', [2.1, 0, 2.1], [5]],
    ['nelson', 'four of five', [-1.1, -1.1, 0, -1.1, -1.1], [6]],
    ['nelson', 'fourteen near the centre', Array(14).fill(0), []],
    ['nelson', 'fifteen near the centre, some on its line', Array(15).fill(0).with(3, 1).with(8, -1), [7]],
    ['nelson', 'eight away from the centre', [1.1, -1.2, 1.1, -1.3, 1.1, -1.4, 1.1, -1.1], [8]],
    ['nelson', 'eight away on one side alone are another rule', Array(8).fill(1.1), [6]],
    ['making-data-count', 'seven rising', rising, [2]],
    ['making-data-count', 'six rising', rising.slice(0, 6), []],
    ['making-data-count', 'two near the limit, the third on their side', [2.1, 0.1, 2.1], [3]],
    ['making-data-count', 'two near the limit, the third across', [2.1, -0.1, 2.1], []],
    ['making-data-count', 'two near the limit and no third', [2.1, 2.1], []],
    ['making-data-count', 'beyond the limit is not near it', [2.1, 0.1, 3.1], [1]],
    ['making-data-count', 'seven on one side', [-1, -1, -1, -1, -1, -1, -1], [4]],
    ['making-data-count', 'the centre breaks them', [-1, -1, -1, 0, -1, -1, -1, -1], []],
    ['ihi', 'six on one side with one on the centre', [1, 1, 1, 0, 1, 1, 1], [1]],
    ['ihi', 'five rising with one repeated', [-2, -1, -1, 0.5, 1, 2], [2]],
    ['ihi', 'two runs of twelve', [...Array(6).fill(1), ...Array(6).fill(-1)], [1, 3]],
    [
      'anhoej',
      'nine of twenty-four in a row',
      [...Array(9).fill(1), ...Array.from({ length: 15 }, (_, i) => (i % 2 ? 1 : -1))],
      [1],
    ],
    ['anhoej', 'seven crossings of twenty-four', Array.from({ length: 24 }, (_, i) => (Math.floor(i / 3) % 2 ? 1 : -1)), [2]],
  ] as [RuleFamilyId, string, number[], number[]][])('%s: %s', ([family, , z, rules]) => {
    expect(numbered(family, z)).toEqual(rules);
  });
});

test('the third point of two of three is no member, and directions tell the sides', () => {
  expect(findOne([0, 2.2, -0.3, 2.4, -3, 0, -2.1], { rule: 'k-of-n', k: 2, n: 3, sigmas: 2 })).toMatchObject({
    ends: [3, 6],
    points: [1, 3, 4, 6],
    directions: [1, 1, -1, -1],
  });
});

test('a turning point belongs to both trends and points where the later one goes', () => {
  const { points: members, directions } = findOne([1, 2, 3, 2, 1], { rule: 'trend', points: 3 });
  expect(members).toEqual([0, 1, 2, 3, 4]);
  expect(directions).toEqual([1, 1, -1, -1, -1]);
});

test('rules that point neither way say so', () => {
  expect(findOne([0.1, 0.2, 0.1], { rule: 'within', points: 3, sigmas: 1 }).directions).toEqual([0, 0, 0]);
});

test('whole-phase rules agree with the judgements of a run chart', () => {
  fc.assert(
    fc.property(distances, (z) => {
      const { above, below, runs } = findRuns(z, 0);
      const useful = above + below;
      const longestRun = runs.reduce((longest, run) => Math.max(longest, run.length), 0);
      const anhoej = judgeAnhoej({ useful, longestRun, crossings: runs.length - 1 });
      const [long, few] = findSignals({ z }, 'anhoej');
      expect(long!.ends.length > 0).toBe(useful > 0 && anhoej.longRun);
      expect(few!.ends.length > 0).toBe(useful > 0 && anhoej.fewCrossings);
      const verdict = judgeRuns({ useful, runs: runs.length }).verdict;
      expect(findOne(z, { rule: 'runs-test' }).ends.length > 0).toBe(verdict === 'tooFew' || verdict === 'tooMany');
    }),
    { seed: 1, numRuns: 500 },
  );
});

describe('laws', () => {
  const shape = (z: readonly number[], rules = allRules) =>
    findSignals({ z }, rules).map(({ ends, points: members }) => ({ ends, members }));

  test('mirrored at the centre, the same points signal the other way', () => {
    fc.assert(
      fc.property(distances, (z) => {
        const mirrored = findSignals({ z: z.map((one) => -one) }, allRules);
        findSignals({ z }, allRules).forEach(({ ends, points: members, directions }, index) => {
          expect(mirrored[index]).toMatchObject({ ends, points: members, directions: directions.map((way) => 0 - way) });
        });
      }),
      { seed: 1 },
    );
  });

  test('a missing point anywhere changes nothing but the count of points before', () => {
    fc.assert(
      fc.property(distances, fc.nat(30), (z, place) => {
        const at = Math.min(place, z.length);
        const later = (index: number) => (index >= at ? index + 1 : index);
        const moved = shape(z).map(({ ends, members }) => ({ ends: ends.map(later), members: members.map(later) }));
        expect(shape(z.toSpliced(at, 0, NaN))).toEqual(moved);
      }),
      { seed: 1 },
    );
  });

  test('phases are as separate series', () => {
    fc.assert(
      fc.property(
        fc.array(distance, { minLength: 1, maxLength: 20 }),
        fc.array(distance, { minLength: 1, maxLength: 20 }),
        (one, other) => {
          const phases = [
            { start: 0, end: one.length - 1 },
            { start: one.length, end: one.length + other.length - 1 },
          ];
          const after = findSignals({ z: other }, allRules);
          const joined = findSignals({ z: one }, allRules).map(({ rule, ends, points: members, directions }, index) => ({
            rule,
            ends: [...ends, ...after[index]!.ends.map((end) => end + one.length)],
            points: [...members, ...after[index]!.points.map((point) => point + one.length)],
            directions: [...directions, ...after[index]!.directions],
          }));
          expect(findSignals({ z: [...one, ...other], phases }, allRules)).toEqual(joined);
        },
      ),
      { seed: 1 },
    );
  });

  test('another unit, another zero: the same signals', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 2, maxLength: 30 }),
        fc.constantFrom(0.5, 4, 1024),
        fc.integer({ min: -100, max: 100 }),
        (values, scale, shift) => {
          const signals = (series: readonly number[]) => findSignals(controlChart({ values: series }, { chart: 'i' }), allRules);
          expect(signals(values.map((value) => value * scale + shift))).toEqual(signals(values));
        },
      ),
      { seed: 1 },
    );
  });

  test('the order of points matters to every rule but the first', () => {
    fc.assert(
      fc.property(distances, (z) => {
        const beyond = (series: readonly number[]) =>
          findOne(series, { rule: 'outside', sigmas: 2 })
            .points.map((point) => series[point])
            .toSorted();
        expect(beyond(z.toReversed())).toEqual(beyond(z));
      }),
      { seed: 1 },
    );
  });

  test('each complete point is a member where the rule asks it to be, and no point takes part that is missing', () => {
    fc.assert(
      fc.property(distances, everyRule, (z, rule) => {
        const { ends, points: members } = findOne(z, rule);
        expect(members.every((point) => !Number.isNaN(z[point]!))).toBe(true);
        if (!('others' in rule && rule.others === 'same-side')) expect(ends.every((end) => members.includes(end))).toBe(true);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe('on a control chart', () => {
  test('each point is held against its own limits', () => {
    // 20 % of 10 lies far within its wide limits, 20 % of 1000 far beyond its narrow ones
    const numerators = [100, 2, 200, 100, 100, 100, 100, 100, 100, 100];
    const denominators = [1000, 10, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000];
    const chart = controlChart({ numerators, denominators }, { chart: 'p' });
    const [outside, twoOfThree] = findSignals(chart, 'western-electric');
    expect(outside!.points).toEqual([2]);
    expect(twoOfThree!.points).toEqual([]);
  });

  test('a trend is told from what is drawn, not from distances in standard errors', () => {
    const denominators = [1000, 900, 800, 400, 200, 100];
    const numerators = [500, 459, 416, 212, 108, 55]; // 0.50, 0.51 … 0.55, on ever wider limits
    const chart = controlChart({ numerators, denominators }, { chart: 'p' });
    expect(findSignals(chart, [{ rule: 'trend', points: 6 }])[0]!.points).toEqual([0, 1, 2, 3, 4, 5]);
    expect(findSignals({ z: chart.z }, [{ rule: 'trend', points: 6 }])[0]!.points).toEqual([]);
  });

  test('points outside are those beyond the limits, ghosted ones left out', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 3, maxLength: 30 }), fc.nat(2), (values, ghost) => {
        const chart = controlChart({ values }, { chart: 'i', screen: true, exclude: [ghost] });
        expect(findSignals(chart, [{ rule: 'outside', sigmas: 3 }])[0]!.points).toEqual(
          chart.beyond.filter((point) => point !== ghost),
        );
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test('beside limits of no width every other value is outside', () => {
    const chart = controlChart({ values: [5, 5, 5, 5, 6, 4] }, { chart: 'i', freeze: 4 });
    expect(findSignals(chart, 'western-electric')[0]).toMatchObject({ points: [4, 5], directions: [1, -1] });
  });

  test('all equal, all missing, one point, none: nothing to find', () => {
    for (const values of [Array(30).fill(0.1), [NaN, NaN, NaN], [7], []]) {
      const chart = controlChart({ values }, { chart: 'i' });
      const found = findSignals(chart, allRules).filter(({ ends }) => ends.length > 0);
      expect(found.map(({ rule }) => rule.rule)).toEqual(values.length === 30 ? ['within'] : []); // fifteen near the centre
    }
  });
});

describe('refuses', () => {
  const refusal = (rule: unknown) => () => findSignals({ z: [] }, [rule as ControlRule]);
  test.for([
    [{ rule: 'outside', sigmas: 0 }, 'sigmas must be a number above 0, got 0'],
    [{ rule: 'k-of-n', k: 3, n: 2, sigmas: 1 }, 'n must be at least 3, got 2'],
    [{ rule: 'k-of-n', k: 2, n: 32, sigmas: 1 }, 'n must be at most 31, got 32'],
    [{ rule: 'k-of-n', k: 2, n: 3, sigmas: 2, upTo: 2 }, 'upTo must be above sigmas 2, got 2'],
    [{ rule: 'k-of-n', k: 2, n: 3, sigmas: 2, others: 'nowhere' }, 'others must be anywhere or same-side, got nowhere'],
    [{ rule: 'one-side', points: 1 }, 'points must be at least 2, got 1'],
    [{ rule: 'one-side', points: 8, onCentre: 'counts' }, 'onCentre must be break or skip, got counts'],
    [{ rule: 'trend', points: 5.5 }, 'points must be a whole number, got 5.5'],
    [{ rule: 'trend', points: 5, ties: 'count' }, 'ties must be one of skip, break, got count'],
    [{ rule: 'alternating', points: 2 }, 'points must be at least 3, got 2'],
    [{ rule: 'within', points: 15, sigmas: NaN }, 'sigmas must be a number above 0, got NaN'],
    [{ rule: 'one-side', points: 32 }, 'points must be at most 31, got 32'],
    [{ rule: 'both-sides', points: 0, sigmas: 1 }, 'points must be at least 2, got 0'],
    [{ rule: 'runs-test', table: 'torn' }, 'table must be one of exact, printed, got torn'],
    [{ rule: 'astrology' }, 'there is no rule astrology'],
  ] as const)('%o', ([rule, message]) => {
    expect(refusal(rule)).toThrow(message);
  });

  test('unknown families, entries that are no numbers, phases outside', () => {
    expect(() => findSignals({ z: [] }, 'westgard' as RuleFamilyId)).toThrow('rules must be one of western-electric, nelson,');
    expect(() => findSignals({ z: [null as never] }, 'nelson')).toThrow(
      'z[0] must be a number, or NaN for a point that takes no part, got null',
    );
    expect(() => findSignals({ z: [1], value: [] }, 'nelson')).toThrow('value and z must be of one length, got 0 and 1');
    expect(() => findSignals({ z: [1], phases: [{ start: 0, end: 1 }] }, 'nelson')).toThrow(
      'a phase must lie within the 1 points, got 0 to 1',
    );
  });
});
