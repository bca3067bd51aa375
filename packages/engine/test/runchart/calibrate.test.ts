import { describe, expect, test } from 'vitest';
import { createRandom } from '../../src/number/random.ts';
import { calibrate, type CalibrateOptions } from '../../src/runchart/calibrate.ts';
import { chanceOfSignal } from '../../src/runchart/chance.ts';
import { describeSharing } from '../../src/runchart/sharing.ts';

describe('published simulation of 24 points of a rolling year', () => {
  // 2,000 series on either side, printed to a whole per cent: three standard errors of their difference and half a point
  test.for([
    ['of counts', { denominators: 600, rate: 0.6 }],
    ['so large that they vary as normal ones', {}],
  ] as const)('%s: Anhøj 87 %%, shift of six 93 %%', ([, size]) => {
    const { usual } = calibrate({ points: 24, window: 12, ...size });
    expect(Math.abs(usual.anhoej - 0.87)).toBeLessThan(0.037);
    expect(Math.abs(usual.shiftOfSix - 0.93)).toBeLessThan(0.029);
  });
});

describe('independent months', () => {
  const split = { above: 12, below: 12 };
  const independent = calibrate({ points: 24, window: 'month', runs: 4000 });

  test('the usual rules have their exact chance', () => {
    for (const [share, chance] of [
      [independent.usual.anhoej, chanceOfSignal(split, { anhoej: true })],
      [independent.usual.shiftOfSix, chanceOfSignal(split, { shift: 6 })],
    ] as const) {
      expect(Math.abs(share - chance)).toBeLessThan(4 * Math.sqrt((chance * (1 - chance)) / 4000));
    }
  });

  test('the limits are those that the exact chance gives', () => {
    const { longestRunMin } = calibrate({ points: 24, window: 1, rule: 'shift', falseAlarms: 0.05, runs: 4000 });
    expect(chanceOfSignal(split, { shift: longestRunMin })).toBeLessThan(0.055);
    expect(chanceOfSignal(split, { shift: longestRunMin - 1 })).toBeGreaterThan(0.045);
  });
});

describe('limits', () => {
  const designs: readonly CalibrateOptions[] = [
    { points: 48, window: 12, rule: 'shift' },
    { points: 48, window: 'rolling-12', rule: 'crossings', denominators: 300, rate: 0.2 },
    { points: 24, window: 12, rule: 'trend', denominators: 900, rate: 0.7 },
    { points: 60, window: 3 },
    { points: 24, window: 'snapshot', persistence: 0.8, rule: 'trend', denominators: 400, rate: 0.5 },
    { points: 40, window: 'snapshot', persistence: 0.5 },
  ];
  test.for(designs)('hold the wanted rate, in other draws too: %j', (design) => {
    const { attained, longestRunMin, crossingsMax, trendMin, reason } = calibrate(design);
    expect(attained).toBeLessThanOrEqual(0.05);
    expect(attained).toBeGreaterThan(0);
    expect(reason).toBeNull();
    const other = calibrate({ ...design, seed: 2, falseAlarms: 0.07 }); // may reach further, never less far
    if (!Number.isNaN(longestRunMin)) expect(other.longestRunMin).toBeLessThanOrEqual(longestRunMin);
    if (!Number.isNaN(crossingsMax)) expect(other.crossingsMax).toBeGreaterThanOrEqual(crossingsMax);
    if (!Number.isNaN(trendMin)) expect(other.trendMin).toBeLessThanOrEqual(trendMin);
  });

  test('where even the longest run is common there is none, and the reason says so', () => {
    const none = calibrate({ points: 24, window: 12, rule: 'shift', values: Array.from({ length: 24 }, (_, index) => index) });
    expect(none).toMatchObject({ rules: 'calibrated', longestRunMin: NaN, attained: 0 });
    expect(none.reason).toContain('no run of 24 such points is as rare as 0.05 by chance');
    expect(none.observed).toMatchObject({ longestRun: 12, crossings: 1, longestTrend: 24, signal: false });
    expect(none.observed!.chance).toBeGreaterThan(0.05);
  });
});

describe('the verdict', () => {
  test('a series that rises all along is a trend, one that wanders is not', () => {
    const rising = Array.from({ length: 24 }, (_, index) => 0.4 + index / 100);
    const design = { window: 12, rule: 'trend', denominators: 900 } as const;
    const { observed, falseAlarms } = calibrate({ ...design, values: rising });
    expect(observed!.signal).toBe(true);
    expect(observed!.chance).toBeLessThan(falseAlarms);
    expect(
      calibrate({ ...design, values: rising.map((rate, index) => rate * (index % 3)).map((x) => x / 2) }).observed!.signal,
    ).toBe(false);
  });

  test('false alarms of unchanged rolling years keep to the rate that was asked for', () => {
    const random = createRandom(9);
    let alarms = 0;
    const series = 100;
    for (let one = 0; one < series; one += 1) {
      const months = Array.from({ length: 59 }, () => random.binomial({ trials: 40, probability: 0.5 }));
      const values = Array.from({ length: 48 }, (_, point) => months.slice(point, point + 12).reduce((a, b) => a + b) / 480);
      if (calibrate({ values, window: 12, denominators: 480, rule: 'shift', falseAlarms: 0.2, runs: 200 }).observed!.signal)
        alarms += 1;
    }
    expect(alarms).toBeLessThan(20 + 4 * 4); // four binomial standard errors
    expect(alarms).toBeGreaterThan(0);
  });

  test('mirroring, shifting and scaling a series change nothing, nor does a second call', () => {
    const values = [3, 4, 6, 5, 4, 2, 1, 3, 4, 6, 7, 8, 8, 7, 9, 6];
    const verdict = calibrate({ values, window: 6, runs: 300 });
    expect(calibrate({ values, window: 6, runs: 300 })).toEqual(verdict);
    for (const change of [(x: number) => -x, (x: number) => x + 50, (x: number) => 8 * x]) {
      expect(calibrate({ values: values.map(change), window: 6, runs: 300 })).toEqual(verdict);
    }
  });
});

