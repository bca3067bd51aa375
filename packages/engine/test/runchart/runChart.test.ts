import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runcharts } from '../../golden/families/runcharts.ts';
import { judge } from '../../golden/judge.ts';
import { describeFailure } from '../../golden/report.ts';
import { outsideXmrLimits } from '../../src/runchart/astronomical.ts';
import { runChart, type RunChart, type RunChartOptions, type RunPhase } from '../../src/runchart/runChart.ts';
import { runRules, type RunRulesId } from '../../src/runchart/runRules.ts';
import { findRuns } from '../../src/runchart/runs.ts';
import { golden } from './golden.ts';

test.for(golden.cases.map((one) => [one.id, one] as const))('golden %s', ([, one]) => {
  expect(describeFailure(judge(runcharts, one))).toEqual([]);
});

// Few distinct values, so that ties, points on the median and missing months are common.
const value = fc.integer({ min: -20, max: 20 });
const series = fc.array(fc.oneof({ weight: 5, arbitrary: value }, { weight: 1, arbitrary: fc.constant(NaN) }), { maxLength: 60 });
const rules = fc.constantFrom(...(Object.keys(runRules) as RunRulesId[]));

/** A series with rules, phases, a baseline and ghosted points, all of them possible. */
const charted = series.chain((values) =>
  fc.record({
    values: fc.constant(values),
    options: fc.record({
      rules,
      phases:
        values.length < 2
          ? fc.constant<number[]>([])
          : fc.uniqueArray(fc.integer({ min: 1, max: values.length - 1 }), { maxLength: 3 }),
      exclude:
        values.length === 0
          ? fc.constant<number[]>([])
          : fc.uniqueArray(fc.integer({ min: 0, max: values.length - 1 }), { maxLength: 4 }),
      freeze: fc.integer({ min: 1, max: 70 }),
    }),
  }),
);
const ordered = ({ phases, ...options }: { phases: number[]; rules: RunRulesId; exclude: number[]; freeze: number }) => ({
  ...options,
  phases: phases.toSorted((a, b) => a - b),
});
const seeded = { seed: 1, numRuns: 500 };
const other = { above: 'below', below: 'above', up: 'down', down: 'up' } as const;
const swap = <T extends { readonly side: 'above' | 'below' }>(runs: readonly T[]) =>
  runs.map((run) => ({ ...run, side: other[run.side] }));

/** A phase as it would be in a series where each of its points stands elsewhere. */
function moved(phase: RunPhase, to: (index: number) => number): RunPhase {
  const stretch = <T extends { readonly start: number; readonly end: number }>(one: T) => ({
    ...one,
    start: to(one.start),
    end: to(one.end),
  });
  const signal = <T extends { readonly start: number; readonly end: number; readonly members: readonly number[] }>(one: T) => ({
    ...stretch(one),
    members: one.members.map(to),
  });
  return {
    ...stretch(phase),
    baselineEnd: to(phase.baselineEnd),
    onCentre: phase.onCentre.map(to),
    runs: phase.runs.map(stretch),
    shifts: phase.shifts.map(signal),
    trends: phase.trends.map(signal),
    signals: phase.signals.map(signal),
  };
}

/** The chart's latest phase alone. */
function latest({
  points: _points,
  phases: _phases,
  rules: _rules,
  centreFrom: _from,
  exclude: _exclude,
  target: _target,
  ...phase
}: RunChart): RunPhase {
  return phase;
}

