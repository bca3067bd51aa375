import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeInGap, type GapAtTime } from '../../../src/disparity/change/changeInGap.ts';
import { createRandom } from '../../../src/number/random.ts';

type Counts = readonly [denominator: number, numerator: number];
const counts = ([denominator, numerator]: Counts) => ({ denominator, numerator });
const at = (period: string, group: Counts, reference: Counts): GapAtTime => ({
  period,
  group: counts(group),
  reference: counts(reference),
});
const before = (group: Counts, reference: Counts) => at('2024-12', group, reference);
const after = (group: Counts, reference: Counts) => at('2025-12', group, reference);
const higher = { direction: 'higher', window: 'year' } as const;

describe('what is said of a change', () => {
  test('both improve, the gap narrows, and one framing of the ratio widens', () => {
    const change = changeInGap(before([1000, 400], [1000, 600]), after([1000, 550], [1000, 720]), higher);
    expect(change.gapBaseline).toBeCloseTo(0.2, 15);
    expect(change.gapFollowUp).toBeCloseTo(0.17, 15);
    expect(change.value).toBeCloseTo(-0.03, 15);
    expect(change.fromGroup).toBeCloseTo(-0.15, 15);
    expect(change.fromReference).toBeCloseTo(0.12, 15);
    expect(change.standardError).toBeCloseTo(Math.sqrt((0.24 + 0.24 + 0.2475 + 0.2016) / 1000), 15);
    expect(change.ratio).toEqual({ baseline: expect.closeTo(1.5, 14), followUp: expect.closeTo(720 / 550, 14), narrowed: true });
    expect(change.complementRatio).toEqual({
      baseline: expect.closeTo(1.5, 14),
      followUp: expect.closeTo(450 / 280, 14),
      narrowed: false,
    });
    expect(change).toMatchObject({ narrowed: true, conflict: true, levellingDown: false, turned: false, reason: null });
    expect(change.assumes).toBe('the members of the two periods are independent samples');
  });

  test('a gap that narrows only because the reference got worse is levelling down', () => {
    const down = changeInGap(before([820, 410], [640, 416]), after([835, 409], [655, 380]), higher);
    expect(down).toMatchObject({ levellingDown: true, narrowed: true, conflict: false });
    const both = changeInGap(before([820, 410], [640, 416]), after([835, 440], [655, 380]), higher);
    expect(both).toMatchObject({ levellingDown: false, narrowed: true });
  });

  test('where lower is better, a fall of the group narrows the gap', () => {
    const change = changeInGap(before([450, 189], [900, 252]), after([470, 150], [880, 185]), { ...higher, direction: 'lower' });
    expect(change.gapBaseline).toBeCloseTo(0.14, 15);
    expect(change.fromGroup).toBeCloseTo(150 / 470 - 0.42, 14);
    expect(change.ratio.baseline).toBeCloseTo(1.5, 14);
    expect(change.complementRatio.baseline).toBeCloseTo(0.72 / 0.58, 14);
  });

  test('the gap turns round', () => {
    expect(changeInGap(before([100, 40], [100, 60]), after([100, 70], [100, 60]), higher)).toMatchObject({ turned: true });
  });
});

describe('edges', () => {
  test('a gap that stays as it was but for rounding has not narrowed', () => {
    const same = changeInGap(before([10, 4], [10, 6]), after([10, 5], [10, 7]), higher);
    expect(same).toMatchObject({ narrowed: false, levellingDown: false, turned: false });
  });

  test('a group without members: nulls and a reason', () => {
    const change = changeInGap(before([0, 0], [100, 60]), after([90, 40], [100, 60]), higher);
    expect(change).toMatchObject({
      value: null,
      lower: null,
      p: null,
      gapBaseline: null,
      fromGroup: null,
      narrowed: null,
      levellingDown: false,
      conflict: false,
      reason: 'the group has no value at one of the two times',
    });
    expect(change.gapFollowUp).toBeCloseTo(0.6 - 40 / 90, 15);
    expect(change.fromReference).toBe(0);
    expect(changeInGap(before([9, 3], [NaN, NaN]), after([9, 4], [9, 5]), higher).reason).toBe(
      'the reference has no value at one of the two times',
    );
  });

  test('nobody met the measure: no ratio, and no test without variance', () => {
    const none = changeInGap(before([50, 0], [50, 0]), after([50, 0], [50, 0]), higher);
    expect(none).toMatchObject({ value: 0, standardError: 0, z: null, p: null, narrowed: false });
    expect(none.ratio).toEqual({ baseline: null, followUp: null, narrowed: null });
    expect(none.complementRatio).toEqual({ baseline: 1, followUp: 1, narrowed: false });
  });

  test('estimates with standard errors on their own scale', () => {
    const change = changeInGap(
      { period: '2024-12', group: { estimate: 168.4, standardError: 3 }, reference: { estimate: 87.3, standardError: 4 } },
      { period: '2025-12', group: { estimate: 150.4, standardError: 12 }, reference: { estimate: 87.3, standardError: 84 } },
      { direction: 'lower', window: 'rolling-12', scale: Infinity },
    );
    expect(change.value).toBeCloseTo(-18, 12);
    expect(change.standardError).toBeCloseTo(Math.hypot(3, 4, 12, 84), 12);
    expect(change.complementRatio).toEqual({ baseline: null, followUp: null, narrowed: null });
    const without = changeInGap(
      { period: '2024-12', group: { estimate: 60 }, reference: { estimate: 70 } },
      { period: '2025-12', group: { estimate: 65 }, reference: { estimate: 70 } },
      { ...higher, scale: 100 },
    );
    expect(without).toMatchObject({ value: -5, standardError: null, p: null, reason: 'a standard error is not known' });
    expect(without.complementRatio.baseline).toBeCloseTo(40 / 30, 14);
  });

  test.for([
    ['rolling-12', '2024-12', '2025-06', 'windows of 2024-12 and 2025-06 overlap (rolling-12)'],
    ['snapshot', '2024-12', '2025-12', 'windows of 2024-12 and 2025-12 overlap (snapshot)'],
    ['month', '2025-03', '2025-03', 'windows of 2025-03 and 2025-03 overlap (month)'],
    ['month', '2025-04', '2025-03', 'baseline 2025-04 is after follow-up 2025-03'],
    ['month', 'March', '2025-03', 'period is a month such as 2025-03, got March'],
    ['decade', '2024-12', '2025-12', "window must be one of month, rolling-12, year, snapshot, got 'decade'"],
  ] as const)('refuses %s from %s to %s', ([window, first, second, message]) => {
    expect(() =>
      changeInGap(at(first, [9, 4], [9, 5]), at(second, [9, 4], [9, 5]), { direction: 'higher', window: window as 'month' }),
    ).toThrow(message);
  });

  test('refuses impossible counts, estimates and options', () => {
    expect(() => changeInGap(before([9, 10], [9, 5]), after([9, 4], [9, 5]), higher)).toThrow(
      'baseline group: numerator 10 exceeds denominator 9',
    );
    expect(() =>
      changeInGap(before([9, 4], [9, 5]), { ...after([9, 4], [9, 5]), reference: { estimate: 1, standardError: -1 } }, higher),
    ).toThrow('followUp reference: standardError must be a number of at least 0, got -1');
    expect(() => changeInGap(before([9, 4], [9, 5]), after([9, 4], [9, 5]), { ...higher, scale: Infinity })).toThrow(
      'baseline group: counts need a finite scale',
    );
    expect(() => changeInGap(before([9, 4], [9, 5]), after([9, 4], [9, 5]), { ...higher, level: 1 })).toThrow(
      'level is a fraction such as 0.95, got 1',
    );
  });
});

