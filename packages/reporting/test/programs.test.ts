import { programResults, programInForce, prepareProgram, benchmarkSets, scoreProgram } from '@equipoise/benchmark';
import { describe, expect, test } from 'vitest';
import { findProgramAt, importProgramFile, programsAt, scorePrograms } from '../src/index.ts';
import { programOf } from './support/program.ts';
import { all, plan, practice, reportsOf, type Counts } from './support/world.ts';

const measures = [
  { id: 'CBP', title: 'Blood pressure', direction: 'higher', window: 'rolling-12' },
  { id: 'COL', title: 'Colorectal screening', direction: 'higher', window: 'rolling-12' },
  { id: 'GSD9', title: 'Glycemic status above 9 %', direction: 'lower', window: 'month' },
] as const;
const inputsOfEach = { capitation: 100_000 };
const strata = (id: string, period: string, counts: Record<string, readonly [number, number]>): Counts[] =>
  Object.entries(counts).map(([stratum, [denominator, numerator]]) => [
    'CBP',
    period,
    id,
    'race-ethnicity',
    stratum,
    denominator,
    numerator,
  ]);

describe('a score over released cells', () => {
  // 57.7 % of 143 is 82.511: 83 meet the median of the Medicaid states, 82 do not.
  const cells = [
    all('CBP', '2025-12', 'a', 143, 83),
    all('CBP', '2025-12', 'b', 143, 82),
    all('CBP', '2025-12', 'c', 29, 29),
    all('CBP', '2025-11', 'a', 143, 10),
    all('CBP', '2024-12', 'a', 140, 70),
    all('COL', '2025-09', 'a', 100, 50),
    all('COL', '2024-12', 'a', 100, 40),
    all('COL', '2024-08', 'a', 100, 30),
    all('GSD9', '2025-12', 'a', 100, 30),
  ];
  const organizations = [plan, practice('a'), practice('b'), practice('c'), practice('d')];
  const world = reportsOf({ measures, organizations, cells });

  test('the share, the dollars and the reasons of every practice, on the last month of the newest year', async () => {
    const { programScores } = await world;
    const found = await programScores({ program: programOf(), inputsOfEach });
    expect(found).toMatchObject({ year: 2025, provenance: { release: 1, policy: 'none' }, notes: [] });
    expect(found.periods).toEqual([
      { measure: 'CBP', year: 2025, period: '2025-12' },
      { measure: 'CBP', year: 2024, period: '2024-12' },
    ]);
    expect(found.benchmarks.map(({ set }) => set)).toEqual(['cms-core-set-medicaid-2021']);
    expect(found.organizations.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
    expect(found.scores.map(({ organization, score, dollars }) => [organization, score, dollars!.total.cents])).toEqual([
      ['a', 1, 1_000_000],
      ['b', 0, 0],
      ['c', null, null],
      ['d', null, null],
    ]);
    expect(found.scores.map(({ measures: [measure] }) => measure!.reason)).toEqual([
      null,
      null,
      'not payable: 29 of 30',
      'no data',
    ]);
    expect(found.scores[0]!.measures[0]!.parts[0]!.total.baseline).toEqual({ denominator: 140, numerator: 70 });
  });

  test('is the score of the same counts without a database', async () => {
    const { programScores } = await world;
    const program = programOf();
    const found = await programScores({ program, inputsOfEach, organizations: ['b', 'a'] });
    const rows = [
      { organization: 'a', year: 2025, denominator: 143, numerator: 83 },
      { organization: 'b', year: 2025, denominator: 143, numerator: 82 },
      { organization: 'a', year: 2024, denominator: 140, numerator: 70 },
    ].map((row) => ({ ...row, measure: 'CBP', by: 'total', stratum: 'all' }));
    const prepared = await prepareProgram(programInForce(program, { year: 2025 }), benchmarkSets());
    const organizations = ['b', 'a'];
    const inputs = { a: inputsOfEach, b: inputsOfEach };
    expect(found.scores).toEqual(scoreProgram(prepared, { results: programResults(rows), organizations, inputs }));
  });

  test('a month or a year of one’s own; the baseline never shares a month with it', async () => {
    const { programScores } = await world;
    const asked = { program: programOf(), organizations: ['a'] };
    const [november] = (await programScores({ ...asked, period: '2025-11' })).scores;
    expect(november!.measures[0]!.parts[0]!.total).toMatchObject({ numerator: 10, baseline: null });
    const [before] = (await programScores({ ...asked, year: 2024 })).scores;
    expect(before!.measures[0]!.parts[0]!.total).toMatchObject({ numerator: 70, baseline: null });

    const screening = programOf({
      benchmark: { population: 'mips-ehr' },
      measures: [{ id: 'COL', title: 'Screening', parts: [{ measure: 'COL', direction: 'higher' }], weight: 1 }],
    });
    const late = await programScores({ program: screening, organizations: ['a'] });
    expect(late.notes).toEqual(['COL is judged as of 2025-09: 2025 has not ended there.']);
    // Of 2024 the windows that end after September overlap the one judged.
    expect(late.periods[1]).toEqual({ measure: 'COL', year: 2024, period: '2024-08' });
    expect(late.scores[0]!.measures[0]!.parts[0]!.total).toMatchObject({ numerator: 50, baseline: { numerator: 30 } });
  });

  test('a level that the program does not judge says so', async () => {
    const { programScores } = await world;
    const { notes, organizations: judged } = await programScores({ program: programOf(), at: 'payer' });
    expect(judged.map(({ id }) => id)).toEqual(['plan']);
    expect(notes).toEqual(['The program judges each practice; these are scores as if it judged at the level payer.']);
  });

  test('assumptions are in force and repeated beside the dollars', async () => {
    const { programScores } = await world;
    const asked = { program: programOf(), organizations: ['b'], inputsOfEach };
    const [score] = (await programScores({ ...asked, assume: { 'lines.median': '{"percent":"57"}' } })).scores;
    expect(score!.dollars).toMatchObject({
      total: { cents: 1_000_000 },
      assumptions: [expect.stringMatching(/^lines\.median = .*57.* \(assumed\)$/)],
    });
  });

  test('amounts are of an organization, or of each', async () => {
    const { programScores } = await world;
    const inputs = { a: { capitation: 5 } };
    const { scores } = await programScores({ program: programOf(), inputs, inputsOfEach, organizations: ['a', 'b'] });
    expect(scores.map(({ dollars }) => dollars!.base.dollars)).toEqual([5, 100_000]);
    const { scores: without } = await programScores({ program: programOf(), inputs, organizations: ['b'] });
    expect(without[0]!.dollars!.total).toMatchObject({ cents: null, reason: expect.stringContaining('capitation') });
  });

  test.for([
    [{ program: 'none' }, 'there is no program none; there are california-advanced-primary-care, calpers-qams, '],
    [{ organizations: ['z'] }, 'organization z is not in the release'],
    [{ organizations: ['a'], at: 'payer' as const }, 'name organizations or a level, and not both'],
    [{ at: 'provider_organization' as const }, 'the release has no provider_organization; it has practice, payer'],
    [{ year: 2023 }, 'the release has nothing of 2023 for the measures of own; it has 2024-12 to 2025-12'],
    [{ period: '2025-10' }, 'the release has nothing of 2025-10 for the measures of own'],
    [{ period: '2025-12', year: 2024 }, 'the period must lie in the measurement year'],
    [{ inputsOfEach: { premium: 1 } }, 'an input is none of own, which has capitation (Capitation of the year, in dollars)'],
    [{ inputsOfEach: { capitation: NaN } }, 'input capitation must be a number of at least 0'],
    [{ inputs: { z: { capitation: 1 } } }, 'organization z is not in the release'],
    [{ assume: { scael: 'cliff' } }, '--assume names scael, which is no term of this program'],
    [
      {
        program: programOf({ measures: [{ id: 'G', title: 'G', parts: [{ measure: 'GSD9', direction: 'lower' }], weight: 1 }] }),
      },
      'GSD9: the results are of single months, and a month is no measurement year',
    ],
    [
      { program: programOf({ measures: [{ id: 'X', title: 'X', parts: [{ measure: 'X', direction: 'lower' }], weight: 1 }] }) },
      'the release has none of the measures of own (X); it has CBP, COL, GSD9 (case counts)',
    ],
  ] as const)('refused: %j', async ([question, message]) => {
    const { programScores } = await world;
    await expect(programScores({ program: programOf(), ...question })).rejects.toThrow(message);
  });

  test('measures that are not there are named, and weigh nothing', async () => {
    const { programScores } = await world;
    const part = (measure: string) => ({
      id: measure,
      title: measure,
      parts: [{ measure, direction: 'higher' as const }],
      weight: 0.5,
    });
    const { notes, scores } = await programScores({
      program: programOf({ measures: [part('CBP'), part('BCS')] }),
      organizations: ['a'],
    });
    expect(notes).toEqual(['The release has no results of 2025 for BCS.']);
    expect(scores[0]).toMatchObject({ score: 1, weightScored: 0.5 });
  });

  test('which strata stand for no answer is a matter of their stratification', async () => {
    const cell = (by: string, stratum: string): Counts => ['CBP', '2025-12', 'a', by, stratum, 50, 25];
    const { programScores } = await reportsOf({
      measures,
      stratifications: [{ id: 'housing', strata: ['stable', 'Unknown'], unanswered: [] }],
      cells: [
        all('CBP', '2025-12', 'a', 100, 50),
        ...['White', 'Asked But No Answer', 'Unknown'].map((stratum) => cell('race-ethnicity', stratum)),
        ...['Unknown', 'stable'].map((stratum) => cell('housing', stratum)),
      ],
    });
    const program = programOf({ strata: { by: ['race-ethnicity', 'housing', 'nobody-has-it'], rule: 'report' } });
    const [score] = (await programScores({ program, organizations: ['a'] })).scores;
    expect(score!.measures[0]!.parts[0]!.strata.map(({ by, stratum }) => `${by}: ${stratum}`)).toEqual([
      'race-ethnicity: White',
      'housing: stable',
      'housing: Unknown',
    ]);
  });

  test('ranks are among all practices, whoever is asked about', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const { programScores } = await reportsOf({
      measures,
      organizations: [plan, ...ids.map(practice)],
      cells: ids.flatMap((id, index) => [
        all('CBP', '2025-12', id, 1000, 100 + 150 * index),
        ...strata(id, '2025-12', { Asian: [500, 50 + 70 * index], White: [500, 50 + 80 * index] }),
      ]),
    });
    const index = { kind: 'health-equity-index' as const, id: 'index', title: 'Index', by: 'race-ethnicity', risk: ['Asian'] };
    const program = programOf({
      components: [{ ...index, weight: 0.5 }],
      measures: [{ ...programOf().written.measures[0]!, weight: 0.5 }],
    });
    const { scores } = await programScores({ program });
    const [alone] = (await programScores({ program, organizations: ['f'] })).scores;
    expect(alone).toEqual(scores.at(-1));
    expect(alone!.components[0]!.facts).toContainEqual({ label: 'CBP: points', value: 1, unit: 'points' });
  });

  test('a pool is shared among all practices, whoever is asked about', async () => {
    const { programScores } = await reportsOf({
      measures,
      cells: [all('CBP', '2025-12', 'a', 143, 83), all('CBP', '2025-12', 'b', 143, 82)],
    });
    const program = programOf({
      money: { base: 'capitation', inputs: { capitation: 'Capitation' }, share: 0.1, pool: { by: 'score' } },
    });
    const { scores } = await programScores({ program, inputsOfEach, organizations: ['a'] });
    // What b did not earn goes to a, the only one with a score.
    expect(scores.map(({ organization, dollars }) => [organization, dollars!.pool!.cents])).toEqual([['a', 1_000_000]]);
  });
});

