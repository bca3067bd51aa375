import { ProgramError, type ProgramInput, readBenchmarkTable } from '@equipoise/benchmark';
import { stratificationCatalogue } from '@equipoise/engine';
import { importBenchmarkTables } from '@equipoise/store';
import { describe, expect, test } from 'vitest';
import { importBenchmarkFile, programFaults } from '../src/index.ts';
import { licensedCsv, programOf } from './support/program.ts';
import { all, reportsOf } from './support/world.ts';

const measures = [
  { id: 'CBP', title: 'Blood pressure', direction: 'higher', window: 'rolling-12' },
  { id: 'house-falls', title: 'Falls', direction: 'lower', window: 'rolling-12' },
] as const;
const world = () =>
  reportsOf({ measures, cells: [all('CBP', '2025-12', 'a', 200, 130), all('house-falls', '2025-12', 'a', 200, 20)] });
const now = '2026-01-02T12:00:00.000Z';
const fallsUpwards = licensedCsv().replaceAll('CBP,', 'house-falls,');
const wrongWay: ProgramInput['measures'] = [
  { id: 'falls', title: 'Falls', parts: [{ measure: 'house-falls', direction: 'higher' }], weight: 1 },
];

describe('which way is good is the measure’s own', () => {
  test('a table that says the other way is refused when it is brought, by what the release knows and by the catalogue', async () => {
    const { store } = await world();
    for (const measure of ['house-falls', 'GSD9']) {
      const text = licensedCsv().replaceAll('CBP,', `${measure},`);
      const { faults, landed } = await importBenchmarkFile(store, text, { name: 'falls.csv', now });
      expect(landed).toBeNull();
      expect(faults).toMatchObject([
        {
          rule: 'other-direction',
          column: 'direction',
          value: 'higher',
          message: expect.stringContaining(`of ${measure} lower is better`),
        },
      ]);
    }
    await store.close();
  });

  test('a table that was there before the measure is not placed on', async () => {
    const { store, placements } = await world();
    const [table] = readBenchmarkTable(fallsUpwards, { name: 'falls.csv' }).tables;
    const { licence, measure, measurementYear, population, set } = table!;
    await importBenchmarkTables(store, {
      tables: [{ set, measure, population, measurementYear, licence, content: table! }],
      importedAt: now,
    });
    await expect(placements({ measure: 'house-falls', organizations: ['a'], benchmark: set })).rejects.toThrow(
      'the table licensed-2024 says of house-falls that higher is better, and of the measure lower is: import it the right way round',
    );
    await store.close();
  });

  test('a program that pays for the worse rate is a contradiction, and is not scored', async () => {
    const { release, store, programScores } = await world();
    const program = programOf({ measures: wrongWay });
    expect(await programFaults(program, { store, release, year: 2025 })).toEqual([
      {
        place: 'measures.0.parts.0.direction',
        message: 'of house-falls lower is better, got higher',
        kind: 'contradiction',
      },
    ]);
    const scored = programScores({ program, organizations: ['a'] });
    await expect(scored).rejects.toThrow(ProgramError);
    await expect(scored).rejects.toThrow('own: measures.0.parts.0.direction: of house-falls lower is better, got higher');
    await store.close();
  });
});

describe('names that a program gives', () => {
  test('a rule on strata of a stratification that nobody reports is told', async () => {
    const { programScores, release, store } = await world();
    const program = programOf({ strata: { by: ['total', 'rase'], rule: 'every-stratum' } });
    expect(await programFaults(program, { store, release, year: 2025 })).toEqual([
      {
        place: 'strata.by.1',
        message: expect.stringContaining('there is no stratification rase in the release'),
        kind: 'not-at-hand',
      },
    ]);
    expect((await programScores({ program, organizations: ['a'] })).notes).toEqual([
      'The release has nothing by rase: no stratum of it is judged.',
    ]);
    await store.close();
  });

  test('a stratum that its stratification does not declare is told', async () => {
    const { release, store } = await world();
    const program = programOf({
      measures: [],
      components: [
        {
          kind: 'gap-closure',
          id: 'gap',
          title: 'Gap',
          measure: 'CBP',
          direction: 'higher',
          by: 'ethnicity',
          group: 'Hispanic',
          reference: 'rest',
          closed: 0.5,
        },
        {
          kind: 'completeness',
          id: 'known',
          title: 'Known',
          by: 'race-ethnicity-source',
          counted: ['self-reported', 'self-reportd'],
          threshold: 0.8,
        },
      ],
    });
    const faults = await programFaults(program, {
      store,
      release: { ...release, stratifications: stratificationCatalogue },
      year: 2025,
    });
    expect(faults).toMatchObject([
      {
        place: 'components.0.group',
        message: expect.stringMatching(/^there is no stratum Hispanic in ethnicity; it has Hispanic or Latino, /),
      },
      { place: 'components.1.counted.1', message: expect.stringContaining('there is no stratum self-reportd') },
    ]);
    await store.close();
  });

  test('a measure may be called what every object has', async () => {
    const { store, programScores } = await world();
    const part = (measure: string) => [{ measure, direction: 'higher' as const }];
    const program = programOf({
      measures: [
        { id: 'CBP', title: 'Blood pressure', parts: part('CBP'), weight: 0.5 },
        { id: 'odd', title: 'Odd', parts: part('constructor'), weight: 0.5 },
      ],
    });
    const { notes, scores } = await programScores({ program, organizations: ['a'], period: '2025-12' });
    expect(notes).toContain('The release has no results of 2025 for constructor.');
    expect(scores[0]!.measures.map(({ status }) => status)).toEqual(['REPORTED', 'NO_DATA']);
    await store.close();
  });
});
