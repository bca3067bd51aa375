import { rankPractices } from '@equipoise/benchmark';
import { expect, test } from 'vitest';
import { all, plan, practice, reportsOf, type Counts } from './support/world.ts';

const measures = [
  { id: 'CBP', title: 'Blood pressure', direction: 'higher' },
  { id: 'GSD9', title: 'Glycemic status above 9 %', direction: 'lower' },
] as const;
const counts = { a: [200, 180], b: [200, 100], c: [200, 20], d: [30, 4] } as const;
const stratum = (id: string, name: string, denominator: number, numerator: number): Counts => [
  'CBP',
  '2025-01',
  id,
  'race-ethnicity',
  name,
  denominator,
  numerator,
];
const { ranks } = await reportsOf({
  measures,
  policy: 'cms',
  organizations: [plan, ...['a', 'b', 'c', 'd'].map(practice)],
  cells: [
    ...Object.entries(counts).flatMap(([id, [denominator, numerator]]) => [
      all('CBP', '2025-01', id, denominator, numerator),
      all('GSD9', '2025-01', id, denominator, numerator),
    ]),
    stratum('a', 'Asian', 100, 30),
    stratum('b', 'Asian', 100, 60),
  ],
});

test('every practice with the ranks that chance leaves it; a hidden one has no part', async () => {
  const report = await ranks({ measure: 'CBP' });
  expect(report).toMatchObject({ period: '2025-01', stratum: 'all', ranked: 3, hidden: 1, seed: 1, draws: 1000 });
  expect(report.units.map(({ organization, place }) => [organization.id, place.rank, place.medianRank, place.reason])).toEqual([
    ['a', 1, 1, null],
    ['b', 2, 2, null],
    ['c', 3, 3, null],
    ['d', null, null, 'hidden by the release'],
  ]);
  const shown = (['a', 'b', 'c'] as const).map((id) => ({ id, denominator: counts[id][0], numerator: counts[id][1] }));
  const own = rankPractices(shown, { direction: 'higher', seed: 1 });
  expect(report.units.slice(0, 3).map(({ place }) => place)).toEqual(own.practices);
});

test('where lower is better the order turns, and a minimum leaves small ones out', async () => {
  const report = await ranks({ measure: 'GSD9', denominatorMin: 201, seed: 7, draws: 50 });
  expect(report.units.map(({ place }) => place.reason)).toEqual([
    'not payable: 200 of 201',
    'not payable: 200 of 201',
    'not payable: 200 of 201',
    'hidden by the release',
  ]);
  const { units } = await ranks({ measure: 'GSD9', seed: 7, draws: 50 });
  expect(units.map(({ place }) => place.rank)).toEqual([3, 2, 1, null]);
});

test('one stratum; a practice without it says so', async () => {
  const { units } = await ranks({ measure: 'CBP', by: 'race-ethnicity', stratum: 'Asian' });
  expect(units.map(({ place }) => place.rank)).toEqual([2, 1, null, null]);
  await expect(ranks({ measure: 'CBP', by: 'race-ethnicity' })).rejects.toThrow(
    'ranks by race-ethnicity need a stratum: one of Asian',
  );
  await expect(ranks({ measure: 'CBP', by: 'race-ethnicity', stratum: 'x' })).rejects.toThrow(
    'stratum x is not in the release here',
  );
});

test('organizations within one another are not ranked against each other', async () => {
  await expect(ranks({ measure: 'CBP', organizations: ['plan', 'a'] })).rejects.toThrow('must not lie within one another');
});
