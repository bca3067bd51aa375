import {
  applyScale,
  defaultBenchmark,
  describeScales,
  failureRateTarget,
  gapToGoalShare,
  linesOfScale,
  placeRate,
  type Scale,
  type ScaleLine,
  type ScalePosition,
  scales,
  scaleSchema,
} from '@equipoise/benchmark';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { cells, required } from '../support.ts';
import { worked } from './workedExamples.ts';

const ramp: Scale = { scale: 'linear-percentile', from: 25, to: 66 };
const cliff66: Scale = { scale: 'cliff', line: 66 };

/** Nothing known but what the test says. */
function at(position: Partial<ScalePosition>): ScalePosition {
  return { direction: 'higher', rate: 0.5, baseline: null, percentile: null, below: null, above: null, lines: [], ...position };
}

function line(percentile: number, rate: number, met: boolean): ScaleLine {
  return { percentile, rate, met };
}

const { at_risk_fraction, cases, premium, weight_each } = worked.dollarsAtRisk;

test.for(cases)('worked example: dollars at risk at percentile $percentile', (example) => {
  const { percentile } = example;
  const position = at({ percentile, lines: [line(66, 0.6, percentile >= 66)] });
  const stake = premium * Number(at_risk_fraction) * weight_each;
  const [linear, cliff] = [ramp, cliff66].map((scale) => required(applyScale(scale, position).forfeited));
  expect(linear).toBeCloseTo(example.linear_25_66_share, 14);
  expect(cliff).toBe(example.cliff_66_share);
  expect(stake * required(linear)).toBeCloseTo(example.linear_25_66_payment, 6);
  expect(stake * required(cliff)).toBeCloseTo(example.cliff_66_payment, 6);
});

test.for(worked.gapRules.filter(({ rule }) => rule === 'gap_to_goal'))(
  'worked example: $actual_reduction of $target_reduction earns $score',
  ({ actual_reduction: actual = NaN, score, target_reduction: target = NaN }) => {
    expect(gapToGoalShare({ target, actual })).toBe(score);
    // The same in the scale: from 50 % to a goal 60 points away, a tenth of the way is 6 points.
    const position = at({ baseline: 0.3, rate: Number((0.3 + actual / 100).toFixed(4)), lines: [line(90, 0.9, false)] });
    expect(applyScale({ scale: 'gap-to-goal', goal: 90, reduction: target / 60 }, position).achieved).toBeCloseTo(
      required(score),
      12,
    );
  },
);

test.for(worked.gapRules.filter(({ rule }) => rule.startsWith('failure_rate_reduction')))(
  'worked example: $rule from $baseline to $target',
  ({ baseline = NaN, rule, target = NaN }) => {
    const direction = rule.endsWith('lower_is_better') ? 'lower' : 'higher';
    expect(100 * failureRateTarget(baseline / 100, { direction })).toBeCloseTo(target, 12);
    const position = (rate: number) => at({ direction, baseline: baseline / 100, rate });
    const scale: Scale = { scale: 'failure-rate-reduction' };
    const worse = direction === 'higher' ? -0.0001 : 0.0001;
    expect(applyScale(scale, position(target / 100)).achieved).toBe(1);
    expect(applyScale(scale, position(target / 100 + worse)).achieved).toBe(0);
  },
);

describe('beyond the published lines a percentile is only a bound', () => {
  test.for([
    { name: 'below 25 is below the ramp', position: { below: 25 }, from: 25, to: 66, achieved: 0, lower: 0, upper: 0 },
    { name: 'above 75 is above it', position: { above: 75 }, from: 25, to: 66, achieved: 1, lower: 1, upper: 1 },
    { name: 'below 25 on a ramp from 5', position: { below: 25 }, from: 5, to: 45, achieved: null, lower: 0, upper: 0.5 },
    { name: 'above 75 on a ramp to 95', position: { above: 75 }, from: 55, to: 95, achieved: null, lower: 0.5, upper: 1 },
    { name: 'no percentile at all', position: {}, from: 25, to: 66, achieved: null, lower: 0, upper: 1 },
  ])('$name', ({ achieved, from, lower, position, to, upper }) => {
    const result = applyScale({ scale: 'linear-percentile', from, to }, at(position));
    expect(result).toMatchObject({ achieved, lower, upper, forfeited: achieved === null ? null : 1 - achieved });
    expect(result.reason === null).toBe(achieved !== null);
  });

  test('and says what is known', () => {
    expect(applyScale({ scale: 'linear-percentile', from: 5, to: 66 }, at({ below: 25 })).reason).toBe(
      'the percentile is only known to be below the 25th, and the ramp starts at the 5th',
    );
  });
});

