import { importBenchmarkFile, importProgramFile, settle, type Reports } from '@equipoise/reporting';
import type { Store } from '@equipoise/store';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiOver, createApi, openReleases, type Api } from '../src/index.ts';
import { ask, codesOf } from './support/ask.ts';
import { openFixture, smallCells } from './support/fixture.ts';

/** One measure on a ramp between two published lines of the states: 52.1 % and 62.1 %, with 57.7 % at the median. */
const ownBonus = {
  id: 'own-bonus',
  title: 'Our bonus',
  kind: 'bonus',
  status: 'example',
  payer: 'us',
  accountable: { level: 'practice', words: 'each practice' },
  verified: true,
  source: 'contract',
  citations: { contract: { title: 'Contract' } },
  notKnown: ['what comes next year'],
  benchmark: { population: 'medicaid-chip-state' },
  lines: { median: { percentile: 50 } },
  scales: { ramp: { scale: 'linear-rate', from: 25, to: 75 }, cliff: { scale: 'cliff', line: 50 } },
  scale: 'ramp',
  minimumDenominator: 30,
  strata: { by: ['race-ethnicity'], rule: 'report' },
  points: 100,
  measures: [{ id: 'CBP', title: 'Blood pressure', parts: [{ measure: 'CBP', direction: 'higher' }], weight: 1 }],
  money: { base: 'capitation', inputs: { capitation: 'Capitation in dollars' }, share: 0.1 },
} as const;

const licensed = [
  'measure_id,measurement_year,product_line,percentile,value,source,verified,direction,unit,orientation,benchmark_set,licence_note',
  ...['25,51.37', '50,54.41', '75,66.83'].map(
    (line) => `CBP,2024,medicaid-hmo,${line},house,true,higher,percent,performance,house-2024,not redistributable`,
  ),
  '',
].join('\n');

async function open(small = smallCells, policy = 'cms'): Promise<Store> {
  const store = await openFixture(small, policy);
  const now = '2026-01-01T00:00:00Z';
  const variants = [
    ownBonus,
    { ...ownBonus, id: 'strata-bonus', strata: { by: ['race-ethnicity'], rule: 'mean-of-strata' } },
    { ...ownBonus, id: 'licensed-bonus', benchmark: { population: 'medicaid-hmo' } },
    { ...ownBonus, id: 'recalled-bonus', scale: { value: 'ramp', verified: false, note: 'recalled' } },
  ];
  for (const variant of variants) await importProgramFile(store, variant as never, { name: `${variant.id}.json`, now });
  await importBenchmarkFile(store, licensed, { name: 'licensed.csv', now });
  return store;
}

let store: Store;
let api: Api;
beforeAll(async () => {
  store = await open();
  api = await createApi({ store, log: () => {} });
});
afterAll(() => store.close());

const awardOf = (organization: string, args: string, fields: string) =>
  `{ organization(id: "${organization}") { ... on Organization { award(${args}) { __typename ... on Award { ${fields} } ... on NotFound { missing message } } } } }`;

interface Answer<Award> {
  readonly organization: { readonly award: Award };
}

describe('programs', () => {
  test('are listed with every constant and its standing, and the file as it is', async () => {
    interface Program {
      id: string;
      origin: string;
      terms: { path: string; standing: string; value: string | null }[];
      notKnown: string[];
      definition: string;
      inputs: { name: string }[];
    }
    const { data, errors } = await ask<{ programs: Program[] }>(
      api,
      '{ programs { id origin notKnown definition inputs { name } terms { path standing value } } }',
    );
    expect(errors).toBeUndefined();
    const own = data.programs.find(({ id }) => id === 'recalled-bonus')!;
    expect(own).toMatchObject({ origin: 'IMPORTED', notKnown: ['what comes next year'], inputs: [{ name: 'capitation' }] });
    expect(own.terms.find(({ path }) => path === 'scale')).toMatchObject({ standing: 'RECALLED', value: 'ramp' });
    expect(JSON.parse(own.definition)).toMatchObject({ id: 'recalled-bonus', points: 100 });
    const qti = data.programs.find(({ id }) => id === 'covered-california-qti')!;
    expect(qti).toMatchObject({ origin: 'SHIPPED', inputs: [{ name: 'premium' }] });
    expect(qti.terms.find(({ path }) => path === 'scale')).toMatchObject({ standing: 'UNKNOWN', value: null });
  });

  test('one that is not there', async () => {
    const { data } = await ask(api, '{ program(id: "SECRET") { ... on NotFound { missing message } } }');
    expect(data).toEqual({ program: { missing: 'PROGRAM', message: 'No such program: programs lists them.' } });
  });
});

