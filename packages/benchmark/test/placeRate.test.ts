import {
  type Benchmark,
  benchmarkSets,
  defaultBenchmark,
  defineBenchmark,
  findBenchmark,
  type Placement,
  placeRate,
} from '@equipoise/benchmark';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cells, type Cell, required } from './support.ts';
import { worked } from './workedExamples.ts';

const states = (measure: string) => required(findBenchmark({ set: 'cms-core-set-medicaid-2021', measure }));

const [inside, outside] = [true, false].map((known) =>
  worked.percentileRank.filter(({ percentile }) => (percentile !== undefined) === known),
);

test.for(required(inside))('worked example: $measure_id $numerator of $denominator is at $percentile', (example) => {
  const { denominator, measure_id, numerator } = example;
  const placed = placeRate({ denominator, numerator }, states(measure_id));
  expect(placed).toMatchObject({ below: null, above: null });
  expect(placed.percentile).toBeCloseTo(required(example.percentile), 10); // of 15 digits printed, on a scale to 100
});

test.for(required(outside))('worked example: $measure_id $numerator of $denominator is beyond the outer lines', (example) => {
  const { above = null, below = null, denominator, measure_id, numerator } = example;
  expect(placeRate({ denominator, numerator }, states(measure_id))).toMatchObject({ percentile: null, below, above });
});

describe('the words beside a number', () => {
  test('a rate between two lines names them, and says that it is interpolated', () => {
    expect(placeRate({ denominator: 143, numerator: 79 }, states('CBP'))).toMatchObject({
      band: 'between the 25th and the 50th',
      interpolated: true,
      peerGroup: 'states (Medicaid & CHIP Core Set)',
      vintage: 'measured in 2021, Core Set of FFY 2022',
      next: { percentile: 50, text: '57.7', patientsToReach: 4 },
      reason: null,
    });
  });

  test('a rate on a line is not interpolated, and stands a distance of exactly 0 from it', () => {
    const placed = placeRate({ denominator: 1000, numerator: 412 }, states('GSD9'));
    expect(placed).toMatchObject({ percentile: 50, interpolated: false, band: 'between the 50th and the 75th' });
    expect(placed.lines.map(({ distance }) => distance)).toEqual([expect.closeTo(-0.077, 15), 0, expect.closeTo(0.044, 15)]);
  });

  test.for([
    { numerator: 520, band: 'below the 25th', next: 25 },
    { numerator: 621, band: 'at or above the 75th', next: null },
    { numerator: 700, band: 'at or above the 75th', next: null },
  ])('$numerator of 1,000 is $band', ({ band, next, numerator }) => {
    const placed = placeRate({ denominator: 1000, numerator }, states('CBP'));
    expect(placed.band).toBe(band);
    expect(placed.next?.percentile ?? null).toBe(next);
  });
});

test('on a flat run the rate holds the highest percentile it meets', () => {
  // MIPS 2025, colorectal screening by claims: the published deciles end in a run of 100.
  const flat = required(findBenchmark({ set: 'cms-mips-claims-2023-py2025', measure: 'COL' }));
  expect(flat.lines.filter(({ text }) => text === '100').length).toBeGreaterThan(1);
  const top = required(flat.lines.at(-1));
  expect(placeRate({ denominator: 50, numerator: 50 }, flat)).toMatchObject({
    percentile: top.percentile,
    interpolated: false,
    next: null,
  });
});

test.for([
  { numerator: 59, percentile: 19 },
  { numerator: 60, percentile: 30 },
  { numerator: 61, percentile: 31 },
  { numerator: 50, percentile: 10 },
])('lines at 50, 60, 60 and 70 %: $numerator of 100 is at $percentile', ({ numerator, percentile }) => {
  const flat = defineBenchmark({
    ...states('CBP'),
    points: ['50', '60', '60', '70'].map((text, index) => ({ percentile: 10 * (index + 1), text })),
  });
  expect(placeRate({ denominator: 100, numerator }, flat).percentile).toBeCloseTo(percentile, 10);
});

test('a better rate never ranks lower, on any benchmark shipped', () => {
  const benchmarks = benchmarkSets().filter(({ lines, unit }) => unit === 'percent' && lines.length > 0);
  fc.assert(
    fc.property(fc.constantFrom(...benchmarks), cells, cells, (benchmark, one, other) => {
      const [worse, better] = isBetter(one, { than: other, benchmark }) ? [other, one] : [one, other];
      expect(rank(placeRate(better, benchmark))).toBeGreaterThanOrEqual(rank(placeRate(worse, benchmark)));
    }),
    { seed: 1, numRuns: 1000 },
  );
});

test('nor does a rate that is one patient better, close to every line', () => {
  for (const benchmark of [states('CBP'), states('GSD9'), required(defaultBenchmark('COL'))]) {
    const ranks = Array.from({ length: 998 }, (_, numerator) => rank(placeRate({ denominator: 997, numerator }, benchmark)));
    const risen = benchmark.direction === 'higher' ? ranks : ranks.reverse();
    expect(risen).toEqual(risen.toSorted((a, b) => a - b));
  }
});

