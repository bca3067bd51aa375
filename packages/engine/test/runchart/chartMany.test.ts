import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../src/number/random.ts';
import { chartMany, type ControlBatchOptions, type RunBatchOptions } from '../../src/runchart/chartMany.ts';
import { controlChart } from '../../src/runchart/controlChart.ts';
import { findSignals } from '../../src/runchart/rules/findSignals.ts';
import { runChart } from '../../src/runchart/runChart.ts';
import type { RunRulesId } from '../../src/runchart/runRules.ts';
import { golden } from './golden.ts';

const quiet = { falseSignals: null } as const;

/** Few different values, so that ties with the centre, repeats and gaps are common. */
const value = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 0, max: 6 }) }, { weight: 1, arbitrary: fc.constant(NaN) });
const oneSeries = fc.array(value, { maxLength: 40 });
const batch = fc.array(oneSeries, { maxLength: 6 });
const presets: readonly RunRulesId[] = ['ihi', 'anhoej', 'making-data-count', 'western-electric', 'nelson'];

const columnsOf = (series: readonly (readonly number[])[]) => ({
  values: series.flat(),
  lengths: series.map(({ length }) => length),
});

describe('a batch of run charts is each run chart', () => {
  test.for(presets)('by the rules of %s', (rules) => {
    fc.assert(
      fc.property(batch, (series) => {
        const many = chartMany(columnsOf(series), { rules, ...quiet });
        series.forEach((values, index) => {
          const one = runChart(values, { rules });
          const runs = many.runs!;
          expect([runs.centre, runs.above, runs.below, runs.longestRun, runs.crossings].map((column) => column[index])).toEqual([
            one.centre,
            one.above,
            one.below,
            one.longestRun,
            one.crossings,
          ]);
          const signalled = many.byRule.filter(({ signals }) => signals[index] === 1).map(({ rule }) => rule);
          expect(new Set(signalled)).toEqual(new Set(one.signals.map(({ rule }) => rule)));
          expect(many.signals[index]).toBe(one.signals.length > 0 ? 1 : 0);
        });
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test('with phases, a frozen baseline, ghosted points, and one rule set apart', () => {
    const long = fc.array(value, { minLength: 15, maxLength: 30 });
    fc.assert(
      fc.property(fc.array(long, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 20 }), (series, freeze) => {
        const options = { rules: 'ihi', shift: 8, phases: [3, 14], freeze } as const;
        const exclude = [0, 5, 13];
        const ghosts = series.flatMap((values) => values.map((_, index) => (exclude.includes(index) ? 1 : 0)));
        const many = chartMany({ ...columnsOf(series), ghosts }, { ...options, ...quiet });
        expect(many.phases).toBe(3);
        series.forEach((values, index) => {
          const { phases } = runChart(values, { ...options, exclude });
          const found = new Set(phases.flatMap(({ signals }) => signals.map(({ rule }) => rule)));
          expect(new Set(many.byRule.filter(({ signals }) => signals[index] === 1).map(({ rule }) => rule))).toEqual(found);
          phases.forEach((phase, number) => {
            const place = 3 * index + number;
            expect(many.runs!.centre[place]).toBe(phase.centre);
            expect(many.runs!.longestRun[place]).toBe(phase.longestRun);
          });
        });
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test('of the cases worked out in R, in one call', () => {
    interface Case {
      readonly input: Readonly<Record<string, unknown>> & { readonly values?: readonly (number | null)[] };
      readonly expected: {
        readonly phases: readonly [{ centre: number; crossings: number | null; anhoej: { signal: boolean } }];
      };
    }
    const cases = (golden.cases as unknown as readonly Case[]).filter(({ input }) => Object.keys(input).join() === 'values');
    const many = chartMany(columnsOf(cases.map(({ input }) => input.values!.map((one) => one ?? NaN))), quiet);
    cases.forEach(({ expected: { phases } }, index) => {
      expect(many.signals[index] === 1).toBe(phases[0].anhoej.signal);
      expect(many.runs!.centre[index]).toBeCloseTo(phases[0].centre, 12);
      expect(many.runs!.crossings[index]).toBe(phases[0].crossings ?? NaN);
    });
    expect(cases.length).toBeGreaterThan(10);
  });
});

describe('a batch of control charts is each control chart', () => {
  const pair = fc
    .tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 }))
    .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  const pairs = fc.array(fc.array(pair, { maxLength: 25 }), { maxLength: 4 });
  const numbers = fc.array(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 25 }), { maxLength: 4 });

  test.for(['p', 'pp', 'ip'] as const)('%s, from numerators and denominators', (chart) => {
    fc.assert(
      fc.property(pairs, (series) => {
        const many = chartMany(
          {
            numerators: series.flat().map(([x]) => x),
            denominators: series.flat().map(([, n]) => n),
            lengths: series.map(({ length }) => length),
          },
          { chart, rules: 'nelson', ...quiet },
        );
        let start = 0;
        series.forEach((points, index) => {
          const one = controlChart({ numerators: points.map(([x]) => x), denominators: points.map(([, n]) => n) }, { chart });
          expect(many.limits!.upper.subarray(start, start + points.length)).toEqual(one.upper);
          expect(many.limits!.z.subarray(start, start + points.length)).toEqual(one.z);
          const found = findSignals(one, 'nelson').map(({ ends }) => (ends.length > 0 ? 1 : 0));
          expect(many.byRule.map(({ signals }) => signals[index])).toEqual(found);
          start += points.length;
        });
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test.for(['i', 'mr', 'c', 'g', 't'] as const)('%s, from values', (chart) => {
    fc.assert(
      fc.property(numbers, (series) => {
        const many = chartMany(columnsOf(series), { chart, rules: 'western-electric', ...quiet });
        let start = 0;
        series.forEach((values, index) => {
          const one = controlChart({ values }, { chart });
          expect(many.limits!.lower.subarray(start, start + values.length)).toEqual(one.lower);
          const found = findSignals(one, 'western-electric').map(({ ends }) => (ends.length > 0 ? 1 : 0));
          expect(many.byRule.map(({ signals }) => signals[index])).toEqual(found);
          start += values.length;
        });
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  test('the points at which a rule is met are marked', () => {
    const values = [5, 6, 5, 6, 5, 6, 5, 6, 5, 30];
    const { limits, found } = chartMany(
      { values, lengths: 10 },
      { chart: 'i', rules: [{ rule: 'outside', sigmas: 2 }], ...quiet },
    );
    expect([...limits!.ends]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(found).toBe(1);
  });
});

describe('laws', () => {
  const random = createRandom(7);
  const values = Array.from({ length: 240 }, () => random.below(20));
  const both = [
    { rules: 'ihi', ...quiet },
    { chart: 'i', rules: 'nelson', ...quiet },
  ] as const satisfies readonly (RunBatchOptions | ControlBatchOptions)[];
  test.for(both)('mirroring, shifting and scaling all series changes no verdict', (options) => {
    const { signals } = chartMany({ values, lengths: 24 }, options);
    for (const change of [(x: number) => 100 - x, (x: number) => x + 1000, (x: number) => 4 * x]) {
      expect(chartMany({ values: values.map(change), lengths: 24 }, options).signals).toEqual(signals);
    }
  });

  test.for(both)('the order of the series matters to no series', (options) => {
    const { signals } = chartMany({ values, lengths: 24 }, options);
    const turned = Array.from({ length: 10 }, (_, index) => values.slice(24 * (9 - index), 24 * (10 - index))).flat();
    expect([...chartMany({ values: turned, lengths: 24 }, options).signals].toReversed()).toEqual([...signals]);
  });

  test.for(both)('phases equal separate series', (options) => {
    const whole = chartMany({ values, lengths: 24 }, { ...options, phases: [9] });
    const apart = chartMany({ values, lengths: Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? 9 : 15)) }, options);
    whole.signals.forEach((signal, index) => {
      expect(signal).toBe(apart.signals[2 * index]! | apart.signals[2 * index + 1]!);
    });
  });
});

describe('points that share patients', () => {
  const values = [...Array(12).fill(0.4), ...Array(12).fill(0.6), ...Array(12).fill(0.4), ...Array(12).fill(0.6)] as number[];
  test('get a centre and no verdict, and count nowhere', () => {
    const many = chartMany({ values, lengths: 24, window: ['rolling-12', 'month'] });
    expect([...many.judged]).toEqual([0, 1]);
    expect([...many.signals]).toEqual([0, 1]);
    expect(many.runs!.centre[0]).toBe(0.5);
    expect(many.refusals).toEqual([
      {
        window: 'rolling-12',
        series: 1,
        reason: 'points of window rolling-12 share patients from one to the next, so run-chart rules do not hold',
      },
    ]);
    expect(many.falseSignals).toEqual({ ...chartMany({ values: values.slice(24), lengths: 24 }).falseSignals });
  });

  test('nor are points of a control chart marked', () => {
    const { limits, found } = chartMany({ values, lengths: 24, window: 'snapshot' }, { chart: 'i', rules: 'ihi' });
    expect(found).toBe(0);
    expect(limits!.ends.every((end) => end === 0)).toBe(true);
  });

  test('points twelve months apart are judged, and so are those whose neighbours are missing', () => {
    const months = Array.from({ length: 48 }, (_, index) => 12 * (index % 24));
    expect([...chartMany({ values, lengths: 24, window: 'rolling-12', months }, quiet).judged]).toEqual([1, 1]);
    const apart = values.map((one, index) => (index % 12 === 0 ? one : NaN));
    expect([...chartMany({ values: apart, lengths: 24, window: 'year' }, quiet).judged]).toEqual([1, 1]);
  });
});

describe('edges', () => {
  test('no series, empty ones, one point, all missing, all equal, denominators of 0', () => {
    expect(chartMany({ values: [], lengths: [] })).toMatchObject({
      series: 0,
      found: 0,
      falseSignals: { expected: 0, share: NaN },
    });
    expect(chartMany({ values: [], lengths: 0 }).series).toBe(0);
    const many = chartMany({ values: [1, NaN, NaN, 3, 3, 3], lengths: [0, 1, 2, 3] }, { rules: 'ihi' });
    expect([...many.runs!.centre]).toEqual([NaN, 1, NaN, 3]);
    expect(many).toMatchObject({ found: 0, falseSignals: { expected: 0 } });
    const empty = chartMany({ numerators: Array(24).fill(0), denominators: Array(24).fill(0), lengths: 12 }, { chart: 'p' });
    expect(empty).toMatchObject({ found: 0, falseSignals: { expected: 0 } });
  });

  test.for([
    [{ values: [1, 2, 3], lengths: 2 }, {}, 'lengths must divide the number of points, got 2 for 3 points'],
    [{ values: [1, 2, 3], lengths: [1, 1] }, {}, 'lengths must add up to the 3 points, got 2'],
    [{ values: [1, 2, 3], lengths: [1, -1] }, {}, 'lengths[1] must be a whole number of at least 0, got -1'],
    [{ values: [1, Infinity], lengths: 2 }, {}, 'values[1] must be a finite number, or NaN for missing, got Infinity'],
    [{ numerators: [3], denominators: [2], lengths: 1 }, {}, 'numerators[0] 3 exceeds denominators[0] 2'],
    [{ values: [1, 2], lengths: 1, ghosts: [1] }, {}, 'ghosts must be as many as points, got 1 for 2'],
    [{ values: [1, 2], lengths: 2, months: [5, 5] }, {}, 'months must rise within a series, got months[1] 5 after 5'],
    [{ values: [1, 2, 3], lengths: [2, 1] }, { phases: [1] }, 'series 1: phases[0] must be the index of a point'],
    [{ values: [1, 2, 3], lengths: 3 }, { freeze: 0 }, 'series 0: freeze must be a whole number of at least 1, got 0'],
    [{ values: [1, 2, 3], lengths: 3 }, { rules: 'every' as 'ihi' }, 'rules must be one of ihi,'],
    [{ values: [1, 2], lengths: 2 }, { chart: 'xbar' as 'i' }, 'a xbar chart is made from subgroups, got values'],
    [{ values: [1, 2], lengths: 2, window: 'week' as 'month' }, {}, 'window must be one of month,'],
    [{ values: [1, 2], lengths: 2 }, { falseSignals: { runs: 0 }, trend: 5 }, 'falseSignals.runs must be at least 1, got 0'],
    [
      { values: [1, 2], lengths: 2 },
      { falseSignals: { method: 'exact' }, trend: 5 },
      'falseSignals.method exact is for rules without a trend',
    ],
  ] as const)('%j %j is refused', ([columns, options, message]) => {
    expect(() => chartMany(columns, options as RunBatchOptions)).toThrow(message);
  });
});