describe('edges', () => {
  test('nothing, one point, all missing, all equal, rates of 0, denominators of 0', () => {
    const nothing = { longestRun: NaN, crossings: NaN, chance: NaN, signal: false };
    for (const values of [[], [0.5], [NaN, NaN, NaN], [0.5, 0.5, 0.5]]) {
      const { attained, observed } = calibrate({ values, window: 12, runs: 50 });
      expect(observed).toMatchObject(nothing);
      expect(attained).toBe(0);
    }
    const never = calibrate({ values: Array(24).fill(0) as number[], window: 12, denominators: 100, runs: 50 });
    expect(never).toMatchObject({ attained: 0, usual: { anhoej: 0, shiftOfSix: 0 }, observed: nothing });
    expect(calibrate({ points: 24, window: 12, denominators: 0, rate: 0.5, runs: 50 }).usual).toEqual({
      anhoej: 0,
      shiftOfSix: 0,
    });
    expect(calibrate({ points: 24, window: 'snapshot', persistence: 0.9, denominators: 0, rate: 0.5, runs: 50 }).attained).toBe(
      0,
    );
  });

  test('missing points are missing in every draw', () => {
    const values = Array.from({ length: 40 }, (_, index) => (index < 24 ? index % 5 : NaN));
    const shorter = calibrate({ values: values.slice(0, 24), window: 12 });
    expect(Math.abs(calibrate({ values, window: 12 }).usual.anhoej - shorter.usual.anhoej)).toBeLessThan(0.05); // two simulations
  });

  test('a snapshot is refused without its persistence', () => {
    expect(() => calibrate({ points: 24, window: 'snapshot' })).toThrow(
      'window snapshot carries patients forward, by how much only their readings can tell: give persistence',
    );
  });

  test.for([
    [{ window: 12 }, 'points or values must be given'],
    [{ points: 3, values: [1, 2], window: 12 }, 'points must be the number of values 2 or left out, got 3'],
    [{ points: 24, window: 0 }, 'window must be at least 1, got 0'],
    [{ points: 24, window: 'week' as 'month' }, 'window must be a number of months or one of month,'],
    [{ points: 24, window: 12, persistence: 0.5 }, 'persistence is for window snapshot alone'],
    [{ points: 24, window: 'snapshot', persistence: 1 }, 'persistence must be a fraction of at least 0 and below 1, got 1'],
    [{ points: 24, window: 12, denominators: 50 }, 'rate must be given beside denominators'],
    [{ points: 24, window: 12, rate: 0.5 }, 'rate is for points with denominators'],
    [{ points: 2, window: 12, rate: 0.5, denominators: [5] }, 'denominators must be as many as points, got 1 for 2'],
    [{ points: 2, window: 12, rate: 0.5, denominators: [5, -1] }, 'denominators[1] must be a number of at least 0, got -1'],
    [{ values: [2, 3], window: 12, denominators: 50 }, 'values[0] is a fraction between 0 and 1, got 2'],
    [{ values: [Infinity], window: 12 }, 'values[0] must be a finite number'],
    [{ points: 24, window: 12, falseAlarms: 5 }, 'falseAlarms is a fraction such as 0.05, got 5'],
    [{ points: 24, window: 12, rule: 'both' as 'anhoej' }, 'rule must be one of shift, crossings, trend, anhoej, got both'],
    [{ points: 24, window: 12, runs: 0 }, 'runs must be at least 1, got 0'],
  ] as const)('%j is refused', ([options, message]) => {
    expect(() => calibrate(options)).toThrow(message);
  });
});

describe('why a series is not judged, and the ways out', () => {
  const year = Array.from(
    { length: 14 },
    (_, index) => `20${24 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`,
  );

  test('independent points need none', () => {
    expect(describeSharing({ window: 'month', monthly: null }, year)).toBeNull();
    expect(describeSharing({ window: 'rolling-12', monthly: null }, ['2023-05', '2024-05', '2025-06'])).toBeNull();
    expect(describeSharing({ window: 'snapshot', monthly: null }, ['2023-05'])).toBeNull();
  });

  test('a rolling year: its monthly twin, every twelfth point, calibration', () => {
    const shared = describeSharing({ window: 'rolling-12', monthly: 'CBP-monthly' }, year)!;
    expect(shared.reason).toBe('points of window rolling-12 share patients from one to the next, so run-chart rules do not hold');
    expect(shared.waysOut.map(({ way }) => way)).toEqual(['independent-months', 'every-twelfth-point', 'calibrate']);
    expect(shared.waysOut[1]).toMatchObject({
      points: [1, 13],
      text: 'chart points that are twelve months apart: 2024-02, 2025-02',
    });
  });

  test('a snapshot shares patients however far apart, and is calibrated by persistence alone', () => {
    const { waysOut } = describeSharing({ window: 'snapshot', monthly: null }, ['2020-01', '2025-01'])!;
    expect(waysOut).toMatchObject([{ way: 'calibrate', needs: ['persistence'] }]);
  });
});
