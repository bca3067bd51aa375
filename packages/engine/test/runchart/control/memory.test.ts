import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bernoulliCusum, binomialPmf, controlChart, cusum, ewma } from '../../../src/index.ts';

/** Montgomery, Introduction to Statistical Quality Control, table 9.1: mean 10 for twenty points, 11 for ten more; σ = 1. */
const montgomery = [
  9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.2, 10.34, 9.03, 11.47, 10.51, 9.4, 10.08, 9.37, 10.62, 10.31, 8.52, 10.84,
  10.9, 9.33, 12.29, 11.5, 10.6, 11.08, 10.38, 11.62, 11.31, 10.52,
];
const process = { centre: 10, sigma: 1 };
const values = fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 1, maxLength: 30 });
const withGap = (series: readonly number[], at: number) => series.toSpliced(Math.min(at, series.length), 0, NaN);
const withoutGap = (column: Float64Array, at: number) => Array.from(column).toSpliced(Math.min(at, column.length - 1), 1);
const signs = (column: Iterable<number>) => Array.from(column, (value) => 0 - value);

describe('EWMA', () => {
  test('Montgomery, table 9.10: λ = 0.1, L = 2.7', () => {
    const { average, lower, upper, beyond } = ewma(montgomery, { ...process, lambda: 0.1, sigmas: 2.7 });
    [9.945, 9.7495, 9.70355, 9.8992, 10.1253, 10.1307, 9.92167, 10.0755, 9.98796, 10.0232].forEach((printed, index) => {
      expect(average[index]).toBeCloseTo(printed, 4); // printed to four or five places
    });
    expect(upper[0]).toBeCloseTo(10.27, 10); // 10 + 0.1 · 2.7
    expect(upper[15]).toBeCloseTo(10.61, 2); // the book draws 10.62 and 9.38 from there on
    expect(lower[29]).toBeCloseTo(9.38, 2);
    expect(beyond).toEqual([28, 29]); // its 29th and 30th observations
  });

  test('with all weight on the newest point it is a chart of single points', () => {
    fc.assert(
      fc.property(values, (series) => {
        const chart = controlChart({ values: series }, { chart: 'i' });
        const weighted = ewma(series, { lambda: 1 });
        expect(weighted.beyond).toEqual(chart.beyond);
        expect(Array.from(weighted.average)).toEqual(series);
      }),
      { seed: 1 },
    );
  });

  test('mirrored at the centre, and in another unit', () => {
    fc.assert(
      fc.property(values, (series) => {
        const plain = ewma(series, { centre: 0, sigma: 8 });
        const mirrored = ewma(signs(series), { centre: 0, sigma: 8 });
        expect(signs(mirrored.average)).toEqual(signs(signs(plain.average)));
        const scaled = ewma(
          series.map((value) => value * 4 + 64),
          { centre: 64, sigma: 32 },
        );
        expect([mirrored.beyond, scaled.beyond]).toEqual([plain.beyond, plain.beyond]);
      }),
      { seed: 1 },
    );
  });

  test('a missing point is left out', () => {
    fc.assert(
      fc.property(values, fc.nat(30), (series, at) => {
        const gapped = ewma(withGap(series, at), process);
        expect(withoutGap(gapped.average, at)).toEqual(Array.from(ewma(series, process).average));
        expect(withoutGap(gapped.upper, at)).toEqual(Array.from(ewma(series, process).upper));
        expect(gapped.average[Math.min(at, series.length)]).toBeNaN();
      }),
      { seed: 1 },
    );
  });

  test('centre and spread come from the series, or from its first points', () => {
    const chart = controlChart({ values: montgomery }, { chart: 'i', freeze: 20 });
    expect(ewma(montgomery, { freeze: 20 })).toMatchObject({ centre: chart.centre[0], sigma: chart.sigma[0] });
  });

  test('all equal: limits on the centre; too short: no limits, and why', () => {
    const equal = ewma(Array(20).fill(0.1));
    expect(equal.beyond).toEqual([]);
    expect(equal.upper[19]).toBe(equal.centre);
    expect(ewma([5])).toMatchObject({ upper: new Float64Array([NaN]), reason: expect.stringContaining('no moving range') });
    expect(ewma([])).toMatchObject({ average: new Float64Array(0), reason: 'the series has no point' });
    expect(ewma([5], process).reason).toBeNull();
  });

  test('refuses', () => {
    expect(() => ewma([1], { lambda: 0 })).toThrow('lambda must be a number above 0 and at most 1, got 0');
    expect(() => ewma([1], { sigmas: -3 })).toThrow('sigmas must be a number above 0, got -3');
    expect(() => ewma([1], { centre: 3 })).toThrow('centre and sigma are given together, got 3 and undefined');
    expect(() => ewma([1], { centre: NaN, sigma: 1 })).toThrow('centre must be a finite number, got NaN');
    expect(() => ewma([1], { centre: 3, sigma: 0 })).toThrow('sigma must be a number above 0, got 0');
    expect(() => ewma([1], { ...process, freeze: 1 })).toThrow('freeze is for a series that sets its own centre, got 1');
    expect(() => ewma([Infinity])).toThrow('values[0] must be a finite number');
  });
});

