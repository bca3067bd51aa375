import { benchmarkLines, findBenchmark, ladder, type LadderOptions, placeRate } from '@equipoise/benchmark';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cells, required } from './support.ts';

const states = (measure: string) => required(findBenchmark({ set: 'cms-core-set-medicaid-2021', measure }));
const cell = { denominator: 143, numerator: 79 }; // 55.2448 %
const lines = [...benchmarkLines(states('CBP')), { name: 'MPL', text: '50.00' }, { name: 'goal', text: '56' }];

describe('published percentiles and fixed lines in one ladder', () => {
  test('the easiest first', () => {
    const { next, rungs, status } = ladder(cell, { direction: 'higher', lines });
    expect(rungs.map(({ met, name, patientsToReach, text }) => [name, text, met, patientsToReach])).toEqual([
      ['MPL', '50.00', true, 0],
      ['25th', '52.1', true, 0],
      ['goal', '56', false, 2],
      ['50th', '57.7', false, 4],
      ['75th', '62.1', false, 10],
    ]);
    expect(next?.name).toBe('goal');
    expect(status).toBe('REPORTED');
  });

  test('the nearest first, met or not', () => {
    const nearest = ladder(cell, { direction: 'higher', lines, order: 'nearest' });
    expect(nearest.rungs.map(({ name }) => name)).toEqual(['goal', '50th', '25th', 'MPL', '75th']);
    expect(nearest.next?.name).toBe('goal');
  });

  test('a rung says whose line it is, a fixed line that it is nobody', () => {
    const { rungs } = ladder(cell, { direction: 'higher', lines });
    expect(rungs.find(({ name }) => name === '50th')).toMatchObject({
      percentile: 50,
      rate: 0.577,
      peerGroup: 'states (Medicaid & CHIP Core Set)',
      vintage: 'measured in 2021, Core Set of FFY 2022',
      derived: false,
    });
    expect(rungs.find(({ name }) => name === 'MPL')).toMatchObject({
      percentile: null,
      peerGroup: null,
      vintage: null,
      rate: 0.5,
    });
  });

  test('where lower is better the first rung is the highest rate', () => {
    const { rungs } = ladder({ denominator: 118, numerator: 52 }, { direction: 'lower', lines: benchmarkLines(states('GSD9')) });
    expect(rungs.map(({ name, patientsToReach }) => [name, patientsToReach])).toEqual([
      ['25th', 0],
      ['50th', 4],
      ['75th', 9],
    ]);
  });

  test('both chances stand beside each rung, the second only when a closure is stated', () => {
    const { next } = ladder(cell, { direction: 'higher', lines: benchmarkLines(states('CBP')), closure: { probability: 0.1 } });
    expect(next?.chance).toBeCloseTo(0.2752889320216233, 12);
    expect(next?.chanceByYearEnd).toBeCloseTo(0.8937088174713913, 12);
    expect(ladder(cell, { direction: 'higher', lines }).next?.chanceByYearEnd).toBeNull();
  });
});

test('not payable, not zero', () => {
  const small = ladder({ denominator: 24, numerator: 9 }, { direction: 'higher', lines, denominatorMin: 30 });
  expect(small).toMatchObject({ rungs: [], next: null, status: 'BELOW_MINIMUM', reason: 'not payable: 24 of 30' });
  expect(ladder({ denominator: 30, numerator: 9 }, { direction: 'higher', lines, denominatorMin: 30 }).status).toBe('REPORTED');
  expect(ladder({ denominator: 0, numerator: 0 }, { direction: 'higher', lines })).toMatchObject({
    status: 'EMPTY',
    reason: 'the denominator is 0',
  });
});

test('on the same lines a ladder and a placement agree', () => {
  fc.assert(
    fc.property(cells, fc.constantFrom('CBP', 'GSD9'), (counts, measure) => {
      const benchmark = states(measure);
      const placed = placeRate(counts, benchmark);
      const { next, rungs } = ladder(counts, { direction: benchmark.direction, lines: benchmarkLines(benchmark) });
      expect(rungs.map(({ chance, distance, met, patientsToReach }) => ({ chance, distance, met, patientsToReach }))).toEqual(
        placed.lines.map(({ chance, distance, met, patientsToReach }) => ({ chance, distance, met, patientsToReach })),
      );
      expect(next?.percentile ?? null).toBe(placed.next?.percentile ?? null);
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('every line is met in order: who meets one meets all that are easier', () => {
  const percents = fc.uniqueArray(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(cells, percents, fc.constantFrom('higher', 'lower'), (counts, hundredths, direction) => {
      const named = hundredths.map((value) => ({
        name: `${value}`,
        text: `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`,
      }));
      const { next, rungs } = ladder(counts, { direction, lines: named });
      const met = rungs.filter((rung) => rung.met).length;
      expect(rungs.map((rung) => rung.met)).toEqual(rungs.map((_, index) => index < met));
      expect(next).toEqual(rungs[met] ?? null);
      const patients = rungs.map(({ patientsToReach }) => patientsToReach ?? Infinity);
      expect(patients).toEqual(patients.toSorted((a, b) => a - b));
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('a percentile that nobody published is not made up', () => {
  expect(() => benchmarkLines(states('CBP'), [25, 66])).toThrow(
    'cms-core-set-medicaid-2021 CBP: no 66th was published, and a line is never interpolated; there are 25th, 50th, 75th',
  );
  expect(() => benchmarkLines(states('PCR'))).toThrow('a ratio has no lines that a rate of patients can be held against');
});

test.for<{ given: Partial<LadderOptions>; message: string }>([
  { given: { lines: [{ name: 'goal', text: '101' }] }, message: 'line goal is a percent of at most 100, got 101' },
  { given: { lines: [{ name: 'goal', text: '0.5%' }] }, message: 'line goal must be plain digits such as 57.7, got "0.5%"' },
  {
    given: {
      lines: [
        { name: 'goal', text: '50' },
        { name: 'goal', text: '60' },
      ],
    },
    message: 'line goal is given twice: every line of a ladder has its own name',
  },
  { given: { order: 'best' as 'nearest' }, message: 'order is performance or nearest, got best' },
  { given: { denominatorMin: -1 }, message: 'denominatorMin must be a whole number of at least 0, got -1' },
  { given: { closure: { probability: 2 } }, message: 'closure probability is a fraction between 0 and 1, got 2' },
])('refused: $message', ({ given, message }) => {
  expect(() => ladder(cell, { direction: 'higher', lines, ...given })).toThrow(message);
});