describe('the rate as reported', () => {
  const half = { denominator: 20_000, numerator: 11_539 }; // 57.695 %

  test('57.695 % is below the median exactly, and on it as 57.70 %', () => {
    expect(placeRate(half, states('CBP'))).toMatchObject({ comparison: 'exact', next: { percentile: 50 }, interpolated: true });
    const rounded = placeRate(half, states('CBP'), { comparison: 'rounded-2-decimals' });
    expect(rounded).toMatchObject({
      comparison: 'rounded-2-decimals',
      percentile: 50,
      interpolated: false,
      next: { percentile: 75 },
    });
    expect(rounded.lines.map(({ distance, patientsToReach }) => [distance, patientsToReach])).toEqual([
      [expect.closeTo(-0.056, 15), 0],
      [0, 0],
      [expect.closeTo(0.044, 15), 880], // 62.095 % of 20,000 is 12,419
    ]);
  });

  test('differs from the exact one by half a hundredth of a percent at most', () => {
    fc.assert(
      fc.property(cells, fc.constantFrom('CBP', 'GSD9'), (cell, measure) => {
        const exact = placeRate(cell, states(measure)).lines;
        const rounded = placeRate(cell, states(measure), { comparison: 'rounded-2-decimals' }).lines;
        for (const [index, { chance, distance, met }] of rounded.entries()) {
          const line = required(exact[index]);
          expect(Math.abs(distance - line.distance)).toBeLessThanOrEqual(0.000_05 + 1e-15);
          expect(met).toBe(distance <= 0);
          expect(chance).toBe(line.chance);
        }
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

test('a distance, a line met and its patients agree, whatever the size of the counts', () => {
  const sizes = fc.oneof(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }));
  const counts = sizes.chain((denominator) =>
    fc.record({ denominator: fc.constant(denominator), numerator: fc.integer({ min: 0, max: denominator }) }),
  );
  const comparisons = fc.constantFrom('exact' as const, 'rounded-2-decimals' as const);
  fc.assert(
    fc.property(counts, fc.constantFrom('CBP', 'GSD9'), comparisons, (cell, measure, comparison) => {
      const { direction } = states(measure);
      for (const { distance, met, patientsToReach, rate } of placeRate(cell, states(measure), { comparison }).lines) {
        expect([distance <= 0, patientsToReach === 0]).toEqual([met, met]);
        const difference = cell.numerator / cell.denominator - rate;
        const tolerance = comparison === 'exact' ? 1e-15 : 0.000_05 + 1e-15;
        expect(Math.abs(distance + (direction === 'higher' ? difference : -difference))).toBeLessThanOrEqual(tolerance);
      }
    }),
    { seed: 1, numRuns: 1000 },
  );
});

test('the chance by the year’s end stands beside the other when a closure is stated', () => {
  const { next } = placeRate({ denominator: 143, numerator: 79 }, states('CBP'), { closure: { closed: 3, tries: 40 } });
  expect(next?.chance).toBeCloseTo(0.2752889320216233, 12);
  expect(next?.chanceByYearEnd).toBeCloseTo(0.6686668798524571, 12);
  expect(placeRate({ denominator: 143, numerator: 79 }, states('CBP')).next?.chanceByYearEnd).toBeNull();
});

describe('nothing to place', () => {
  test('fewer than a program pays for: not payable, not zero', () => {
    const small = placeRate({ denominator: 24, numerator: 18 }, states('CBP'), { denominatorMin: 30 });
    expect(small).toMatchObject({ percentile: null, band: null, lines: [], next: null, status: 'BELOW_MINIMUM' });
    expect(small.reason).toBe('not payable: 24 of 30');
    expect(placeRate({ denominator: 30, numerator: 18 }, states('CBP'), { denominatorMin: 30 }).status).toBe('REPORTED');
  });

  test('an empty denominator', () => {
    expect(placeRate({ denominator: 0, numerator: 0 }, states('CBP'))).toMatchObject({
      percentile: null,
      band: null,
      below: null,
      above: null,
      lines: [],
      next: null,
      status: 'EMPTY',
      reason: 'the denominator is 0',
    });
  });

  test('deciles set by policy', () => {
    const flat = required(findBenchmark({ set: 'cms-mips-ehr-2018-py2020', measure: 'CBP' }));
    const placed = placeRate({ denominator: 100, numerator: 60 }, flat);
    expect(placed.percentile).toBeNull();
    expect(placed.reason).toBe('cms-mips-ehr-2018-py2020 has no published percentiles for CBP');
    expect(placed.caveats).toContainEqual(expect.stringContaining('CMS set these deciles by policy'));
  });

  test('ratios of observed to expected', () => {
    expect(placeRate({ denominator: 100, numerator: 60 }, states('PCR')).reason).toMatch('ratio of observed to expected');
  });
});

test.for([
  { cell: { denominator: 10, numerator: 11 }, message: 'numerator 11 exceeds denominator 10' },
  { cell: { denominator: 10, numerator: 2.5 }, message: 'numerator must be a whole number of at least 0, got 2.5' },
  { cell: { denominator: NaN, numerator: 2 }, message: 'denominator must be a whole number of at least 0, got NaN' },
  { cell: { denominator: 10, numerator: -1 }, message: 'numerator must be a whole number of at least 0, got -1' },
])('refused: $message', ({ cell, message }) => {
  expect(() => placeRate(cell, states('CBP'))).toThrow(message);
});

test('percentiles with decimals read as ordinals', () => {
  const thirds = defineBenchmark({
    ...states('CBP'),
    points: [
      { percentile: 33.33, text: '40' },
      { percentile: 66.67, text: '60' },
    ],
  });
  expect(placeRate({ denominator: 10, numerator: 5 }, thirds).band).toBe('between the 33.33rd and the 66.67th');
});

/** Where a placement stands, with everything beyond the outer lines at the ends. */
function rank({ above, percentile }: Placement): number {
  return percentile ?? (above === null ? -Infinity : Infinity);
}

/** Compared in whole numbers, without a division. */
function isBetter(one: Cell, { benchmark, than }: { benchmark: Benchmark; than: Cell }): boolean {
  const difference = one.numerator * than.denominator - than.numerator * one.denominator;
  return benchmark.direction === 'higher' ? difference > 0 : difference < 0;
}
