import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  controlChart,
  type ControlChart,
  type ControlChartId,
  type ControlChartOptions,
  type ControlSeries,
  type LimitColumns,
} from '../../src/index.ts';

const columnNames = ['value', 'centre', 'sigma', 'lower', 'upper', 'lowerWarning', 'upperWarning', 'z'] as const;
const seed = { seed: 1, numRuns: 60 };

/** Largest distance between two columns, relative to a scale or to the value where that is larger; infinite where one lacks a value. */
function apart(actual: ArrayLike<number>, expected: ArrayLike<number>, scale = 1): number {
  if (actual.length !== expected.length) return Infinity;
  const distances = Array.from(actual, (value, index) => {
    const other = expected[index]!;
    if (Object.is(value, other)) return 0;
    const distance = Math.abs(value - other) / Math.max(scale, Math.abs(other));
    return Number.isNaN(distance) ? Infinity : distance;
  });
  return Math.max(0, ...distances);
}

/** Some dozens of ulps: what sums of two dozen points may lose. */
const rounding = 1e-11;

function columnsAt(chart: LimitColumns, keep: (index: number) => boolean) {
  return Object.fromEntries(columnNames.map((name) => [name, Array.from(chart[name]).filter((_, index) => keep(index))]));
}

// Series of each kind; a missing point now and then, and sizes of 0.
const gap = fc.constant(NaN);
const measured = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: -500, max: 500 }) }, { weight: 1, arbitrary: gap });
const counted = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 0, max: 60 }) }, { weight: 1, arbitrary: gap });
const waited = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 300 }) }, { weight: 1, arbitrary: gap });
const part = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.integer({ min: 0, max: 80 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n))),
  },
  { weight: 1, arbitrary: fc.constantFrom<[number, number]>([NaN, 20], [3, NaN], [0, 0]) },
);
const few = { maxLength: 24 };
const valuesOf = (value: fc.Arbitrary<number>) => fc.array(value, few).map((values): ControlSeries => ({ values }));
const parts = fc.array(part, few);
const shares = parts.map((pairs): ControlSeries => ({
  numerators: pairs.map(([x]) => x),
  denominators: pairs.map(([, n]) => n),
}));
const rates = parts.map((pairs): ControlSeries => ({ events: pairs.map(([x]) => x), exposures: pairs.map(([, n]) => n) }));
const subgroups = fc.array(fc.array(measured, { maxLength: 5 }), few).map((groups): ControlSeries => ({ subgroups: groups }));
const seriesOf: Readonly<Record<ControlChartId, fc.Arbitrary<ControlSeries>>> = {
  i: valuesOf(measured),
  mr: valuesOf(measured),
  xbar: subgroups,
  s: subgroups,
  p: shares,
  pp: shares,
  u: rates,
  up: rates,
  c: valuesOf(counted),
  g: valuesOf(counted),
  t: valuesOf(waited),
  ip: shares,
};
const chartIds = Object.keys(seriesOf) as ControlChartId[];

function lengthOf(series: ControlSeries): number {
  if ('values' in series) return series.values.length;
  if ('subgroups' in series) return series.subgroups.length;
  return 'events' in series ? series.events.length : series.numerators.length;
}

/** The points of a series that are kept, as a series of their own. */
function pick(series: ControlSeries, keep: (index: number) => boolean): ControlSeries {
  return Object.fromEntries(
    Object.entries(series).map(([name, column]) => [name, (column as unknown[]).filter((_, index) => keep(index))]),
  ) as unknown as ControlSeries;
}