describe('a line that nobody published', () => {
  const quartiles = (met: number) =>
    [25, 50, 75].map((percentile) => line(percentile, 0.5 + percentile / 1000, percentile <= met));

  test.for([
    { met: 75, achieved: 1 }, // at or above the 75th is above the 66th
    { met: 25, achieved: 0 }, // short of the 50th is short of it
    { met: 50, achieved: null },
  ])('the 66th, with the ${met}th met: $achieved', ({ achieved, met }) => {
    const result = applyScale(cliff66, at({ percentile: 60, lines: quartiles(met) }));
    expect(result.achieved).toBe(achieved);
    if (achieved === null)
      expect(result.reason).toBe('the 66th percentile is not among the lines, and no other line decides whether it is met');
  });

  test('is decided by a bound as well', () => {
    expect(applyScale(cliff66, at({ below: 50 })).achieved).toBe(0);
    expect(applyScale(cliff66, at({ above: 75 })).achieved).toBe(1);
    expect(applyScale(cliff66, at({ above: 50 })).achieved).toBeNull();
  });

  test('leaves a table of steps open only where it would change the answer', () => {
    const table = (atNinety: number): Scale => ({
      scale: 'steps',
      steps: [
        { line: 25, achieved: 0.25 },
        { line: 50, achieved: 0.5 },
        { line: 90, achieved: atNinety },
      ],
    });
    expect(applyScale(table(1), at({ lines: quartiles(25) })).achieved).toBe(0.25);
    expect(applyScale(table(1), at({ lines: quartiles(75) }))).toMatchObject({ achieved: null, lower: 0.5, upper: 1 });
    expect(applyScale(table(0.5), at({ lines: quartiles(75) })).achieved).toBe(0.5);
    expect(applyScale(table(1), at({ below: 25 })).achieved).toBe(0);
    expect(applyScale({ ...table(1), otherwise: 0.1 } as Scale, at({ below: 25 })).achieved).toBe(0.1);
  });

  test('goes by name where the caller named it, and is unknown under another', () => {
    const lines = [{ name: 'MPL', rate: 0.6, met: true }];
    expect(applyScale({ scale: 'cliff', line: 'MPL' }, at({ lines })).achieved).toBe(1);
    expect(applyScale({ scale: 'cliff', line: 'HPL' }, at({ lines })).achieved).toBeNull();
  });
});

describe('linear in the rate', () => {
  const scale: Scale = { scale: 'linear-rate', from: 25, to: 75 };

  test('is exact where doubles are not, and the same turned round', () => {
    const lines = (met: boolean) => [line(25, 0.1, true), line(75, 0.4, met)];
    expect(applyScale(scale, at({ rate: 0.3, lines: lines(false) })).achieved).toBe(2 / 3); // (0.3 − 0.1) / (0.4 − 0.1) is 0.6666666666666665
    const turned = [line(25, 0.9, true), line(75, 0.6, false)];
    expect(applyScale(scale, at({ direction: 'lower', rate: 0.7, lines: turned })).achieved).toBe(2 / 3);
  });

  test('ends where the lines say, not where a double does', () => {
    const counts = { denominator: 1000, numerator: 577 };
    const lines = [line(25, 0.521, true), line(75, 0.577, true)];
    expect(applyScale(scale, at({ rate: counts, lines })).achieved).toBe(1);
    expect(applyScale(scale, at({ rate: counts, lines: [line(25, 0.6, false)] })).achieved).toBe(0);
  });

  test('needs two lines apart, and somebody to count', () => {
    expect(applyScale(scale, at({ lines: [line(25, 0.4, true)] })).reason).toBe('the 75th percentile is not among the lines');
    expect(applyScale(scale, at({ rate: { denominator: 0, numerator: 0 } })).reason).toBe('the denominator is 0');
    const flat = [
      { name: 'MPL', rate: 0.4, met: true },
      { name: 'goal', rate: 0.4, met: false },
    ];
    expect(applyScale({ scale: 'linear-rate', from: 'MPL', to: 'goal' }, at({ lines: flat })).reason).toBe(
      'goal is no better than MPL',
    );
  });
});