describe('laws', () => {
  test('a chart reads as its latest phase', () => {
    fc.assert(
      fc.property(charted, ({ values, options }) => {
        const chart = runChart(values, ordered(options));
        if (values.length > 0) expect(latest(chart)).toEqual(chart.phases.at(-1));
        expect(chart.phases).toHaveLength(values.length === 0 ? 0 : options.phases.length + 1);
      }),
      seeded,
    );
  });

  test('phases are separate series', () => {
    fc.assert(
      fc.property(charted, ({ values, options }) => {
        const { phases, exclude, ...own } = ordered(options);
        const together = runChart(values, { ...own, phases, exclude });
        const starts = [0, ...phases, values.length];
        together.phases.forEach((phase, index) => {
          const [start, end] = [starts[index]!, starts[index + 1]!];
          const ghosts = exclude.filter((point) => point >= start && point < end).map((point) => point - start);
          const apart = runChart(values.slice(start, end), { ...own, exclude: ghosts });
          expect(phase).toEqual(moved(latest(apart), (point) => point + start));
        });
      }),
      seeded,
    );
  });

  test('a ghosted point is as good as missing', () => {
    fc.assert(
      fc.property(charted, ({ values, options }) => {
        const { exclude, ...own } = ordered(options);
        const without = values.map((one, index) => (exclude.includes(index) ? NaN : one));
        expect(runChart(values, { ...own, exclude })).toEqual({ ...runChart(without, own), exclude });
      }),
      seeded,
    );
  });

  test('a frozen centre is the median of the baseline, and a given one in its place changes nothing else', () => {
    fc.assert(
      fc.property(series, rules, fc.integer({ min: 1, max: 70 }), (values, set, freeze) => {
        const frozen = runChart(values, { rules: set, freeze });
        expect(frozen.centre).toEqual(runChart(values.slice(0, freeze)).centre);
        if (Number.isNaN(frozen.centre)) return;
        const given = runChart(values, { rules: set, centre: frozen.centre });
        const { baselineEnd } = frozen;
        expect({ ...latest(given), baselineEnd }).toEqual(latest(frozen));
      }),
      seeded,
    );
  });

  test('reflecting about a constant swaps the sides and keeps the verdicts', () => {
    fc.assert(
      fc.property(series, rules, value, (values, set, about) => {
        const chart = latest(runChart(values, { rules: set }));
        const mirrored = runChart(
          values.map((one) => 2 * about - one),
          { rules: set },
        );
        expect(latest(mirrored)).toEqual({
          ...chart,
          centre: 2 * about - chart.centre,
          above: chart.below,
          below: chart.above,
          runs: swap(chart.runs),
          shifts: swap(chart.shifts),
          trends: chart.trends.map((trend) => ({ ...trend, direction: other[trend.direction] })),
        });
      }),
      seeded,
    );
  });

  test('missing points change nothing but the indices', () => {
    fc.assert(
      fc.property(series, rules, (values, set) => {
        const places = values.flatMap((one, index) => (Number.isNaN(one) ? [] : [index]));
        const dense = latest(
          runChart(
            places.map((place) => values[place]!),
            { rules: set },
          ),
        );
        const ends = { start: 0, end: values.length - 1, baselineEnd: values.length - 1 };
        expect(latest(runChart(values, { rules: set }))).toEqual({ ...moved(dense, (point) => places[point]!), ...ends });
      }),
      seeded,
    );
  });

  test('adding a constant moves the centre and nothing else', () => {
    fc.assert(
      fc.property(charted, fc.integer({ min: -1000, max: 1000 }), ({ values, options }, more) => {
        const plain = (chart: RunChart) => chart.phases.map(({ centre: _centre, ...phase }) => phase);
        const lifted = values.map((one) => one + more);
        const [chart, moved] = [runChart(values, ordered(options)), runChart(lifted, ordered(options))];
        expect(plain(moved)).toEqual(plain(chart));
        expect(moved.phases.map(({ centre }) => centre)).toEqual(chart.phases.map(({ centre }) => centre + more));
      }),
      seeded,
    );
  });

  test('a positive scale changes nothing but the centre', () => {
    fc.assert(
      fc.property(series, rules, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (values, set, scale) => {
        const { centre, ...chart } = latest(runChart(values, { rules: set }));
        const { centre: scaledCentre, ...scaled } = latest(
          runChart(
            values.map((one) => one * scale),
            { rules: set },
          ),
        );
        expect(scaled).toEqual(chart);
        expect(Number.isNaN(scaledCentre)).toBe(Number.isNaN(centre));
        expect(Math.abs(scaledCentre - centre * scale) > 4 * Number.EPSILON * 20 * scale).toBe(false); // a few ulps of the values
      }),
      seeded,
    );
  });

  test('reversing time reverses the runs and keeps the verdicts', () => {
    fc.assert(
      fc.property(series, rules, (values, set) => {
        const chart = runChart(values, { rules: set });
        const reversed = runChart(values.toReversed(), { rules: set });
        expect(reversed.anhoej).toEqual(chart.anhoej);
        expect(reversed.runsTest).toEqual(chart.runsTest);
        expect(reversed.runs.map(({ length, side }) => ({ length, side }))).toEqual(
          chart.runs.map(({ length, side }) => ({ length, side })).toReversed(),
        );
        expect(reversed.trends.map(({ length }) => length)).toEqual(chart.trends.map(({ length }) => length).toReversed());
        expect(new Set(reversed.signals.map(({ rule }) => rule))).toEqual(new Set(chart.signals.map(({ rule }) => rule)));
      }),
      seeded,
    );
  });

  test('the order of the baseline does not matter to the centre', () => {
    fc.assert(
      fc.property(series, (values) => {
        expect(runChart(values.toSorted((a, b) => a - b)).centre).toEqual(runChart(values).centre);
      }),
      seeded,
    );
  });
});

