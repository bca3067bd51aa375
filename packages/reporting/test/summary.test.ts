import { periodsBetween } from '@equipoise/engine';
import { expect, test } from 'vitest';
import { all, plan, practice, reportsOf, type Counts } from './support/world.ts';

const measures = [
  { id: 'CBP', title: 'Blood pressure', direction: 'higher', window: 'rolling-12', monthly: 'CBP-MONTH' },
  { id: 'CBP-MONTH', title: 'Blood pressure by month', direction: 'higher' },
  { id: 'ours', title: 'Our own', direction: 'lower' },
] as const;
const months = periodsBetween('2023-01', '2024-12');

test('one paragraph a measure: rate, gaps, signals beside those of chance, and the median line', async () => {
  const reports = await reportsOf({
    measures,
    organizations: [plan, practice('a'), practice('b'), practice('c')],
    cells: [
      // a makes a step after a year, b wavers, c was seen in three months only
      ...months.flatMap((month, index): Counts[] => [
        all('CBP-MONTH', month, 'a', 100, (index < 12 ? 50 : 65) + (index % 3)),
        all('CBP-MONTH', month, 'b', 100, index % 2 === 0 ? 48 : 52),
        ...(index < 3 ? [all('CBP-MONTH', month, 'c', 100, 40 + index)] : []),
      ]),
      all('CBP', '2024-12', 'a', 1000, 660),
      all('CBP', '2024-12', 'b', 1000, 500),
      ['CBP', '2024-12', 'a', 'race-ethnicity', 'White', 500, 400],
      ['CBP', '2024-12', 'a', 'race-ethnicity', 'Asian', 500, 260],
      all('ours', '2024-12', 'a', 50, 10),
    ],
  });
  const summaries = await reports.summary();
  expect(summaries.map(({ measure }) => measure.id)).toEqual(['CBP', 'ours']);
  const [cbp, ours] = summaries;
  expect(cbp!.estimate).toMatchObject({ denominator: 2000, numerator: 1160 });
  expect(cbp!.disparity).toMatchObject({ standingOut: 2, contract: { comparisons: 2 } });
  expect(cbp!.charts).toMatchObject({ measure: 'CBP-MONTH', judged: 2, practices: 3 });
  expect(cbp!.charts!.signals.map(({ organization }) => organization.id)).toEqual(['a']);
  // Two series of 24 useful points: the Anhøj rules cry wolf in 3 % of such series, by the exact count in engine.
  expect(cbp!.charts!.expectedByChance).toBeGreaterThan(0.04);
  expect(cbp!.charts!.expectedByChance).toBeLessThan(0.08);
  // The 50th percentile of the states is between 55 % and 60 % in the table of FFY 2022.
  expect(cbp!.median).toMatchObject({ met: 1, placed: 2, practices: 3 });
  expect(ours).toMatchObject({ charts: null, median: null });
});

test('two payers in one database: each with the measures that it has and the practices below it', async () => {
  const other = { id: 'other', name: 'Another plan', kind: 'payer', parent: null } as const;
  const reports = await reportsOf({
    measures,
    organizations: [plan, practice('a'), other, { ...practice('x'), parent: 'other' }],
    cells: [all('CBP', '2024-12', 'a', 100, 60), all('ours', '2024-11', 'x', 100, 60), all('ours', '2024-12', 'a', 100, 70)],
  });
  const summaries = await reports.summary();
  expect(summaries.map(({ measure, organization }) => [measure.id, organization.id])).toEqual([
    ['CBP', 'plan'],
    ['ours', 'other'],
    ['ours', 'plan'],
  ]);
  expect(summaries[0]!.median).toMatchObject({ placed: 1, practices: 1 });
  expect(summaries.map(({ practices }) => practices)).toEqual([
    { all: 1, withData: 1 },
    { all: 1, withData: 0 },
    { all: 1, withData: 1 },
  ]);
  // Another plan's latest month did not arrive: that is said, and is not the absence of the measure.
  expect(summaries[1]!.estimate.status).toBe('NO_DATA');
});