describe('attainment or improvement', () => {
  const scale: Scale = { scale: 'attainment-improvement', threshold: 50, benchmark: 90 };
  const lines = [line(50, 0.5, true), line(90, 0.7, false)];
  const pointsOf = (position: Partial<ScalePosition>, one: Scale = scale) =>
    10 * required(applyScale(one, at({ lines, ...position })).achieved);

  test('attainment runs from half a point at the threshold to 10 past the benchmark', () => {
    expect(pointsOf({ rate: 0.5 })).toBeCloseTo(0.5, 12);
    expect(pointsOf({ rate: 0.6 })).toBeCloseTo(5, 12); // half way: 9 / 2 + 0.5
    expect(pointsOf({ rate: 0.8 })).toBe(10);
    expect(pointsOf({ rate: 0.4 })).toBe(0);
  });

  test('improvement counts where it is more, and never above 9', () => {
    expect(pointsOf({ rate: 0.6, baseline: 0.3 })).toBeCloseTo(7, 12); // 10 × 0.3 / 0.4 − 0.5
    expect(pointsOf({ rate: 0.45, baseline: 0.2 })).toBeCloseTo(4.5, 12); // 10 × 0.25 / 0.5 − 0.5, with no attainment
    expect(pointsOf({ rate: 0.4, baseline: 0.45 })).toBe(0);
    expect(pointsOf({ rate: 0.5, baseline: 0.8 })).toBeCloseTo(0.5, 12); // no room left to improve
  });

  test('whole points: 1 at the threshold, 10 at the benchmark, as in hospital value-based purchasing', () => {
    const whole: Scale = { ...scale, rounding: 'whole' };
    expect(pointsOf({ rate: 0.5 }, whole)).toBe(1);
    expect(pointsOf({ rate: 0.499 }, whole)).toBe(0);
    expect(pointsOf({ rate: 0.7 }, whole)).toBe(10);
    const steep = [line(50, 0.69, false), line(90, 0.7, false)];
    expect(pointsOf({ rate: 0.689, baseline: 0.1, lines: steep }, whole)).toBe(9);
  });

  test('turning hits into misses changes nothing', () => {
    fc.assert(
      fc.property(cells, cells, (rate, baseline) => {
        const turn = ({ denominator, numerator }: typeof rate) => ({ denominator, numerator: denominator - numerator });
        const [higher, lower] = [
          applyScale(scale, at({ rate, baseline, lines })),
          applyScale(
            scale,
            at({
              direction: 'lower',
              rate: turn(rate),
              baseline: turn(baseline),
              lines: [line(50, 0.5, true), line(90, 0.3, false)],
            }),
          ),
        ];
        expect(lower.achieved).toBe(higher.achieved);
      }),
      { seed: 1 },
    );
  });
});

describe('from a baseline', () => {
  const tenth: Scale = { scale: 'failure-rate-reduction' };
  const goal: Scale = { scale: 'gap-to-goal', goal: 90, reduction: 0.1 };

  test('counts are held against the target exactly', () => {
    const baseline = { denominator: 30, numerator: 24 };
    const rate = { denominator: 300, numerator: 246 };
    expect(0.8 + 0.1 * (1 - 0.8)).toBeGreaterThan(246 / 300); // in doubles the target of 82 % would be missed
    expect(applyScale(tenth, at({ baseline, rate })).achieved).toBe(1);
    expect(applyScale(tenth, at({ baseline, rate: { denominator: 300, numerator: 245 } })).achieved).toBe(0);
  });

  test('without one nothing is decided, unless the goal is met', () => {
    expect(applyScale(tenth, at({})).reason).toBe('there is no baseline');
    expect(applyScale(goal, at({ lines: [line(90, 0.9, false)] })).reason).toBe('there is no baseline');
    expect(applyScale(goal, at({ lines: [line(90, 0.4, true)] })).achieved).toBe(1);
    expect(applyScale(tenth, at({ baseline: { denominator: 0, numerator: 0 } })).reason).toBe('there is no baseline');
  });

  test('a goal already met at baseline is kept or lost', () => {
    const lost = at({ baseline: 0.95, rate: 0.85, lines: [line(90, 0.9, false)] });
    expect(applyScale(goal, lost)).toMatchObject({
      achieved: 0,
      sentence: 'The baseline met the 90th percentile and the rate does not: nothing is earned.',
    });
  });

  test('the points gained are in the words', () => {
    const position = at({ baseline: 0.5, rate: 0.53, lines: [line(90, 0.9, false)] });
    expect(applyScale(goal, position).sentence).toBe('The rate gained 3 points of the 4 aimed at: 50 % is earned.');
  });

  test('lower is better: the failures are the numerator', () => {
    const position = at({ direction: 'lower', baseline: 0.4, rate: 0.35, lines: [line(90, 0.2, false)] });
    expect(applyScale({ scale: 'gap-to-goal', goal: 90, reduction: 0.25 }, position).achieved).toBe(1); // 5 of 5 points
    expect(applyScale({ scale: 'gap-to-goal', goal: 90, reduction: 0.3125 }, position).achieved).toBe(0.6); // 5 of 6.25
  });
});