describe('an award', () => {
  test('is what a pencil says: 220 of 400 between 52.1 % and 62.1 % of ten thousand dollars', async () => {
    type Award = {
      score: number;
      points: number;
      dollars: { meaning: string; total: { cents: number }; atStake: { cents: number }; assumptions: string[] };
      measures: { parts: { total: { rate: number; lines: { met: boolean; patientsToReach: number }[] } }[] }[];
    };
    const { data, errors } = await ask<Answer<Award>>(
      api,
      awardOf(
        'PR-01',
        'program: "own-bonus", inputs: [{ name: "capitation", amount: 100000 }]',
        `score points dollars { meaning total { cents } atStake { cents } assumptions }
         measures { parts { total { rate lines { met patientsToReach } } } }`,
      ),
    );
    expect(errors).toBeUndefined();
    const { award } = data.organization;
    const achieved = (55 - 52.1) / (62.1 - 52.1);
    expect(award.score).toBeCloseTo(achieved, 12);
    expect(award.points).toBeCloseTo(100 * achieved, 10);
    expect(award.dollars).toEqual({
      meaning: 'EARNED',
      total: { cents: 290_000 },
      atStake: { cents: 1_000_000 },
      assumptions: [],
    });
    // 231 of 400 is 57.75 %, 230 is 57.5 %.
    expect(award.measures[0]!.parts[0]!.total).toEqual({ rate: 0.55, lines: [{ met: false, patientsToReach: 11 }] });
  });

  test('no dollars from what nobody verified; with the assumption they come, and it stands beside them', async () => {
    const fields = 'notVerified assumptions dollars { total { cents reason } assumptions }';
    const inputs = 'inputs: [{ name: "capitation", amount: 100000 }]';
    const without = await ask<Answer<unknown>>(api, awardOf('PR-01', `program: "recalled-bonus", ${inputs}`, fields));
    expect(without.data.organization.award).toMatchObject({
      notVerified: [expect.stringContaining('scale = ramp')],
      dollars: { total: { cents: null, reason: expect.stringContaining('nobody verified: scale') as string }, assumptions: [] },
    });
    for (const [assume, cents] of [
      ['{ path: "scale" }', 290_000],
      ['{ path: "all" }', 290_000],
      ['{ path: "scale", value: "cliff" }', 0],
    ] as const) {
      const { data } = await ask<Answer<unknown>>(
        api,
        awardOf('PR-01', `program: "recalled-bonus", ${inputs}, assume: [${assume}]`, fields),
      );
      const stated = [expect.stringMatching(/^scale = (ramp|cliff) \(assumed\)$/) as string];
      expect(data.organization.award).toMatchObject({
        notVerified: [],
        assumptions: stated,
        dollars: { total: { cents }, assumptions: stated },
      });
    }
  });

  test('explains itself down to the counts', async () => {
    const { data } = await ask<Answer<{ explanation: { depth: number; label: string; value: string | null }[] }>>(
      api,
      awardOf('PR-01', 'program: "own-bonus"', 'explanation { depth label value unit how reason path }'),
    );
    const steps = data.organization.award.explanation;
    expect(steps[0]).toMatchObject({ depth: 0, label: 'Our bonus' });
    expect(steps).toContainEqual(expect.objectContaining({ label: 'numerator', value: '220' }));
    expect(steps).toContainEqual(expect.objectContaining({ label: 'denominator', value: '400' }));
  });

  test('a page of practices costs one scoring, and each has its own', async () => {
    const releases = openReleases(store);
    const reports = await releases.find();
    let asked = 0;
    const counting: Reports = { ...reports, programScores: (question) => ((asked += 1), reports.programScores(question)) };
    const { data, errors } = await ask<{ organizations: { nodes: { id: string; award: { organization: { id: string } } }[] } }>(
      apiOver({ releases, reports: counting }),
      '{ organizations(kind: PRACTICE) { nodes { id award(program: "own-bonus") { ... on Award { organization { id } score } } } } }',
    );
    expect(errors).toBeUndefined();
    expect(asked).toBe(1);
    for (const { id, award } of data.organizations.nodes) expect(award.organization.id).toBe(id);
  });

  test('of an unknown program or a year without results: what there is, and nothing that was asked for', async () => {
    const unknown = await ask(api, awardOf('PR-01', 'program: "MRN4711"', 'score'));
    expect(unknown.text).toContain('No such program: programs lists them.');
    const early = await ask(api, awardOf('PR-01', 'program: "own-bonus", year: 1999', 'score'));
    expect(early.text).toContain('"missing":"PERIOD"');
    for (const { text } of [unknown, early]) expect(text).not.toMatch(/MRN4711|1999/);
  });

  test.for([
    'assume: [{ path: "MRN4711" }]',
    'assume: [{ path: "scale", value: "MRN4711" }]',
    'assume: [{ path: "money.formula", value: "MRN4711 * 2" }]',
    'inputs: [{ name: "MRN4711", amount: 5 }]',
    'inputs: [{ name: "capitation", amount: -4711 }]',
    'inputs: [{ name: "capitation", amount: 1 }, { name: "capitation", amount: 2 }]',
  ])('what is none of the program is refused and not repeated: %s', async (args) => {
    const answer = await ask(api, awardOf('PR-01', `program: "own-bonus", ${args}`, 'score'));
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
    expect(answer.text).not.toMatch(/MRN4711|4711/);
  });
});

