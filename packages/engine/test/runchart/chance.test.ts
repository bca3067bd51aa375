import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../src/number/random.ts';
import { walkArrangements, type Split } from '../../src/runchart/arrangements.ts';
import { chanceOfSignal, expectedFalseSignals } from '../../src/runchart/chance.ts';
import { anhoejLimits } from '../../src/runchart/rules/anhoej.ts';
import { runChart } from '../../src/runchart/runChart.ts';
import { golden } from './golden.ts';

/** Longest run and crossings of every arrangement, one by one: bit i of `sides` is the side of point i. */
function everyArrangement({ above, below }: Split): { longestRun: number; crossings: number }[] {
  const points = above + below;
  const found = [];
  for (let sides = 0; sides < 2 ** points; sides += 1) {
    const series = Array.from({ length: points }, (_, point) => (sides >> point) & 1);
    if (series.filter((side) => side === 1).length !== above) continue;
    const runs = series.join('').match(/0+|1+/g) ?? [];
    found.push({ longestRun: Math.max(0, ...runs.map((run) => run.length)), crossings: Math.max(0, runs.length - 1) });
  }
  return found;
}

const splits = (points: number): Split[] => Array.from({ length: points + 1 }, (_, above) => ({ above, below: points - above }));

describe('against every arrangement, one by one', () => {
  const published = new Map(golden.tables.anhoej.map((limits) => [limits.n, limits]));
  const runs = new Map(golden.tables.runs.map((limits) => [limits.n, limits]));
  test.for(Array.from({ length: 14 }, (_, index) => index + 1))('%i points, split in every way', (points) => {
    const limits = published.get(points)!;
    for (const split of splits(points)) {
      const every = everyArrangement(split);
      const share = (signals: (one: { longestRun: number; crossings: number }) => boolean) =>
        every.filter(signals).length / every.length;
      for (let shift = 2; shift <= points + 1; shift += 1) {
        expect(chanceOfSignal(split, { shift })).toBeCloseTo(
          share(({ longestRun }) => longestRun >= shift),
          13,
        );
      }
      expect(chanceOfSignal(split, { anhoej: true })).toBeCloseTo(
        share(({ longestRun, crossings }) => longestRun > limits.longestRunMax || crossings < limits.crossingsMin),
        13,
      );
      const { exactLower = 0, exactUpper = Infinity } = runs.get(points) ?? {}; // below ten points the test says nothing
      const unlikely = (crossings: number) => crossings + 1 < exactLower || crossings + 1 > exactUpper;
      expect(chanceOfSignal(split, { runsTest: 'exact' })).toBeCloseTo(
        share(({ crossings }) => unlikely(crossings)),
        13,
      );
      expect(chanceOfSignal(split, { shift: 6, crossings: true, runsTest: 'exact' })).toBeCloseTo(
        share(({ longestRun, crossings }) => longestRun >= 6 || crossings < limits.crossingsMin || unlikely(crossings)),
        13,
      );
    }
  });
});

test('signals and quiet arrangements, added up apart, make 1', () => {
  const count = fc.integer({ min: 0, max: 40 });
  fc.assert(
    fc.property(
      count,
      count,
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 0, max: 30 }),
      (above, below, longestRunMax, crossingsMin) => {
        const { signal, quiet } = walkArrangements({ above, below }, { longestRunMax, crossingsMin });
        expect(Math.abs(signal + quiet - 1)).toBeLessThan(1e-13); // rounding of some hundred steps
      },
    ),
    { seed: 1 },
  );
});

describe('published simulations of 24 independent points', () => {
  const split = { above: 12, below: 12 };
  // Anhøj and shift of six: about 3 % and 17 % of 2,000 simulated series; three standard errors are 1.2 and 2.5 points
  test('Anhøj about 3 %', () => expect(Math.abs(chanceOfSignal(split, { anhoej: true }) - 0.03)).toBeLessThan(0.012));
  test('shift of six about 17 %', () => expect(Math.abs(chanceOfSignal(split, { shift: 6 }) - 0.17)).toBeLessThan(0.025));
});

test('Anhøj keeps its chance between 1 and 4 % as series grow, the shift of six does not', () => {
  for (const half of [6, 9, 12, 18]) {
    const chance = chanceOfSignal({ above: half, below: half }, { anhoej: true });
    expect(chance).toBeGreaterThan(0.005); // printed to a whole per cent
    expect(chance).toBeLessThan(0.045);
  }
  expect(chanceOfSignal({ above: 60, below: 60 }, { shift: 6 })).toBeGreaterThan(0.7);
});

test('it is the share of run charts of random series that signal', () => {
  const random = createRandom(1);
  const charts = Array.from({ length: 4000 }, () => runChart(Array.from({ length: 24 }, () => random.uniform())));
  const check = (signals: number, expected: number) => {
    const error = Math.sqrt(expected * (1 - expected / charts.length)); // binomial, in series
    expect(Math.abs(signals - expected)).toBeLessThan(4 * error);
  };
  check(charts.filter((chart) => chart.anhoej.signal).length, expectedFalseSignals(charts, { anhoej: true }));
  check(charts.filter((chart) => chart.shifts.length > 0).length, expectedFalseSignals(charts, { shift: 6 }));
});

describe('expected false signals', () => {
  test('are the sum over the batch', () => {
    const batch = [...splits(11), ...splits(20), { above: 12, below: 12 }, { above: 12, below: 12 }];
    for (const rule of [{ anhoej: true }, { shift: 6 }] as const) {
      const each = batch.map((split) => chanceOfSignal(split, rule));
      expect(expectedFalseSignals(batch, rule)).toBeCloseTo(
        each.reduce((sum, chance) => sum + chance),
        12,
      );
    }
    expect(expectedFalseSignals([], { shift: 6 })).toBe(0);
  });
});

describe('edges', () => {
  test('a run that cannot occur has chance 0, one that must occur chance 1', () => {
    expect(chanceOfSignal({ above: 0, below: 0 }, { anhoej: true })).toBe(0);
    expect(chanceOfSignal({ above: 5, below: 5 }, { shift: 6 })).toBe(0);
    expect(chanceOfSignal({ above: 0, below: 6 }, { shift: 6 })).toBe(1);
  });

  test('a tiny chance keeps its digits: twelve above in a row are 13 of the C(24, 12) orders, and as many below, two shared', () => {
    expect(chanceOfSignal({ above: 12, below: 12 }, { shift: 12 }) / (24 / 2_704_156)).toBeCloseTo(1, 12);
  });

  test('no overflow at 120 points, and sides count alike', () => {
    const { signal, quiet } = walkArrangements({ above: 60, below: 60 }, anhoejLimits(120));
    expect(signal + quiet).toBeCloseTo(1, 12);
    expect(chanceOfSignal({ above: 70, below: 50 }, { anhoej: true })).toBeCloseTo(
      chanceOfSignal({ above: 50, below: 70 }, { anhoej: true }),
      13,
    );
  });

  test('what is no count is refused', () => {
    expect(() => chanceOfSignal({ above: -1, below: 3 }, { shift: 6 })).toThrow('above must be at least 0, got -1');
    expect(() => chanceOfSignal({ above: 3, below: 2.5 }, { shift: 6 })).toThrow('below must be a whole number, got 2.5');
    expect(() => chanceOfSignal({ above: 3, below: 3 }, { shift: 1 })).toThrow('shift must be at least 2, got 1');
  });
});