const everyScale: readonly Scale[] = [
  { scale: 'cliff', line: 50 },
  { scale: 'linear-percentile', from: 25, to: 75 },
  { scale: 'linear-rate', from: 25, to: 75 },
  {
    scale: 'steps',
    steps: [
      { line: 25, achieved: 0.25 },
      { line: 66, achieved: 0.8 },
    ],
  },
  { scale: 'gap-to-goal', goal: 75, reduction: 0.1 },
  { scale: 'attainment-improvement', threshold: 50, benchmark: 75 },
  { scale: 'failure-rate-reduction' },
];

/** Published lines are the quartiles: of the others only what lies beyond them is known. */
const percentile = fc.constantFrom(10, 25, 40, 50, 66, 75, 90);
const rising = (count: number) =>
  fc.uniqueArray(percentile, { minLength: count, maxLength: count }).map((some) => some.toSorted((a, b) => a - b));
const share = fc.integer({ min: 1, max: 100 }).map((percent) => percent / 100);
const anyScale: fc.Arbitrary<Scale> = fc.oneof(
  percentile.map((line): Scale => ({ scale: 'cliff', line })),
  rising(2).map(([from = 0, to = 1]): Scale => ({ scale: 'linear-percentile', from, to })),
  rising(2).map(([from = 0, to = 1]): Scale => ({ scale: 'linear-rate', from, to })),
  fc.tuple(rising(3), fc.array(share, { minLength: 3, maxLength: 3 })).map(([lines, shares]): Scale => {
    const climbing = shares.toSorted((a, b) => a - b);
    return { scale: 'steps', steps: lines.map((line, place) => ({ line, achieved: climbing[place] ?? 1 })) };
  }),
  fc.tuple(percentile, share).map(([goal, reduction]): Scale => ({ scale: 'gap-to-goal', goal, reduction })),
  fc.tuple(rising(2), fc.constantFrom('none' as const, 'whole' as const)).map(([[threshold = 0, best = 1], rounding]): Scale => ({
    scale: 'attainment-improvement',
    threshold,
    benchmark: best,
    rounding,
  })),
  share.map((reduction): Scale => ({ scale: 'failure-rate-reduction', reduction })),
);

test.for(['CBP', 'GSD9'])('%s: a share stays in its bounds, and a better rate never earns less', (measure) => {
  const benchmark = required(defaultBenchmark(measure));
  const { direction } = benchmark;
  const positionOf = (rate: typeof baseline, baseline: { denominator: number; numerator: number }): ScalePosition => ({
    ...placeRate(rate, benchmark),
    rate,
    baseline,
    direction,
  });
  fc.assert(
    fc.property(cells, cells, anyScale, (rate, baseline, scale) => {
      expect(scaleSchema.parse(scale)).toEqual(scale);
      fc.pre(rate.numerator < rate.denominator);
      const better = { ...rate, numerator: rate.numerator + 1 };
      const [low, high] = (direction === 'higher' ? [rate, better] : [better, rate]).map((one) =>
        applyScale(scale, positionOf(one, baseline)),
      ) as [ReturnType<typeof applyScale>, ReturnType<typeof applyScale>];
      for (const { achieved, forfeited, lower, reason, upper } of [low, high]) {
        expect(lower >= 0 && lower <= upper && upper <= 1).toBe(true);
        expect(achieved === null).toBe(reason !== null);
        if (achieved !== null) expect([lower, upper, forfeited]).toEqual([achieved, achieved, 1 - achieved]);
      }
      expect(high.lower).toBeGreaterThanOrEqual(low.lower);
      expect(high.upper).toBeGreaterThanOrEqual(low.upper);
    }),
    { seed: 1, numRuns: 1000 },
  );
});