describe('what a release hides', () => {
  const everything = `score lower upper reason notes explanation { path value how reason }
    dollars { total { cents lower upper reason } }
    measures { achieved lower upper status reason parts { total { numerator denominator }
      strata { stratum numerator denominator rate percentile band achieved status lines { met patientsToReach } } } }`;
  const inputs = 'inputs: [{ name: "capitation", amount: 100000 }]';
  const questions = ['PR-02', 'PR-03', 'IPA-1', 'PLAN'].flatMap((id) => [
    awardOf(id, `program: "strata-bonus", ${inputs}`, everything),
    awardOf(id, `program: "own-bonus", ${inputs}`, everything),
    ...['goal: { kind: NEXT_LINE }', 'goal: { kind: DOLLARS, amount: 9000 }', 'goal: { kind: SCORE, amount: 0.9 }'].map(
      (goal) =>
        `{ organization(id: "${id}") { ... on Organization { cheapestGaps(program: "strata-bonus", ${inputs}, ${goal}) {
          ... on CheapestGaps { reached reason count sentence cautions gaps { stratum count } after { ${everything} } } } } } }`,
    ),
    ...[1, 3, 4, 6, 9].map(
      (patients) =>
        `{ organization(id: "${id}") { ... on Organization { whatIf(program: "strata-bonus", ${inputs},
          close: [{ measure: "CBP", count: ${patients}, by: "race-ethnicity", stratum: "Asian" }]) {
          ... on WhatIf { cautions items { cells { stratum numerator { before after } toNextLine { before after } } } after { ${everything} } } } } } }`,
    ),
    ...[1, 50].map(
      (patients) =>
        `{ organization(id: "${id}") { ... on Organization { whatIf(program: "strata-bonus", ${inputs}, close: [{ measure: "CBP", count: ${patients} }]) {
          ... on WhatIf { cautions items { cells { stratum numerator { before after } } } after { ${everything} } } } } } }`,
    ),
  ]);

  test('a hidden stratum has no counts and decides no dollar', async () => {
    type Award = {
      dollars: { total: { cents: number | null } };
      measures: { status: string; parts: { strata: Record<string, unknown>[] }[] }[];
    };
    const { data } = await ask<Answer<Award>>(api, awardOf('PR-02', `program: "strata-bonus", ${inputs}`, everything));
    const { dollars, measures } = data.organization.award;
    const asian = measures[0]!.parts[0]!.strata.find(({ stratum }) => stratum === 'Asian');
    expect(asian).toMatchObject({ status: 'SUPPRESSED', numerator: null, denominator: null, rate: null, lines: [] });
    expect([measures[0]!.status, dollars.total.cents]).toEqual(['SUPPRESSED', null]);
  });

  test('two worlds that differ in nothing but hidden counts give the same bytes to every question', async () => {
    // The sum of the two hidden cells is shown above them, so it stays.
    const swapped = { second: { denominator: 9, numerator: 6 }, third: { denominator: 7, numerator: 3 } };
    const answers = async (world: Promise<Store>) => {
      const opened = await world;
      const served = await createApi({ store: opened, log: () => {} });
      const texts = [];
      for (const question of questions) texts.push((await ask(served, question)).text);
      await opened.close();
      return texts;
    };
    expect(await answers(open(swapped))).toEqual(await answers(open()));
    // The questions would tell the worlds apart: where nothing is hidden they do.
    expect(await answers(open(swapped, 'none'))).not.toEqual(await answers(open(smallCells, 'none')));
  });

  test('gaps in a hidden stratum cannot be counted by closing them', async () => {
    for (const question of questions.filter((text) => text.includes('"Asian"') && !/"(IPA-1|PLAN)"/.test(text))) {
      const answer = await ask(api, question);
      expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
      expect(answer.errors![0]!.message).toContain('hidden by the release');
    }
  });
});

