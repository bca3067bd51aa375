import { describe, expect, test } from 'vitest';
import { createRandom } from '../../src/number/random.ts';
import { chanceOfSignal } from '../../src/runchart/chance.ts';
import { chartMany } from '../../src/runchart/chartMany.ts';
import type { FalseSignals } from '../../src/runchart/falseSignals.ts';

const random = createRandom(3);
const noise = (points: number) => Float64Array.from({ length: points }, () => random.uniform());

/** Within four standard errors of a simulation, ours or theirs. */
function expectShare({ share }: FalseSignals, published: number, error: number): void {
  expect(Math.abs(share - published)).toBeLessThan(4 * error);
}

describe('published simulations of series in which nothing changes', () => {
  // 40,000 series each, printed to a whole per cent; ours 10,000: four standard errors of the difference are 2.2 points at 50 %,
  // and half a point is lost in print.
  test.for([
    [12, 0.13],
    [18, 0.26],
    [24, 0.37],
    [36, 0.56],
  ] as const)('shift of six, trend of five or runs test: %i points', ([lengths, published]) => {
    const { falseSignals } = chartMany({ values: noise(50 * lengths), lengths }, { rules: 'ihi' });
    expect(falseSignals).toMatchObject({ method: 'simulated', seed: 1, runs: 200 });
    expect(Math.abs(falseSignals!.share - published)).toBeLessThan(0.027);
  });

  test('trend of five alone: 25 % of 24 points', () => {
    const { falseSignals } = chartMany({ values: noise(1200), lengths: 24 }, { rules: 'ihi', shift: null, runsTest: null });
    expect(Math.abs(falseSignals!.share - 0.25)).toBeLessThan(0.024);
  });

  test('shift of six about the median of the first 8 of 18 months: 23 %', () => {
    const { falseSignals } = chartMany({ values: noise(900), lengths: 18 }, { shift: 6, crossings: false, freeze: 8 });
    expect(falseSignals!.method).toBe('simulated');
    expect(Math.abs(falseSignals!.share - 0.23)).toBeLessThan(0.024);
  });

  test.for([12, 18, 24, 36])('Anhøj: 1 to 4 %% of %i points, exactly', (lengths) => {
    const { falseSignals } = chartMany({ values: noise(2 * lengths), lengths });
    expect(falseSignals).toMatchObject({ method: 'exact', runs: 0, seed: null, standardError: 0 });
    expect(falseSignals!.share).toBeGreaterThan(0.005); // printed to a whole per cent
    expect(falseSignals!.share).toBeLessThan(0.045);
  });
});

describe('exact', () => {
  test('is the sum of the chances of the series, over phases none of which may signal', () => {
    const values = noise(60);
    const twelve = chanceOfSignal({ above: 6, below: 6 }, { anhoej: true });
    const eighteen = chanceOfSignal({ above: 9, below: 9 }, { anhoej: true });
    expect(chartMany({ values, lengths: 30 }, { phases: [12] }).falseSignals!.expected).toBeCloseTo(
      2 * (1 - (1 - twelve) * (1 - eighteen)),
      12,
    );
  });

  test('of several rules together: no more than the sum of each, no less than the commonest', () => {
    const split = { above: 12, below: 12 };
    const shift = chanceOfSignal(split, { shift: 6 });
    const runsTest = chanceOfSignal(split, { runsTest: 'exact' });
    const both = chanceOfSignal(split, { shift: 6, runsTest: 'exact' });
    expect(both).toBeLessThan(shift + runsTest);
    expect(both).toBeGreaterThan(Math.max(shift, runsTest));
    expect(runsTest).toBeLessThanOrEqual(0.05); // 2.5 % on either side at most
    expect(chanceOfSignal(split, { shift: 'anhoej', crossings: true })).toBe(chanceOfSignal(split, { anhoej: true }));
    expect(chanceOfSignal(split, {})).toBe(0);
  });

  test('and simulated meet, ties and small denominators among them', () => {
    for (const trials of [3, 10, 60]) {
      const numerators = Float64Array.from({ length: 24 * 200 }, () => random.binomial({ trials, probability: 0.3 }));
      const columns = { numerators, denominators: new Float64Array(24 * 200).fill(trials), lengths: 24 };
      const exact = chartMany(columns, { shift: 6 }).falseSignals!;
      expect(exact.method).toBe('exact');
      const simulated = chartMany(columns, { shift: 6, falseSignals: { method: 'simulated' } }).falseSignals!;
      // The one over the orders of the points as they fell, the other over all such batches: 200 series differ a little.
      expectShare(simulated, exact.share, simulated.standardError / 200 + 0.004);
    }
  });
});