describe('what a program may write', () => {
  test.for([
    [{ scale: 'cliff' }, 'line'],
    [{ scale: 'cliff', line: 166 }, 'line'],
    [{ scale: 'cliff', line: 66, at: 50 }, 'Unrecognized key: "at"'],
    [{ scale: 'linear-percentile', from: 66, to: 25 }, 'must be above `from`'],
    [{ scale: 'linear-rate', from: 50, to: 50 }, 'must be another line than `from`'],
    [{ scale: 'linear-rate', from: 66, to: 25 }, 'must be above `from`'],
    [{ scale: 'steps', steps: [] }, 'Too small'],
    [
      {
        scale: 'steps',
        steps: [
          { line: 25, achieved: 0.5 },
          { line: 50, achieved: 0.4 },
        ],
      },
      'a better line never earns less',
    ],
    [
      {
        scale: 'steps',
        steps: [
          { line: 50, achieved: 0.5 },
          { line: 25, achieved: 0.6 },
        ],
      },
      'from the lowest line to the highest',
    ],
    [{ scale: 'steps', steps: [{ line: 25, achieved: 0.5 }], otherwise: 0.6 }, 'no more than the first step earns'],
    [{ scale: 'gap-to-goal', goal: 90, reduction: 10 }, 'reduction'],
    [{ scale: 'attainment-improvement', threshold: 90, benchmark: 50 }, 'must be above `threshold`'],
    [{ scale: 'failure-rate-reduction', reduction: 0 }, 'reduction'],
    [{ scale: 'sliding' }, 'scale'],
  ] as const)('%j is refused: %s', ([written, words]) => {
    const parsed = scaleSchema.safeParse(written);
    expect(parsed.success).toBe(false);
    expect(z.prettifyError(required(parsed.error))).toContain(words);
  });

  test('anything else is refused, and never crashes', () => {
    const written = fc.tuple(fc.constantFrom(...everyScale), fc.object({ maxDepth: 1 })).map(([scale, odd]) => {
      const [first = 'scale', ...rest] = Object.keys(scale).slice(1);
      return {
        ...scale,
        [first]: Object.values(odd)[0],
        ...Object.fromEntries(rest.map((name, at) => [name, Object.values(odd)[at + 1]])),
      };
    });
    fc.assert(
      fc.property(fc.oneof(fc.anything(), written), (input) => {
        const { data, success } = scaleSchema.safeParse(input);
        if (!success) return;
        const { achieved, lower, upper } = applyScale(
          data,
          at({ baseline: 0.4, lines: [line(50, 0.5, true), line(75, 0.7, false)] }),
        );
        expect(achieved === null || (lower <= achieved && achieved <= upper)).toBe(true);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  test('each scale is read as written, names its lines, and has a JSON Schema and a source', () => {
    for (const scale of everyScale) expect(scaleSchema.parse(scale)).toEqual(scale);
    expect(linesOfScale(required(everyScale[3]))).toEqual([25, 66]);
    expect(new Set(everyScale.map(({ scale }) => scale))).toEqual(new Set(Object.keys(scales)));
    for (const { formula, parameters, source, title } of describeScales()) {
      for (const words of [formula, source, title, ...parameters.map(({ description }) => description)])
        expect(words).not.toBe('');
    }
    expect(describeScales().map(({ scale }) => scale)).toEqual(Object.keys(scales));
    expect(z.toJSONSchema(scaleSchema)).toHaveProperty('oneOf');
  });

  test('parameters are described from what checks them', () => {
    const parameters = describeScales().find(({ scale }) => scale === 'attainment-improvement')?.parameters;
    expect(parameters).toMatchObject([
      { name: 'threshold', type: 'number or string', range: '0 to 100', optional: false },
      { name: 'benchmark', optional: false },
      { name: 'rounding', type: 'none or whole', range: null, optional: true },
    ]);
  });
});