describe('figures that a licence keeps in the house', () => {
  const figures = /51\.37|54\.41|66\.83|0\.5137|0\.5441|0\.6683/;

  test('stay out of awards, plans and placements, which say why; what was found stays', async () => {
    const award = await ask<Answer<{ dollars: { total: { cents: number } } }>>(
      api,
      awardOf(
        'PR-01',
        'program: "licensed-bonus", inputs: [{ name: "capitation", amount: 100000 }]',
        `score dollars { total { cents } } explanation { label value how reason }
         measures { achieved parts { keptOut benchmark { set lines { rate text } } total { percentile band sentence lines { met rate patientsToReach chance } } } }`,
      ),
    );
    expect(award.errors).toBeUndefined();
    const cents = Math.round(1_000_000 * ((55 - 51.37) / (66.83 - 51.37)));
    expect(award.data.organization.award.dollars.total.cents).toBe(cents);
    const placement = await ask(
      api,
      `{ organization(id: "PR-01") { ... on Organization { placement(measure: "CBP", benchmark: "house-2024", lines: [{ name: "MPL", percent: "54.5" }], closure: 0.1) {
        ... on Placement { percentile band keptOut svg benchmark { set lines { text } } next { percentile rate text distance patientsToReach chance met }
          lines { percentile rate text distance patientsToReach chance chanceByYearEnd met } ladder { name rate met distance patientsToReach chance } } } } } }`,
    );
    expect(placement.errors).toBeUndefined();
    const plan = await ask(
      api,
      `{ organization(id: "PR-01") { ... on Organization { cheapestGaps(program: "licensed-bonus", goal: { kind: NEXT_LINE }) {
        ... on CheapestGaps { keptOut count gaps { count } sentence after { score } } } } } }`,
    );
    expect(plan.errors).toBeUndefined();
    expect(plan.data).toMatchObject({ organization: { cheapestGaps: { count: null, gaps: [], sentence: null } } });
    for (const { text } of [award, placement, plan]) {
      expect(text).toContain('kept out of exports: licence of house-2024 (not redistributable)');
      expect(text).not.toMatch(figures);
    }
    expect(placement.data).toMatchObject({
      organization: {
        placement: {
          percentile: null,
          band: 'between the 50th and the 75th',
          benchmark: { set: 'house-2024', lines: [] },
          ladder: [
            { name: '25th', rate: null, met: true },
            { name: '50th', rate: null, met: true },
            { name: '75th', rate: null, met: false },
            { name: 'MPL', rate: 0.545, met: true, patientsToReach: 0 },
          ],
        },
      },
    });
  });
});