describe.for(chartIds)('laws of the %s chart', (chart) => {
  const draw = (series: ControlSeries, options: Partial<ControlChartOptions> = {}) => controlChart(series, { chart, ...options });
  const screened = fc.boolean();

  test('each phase is a chart of its own', () => {
    fc.assert(
      fc.property(
        seriesOf[chart],
        fc.nat(),
        fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
        screened,
        (series, at, freeze, screen) => {
          const length = lengthOf(series);
          fc.pre(length >= 2);
          const cut = 1 + (at % (length - 1));
          const options = { screen, ...(freeze === undefined ? {} : { freeze }) };
          const whole = draw(series, { ...options, phases: [cut] });
          for (const keep of [(index: number) => index < cut, (index: number) => index >= cut]) {
            expect(columnsAt(whole, keep)).toEqual(columnsAt(draw(pick(series, keep), options), () => true));
          }
        },
      ),
      seed,
    );
  });

  test('a ghosted point leaves the others as if it were not there', () => {
    fc.assert(
      fc.property(seriesOf[chart], fc.nat(), screened, (series, at, screen) => {
        const length = lengthOf(series);
        fc.pre(length >= 1);
        const ghost = at % length;
        const keep = (index: number) => index !== ghost;
        const drawn = draw(series, { screen, exclude: [ghost] });
        expect(columnsAt(drawn, keep)).toEqual(columnsAt(draw(pick(series, keep), { screen }), () => true));
        expect(drawn.z[ghost]).toBeNaN();
      }),
      seed,
    );
  });

  test('the limits hold the centre, the warning limits lie within, and a point is beyond when z says so', () => {
    fc.assert(
      fc.property(seriesOf[chart], screened, fc.constantFrom(2, 3), (series, screen, sigmas) => {
        const { value, centre, lower, upper, lowerWarning, upperWarning, z, beyond } = draw(series, { screen, sigmas });
        const limited = Array.from(value.keys()).filter((index) => !Number.isNaN(upper[index]!));
        const ordered = limited.filter((index) => {
          const lines = [lower, lowerWarning, centre, upperWarning, upper].map((line) => line[index]!);
          return lines.every((line, place) => place === 0 || line >= lines[place - 1]! - 1e-9);
        });
        // The warning line of moving ranges stands at two thirds of the upper limit of three standard errors.
        expect(sigmas === 3 ? ordered : limited).toEqual(limited);
        expect(Array.from(z.keys()).filter((index) => !Number.isNaN(z[index]!) && !limited.includes(index))).toEqual([]);
        const clear = limited.filter((index) => Math.abs(Math.abs(z[index]!) - sigmas) > 1e-9); // not on the limit itself
        expect(beyond.filter((index) => clear.includes(index))).toEqual(clear.filter((index) => Math.abs(z[index]!) > sigmas));
      }),
      seed,
    );
  });

  test('limits are missing only with a reason', () => {
    fc.assert(
      fc.property(seriesOf[chart], (series) => {
        const { upper, phases } = draw(series);
        for (const { start, end, reason } of phases) {
          expect(reason === null).toBe(upper.slice(start, end + 1).some((limit) => !Number.isNaN(limit)));
        }
      }),
      seed,
    );
  });

  test('nothing, one point, two points, only missing points', () => {
    const one: Readonly<Record<string, ControlSeries>> = {
      values: { values: [4] },
      subgroups: { subgroups: [[4]] },
      numerators: { numerators: [4], denominators: [9] },
      events: { events: [4], exposures: [9] },
    };
    const [shape = ''] = Object.keys(fc.sample(seriesOf[chart], { seed: 1, numRuns: 1 })[0]!);
    const single = one[shape]!;
    const empty = draw(pick(single, () => false));
    expect([empty.value.length, empty.beyond, empty.phases]).toEqual([0, [], []]);
    expect(draw(single).value).toHaveLength(1);
    expect(draw(single).beyond).toEqual([]);
    const missing = Object.fromEntries(
      Object.keys(single).map((name) => [name, name === 'subgroups' ? [[], [NaN]] : [NaN, NaN]]),
    ) as unknown as ControlSeries;
    const { value, upper, beyond, phases } = draw(missing);
    expect([...value, ...upper]).toEqual([NaN, NaN, NaN, NaN]);
    expect(beyond).toEqual([]);
    expect(phases).toHaveLength(1);
    expect(phases[0]?.reason).toMatch(/^no /);
    expect(phases[0]?.centre).toBeNaN();
  });
});

