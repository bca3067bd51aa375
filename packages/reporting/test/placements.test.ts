import { describe, expect, test } from 'vitest';
import { benchmarkFor } from '../src/index.ts';
import { all, practice, plan, reportsOf } from './support/world.ts';

const measures = [
  { id: 'CBP', title: 'Blood pressure', direction: 'higher' },
  { id: 'GSD9', title: 'Glycemic status above 9 %', direction: 'lower' },
  { id: 'house-rule', title: 'Our own', direction: 'higher' },
] as const;
const reports = await reportsOf({
  measures,
  policy: 'cms',
  organizations: [plan, practice('a'), practice('b'), practice('c')],
  cells: [
    all('CBP', '2025-01', 'a', 143, 79),
    all('CBP', '2025-01', 'b', 0, 0),
    all('CBP', '2025-01', 'c', 20, 12),
    all('GSD9', '2025-01', 'a', 100, 30),
    all('house-rule', '2025-01', 'a', 100, 30),
  ],
});

test('79 of 143 stands at percentile 39.04 of the Medicaid states, by the table of FFY 2022', async () => {
  const [placed] = await reports.placements({ measure: 'CBP', organizations: ['a'], benchmark: 'cms-core-set-medicaid-2021' });
  expect(placed!.placement!.percentile).toBeCloseTo(39.04, 2);
  expect(placed!.placement).toMatchObject({ interpolated: true });
  // Between the published lines at 25 and 50: 100 · 79/143 = 55.2448 % on the straight line that joins them.
  const [low, high] = [25, 50].map((at) => placed!.placement!.lines.find(({ percentile }) => percentile === at)!);
  expect(placed!.placement!.percentile).toBeCloseTo(25 + (25 * (79 / 143 - low!.rate)) / (high!.rate - low!.rate), 9);
  expect([low!.met, high!.met]).toEqual([true, false]);
  const needed = high!.patientsToReach!;
  expect((79 + needed) / 143).toBeGreaterThanOrEqual(high!.rate);
  expect((78 + needed) / 143).toBeLessThan(high!.rate);
  expect(placed!.benchmark).toMatchObject({ set: 'cms-core-set-medicaid-2021', peerGroup: 'states (Medicaid & CHIP Core Set)' });
});

test('what is hidden, empty or too small is not placed, and says why', async () => {
  const placed = await reports.placements({ measure: 'CBP', organizations: ['a', 'b', 'c'], denominatorMin: 150 });
  expect(placed.map(({ placement, reason }) => [placement, reason])).toEqual([
    [null, 'not payable: 143 of 150'],
    [null, 'the denominator is 0'],
    [null, 'hidden by the release'],
  ]);
});

describe('the ladder', () => {
  const question = { measure: 'CBP', organizations: ['a'], benchmark: 'cms-core-set-medicaid-2021' } as const;

  test('published percentiles and a fixed line, in performance order or the nearest first', async () => {
    const lines = [{ name: 'MPL', text: '56.00' }];
    const [placed] = await reports.placements({ ...question, lines });
    expect(placed!.ladder!.rungs.map(({ name, patientsToReach }) => [name, patientsToReach])).toEqual([
      ['25th', 0],
      ['MPL', 2],
      ['50th', 4],
      ['75th', 10],
    ]);
    const [nearest] = await reports.placements({ ...question, lines, order: 'nearest' });
    expect(nearest!.ladder!.rungs.map(({ name }) => name)).toEqual(['MPL', '50th', '25th', '75th']);
  });

  test('the rate as reported and the chance by the year’s end, in the placement and on the ladder', async () => {
    const asked = { ...question, comparison: 'rounded-2-decimals', closure: { probability: 0.1 } } as const;
    const [placed] = await reports.placements(asked);
    expect(placed!.placement!.comparison).toBe('rounded-2-decimals');
    expect(placed!.placement!.next).toMatchObject({ percentile: 50, distance: expect.closeTo(0.577 - 0.5524, 12) });
    expect(placed!.placement!.next!.chanceByYearEnd).toBeCloseTo(0.8937088174713913, 12);
    expect(placed!.ladder!.next).toMatchObject({ name: '50th', chanceByYearEnd: placed!.placement!.next!.chanceByYearEnd });
  });

  test('none without a rate to show', async () => {
    const placed = await reports.placements({ measure: 'CBP', organizations: ['b', 'c'] });
    expect(placed.map(({ ladder }) => ladder)).toEqual([null, null]);
  });
});

describe('which benchmark', () => {
  test('of a lower-is-better measure a low rate stands high', async () => {
    const [placed] = await reports.placements({ measure: 'GSD9', organizations: ['a'] });
    const rates = placed!.placement!.lines.map(({ rate }) => rate);
    expect(rates).toEqual(rates.toSorted((x, y) => y - x));
    expect(placed!.placement!.lines.find(({ percentile }) => percentile === 50)!.met).toBe(true);
  });

  test('that there is none is said, with those that there are', () => {
    expect(() => benchmarkFor('house-rule')).toThrow('no benchmark for measure house-rule: no public table has it');
    expect(() => benchmarkFor('CBP', 'nowhere')).toThrow(
      /no benchmark nowhere for measure CBP: there are .*cms-core-set-medicaid-2021/,
    );
  });
});