describe('CUSUM', () => {
  test('Montgomery, table 9.2: k = 0.5, h = 5', () => {
    const { upper, lower, above, below } = cusum(montgomery, process);
    const printed = [
      0, 0, 0, 1.16, 2.82, 2.5, 0.04, 1, 0, 0, 0, 0.97, 0.98, 0, 0, 0, 0.12, 0, 0, 0.34, 0.74, 0, 1.79, 2.79, 2.89, 3.47, 3.35,
      4.47, 5.28, 5.3,
    ];
    printed.forEach((sum, index) => expect(upper[index]).toBeCloseTo(sum, 10));
    [0.05, 1.56, 1.77, 0, 0, 0, 1.46].forEach((sum, index) => expect(lower[index]).toBeCloseTo(sum, 10));
    expect([above, below]).toEqual([[28, 29], []]);
  });

  test('mirrored at the centre, the arms change places', () => {
    fc.assert(
      fc.property(values, (series) => {
        const plain = cusum(series, { centre: 0, sigma: 8 });
        const mirrored = cusum(signs(series), { centre: 0, sigma: 8 });
        expect([mirrored.upper, mirrored.lower, mirrored.above]).toEqual([plain.lower, plain.upper, plain.below]);
      }),
      { seed: 1 },
    );
  });

  test('another unit and another zero change nothing', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: -100, max: 100 }), (series, shift) => {
        const moved = series.map((value) => value * 2 + shift);
        expect(cusum(moved, { centre: shift, sigma: 16 }).upper).toEqual(cusum(series, { centre: 0, sigma: 8 }).upper);
      }),
      { seed: 1 },
    );
  });

  test('without slack it is the sum of all distances, for as long as that never turns', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 10, max: 40 }), { minLength: 1, maxLength: 30 }), (series) => {
        const { upper } = cusum(series, { ...process, slack: 0 });
        expect(upper.at(-1)).toBe(series.reduce((sum, value) => sum + value - 10, 0));
      }),
      { seed: 1 },
    );
  });

  test('a missing point is left out; the limit itself is no signal', () => {
    fc.assert(
      fc.property(values, fc.nat(30), (series, at) => {
        expect(withoutGap(cusum(withGap(series, at), process).upper, at)).toEqual(Array.from(cusum(series, process).upper));
      }),
      { seed: 1 },
    );
    expect(cusum([13, 13], { ...process, limit: 5 }).above).toEqual([]);
    expect(cusum([13, 13.01], { ...process, limit: 5 }).above).toEqual([1]);
  });

  test('all equal: nothing gathers; beside limits of no width everything does; too short: no sums, and why', () => {
    expect(Math.max(...cusum(Array(20).fill(0.1)).upper)).toBe(0);
    const { upper, lower } = cusum([5, 5, 6, 4], { freeze: 2 });
    expect([upper, lower]).toEqual([new Float64Array([0, 0, Infinity, 0]), new Float64Array([0, 0, 0, Infinity])]);
    expect(cusum([5])).toMatchObject({ upper: new Float64Array([NaN]), reason: expect.stringContaining('no moving range') });
    expect(cusum([]).reason).toBe('the series has no point');
  });

  test('refuses', () => {
    expect(() => cusum([1], { slack: -1 })).toThrow('slack must be a number of at least 0, got -1');
    expect(() => cusum([1], { limit: 0 })).toThrow('limit must be a number above 0, got 0');
  });
});

