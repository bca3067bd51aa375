import { describe, expect, test } from 'vitest';
import { UnknownNameError } from '../src/index.ts';
import { all, reportsOf, type Counts } from './support/world.ts';

const measures = [
  { id: 'CBP', title: 'Blood pressure', direction: 'higher' },
  { id: 'COL', title: 'Screening', direction: 'higher', window: 'year' },
] as const;

const byRace = (stratum: string, denominator: number, numerator: number): Counts => [
  'CBP',
  '2025-03',
  'a',
  'race-ethnicity',
  stratum,
  denominator,
  numerator,
];

const reports = await reportsOf({
  measures,
  policy: 'cms',
  cells: [
    all('CBP', '2025-01', 'a', 263, 81),
    all('CBP', '2025-03', 'a', 0, 0),
    all('CBP', '2025-01', 'b', 24, 12),
    all('CBP', '2025-03', 'b', 24, 20),
    byRace('Unknown', 50, 25),
    byRace('White', 40, 20),
    byRace('Asian', 60, 30),
    byRace('Hispanic or Latino', 70, 35),
    ['CBP', '2025-03', 'a', 'language', 'Unknown', 30, 15],
    ['CBP', '2025-03', 'a', 'language', 'spanish', 30, 15],
    ['CBP', '2025-03', 'a', 'language', 'armenian', 30, 15],
    all('COL', '2023-12', 'a', 90, 45),
    all('COL', '2024-12', 'a', 90, 60),
  ],
});

describe('what a rate is', () => {
  test('reported with its interval: 81 of 263 is 0.3080 (0.2553 to 0.3662), Newcombe 1998, table I', async () => {
    const [rate] = await reports.rates({ measure: 'CBP', organizations: ['a'], period: '2025-01' });
    expect(rate!.estimate).toMatchObject({ denominator: 263, numerator: 81, method: 'wilson', level: 0.95, status: 'REPORTED' });
    const { value, lower, upper } = rate!.estimate;
    expect([value!.toFixed(4), lower!.toFixed(4), upper!.toFixed(4)]).toEqual(['0.3080', '0.2553', '0.3662']);
  });

  test('or a status that says why it is none, never 0', async () => {
    const answers = await reports.rates({ measure: 'CBP', organizations: ['a', 'b'], from: '2025-01' }, { denominatorMin: 30 });
    expect(
      answers.map(({ organization, period, estimate: { value, status, reason } }) => [
        organization.id,
        period,
        value && 1,
        status,
        reason,
      ]),
    ).toEqual([
      ['a', '2025-01', 1, 'REPORTED', null],
      ['a', '2025-02', null, 'NO_DATA', 'the release has no cell here'],
      ['a', '2025-03', null, 'EMPTY', 'denominator is 0'],
      ['b', '2025-01', null, 'BELOW_MINIMUM', 'denominator 24 of 30 needed'],
      ['b', '2025-02', null, 'NO_DATA', 'the release has no cell here'],
      ['b', '2025-03', null, 'SUPPRESSED', 'hidden by the release'],
    ]);
  });

  test('the payer adds its practices up', async () => {
    const [rate] = await reports.rates({ measure: 'CBP', period: '2025-01' });
    expect([rate!.organization.id, rate!.estimate.denominator, rate!.estimate.numerator]).toEqual(['plan', 287, 93]);
  });
});

describe('strata', () => {
  test('come as their stratification declares them, not answered last', async () => {
    const rates = await reports.rates({ measure: 'CBP', by: 'race-ethnicity' });
    expect(rates.map(({ stratum }) => stratum)).toEqual(['Hispanic or Latino', 'Asian', 'White', 'Unknown']);
  });

  test('come by name where none are declared, not answered last', async () => {
    const rates = await reports.rates({ measure: 'CBP', by: 'language' });
    expect(rates.map(({ stratum }) => stratum)).toEqual(['armenian', 'spanish', 'Unknown']);
  });

  test('all say that nothing arrived when nothing did', async () => {
    const rates = await reports.rates({ measure: 'CBP', by: 'sex', period: '2025-02' });
    expect(rates.map(({ stratum, estimate }) => [stratum, estimate.status])).toEqual(
      ['female', 'male', 'other', 'Unknown'].map((stratum) => [stratum, 'NO_DATA']),
    );
  });
});

describe('which periods', () => {
  const periods = async (question: object) =>
    (await reports.rates({ measure: 'CBP', organizations: ['a'], ...question })).map(({ period }) => period);

  test('the latest, one, or every month between two, a month without data among them', async () => {
    expect(await periods({})).toEqual(['2025-03']);
    expect(await periods({ period: '2025-02' })).toEqual(['2025-02']);
    expect(await periods({ from: '2025-02' })).toEqual(['2025-02', '2025-03']);
    expect(await periods({ to: '2025-02' })).toEqual(['2025-01', '2025-02']);
  });

  test('before the first and after the last month nothing is missed, however far a question reaches', async () => {
    expect(await periods({ from: '0001-01', to: '9999-12' })).toEqual(['2025-01', '2025-02', '2025-03']);
    await expect(periods({ from: '2026-01' })).rejects.toThrow(
      'there is no period from 2026-01 to 2025-03; the release has 2025-01',
    );
  });

  test('a yearly measure has no gaps between its years', async () => {
    expect(await periods({ measure: 'COL', from: '2023-01' })).toEqual(['2023-12', '2024-12']);
  });
});

describe('names that the release does not have', () => {
  test.for([
    [{ measure: 'cbp' }, 'measure cbp is not in the release; it has CBP, COL (case counts)'],
    [{ measure: 'toString' }, 'measure toString is not in the release'],
    [{ measure: 'CBP', by: 'shoe-size' }, 'stratification shoe-size is not in the release; it has total, race-ethnicity'],
    [{ measure: 'CBP', organizations: ['a', 'z'] }, 'organization z is not in the release'],
    [{ measure: 'CBP', period: '2025-13' }, 'period is a month such as 2025-03, got 2025-13'],
  ] as const)('%j: %s', async ([question, message]) => {
    await expect(reports.rates(question)).rejects.toThrow(message);
  });

  test('are errors of their own kind', async () => {
    await expect(reports.rates({ measure: 'cbp' })).rejects.toThrow(UnknownNameError);
  });
});

test('an organization that is named twice is answered once', async () => {
  expect(await reports.rates({ measure: 'CBP', organizations: ['a', 'a'] })).toHaveLength(1);
});
