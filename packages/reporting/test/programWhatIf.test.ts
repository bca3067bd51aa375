import { changeForExport, planForExport, type ProgramInput } from '@equipoise/benchmark';
import { describe, expect, test } from 'vitest';
import { importBenchmarkFile } from '../src/index.ts';
import { licensedCsv, programOf } from './support/program.ts';
import { all, plan, practice, reportsOf, type Counts } from './support/world.ts';

const measures = [{ id: 'CBP', title: 'Blood pressure', direction: 'higher', window: 'rolling-12' }] as const;
const stratum = (name: string, denominator: number, numerator: number): Counts => [
  'CBP',
  '2025-12',
  'a',
  'race-ethnicity',
  name,
  denominator,
  numerator,
];
const world = (policy = 'none') =>
  reportsOf({
    measures,
    policy,
    organizations: [plan, practice('a'), practice('b')],
    cells: [
      all('CBP', '2025-12', 'a', 143, 79),
      all('CBP', '2025-12', 'b', 143, 83),
      all('CBP', '2024-12', 'a', 143, 90),
      stratum('White', 100, 58),
      stratum('Asian', 40, 19),
      stratum('Unknown', 3, 2),
    ],
  });
const asked = { program: programOf(), inputsOfEach: { capitation: 100_000 } };

describe('as it is and as it would be', () => {
  test('four patients more meet the median, and earn its dollars', async () => {
    const { programWhatIf } = await world();
    const { after, before, changes, closed, provenance, year } = await programWhatIf(asked, {
      gaps: [{ organization: 'a', measure: 'CBP', patients: 4 }],
    });
    expect([year, provenance.release]).toEqual([2025, 1]);
    expect([before, after].map((scores) => scores.map(({ score }) => score))).toEqual([
      [0, 1],
      [1, 1],
    ]);
    expect(changes.map(({ organization, dollars }) => [organization, dollars])).toEqual([
      ['a', { before: 0, after: 10_000, change: 10_000 }],
      ['b', { before: 10_000, after: 10_000, change: 0 }],
    ]);
    expect(closed).toMatchObject([{ organization: 'a', patients: 4 }]);
  });

  test('a stratum that the program does not look at can be named: its patients count in the total', async () => {
    const { programWhatIf } = await world();
    const gaps = [{ organization: 'a', measure: 'CBP', by: 'race-ethnicity', stratum: 'Asian', patients: 4 }];
    expect((await programWhatIf(asked, { gaps })).after[0]!.measures[0]!.parts[0]!.total.numerator).toBe(83);
  });

  test('other terms and another year', async () => {
    const { programWhatIf } = await world();
    const easier = await programWhatIf({ ...asked, organizations: ['a'] }, { assume: { 'lines.median': '{"percentile":25}' } });
    expect([easier.before[0]!.score, easier.after[0]!.score]).toEqual([0, 1]);
    const earlier = await programWhatIf({ ...asked, organizations: ['a'] }, { year: 2024 });
    expect(earlier.after[0]!.measures[0]!.parts[0]!.total).toMatchObject({ numerator: 90, achieved: 1 });
    const rule = { strata: '{"by":["race-ethnicity"],"rule":"every-stratum"}', 'lines.median': '{"percent":"50"}' };
    const stricter = await programWhatIf({ ...asked, organizations: ['a'] }, { assume: rule });
    // 19 of 40 Asian patients are under half; without the rule the total alone would meet it.
    expect(stricter.after[0]!.score).toBe(0);
  });

  test.for([
    [{ measure: 'COL', organization: 'a', patients: 1 }, 'measure COL is none of own, which has CBP'],
    [{ measure: 'CBP', organization: 'z', patients: 1 }, 'organization z is not in the release'],
    [{ measure: 'CBP', organization: 'plan', patients: 1 }, 'gaps of plan change nothing here'],
    [
      { measure: 'CBP', organization: 'a', patients: 1, by: 'colour', stratum: 'x' },
      'stratification colour is not in the release',
    ],
    [
      { measure: 'CBP', organization: 'a', patients: 1, by: 'race-ethnicity', stratum: 'x' },
      'stratum x is not among the results',
    ],
    [{ measure: 'CBP', organization: 'a', patients: 65 }, '64'],
  ] as const)('refused: %j', async ([gap, message]) => {
    const { programWhatIf } = await world();
    await expect(programWhatIf(asked, { gaps: [gap] })).rejects.toThrow(message);
  });

  test('a hidden stratum takes no part', async () => {
    const { programWhatIf } = await reportsOf({
      measures,
      policy: 'cms',
      cells: [all('CBP', '2025-12', 'a', 143, 79), stratum('White', 103, 58), stratum('Asian', 40, 6)],
    });
    const gaps = [{ organization: 'a', measure: 'CBP', by: 'race-ethnicity', stratum: 'Asian', patients: 1 }];
    await expect(programWhatIf({ ...asked, organizations: ['a'] }, { gaps })).rejects.toThrow(/hidden/);
  });
});