describe('I and MR', () => {
  // The series of the NHSRplotthedots vignette on deviations (MIT); limits as qicharts2 0.8.1 gives them with and without screening.
  const outlier = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1];

  test('an outlier with and without screening', () => {
    const plain = controlChart({ values: outlier }, { chart: 'i' });
    expect(plain.upper[0]).toBeCloseTo(6.95, 2);
    expect(plain.phases[0]).toMatchObject({ movingRangeUsed: plain.phases[0]?.movingRange, movingRangesOutside: 2 });
    const screened = controlChart({ values: outlier }, { chart: 'i', screen: true });
    expect(screened.upper[0]).toBeCloseTo(4.6, 2);
    expect(screened.phases[0]).toMatchObject({ movingRangeUsed: 1, movingRangesOutside: 2, observed: 18 });
    expect([plain.beyond, screened.beyond]).toEqual([[4], [4]]);
  });

  test('Making Data Count draws its limits at 2.66 mean moving ranges', () => {
    const { upper, phases } = controlChart({ values: outlier }, { chart: 'i', constants: 'making-data-count' });
    const [{ centre, movingRange } = { centre: NaN, movingRange: NaN }] = phases;
    expect(upper[0]).toBeCloseTo(centre + 2.66 * movingRange, 12);
  });

  test('shifting and scaling the values shifts and scales the chart; turning them over mirrors it', () => {
    const lines = fc.array(measured, { minLength: 3, maxLength: 24 });
    fc.assert(
      fc.property(lines, fc.integer({ min: -1000, max: 1000 }), fc.constantFrom(-2.5, 0.001, 1, 40), (values, shift, scale) => {
        const move = (value: number) => shift + scale * value;
        const before = controlChart({ values }, { chart: 'i', screen: true });
        const after = controlChart({ values: values.map(move) }, { chart: 'i', screen: true });
        const size = 1000 + 500 * Math.abs(scale);
        expect(apart(after.centre, before.centre.map(move), size)).toBeLessThan(rounding);
        expect(apart(after.upper, (scale > 0 ? before.upper : before.lower).map(move), size)).toBeLessThan(rounding);
        expect(apart(after.lowerWarning, (scale > 0 ? before.lowerWarning : before.upperWarning).map(move), size)).toBeLessThan(
          rounding,
        );
      }),
      seed,
    );
  });

  test('equal values have limits on themselves, whatever the screening', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
        fc.integer({ min: 2, max: 40 }),
        fc.boolean(),
        (value, length, screen) => {
          const chart = controlChart({ values: Array<number>(length).fill(value) }, { chart: 'i', screen });
          for (const name of ['centre', 'lower', 'upper', 'lowerWarning', 'upperWarning'] as const)
            expect(new Set(chart[name].map((line) => line + 0))).toEqual(new Set([value + 0])); // + 0: −0 is 0
          expect(new Set(chart.z)).toEqual(new Set([0]));
          expect(chart.beyond).toEqual([]);
          expect(chart.phases[0]).toMatchObject({ movingRange: 0, movingRangeUsed: 0, movingRangesOutside: 0, reason: null });
        },
      ),
      seed,
    );
  });

  test('a missing point takes its moving ranges with it, a ghosted one joins its neighbours', () => {
    const ranges = (values: number[], exclude: number[] = []) => controlChart({ values }, { chart: 'mr', exclude }).value;
    expect(ranges([1, 3, NaN, 4, 9])).toEqual(new Float64Array([NaN, 2, NaN, NaN, 5]));
    expect(ranges([1, 3, 50, 4, 9], [2])).toEqual(new Float64Array([NaN, 2, NaN, 1, 5]));
    expect(ranges([1, 3, 50, NaN, 9], [2])).toEqual(new Float64Array([NaN, 2, NaN, NaN, NaN])); // ghost beside a gap: no bridge
    expect(ranges([NaN, 50, 3, 4], [1])).toEqual(new Float64Array([NaN, NaN, NaN, 1]));
  });

  test('points that are never neighbours have no limits, and the chart says so', () => {
    const { centre, upper, phases } = controlChart({ values: [1, NaN, 2, NaN, 3] }, { chart: 'i' });
    expect(centre[0]).toBe(2);
    expect(upper).toEqual(new Float64Array(5).fill(NaN));
    expect(phases[0]).toMatchObject({ observed: 3, reason: 'no two points in a row: the baseline has no moving range' });
  });

  test('a frozen baseline of equal values: every other point is beyond', () => {
    const { z, beyond } = controlChart({ values: [5, 5, 5, 6, 5, 4] }, { chart: 'i', freeze: 3 });
    expect([...z]).toEqual([0, 0, 0, Infinity, 0, -Infinity]);
    expect(beyond).toEqual([3, 5]);
  });

  test('a freeze longer than the series takes all of it', () => {
    const options = { chart: 'i' } as const;
    expect(controlChart({ values: outlier }, { ...options, freeze: 99 })).toEqual(controlChart({ values: outlier }, options));
  });

  test('a ghosted point beyond the limits is named among those, but the rules do not see it', () => {
    const { beyond, z } = controlChart({ values: outlier }, { chart: 'i', exclude: [4] });
    expect(beyond).toEqual([4]);
    expect(z[4]).toBeNaN();
  });
});