describe('what the release hides', () => {
  const program = (rule: 'every-stratum' | 'mean-of-strata' | 'report') =>
    programOf({
      strata: { by: ['race-ethnicity'], rule },
      minimumDenominator: 0,
      components: [
        {
          kind: 'gap-closure',
          id: 'gap',
          title: 'The gap of Black patients',
          weight: 0.5,
          measure: 'CBP',
          direction: 'higher',
          by: 'race-ethnicity',
          group: 'Black or African American',
          reference: 'rest',
          closed: 0.1,
        },
      ],
      measures: [{ id: 'CBP', title: 'Blood pressure', parts: [{ measure: 'CBP', direction: 'higher' }], weight: 0.5 }],
    });
  /** The hidden stratum has `small` hits of 20; a stratum of the unanswered takes up the rest, so that the total stays. */
  const world = (small: number) =>
    reportsOf({
      measures,
      policy: 'cms',
      cells: ['2024-12', '2025-12'].flatMap((period) => [
        all('CBP', period, 'a', 400, 240),
        ...strata('a', period, {
          White: [150, 100],
          'Black or African American': [130, 70],
          Asian: [20, small],
          Unknown: [100, 70 - small],
        }),
      ]),
    });

  test.for(['report', 'every-stratum', 'mean-of-strata'] as const)('is told by nothing: strata %s', async (rule) => {
    const answer = async (small: number) => {
      const { programScores } = await world(small);
      const { scores, benchmarks, notes, periods } = await programScores({
        program: program(rule),
        organizations: ['a', 'plan'],
        inputsOfEach,
      });
      return { scores, benchmarks, notes, periods };
    };
    expect(await answer(9)).toEqual(await answer(3));
  });

  test('leaves what rests on it undetermined, within its bounds', async () => {
    const { programScores } = await world(4);
    const { scores } = await programScores({ program: program('mean-of-strata'), organizations: ['a'], inputsOfEach });
    const [measure] = scores[0]!.measures;
    const asian = measure!.parts[0]!.strata.find(({ stratum }) => stratum === 'Asian');
    expect(asian).toMatchObject({ denominator: null, numerator: null, rate: null, status: 'SUPPRESSED', achieved: null });
    // White meets the median, Black does not, the hidden one may or may not.
    expect(measure).toMatchObject({ achieved: null, lower: expect.closeTo(1 / 3, 12), upper: expect.closeTo(2 / 3, 12) });
    expect(measure!.parts[0]!.strata.map(({ stratum }) => stratum)).not.toContain('Unknown');
    expect(scores[0]!.components[0]).toMatchObject({ achieved: null, status: 'SUPPRESSED' });
    expect(scores[0]!.dollars!.total.cents).toBeNull();
  });

  test('a hidden total has no score, and no dollars', async () => {
    const { programScores } = await reportsOf({
      measures,
      policy: 'cms',
      cells: [all('CBP', '2025-12', 'a', 60, 55), all('CBP', '2025-12', 'b', 60, 5)],
    });
    const { scores } = await programScores({ program: programOf(), inputsOfEach });
    expect(scores.map(({ score, measures: [measure] }) => [score, measure!.reason])).toEqual([
      [null, 'hidden by the release'], // 60 − 55 is as small as 5
      [null, 'hidden by the release'],
    ]);
    expect(JSON.stringify(scores)).not.toMatch(/\b55\b/);
  });
});