describe('the cheapest gaps', () => {
  test('for the next line and for a goal in dollars, an organization each', async () => {
    const { programCheapest } = await world();
    const { plans } = await programCheapest(asked, { goal: { kind: 'dollars', amount: 10_000 } });
    expect(plans.map(({ organization, reached, patients }) => [organization, reached, patients])).toEqual([
      ['a', true, 4],
      ['b', true, 0],
    ]);
    const priced = await programCheapest({ ...asked, organizations: ['a'] }, { goal: { kind: 'next-line' }, cost: { CBP: 15 } });
    expect(priced.plans[0]).toMatchObject({ patients: 4, cost: 60 });
  });

  test('refused: a measure of another program, a goal that is none', async () => {
    const { programCheapest } = await world();
    await expect(programCheapest(asked, { goal: { kind: 'next-line', measure: 'COL' } })).rejects.toThrow(
      'measure COL is none of own',
    );
    await expect(programCheapest(asked, { goal: { kind: 'score', score: 2 } })).rejects.toThrow('a score is a fraction');
    await expect(programCheapest(asked, { goal: { kind: 'next-line' }, cost: { CBP: 0.5 } })).rejects.toThrow('cost of CBP');
  });
});

test('neither leaves the house with what tells a licensed line', async () => {
  const { store, programWhatIf, programCheapest } = await world();
  await importBenchmarkFile(store, licensedCsv('57.00'), { name: 'own.csv', now: '2026-01-01T00:00:00.000Z' });
  const component = {
    kind: 'composite',
    id: 'mean',
    title: 'Mean',
    line: 'median',
    reportable: 0.5,
    consequence: 'none',
  } as const;
  const changes: Partial<ProgramInput> = { benchmark: { population: 'medicaid-hmo' }, components: [component] };
  const licensed = { ...asked, program: programOf(changes), organizations: ['a'] };
  const gaps = [{ organization: 'a', measure: 'CBP', patients: 3 }];
  const found = await programWhatIf(licensed, { gaps, assume: { 'lines.median': '{"percentile":75}' } });
  const change = changeForExport(found.changes[0]!, [...found.before, ...found.after]);
  expect(JSON.stringify(found.changes[0])).toMatch(/0\.6971|percentile":\{"before":[\d.]+/);
  expect(change.items[0]!.cells[0]).toMatchObject({
    numerator: { before: 79, after: 82 },
    percentile: { before: null, after: null, change: null },
    patientsToNext: { before: null, after: null, change: null },
  });
  expect(JSON.stringify(change)).not.toContain('0.6971');
  const [path] = (await programCheapest(licensed, { goal: { kind: 'next-line', measure: 'CBP' } })).plans;
  expect(path).toMatchObject({ patients: 3 }); // 57 % of 143 is 81.51
  expect(planForExport(path!)).toMatchObject({
    gaps: [],
    patients: null,
    after: null,
    change: null,
    sentence: null,
    reached: true,
  });
  await store.close();
});

test('gaps of a measure that only a gap closure looks at', async () => {
  const stratum = (period: string, name: string, counts: readonly [number, number]): Counts => [
    'COL',
    period,
    'a',
    'ethnicity',
    name,
    ...counts,
  ];
  const reports = await reportsOf({
    measures: [
      { id: 'CBP', title: 'Blood pressure', direction: 'higher', window: 'rolling-12' },
      { id: 'COL', title: 'Screening', direction: 'higher', window: 'rolling-12' },
    ],
    cells: [
      all('CBP', '2025-12', 'a', 143, 79),
      all('COL', '2025-12', 'a', 200, 90),
      all('COL', '2024-12', 'a', 200, 90),
      ...['2024-12', '2025-12'].flatMap((period) => [
        stratum(period, 'Hispanic or Latino', [100, 40]),
        stratum(period, 'Not Hispanic or Latino', [100, 50]),
      ]),
    ],
  });
  const program = programOf({
    components: [
      {
        kind: 'gap-closure',
        id: 'gap',
        title: 'Gap',
        measure: 'COL',
        direction: 'higher',
        by: 'ethnicity',
        group: 'Hispanic or Latino',
        reference: 'Not Hispanic or Latino',
        closed: 0.5,
      },
    ],
  });
  const gaps = [{ organization: 'a', measure: 'COL', by: 'ethnicity', stratum: 'Hispanic or Latino', patients: 5 }];
  const { after, before } = await reports.programWhatIf({ program, organizations: ['a'] }, { gaps });
  expect([before[0]!.components[0]!.achieved, after[0]!.components[0]!.achieved]).toEqual([0, 1]);
  await reports.store.close();
});