describe('P, P′, U, U′ and C', () => {
  test('turning every hit into a miss mirrors a P and a P′ chart', () => {
    fc.assert(
      fc.property(parts, fc.constantFrom('p', 'pp'), fc.boolean(), (pairs, chart, screen) => {
        const denominators = pairs.map(([, n]) => n);
        const hits = controlChart({ numerators: pairs.map(([x]) => x), denominators }, { chart, screen });
        const misses = controlChart({ numerators: pairs.map(([x, n]) => n - x), denominators }, { chart, screen });
        expect(
          apart(
            misses.lower,
            hits.upper.map((line) => 1 - line),
          ),
        ).toBeLessThan(rounding);
        expect(
          apart(
            misses.upperWarning,
            hits.lowerWarning.map((line) => 1 - line),
          ),
        ).toBeLessThan(rounding);
        expect(apart(misses.sigma, hits.sigma)).toBeLessThan(rounding);
        expect(misses.beyond).toEqual(hits.beyond);
      }),
      seed,
    );
  });

  test('the order of the points does not matter to P, U and C charts', () => {
    fc.assert(
      fc.property(parts, fc.constantFrom('p', 'u', 'c'), (pairs, chart) => {
        const drawn = (list: readonly (readonly [number, number])[]): ControlChart => {
          const [counts, sizes] = [list.map(([x]) => x), list.map(([, n]) => n)];
          if (chart === 'c') return controlChart({ values: counts }, { chart });
          return chart === 'u'
            ? controlChart({ events: counts, exposures: sizes }, { chart })
            : controlChart({ numerators: counts, denominators: sizes }, { chart });
        };
        const [there, back] = [drawn(pairs), drawn(pairs.toReversed())];
        for (const name of columnNames) expect(apart(back[name].toReversed(), there[name])).toBeLessThan(rounding);
      }),
      seed,
    );
  });

  test('events per exposure of 1 are counts', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 24 }), (values) => {
        const counts = controlChart({ values }, { chart: 'c' });
        const perOne = controlChart({ events: values, exposures: values.map(() => 1) }, { chart: 'u' });
        for (const name of columnNames) expect(apart(perOne[name], counts[name])).toBeLessThan(rounding);
      }),
      seed,
    );
  });

  test('σz widens the limits of the plain chart, and may narrow them', () => {
    fc.assert(
      fc.property(parts, (pairs) => {
        const series = { numerators: pairs.map(([x]) => x), denominators: pairs.map(([, n]) => n) };
        const plain = controlChart(series, { chart: 'p' });
        const laney = controlChart(series, { chart: 'pp' });
        const sigmaZ = laney.phases[0]?.sigmaZ ?? NaN;
        expect(
          apart(
            laney.sigma,
            plain.sigma.map((sigma) => (sigma === 0 ? 0 : sigma * sigmaZ)),
          ),
        ).toBeLessThan(rounding);
      }),
      seed,
    );
    const steady = controlChart({ numerators: [50, 51, 50, 51], denominators: [100, 100, 100, 100] }, { chart: 'pp' });
    expect(steady.phases[0]?.sigmaZ).toBeLessThan(1);
  });

  test.for([
    ['all of them', 1, 1],
    ['none of them', 0, 0],
  ] as const)('rates of %s: limits on the centre', ([, share, line]) => {
    const denominators = [8, 12, 9, 30];
    for (const chart of ['p', 'pp'] as const) {
      const { lower, upper, beyond, z, phases } = controlChart(
        { numerators: denominators.map((n) => n * share), denominators },
        { chart },
      );
      expect([...lower, ...upper]).toEqual(Array<number>(8).fill(line));
      expect([beyond, ...z]).toEqual([[], 0, 0, 0, 0]);
      expect(phases[0]?.reason).toBeNull();
      if (chart === 'pp') expect(phases[0]?.sigmaZ).toBe(0);
    }
  });

  test('σz = 0: equal rates have their limits on the centre, whatever the denominators', () => {
    const { lower, upper, phases } = controlChart({ numerators: [1, 2, 4], denominators: [3, 6, 12] }, { chart: 'pp' });
    expect(apart(lower, [1 / 3, 1 / 3, 1 / 3])).toBeLessThan(rounding);
    expect(apart(upper, [1 / 3, 1 / 3, 1 / 3])).toBeLessThan(rounding);
    expect(phases[0]?.sigmaZ).toBe(0);
  });

  test('a baseline of 100 %, then a miss: beyond limits without width', () => {
    const { beyond, z } = controlChart({ numerators: [9, 8, 7, 9], denominators: [9, 8, 7, 10] }, { chart: 'p', freeze: 3 });
    expect(beyond).toEqual([3]);
    expect(z[3]).toBe(-Infinity);
  });

  test('a denominator of 0 or half a pair gives no point and no limit, and leaves the centre alone', () => {
    const { value, lower, upper, centre } = controlChart(
      { numerators: [4, 0, NaN, 3, 6], denominators: [10, 0, 500, NaN, 10] },
      { chart: 'p' },
    );
    expect([...value]).toEqual([0.4, NaN, NaN, NaN, 0.6]);
    expect(Array.from(upper, Number.isNaN)).toEqual([false, true, true, true, false]);
    expect(Array.from(lower, Number.isNaN)).toEqual([false, true, true, true, false]);
    expect([...centre]).toEqual([0.5, 0.5, 0.5, 0.5, 0.5]);
  });

  test('limits are cut at what a rate can be, the z-scores are not', () => {
    const { lower, upper, z } = controlChart({ numerators: [1, 0, 9], denominators: [4, 5, 10] }, { chart: 'p' });
    expect([...lower, upper[0]]).toEqual(
      [0, 0, 10 / 19 - 3 * Math.sqrt(((10 / 19) * (9 / 19)) / 10), 1].map((x) => Math.max(0, x)),
    );
    expect(z[1]).toBeCloseTo(-(10 / 19) / Math.sqrt((10 * 9) / (19 * 19 * 5)), 12);
  });
});