const arm = fc
  .integer({ min: 1, max: 500 })
  .chain((denominator) => fc.tuple(fc.constant(denominator), fc.integer({ min: 0, max: denominator })));

describe('laws', () => {
  test('the two parts add to the change, which mirrors when hits become misses and the direction turns', () => {
    fc.assert(
      fc.property(arm, arm, arm, arm, (g0, r0, g1, r1) => {
        const change = changeInGap(before(g0, r0), after(g1, r1), higher);
        expect((change.fromGroup ?? NaN) + (change.fromReference ?? NaN)).toBeCloseTo(change.value ?? NaN, 12);
        const miss = ([n, x]: Counts): Counts => [n, n - x];
        const mirrored = changeInGap(before(miss(g0), miss(r0)), after(miss(g1), miss(r1)), { ...higher, direction: 'lower' });
        expect(mirrored.value).toBeCloseTo(change.value ?? NaN, 12);
        expect(mirrored.standardError).toBeCloseTo(change.standardError ?? NaN, 12);
        expect(mirrored.ratio.baseline ?? -1).toBeCloseTo(change.complementRatio.baseline ?? -1, 9);
      }),
      { seed: 1 },
    );
  });

  test('percent are a hundred times fractions', () => {
    const fractions = changeInGap(before([90, 40], [80, 50]), after([95, 50], [70, 45]), higher);
    const percent = changeInGap(before([90, 40], [80, 50]), after([95, 50], [70, 45]), { ...higher, scale: 100 });
    expect(percent.value).toBeCloseTo(100 * (fractions.value ?? NaN), 12);
    expect(percent.upper).toBeCloseTo(100 * (fractions.upper ?? NaN), 12);
    expect(percent.p).toBeCloseTo(fractions.p ?? NaN, 14);
    expect(percent.complementRatio.baseline).toBeCloseTo(fractions.complementRatio.baseline ?? NaN, 13);
  });

  test('the standard error is the slope in every count times its binomial variance', () => {
    const arms: Counts[] = [
      [450, 189],
      [900, 252],
      [470, 150],
      [880, 185],
    ];
    const valueOf = ([g0, r0, g1, r1]: readonly Counts[]) => changeInGap(before(g0!, r0!), after(g1!, r1!), higher).value ?? NaN;
    const variances = arms.map(([n, x], k) => {
      const slope = (valueOf(arms.with(k, [n, x + 0.01])) - valueOf(arms.with(k, [n, x - 0.01]))) / 0.02;
      return slope ** 2 * ((x * (n - x)) / n);
    });
    const { standardError } = changeInGap(before(arms[0]!, arms[1]!), after(arms[2]!, arms[3]!), higher);
    expect(Math.sqrt(variances.reduce((total, one) => total + one, 0)) / (standardError ?? NaN)).toBeCloseTo(1, 8);
  });

  test('the 95 % interval holds 95 % of 4,000 simulated practices of 300 members', () => {
    const random = createRandom(1);
    const draw = (trials: number, probability: number): Counts => [trials, random.binomial({ trials, probability })];
    let held = 0;
    for (let run = 0; run < 4000; run += 1) {
      const { lower, upper } = changeInGap(
        before(draw(80, 0.5), draw(220, 0.65)),
        after(draw(90, 0.58), draw(210, 0.68)),
        higher,
      );
      held += Number(lower !== null && upper !== null && lower <= -0.05 && upper >= -0.05);
    }
    expect(Math.abs(held / 4000 - 0.95)).toBeLessThan(0.02);
  });
});