describe('rules by name', () => {
  // Below, eight above, below ...: a shift of eight; then six rising points, two of them equal: a trend of five steps over a repeat.
  const values = [3, 7, 8, 7, 9, 8, 7, 8, 9, 1, 2, 2, 3, 4, 4.5, 1];
  const found = (options: RunChartOptions) =>
    runChart(values, { centre: 5, ...options }).signals.map(({ rule, start, end }) => `${rule} ${start}-${end}`);

  test.for([
    // 3 runs of 16 points, where 5 to 13 are expected and at most 7 points in a row and 4 crossings at least
    { rules: 'ihi', signals: ['shift 1-8', 'shift 9-15', 'trend 9-14', 'few-runs 0-15'] },
    { rules: 'anhoej', signals: ['shift 1-8', 'few-crossings 0-15'] },
    { rules: 'making-data-count', signals: ['shift 1-8', 'shift 9-15'] },
    { rules: 'western-electric', signals: ['shift 1-8'] },
    { rules: 'nelson', signals: [] },
  ] as const)('$rules', ({ rules: set, signals }) => {
    expect(found({ rules: set })).toEqual(signals);
    expect(runChart(values, { rules: set }).rules).toEqual(runRules[set]);
  });

  test('without a name they are those of IHI, and single rules can be set apart', () => {
    expect(found({})).toEqual(found({ rules: 'ihi' }));
    expect(found({ shift: 8, trend: null, runsTest: null })).toEqual(['shift 1-8']);
    expect(found({ rules: 'nelson', trend: 4 })).toEqual(['trend 11-14']);
    expect(found({ rules: 'nelson', trend: 5, trendTies: 'skip' })).toEqual(['trend 9-14']);
  });

  test('every signal names its points: a repeat is none of a trend, all useful points are one of a whole phase', () => {
    const { signals, onCentre } = runChart([5, ...values], { centre: 5 });
    expect(onCentre).toEqual([0]);
    expect(signals.map(({ rule, members }) => [rule, members.length])).toEqual([
      ['shift', 8],
      ['shift', 7],
      ['trend', 5],
      ['few-runs', 16],
    ]);
    expect(signals[2]!.members).toEqual([10, 11, 13, 14, 15]);
    expect(signals[3]!.members[0]).toBe(1);
  });

  test('too many runs are a signal too, and the printed table is an option', () => {
    const turns = Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? 1 : 9));
    expect(runChart(turns).signals).toMatchObject([{ rule: 'many-runs', start: 0, end: 11 }]);
    expect(runChart(turns.slice(0, 11), { runsTest: 'printed', centre: 5 }).runsTest.runsMax).toBe(10);
    expect(runChart(turns, { rules: 'anhoej' }).signals).toEqual([]);
  });

  test('what is not known is refused', () => {
    expect(() => runChart([], { rules: 'best' as never })).toThrow(
      'rules must be one of ihi, anhoej, making-data-count, western-electric, nelson, got best',
    );
    expect(() => runChart([1, 2], { shift: 1 })).toThrow('shift must be at least 2, got 1');
    expect(() => runChart([1, 2], { trend: 4.5 })).toThrow('trend must be a whole number, got 4.5');
    expect(() => runChart([], { trendTies: 'half' as never })).toThrow('trendTies must be one of skip, break, got half');
    expect(() => runChart([], { runsTest: 'rough' as never })).toThrow(
      'runsTest must be one of exact, printed or null, got rough',
    );
  });
});