describe('programs at hand', () => {
  const now = '2026-01-02T12:00:00.000Z';

  test('shipped ones, and those that were imported', async () => {
    const { store, programScores } = await reportsOf({ measures, cells: [all('CBP', '2025-12', 'a', 143, 83)] });
    const shipped = await programsAt(store);
    expect(shipped.every(({ importedAt, origin }) => origin === 'shipped' && importedAt === null)).toBe(true);
    const input = programOf().written;
    expect((await importProgramFile(store, input, { name: 'own.json', now })).change).toBe('added');
    expect((await importProgramFile(store, input, { name: 'own.json', now })).change).toBe('unchanged');
    expect((await programsAt(store)).length).toBe(shipped.length + 1);
    expect(await findProgramAt(store, 'own')).toMatchObject({ origin: 'imported', importedAt: now });
    const byName = await programScores({ program: 'own', organizations: ['a'], inputsOfEach });
    const byFile = await programScores({ program: programOf(), organizations: ['a'], inputsOfEach });
    expect(byName.scores).toEqual(byFile.scores);
    await store.close();
  });

  test('nothing stands in for a shipped one, and a faulty one does not land', async () => {
    const { store } = await reportsOf({ measures, cells: [all('CBP', '2025-12', 'a', 143, 83)] });
    const shadow = { ...programOf().written, id: 'covered-california-qti' };
    await expect(importProgramFile(store, shadow, { name: 'own.json', now })).rejects.toThrow(
      'own.json: id: covered-california-qti is that of a program that is shipped: give yours another',
    );
    const faulty = { ...programOf().written, measures: [{ ...programOf().written.measures[0]!, weight: 0.6 }] };
    await expect(importProgramFile(store, faulty, { name: 'own.json', now })).rejects.toThrow('weights must add to 1');
    expect((await programsAt(store)).filter(({ origin }) => origin === 'imported')).toEqual([]);
    await store.close();
  });
});

test('a whole plan: 2,000 practices, 4 measures in one answer', async () => {
  const ids = Array.from({ length: 2000 }, (_, index) => `p${index}`);
  const names = ['CBP', 'COL', 'M3', 'M4'];
  const { programScores, store, release } = await reportsOf({
    measures: names.map((id) => ({ id, title: id, direction: 'higher' as const, window: 'rolling-12' as const })),
    organizations: [plan, ...ids.map(practice)],
    cells: ids.flatMap((id, index) => names.map((measure) => all(measure, '2025-12', id, 100 + (index % 7), index % 100))),
  });
  const program = programOf({
    lines: { median: { percent: '50' } },
    measures: names.map((id) => ({ id, title: id, parts: [{ measure: id, direction: 'higher' as const }], weight: 0.25 })),
  });
  const { scores } = await programScores({ program });
  expect(scores.length).toBe(2000);
  const among = scores.find(({ organization }) => organization === 'p99');
  expect(among!.score).toBe(1);
  const [alone] = (await scorePrograms(store, release, { program, organizations: ['p99'] })).scores;
  expect(alone).toEqual(among);
});