describe('G, T, Xbar, S and I′', () => {
  test('a G chart draws its centre at the median and its limits from the mean', () => {
    const { centre, upper, lower, z, phases } = controlChart({ values: [0, 1, 2, 3, 14] }, { chart: 'g' });
    expect([centre[0], phases[0]?.mean, lower[0]]).toEqual([2, 4, 0]);
    expect(upper[0]).toBeCloseTo(4 + 3 * Math.sqrt(4 * 5), 12);
    expect(z[2]).toBe(0);
    expect(z[4]).toBeCloseTo((3 * 12) / (upper[0]! - 2), 12); // 3 at the upper limit
  });

  test('a T chart is an I chart of the 3.6th roots', () => {
    const values = [16, 20, 5, 13, 1, 26, 46, 12];
    const times = controlChart({ values }, { chart: 't', screen: true });
    const roots = controlChart({ values: values.map((value) => value ** (1 / 3.6)) }, { chart: 'i', screen: true });
    expect(
      apart(
        times.centre,
        roots.centre.map((line) => line ** 3.6),
      ),
    ).toBeLessThan(rounding);
    expect(
      apart(
        times.upper,
        roots.upper.map((line) => line ** 3.6),
      ),
    ).toBeLessThan(rounding);
    expect(
      apart(
        times.lower,
        roots.lower.map((line) => Math.max(0, line) ** 3.6),
      ),
    ).toBeLessThan(rounding);
    expect(apart(times.z, roots.z)).toBeLessThan(rounding);
  });

  test('an I′ chart of points of one size is an I chart with exact constants', () => {
    fc.assert(
      fc.property(fc.array(measured, { minLength: 3, maxLength: 24 }), fc.integer({ min: 1, max: 500 }), (values, size) => {
        const sums = values.map((value) => value * size);
        const same = controlChart({ numerators: sums, denominators: values.map(() => size) }, { chart: 'ip' });
        const single = controlChart({ values }, { chart: 'i', constants: 'exact' });
        // At a missing point an I chart has its limits, an I′ chart has no size to draw them for.
        const seen = (line: Float64Array) => line.filter((_, index) => !Number.isNaN(values[index]!));
        expect(apart(seen(same.upper), seen(single.upper), 2000)).toBeLessThan(rounding);
        expect(apart(seen(same.lower), seen(single.lower), 2000)).toBeLessThan(rounding);
        expect(controlChart({ values }, { chart: 'ip' }).beyond).toEqual(single.beyond);
      }),
      seed,
    );
  });

  test('equal subgroups: x̿ ± A3 s̄ and B3 s̄ to B4 s̄ by the textbook factors', () => {
    const subgroups = [
      [4, 6, 5, 7, 3],
      [9, 5, 6, 6, 4],
      [2, 5, 8, 5, 5],
    ];
    const deviation = (Math.sqrt(10 / 4) + Math.sqrt(14 / 4) + Math.sqrt(18 / 4)) / 3;
    const means = controlChart({ subgroups }, { chart: 'xbar' });
    expect(means.centre[0]).toBeCloseTo(80 / 15, 12);
    expect(means.upper[0]).toBeCloseTo(80 / 15 + 1.4273 * deviation, 4); // A3 to four places
    const spreads = controlChart({ subgroups }, { chart: 's' });
    expect([spreads.centre[0], spreads.lower[0]]).toEqual([deviation, 0]);
    expect(spreads.upper[0]).toBeCloseTo(2.089 * deviation, 3); // B4 to three places
  });

  test('subgroups of one value are drawn without limits; of one value only, nothing has limits', () => {
    const mixed = controlChart({ subgroups: [[4, 6], [5], [], [7, 9]] }, { chart: 'xbar' });
    expect([...mixed.value]).toEqual([5, 5, NaN, 8]);
    expect(Array.from(mixed.upper, Number.isNaN)).toEqual([false, true, true, false]);
    expect(mixed.phases[0]?.deviation).toBeCloseTo(Math.SQRT2, 12);
    const single = controlChart({ subgroups: [[4], [5], [6]] }, { chart: 's' });
    expect([...single.value, ...single.upper]).toEqual(Array<number>(6).fill(NaN));
    expect(single.phases[0]?.reason).toBe('no subgroup of the baseline has two values or more');
  });
});