describe('Bernoulli CUSUM', () => {
  const events = fc.array(fc.integer({ min: 0, max: 1 }), { maxLength: 60 });

  test('until it first falls to 0 the sum is the likelihood of all cases at one rate against the other', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 2, max: 30 }),
        (first, later, percent) => {
          const series = [...Array(first).fill(1), ...Array(later).fill(0)];
          const rate = percent / 100;
          const { higherRate, upper } = bernoulliCusum(series, { rate, limit: 1000 });
          fc.pre(upper.at(-1)! > 0);
          const likelihood = (probability: number) => binomialPmf(first, { trials: series.length, probability });
          expect(upper.at(-1)).toBeCloseTo(Math.log(likelihood(higherRate) / likelihood(rate)), 10);
        },
      ),
      { seed: 1 },
    );
  });

  test('odds ratio 2 about 2 %: the rates that qicharts2 prints', () => {
    const { higherRate, lowerRate } = bernoulliCusum([], { rate: 0.02 });
    expect(higherRate).toBeCloseTo(0.0392156862745098, 14);
    expect(lowerRate).toBeCloseTo(0.0101010101010101, 14);
  });

  test('events and their absence change places, and so do the arms', () => {
    fc.assert(
      fc.property(events, (series) => {
        const plain = bernoulliCusum(series, { rate: 0.25, limit: 2 });
        const turned = bernoulliCusum(
          series.map((event) => 1 - event),
          { rate: 0.75, limit: 2 },
        );
        turned.upper.forEach((sum, index) => expect(sum).toBeCloseTo(plain.lower[index]!, 10));
        expect(turned.upperSignals).toEqual(plain.lowerSignals);
      }),
      { seed: 1 },
    );
  });

  test('after a signal it is as a series that begins there', () => {
    fc.assert(
      fc.property(events, (series) => {
        const options = { rate: 0.2, limit: 1.5 };
        const { upper, upperSignals } = bernoulliCusum(series, options);
        const [signal] = upperSignals;
        fc.pre(signal !== undefined);
        expect(upper[signal]).toBeGreaterThanOrEqual(1.5);
        expect(upper.subarray(signal + 1)).toEqual(bernoulliCusum(series.slice(signal + 1), options).upper);
      }),
      { seed: 1 },
    );
  });

  test('a missing case is left out', () => {
    fc.assert(
      fc.property(events, fc.nat(60), (series, at) => {
        const gapped = bernoulliCusum(withGap(series, at), { rate: 0.1 });
        expect(withoutGap(gapped.upper, at)).toEqual(Array.from(bernoulliCusum(series, { rate: 0.1 }).upper));
      }),
      { seed: 1 },
    );
  });

  test('refuses', () => {
    expect(() => bernoulliCusum([], { rate: 0 })).toThrow('rate must be a fraction strictly between 0 and 1, got 0');
    expect(() => bernoulliCusum([], { rate: 0.1, oddsRatio: 1 })).toThrow('oddsRatio must be a number above 1, got 1');
    expect(() => bernoulliCusum([], { rate: 0.1, limit: NaN })).toThrow('limit must be a number above 0, got NaN');
    expect(() => bernoulliCusum([0, 2], { rate: 0.1 })).toThrow('events[1] must be 0, 1, or NaN for missing, got 2');
    expect(() => bernoulliCusum([null as never], { rate: 0.1 })).toThrow('events[0] must be 0, 1, or NaN for missing, got null');
  });
});
