import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findShifts } from '../../src/runchart/rules/shift.ts';
import { findTrends } from '../../src/runchart/rules/trend.ts';
import { judgeAnhoej } from '../../src/runchart/rules/anhoej.ts';
import { median } from '../../src/runchart/median.ts';
import { runChart, type RunChart } from '../../src/runchart/runChart.ts';
import { findRuns } from '../../src/runchart/runs.ts';
import { golden, seriesOf, type GoldenPhase } from './golden.ts';

const orNaN = (value: number | null) => value ?? NaN;
const relative = (expected: number) => 1e-9 * Math.abs(expected); // the tolerance that the golden file states

/** The golden trends of at least five points, as a chart lists them. */
const trendsOf = (phase: GoldenPhase) =>
  phase.trendList
    .filter(({ length }) => length >= 5)
    .map(({ direction, start, length, indices }) => ({ direction, start, length, end: indices.at(-1) }));

// 17 of the 27 cases are one phase about its own median. Of the other ten, six freeze the centre, three take it from outside
// and one has three phases: these follow below, put together from the same parts.
const plain = golden.cases.filter(({ input }) => !input.freeze && !input.phases && !input.exclude && input.centre === undefined);
const composed = golden.cases.filter((one) => !plain.includes(one));

test('which golden cases are run whole and which by their parts', () => {
  expect([plain.length, composed.length]).toEqual([17, 10]);
});

test.for(plain.map((one) => [one.id, one] as const))('golden %s', ([, one]) => {
  const [phase] = one.expected.phases as [GoldenPhase];
  const series = seriesOf(one);
  const chart = runChart(series);
  expect(Math.abs(chart.centre - phase.centre)).toBeLessThanOrEqual(relative(phase.centre));
  expect(chart).toMatchObject({
    points: phase.end + 1,
    observed: phase.nObs,
    useful: phase.nUseful,
    onCentre: phase.onCentre,
    crossings: orNaN(phase.crossings),
    longestRun: orNaN(phase.longestRun),
    runs: phase.runList,
    trends: trendsOf(phase),
  });
  expect(chart.runs).toHaveLength(phase.runs);
  expect(chart.anhoej).toEqual({
    ...phase.anhoej,
    longestRunMax: orNaN(phase.anhoej.longestRunMax),
    crossingsMin: orNaN(phase.anhoej.crossingsMin),
    indicative: phase.nUseful < 10,
  });
  for (const shift of [6, 7, 8] as const) expect(runChart(series, { shift }).shifts.length > 0).toBe(phase.shift[shift]);
  for (const trend of [5, 6, 7] as const) expect(runChart(series, { trend }).trends.length > 0).toBe(phase.trend[trend]);
});

describe('the parts on golden cases with a frozen or given centre, or phases', () => {
  const phases = composed.flatMap((one) =>
    one.expected.phases.map((phase) => [`${one.id} from ${phase.start}`, one, phase] as const),
  );
  test.for(phases)('%s', ([, { id, input }, phase]) => {
    const series = seriesOf(golden.cases.find((one) => one.id === id)!).slice(phase.start, phase.end + 1);
    const centre = input.centre ?? median(series.slice(0, input.freeze));
    const { above, below, onCentre, runs } = findRuns(series, centre);
    const inSeries = (index: number) => index + phase.start;
    expect(Math.abs(centre - phase.centre)).toBeLessThanOrEqual(relative(phase.centre));
    expect(above + below).toBe(phase.nUseful);
    expect(onCentre.map(inSeries)).toEqual(phase.onCentre);
    expect(runs.map((run) => ({ ...run, start: inSeries(run.start), end: inSeries(run.end) }))).toEqual(phase.runList);
    const longestRun = Math.max(...runs.map(({ length }) => length));
    expect(longestRun).toBe(phase.longestRun);
    expect(judgeAnhoej({ useful: above + below, longestRun, crossings: runs.length - 1 })).toMatchObject(phase.anhoej);
    for (const shift of [6, 7, 8] as const) expect(findShifts(runs, shift).length > 0).toBe(phase.shift[shift]);
    for (const trend of [5, 6, 7] as const) expect(findTrends(series, trend).length > 0).toBe(phase.trend[trend]);
  });
});

// Few distinct values, so that ties, points on the median and missing months are common.
const value = fc.integer({ min: -20, max: 20 });
const series = fc.array(fc.oneof({ weight: 5, arbitrary: value }, { weight: 1, arbitrary: fc.constant(NaN) }), { maxLength: 60 });
const seeded = { seed: 1, numRuns: 500 };
const other = { above: 'below', below: 'above', up: 'down', down: 'up' } as const;
const swapSide = (runs: RunChart['runs']) => runs.map((run) => ({ ...run, side: other[run.side] }));