test('tables at hand say whose they are; the lines of one that a licence keeps in the house are not there', async () => {
  const { data, errors } = await ask<{
    benchmarkTables: { nodes: { origin: string; redistributable: boolean; benchmark: { set: string; lines: unknown[] } }[] };
  }>(
    api,
    '{ benchmarkTables(measure: "CBP", first: 200) { nodes { origin redistributable licence benchmark { set population lines { text } } } } }',
  );
  expect(errors).toBeUndefined();
  const tables = data.benchmarkTables.nodes;
  expect(tables.find(({ benchmark }) => benchmark.set === 'house-2024')).toMatchObject({
    origin: 'IMPORTED',
    redistributable: false,
    benchmark: { population: 'medicaid-hmo', lines: [] },
  });
  const states = tables.find(({ benchmark }) => benchmark.set === 'cms-core-set-medicaid-2021')!;
  expect([states.origin, states.benchmark.lines.length]).toEqual(['SHIPPED', 3]);
});

test('ranks of practices with equal counts are equal, and wide', async () => {
  const { data, errors } = await ask<{
    organization: { ranking: { ranked: number; units: Record<string, number>[] } };
  }>(
    api,
    `{ organization(id: "PLAN") { ... on Organization { ranking(measure: "CBP") { ... on Ranking { ranked seed draws level
      units { organization { id } rank medianRank expectedRank lower upper bestQuarter worstQuarter } } } } } }`,
  );
  expect(errors).toBeUndefined();
  const { ranked, units } = data.organization.ranking;
  expect(ranked).toBe(12);
  for (const unit of units)
    expect(unit).toMatchObject({ rank: 6.5, medianRank: 6.5, expectedRank: 6.5, lower: 1, upper: 12, bestQuarter: 0.25 });
});

test('what would be: eleven gaps to the median, and what they are worth', async () => {
  const { data, errors } = await ask<{ organization: Record<string, unknown> }>(
    api,
    `{ organization(id: "PR-01") { ... on Organization {
      cheapestGaps(program: "own-bonus", inputs: [{ name: "capitation", amount: 100000 }], goal: { kind: LINE, measure: "CBP", line: "50" }, costs: [{ measure: "CBP", cost: 20 }]) {
        ... on CheapestGaps { reached count cost gaps { measure count cost } } }
      whatIf(program: "own-bonus", inputs: [{ name: "capitation", amount: 100000 }], close: [{ measure: "CBP", count: 11 }], change: [{ path: "scale", value: "cliff" }]) {
        ... on WhatIf { dollars { before after } items { id cells { stratum numerator { before after } } } after { assumptions } } } } } }`,
  );
  expect(errors).toBeUndefined();
  expect(data.organization).toEqual({
    cheapestGaps: { reached: true, count: 11, cost: 220, gaps: [{ measure: 'CBP', count: 11, cost: 220 }] },
    whatIf: {
      dollars: { before: 2900, after: 10_000 },
      items: [{ id: 'CBP', cells: [{ stratum: 'all', numerator: { before: 220, after: 231 } }] }],
      after: { assumptions: ['scale = cliff (assumed)'] },
    },
  });
});

test('a settlement: who, when, the hash, and whether it still comes out the same', async () => {
  const own = await open();
  const releases = openReleases(own);
  const reports = await releases.find();
  const question = {
    program: 'own-bonus',
    inputsOfEach: { capitation: 100_000 },
    organizations: ['PR-01'],
    assume: { scale: 'cliff' },
  };
  const { contentHash } = await settle(own, reports.release, question, { attestedBy: 'A. Rivera', now: '2026-02-01T00:00:00Z' });
  const { data, errors } = await ask(
    apiOver({ releases, reports }),
    `{ settlements { nodes { number program year attestedBy attestedAt contentHash } }
       settlement(number: 1) { ... on Settlement { intact scores { organization dollars { cents } } again { identical differences { what } assumptions notes } } }
       none: settlement(number: 9) { ... on NotFound { missing } } }`,
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    settlements: {
      nodes: [
        { number: 1, program: 'own-bonus', year: 2025, attestedBy: 'A. Rivera', attestedAt: '2026-02-01T00:00:00Z', contentHash },
      ],
    },
    settlement: {
      intact: true,
      scores: [{ organization: 'PR-01', dollars: { cents: 0 } }],
      again: { identical: true, differences: [], assumptions: ['scale = cliff (assumed)'], notes: [] },
    },
    none: { missing: 'SETTLEMENT' },
  });
  await own.close();
});