describe('what is refused', () => {
  test.for([
    [{ values: [1, Infinity] }, { chart: 'i' }, 'values[1] must be a finite number, or NaN for missing, got Infinity'],
    [{ values: [1, null] }, { chart: 'i' }, 'values[1] must be a finite number, or NaN for missing, got null'],
    [{ values: [1, -2] }, { chart: 'c' }, 'values[1] must be at least 0, got -2'],
    [{ values: [3, 0] }, { chart: 't' }, 'values[1] must be above 0: a time between events, got 0'],
    [{ numerators: [31], denominators: [30] }, { chart: 'p' }, 'numerators[0] 31 exceeds denominators[0] 30'],
    [{ numerators: [-1], denominators: [30] }, { chart: 'p' }, 'numerators[0] must be at least 0, got -1'],
    [
      { numerators: [1, 2], denominators: [30] },
      { chart: 'p' },
      'numerators and denominators must be of one length, got 2 and 1',
    ],
    [{ events: [1], exposures: [-3] }, { chart: 'u' }, 'exposures[0] must be at least 0, got -3'],
    [
      { subgroups: [[1], [2, undefined]] },
      { chart: 's' },
      'subgroups[1][1] must be a finite number, or NaN for missing, got undefined',
    ],
    [{ values: [1] }, { chart: 'p' }, 'a p chart is made from numerators and denominators, got values'],
    [{ values: [1] }, { chart: 'np' }, 'chart must be one of i, mr, xbar, s, p, pp, u, up, c, g, t, ip, got np'],
    [{ values: [1] }, { chart: 'i', sigmas: 0 }, 'sigmas must be a number above 0, got 0'],
    [{ values: [1] }, { chart: 'i', constants: 'mine' }, 'constants must be one of printed, exact, making-data-count, got mine'],
    [{ values: [1] }, { chart: 'i', constants: { d2: 1.1, D4: 1 } }, 'D4 must be a number above 1, got 1'],
    [{ values: [1, 2] }, { chart: 'i', phases: [2] }, 'phases[0] must be the index of a point after 0 and before 2, got 2'],
    [{ values: [1, 2] }, { chart: 'i', freeze: 0 }, 'freeze must be a whole number of at least 1, got 0'],
    [{ values: [1, 2] }, { chart: 'i', exclude: [2] }, 'exclude[0] must be the index of a point before 2, got 2'],
  ] as const)('%j for %j', ([series, options, message]) => {
    expect(() => controlChart(series as unknown as ControlSeries, options as ControlChartOptions)).toThrow(
      new RangeError(message),
    );
  });
});