describe('edges', () => {
  const nothing = {
    useful: 0,
    above: 0,
    below: 0,
    runs: [],
    longestRun: NaN,
    crossings: NaN,
    anhoej: { longestRunMax: NaN, crossingsMin: NaN, longRun: false, fewCrossings: false, signal: false, indicative: true },
    runsTest: { runsMin: NaN, runsMax: NaN, verdict: null },
    shifts: [],
    trends: [],
    signals: [],
  };
  test.for([
    { name: 'empty', values: [], observed: 0, centre: NaN, onCentre: [] },
    { name: 'all missing', values: [NaN, NaN, NaN], observed: 0, centre: NaN, onCentre: [] },
    { name: 'one point', values: [0.7], observed: 1, centre: 0.7, onCentre: [0] },
    { name: 'all equal, with a gap', values: [0.1, NaN, 0.1, 0.1], observed: 3, centre: 0.1, onCentre: [0, 2, 3] },
    { name: 'all zero', values: [0, -0, 0], observed: 3, centre: 0, onCentre: [0, 1, 2] },
  ])('$name: no point is useful, whatever the rules', ({ values, observed, centre, onCentre }) => {
    const end = values.length - 1;
    for (const set of Object.keys(runRules) as RunRulesId[]) {
      const chart = runChart(values, { rules: set });
      expect(latest(chart)).toEqual({ ...nothing, start: 0, end, baselineEnd: end, observed, centre, onCentre });
      expect(chart).toMatchObject({ points: values.length, target: null, exclude: [], centreFrom: 'median' });
    }
  });

  test('two points lie on either side of their median', () => {
    expect(runChart([1, 2])).toMatchObject({ centre: 1.5, above: 1, below: 1, longestRun: 1, crossings: 1, signals: [] });
  });

  test('a baseline of which nothing was observed gives no centre, and no point a side', () => {
    const chart = runChart([NaN, NaN, 4, 5, 6, 7, 8], { freeze: 2 });
    expect(chart).toMatchObject({ centre: NaN, observed: 5, useful: 0, onCentre: [], runs: [], longestRun: NaN });
    expect(chart.trends).toMatchObject([{ start: 2, end: 6, length: 5 }]); // a trend needs no centre
    expect(runChart([4, 5, 6], { freeze: 1, exclude: [0] })).toMatchObject({ centre: NaN, observed: 2, useful: 0 });
  });

  test('a freeze longer than the series or a phase takes all of it', () => {
    expect(runChart([1, 2, 6], { freeze: 99 })).toMatchObject({ centre: 2, baselineEnd: 2 });
    expect(runChart([1, 2, 6, 7], { freeze: 3, phases: [3] }).phases.map(({ centre }) => centre)).toEqual([2, 7]);
  });

  test('a gap on the border of a phase and a ghosted point beside it', () => {
    const { phases } = runChart([1, 3, NaN, NaN, 9, 5, 7], { phases: [3], exclude: [4] });
    expect(phases.map(({ centre, observed, start, end }) => [centre, observed, start, end])).toEqual([
      [2, 2, 0, 2],
      [6, 2, 3, 6],
    ]);
  });

  test('a target and a given centre are not the median', () => {
    const chart = runChart([1, 2, 3], { target: 9 });
    expect(chart).toMatchObject({ centre: 2, target: 9, centreFrom: 'median' });
    expect({ ...chart, target: null }).toEqual(runChart([1, 2, 3]));
    expect(runChart([1, 2, 3], { centre: 9 })).toMatchObject({ centre: 9, centreFrom: 'given', below: 3 });
  });

  test('a point within rounding of the centre is on it', () => {
    expect(runChart([0.2, 0.3, 0.4, 0.1 + 0.2]).onCentre).toEqual([1, 3]);
    expect(findRuns([1, 2], NaN)).toEqual({ above: 0, below: 0, onCentre: [], runs: [] });
  });

  test('typed arrays are read, and the series is left as it was', () => {
    const values = Float64Array.of(3, 1, 2);
    expect(runChart(values, { exclude: [0] })).toEqual(runChart([3, 1, 2], { exclude: [0] }));
    expect([...values]).toEqual([3, 1, 2]);
  });

  test('what is no series, no phase and no centre is refused', () => {
    expect(() => runChart([1, Infinity])).toThrow('values[1] must be a finite number, or NaN for missing, got Infinity');
    expect(() => runChart([null] as unknown as number[])).toThrow(
      'values[0] must be a finite number, or NaN for missing, got null',
    );
    expect(() => runChart([1, 2, 3], { phases: [2, 1] })).toThrow(
      'phases[1] must be the index of a point after 2 and before 3, got 1',
    );
    expect(() => runChart([1, 2], { freeze: 0 })).toThrow('freeze must be a whole number of at least 1, got 0');
    expect(() => runChart([1, 2], { exclude: [2] })).toThrow('exclude[0] must be the index of a point before 2, got 2');
    expect(() => runChart([1, 2], { centre: NaN })).toThrow('centre must be a finite number, got NaN');
    expect(() => runChart([1, 2], { target: Infinity })).toThrow('target must be a finite number, got Infinity');
  });
});

describe('points outside the limits of an individuals chart, a proxy for astronomical ones', () => {
  // With the wild point the mean is 158 / 11 and the mean moving range 89 / 10: the upper limit is 38.0.
  const calm = [10, 11, 10, 12, 11, 10, 12, 11, 10, 11];
  const wild = [...calm.slice(0, 5), 50, ...calm.slice(5)];

  test('a wild point is named, even though it widens the limits', () => {
    expect(outsideXmrLimits(calm)).toEqual([]);
    expect(outsideXmrLimits(wild)).toEqual([5]);
  });

  test('a ghosted one is not, and too few points have no limits', () => {
    expect(outsideXmrLimits(wild, { exclude: [5] })).toEqual([]);
    for (const values of [[], [1], [NaN, NaN], [3, 3, 3]]) expect(outsideXmrLimits(values)).toEqual([]);
  });
});