describe('unequal denominators', () => {
  const small = 6;
  const large = 200;
  const denominators = Float64Array.from({ length: 24 * 500 }, (_, index) => (index % 24 < 12 ? small : large));
  const numerators = denominators.map((trials) => random.binomial({ trials, probability: 0.05 }));
  const columns = { numerators, denominators, lengths: 24 };

  test('are drawn at their size: a panel that grows, at a low rate, looks like a shift', () => {
    const { found, falseSignals } = chartMany(columns);
    expect(falseSignals!.method).toBe('simulated');
    expect(falseSignals!.share).toBeGreaterThan(0.25); // as though all orders were alike it would be 3 %
    const error = Math.sqrt(falseSignals!.share * (1 - falseSignals!.share) * 500);
    expect(Math.abs(found - falseSignals!.expected)).toBeLessThan(4 * error);
  });

  test('missing points and those without patients stay so, and one draw is like another of its seed', () => {
    const gaps = { ...columns, numerators: numerators.map((count, index) => (index % 7 === 0 ? NaN : count)) };
    const first = chartMany(gaps, { rules: 'ihi' });
    expect(chartMany(gaps, { rules: 'ihi' }).falseSignals).toEqual(first.falseSignals);
    const other = chartMany(gaps, { rules: 'ihi', falseSignals: { seed: 2 } }).falseSignals!;
    expect(other.expected).not.toBe(first.falseSignals!.expected);
    expect(Math.abs(other.expected - first.falseSignals!.expected)).toBeLessThan(6 * other.standardError);
  });
});

describe('control charts', () => {
  const points = 24 * 300;

  // A point beyond three standard errors of a known centre is 0.27 % in a normal series: 6.3 % of 24 points. Limits from the
  // series itself widen with its own far points, those from moving ranges vary more; counts are skewed.
  const columns = {
    p: {
      numerators: Float64Array.from({ length: points }, () => random.binomial({ trials: 80, probability: 0.4 })),
      denominators: new Float64Array(points).fill(80),
    },
    u: {
      events: Float64Array.from({ length: points }, () => random.poisson({ mean: 30 })),
      exposures: new Float64Array(points).fill(100),
    },
    i: { values: Float64Array.from({ length: points }, () => random.normal()) },
    c: { values: Float64Array.from({ length: points }, () => random.poisson({ mean: 25 })) },
    g: { values: Float64Array.from({ length: points }, () => Math.floor(random.exponential() / Math.log1p(1 / 30))) },
    t: { values: Float64Array.from({ length: points }, () => random.exponential() + 1e-9) },
  } as const;
  test.for(Object.keys(columns) as (keyof typeof columns)[])('%s: what is found is what is expected', (chart) => {
    const { found, falseSignals } = chartMany({ ...columns[chart], lengths: 24 }, { chart, rules: 'western-electric' });
    expect(falseSignals!.method).toBe('simulated');
    const error = Math.sqrt(falseSignals!.expected * (1 - falseSignals!.share));
    expect(Math.abs(found - falseSignals!.expected)).toBeLessThan(4 * error);
  });

  test.for(['pp', 'ip'] as const)('%s: as many as on an I chart where denominators are equal and large', (chart) => {
    const laney = chartMany({ ...columns.p, lengths: 24 }, { chart, rules: 'nelson' }).falseSignals!;
    const individuals = chartMany({ ...columns.i, lengths: 24 }, { chart: 'i', rules: 'nelson' }).falseSignals!;
    expect(Math.abs(laney.share - individuals.share)).toBeLessThan(0.03); // I′ screens its ranges, and P′ is cut at 0 and 1
  });
});