describe('laws', () => {
  test('reflecting about a constant swaps the sides and keeps the verdicts', () => {
    fc.assert(
      fc.property(series, value, (values, about) => {
        const chart = runChart(values);
        const mirrored = runChart(values.map((one) => 2 * about - one));
        expect(mirrored).toEqual({
          ...chart,
          centre: 2 * about - chart.centre,
          above: chart.below,
          below: chart.above,
          runs: swapSide(chart.runs),
          shifts: swapSide(chart.shifts),
          trends: chart.trends.map((trend) => ({ ...trend, direction: other[trend.direction] })),
        });
      }),
      seeded,
    );
  });

  test('missing points change nothing but the indices', () => {
    fc.assert(
      fc.property(series, (values) => {
        const places = values.flatMap((one, index) => (Number.isNaN(one) ? [] : [index]));
        const dense = runChart(places.map((place) => values[place]!));
        const moved = <T extends { readonly start: number; readonly end: number }>(spans: readonly T[]) =>
          spans.map((span) => ({ ...span, start: places[span.start], end: places[span.end] }));
        expect(runChart(values)).toEqual({
          ...dense,
          points: values.length,
          onCentre: dense.onCentre.map((index) => places[index]),
          runs: moved(dense.runs),
          shifts: moved(dense.shifts),
          trends: moved(dense.trends),
        });
      }),
      seeded,
    );
  });

  test('a positive scale changes nothing but the centre', () => {
    fc.assert(
      fc.property(series, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (values, scale) => {
        const { centre, ...chart } = runChart(values);
        const { centre: scaledCentre, ...scaled } = runChart(values.map((one) => one * scale));
        expect(scaled).toEqual(chart);
        expect(Number.isNaN(scaledCentre)).toBe(Number.isNaN(centre));
        expect(Math.abs(scaledCentre - centre * scale) > 4 * Number.EPSILON * 20 * scale).toBe(false); // a few ulps of the values
      }),
      seeded,
    );
  });

  test('reversing time reverses the runs and keeps the verdicts', () => {
    fc.assert(
      fc.property(series, (values) => {
        const chart = runChart(values);
        const reversed = runChart(values.toReversed());
        expect(reversed.anhoej).toEqual(chart.anhoej);
        expect(reversed.runs.map(({ length, side }) => ({ length, side }))).toEqual(
          chart.runs.map(({ length, side }) => ({ length, side })).toReversed(),
        );
        expect(reversed.trends.map(({ length }) => length)).toEqual(chart.trends.map(({ length }) => length).toReversed());
      }),
      seeded,
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
    shifts: [],
    trends: [],
  };
  test.for([
    { name: 'empty', values: [], points: 0, observed: 0, centre: NaN, onCentre: [] },
    { name: 'all missing', values: [NaN, NaN, NaN], points: 3, observed: 0, centre: NaN, onCentre: [] },
    { name: 'one point', values: [0.7], points: 1, observed: 1, centre: 0.7, onCentre: [0] },
    { name: 'all equal, with a gap', values: [0.1, NaN, 0.1, 0.1], points: 4, observed: 3, centre: 0.1, onCentre: [0, 2, 3] },
    { name: 'all zero', values: [0, -0, 0], points: 3, observed: 3, centre: 0, onCentre: [0, 1, 2] },
  ])('$name: no point is useful', ({ values, points, observed, centre, onCentre }) => {
    expect(runChart(values)).toEqual({ ...nothing, points, observed, centre, onCentre });
  });

  test('a point within rounding of the centre is on it, and a repeat within rounding is a repeat', () => {
    expect(runChart([0.2, 0.3, 0.4, 0.1 + 0.2]).onCentre).toEqual([1, 3]);
    expect(findTrends([0.1, 0.3, 0.1 + 0.2, 0.4], 4)).toEqual([]);
    expect(findTrends([0.1, 0.3, 0.1 + 0.2, 0.4], 3)).toEqual([{ start: 0, end: 3, length: 3, direction: 'up' }]);
  });

  test('typed arrays are read, and the series is left as it was', () => {
    const values = Float64Array.of(3, 1, 2);
    expect(runChart(values)).toEqual(runChart([3, 1, 2]));
    expect([...values]).toEqual([3, 1, 2]);
  });

  test('what is no series and no rule is refused', () => {
    expect(() => runChart([1, Infinity])).toThrow('values[1] must be a finite number, or NaN for missing, got Infinity');
    expect(() => runChart([null] as unknown as number[])).toThrow(
      'values[0] must be a finite number, or NaN for missing, got null',
    );
    expect(() => runChart([1, 2], { shift: 1 })).toThrow('shift must be at least 2, got 1');
    expect(() => runChart([1, 2], { trend: 4.5 })).toThrow('trend must be a whole number, got 4.5');
  });
});
