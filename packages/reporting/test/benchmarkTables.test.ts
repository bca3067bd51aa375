import { benchmarkTemplate, explainScore, explanationText, forExport } from '@equipoise/benchmark';
import { describe, expect, test } from 'vitest';
import { benchmarkTables, importBenchmarkFile, listTables } from '../src/index.ts';
import { licensedCsv, programOf } from './support/program.ts';
import { all, reportsOf } from './support/world.ts';

const measures = [
  { id: 'CBP', title: 'Blood pressure', direction: 'higher', window: 'rolling-12' },
  { id: 'BCS', title: 'Breast cancer screening', direction: 'higher', window: 'rolling-12' },
] as const;
const now = '2026-01-02T12:00:00.000Z';
const world = () => reportsOf({ measures, cells: [all('CBP', '2025-12', 'a', 200, 130), all('BCS', '2025-12', 'a', 200, 130)] });
const file = { name: 'licensed.csv', now };

describe('imported tables', () => {
  test('stand beside the shipped ones, and come back figure by figure', async () => {
    const { store } = await world();
    const shipped = (await benchmarkTables(store)).length;
    const { landed, rows, faults } = await importBenchmarkFile(store, licensedCsv(), file);
    expect([landed, rows.read, faults]).toEqual([{ added: 1, replaced: 0, unchanged: 0 }, 3, []]);
    const tables = await benchmarkTables(store);
    expect(tables.length).toBe(shipped + 1);
    expect(tables.at(-1)).toMatchObject({
      set: 'licensed-2024',
      population: 'medicaid-hmo',
      licence: { redistributable: false },
      lines: [{ percentile: 25, text: '51.17', rate: 0.5117 }, { text: '61.23' }, { text: '69.71' }],
    });
    expect((await listTables(store)).at(-1)).toMatchObject({ origin: 'imported', importedAt: now });
    expect((await importBenchmarkFile(store, licensedCsv(), file)).landed).toEqual({ added: 0, replaced: 0, unchanged: 1 });
    expect((await importBenchmarkFile(store, licensedCsv('62.5'), file)).landed).toMatchObject({ replaced: 1 });
    await store.close();
  });

  test('with a fault nothing lands, and every fault is told', async () => {
    const { store } = await world();
    const before = await benchmarkTables(store);
    const disordered = licensedCsv('80.1');
    const { faults, landed } = await importBenchmarkFile(store, disordered, file);
    expect(landed).toBeNull();
    expect(faults).toMatchObject([{ file: 'licensed.csv', line: expect.any(Number), message: expect.any(String) }]);
    expect((await importBenchmarkFile(store, benchmarkTemplate(), file)).landed).toBeNull();
    expect(await benchmarkTables(store)).toEqual(before);
    await store.close();
  });

  test('no table takes the name of a shipped one', async () => {
    const { store } = await world();
    const { faults, landed } = await importBenchmarkFile(store, licensedCsv('61.23', 'cms-core-set-medicaid-2021'), file);
    expect([landed, faults]).toMatchObject([
      null,
      [{ rule: 'shipped-set', file: 'licensed.csv', value: 'cms-core-set-medicaid-2021' }],
    ]);
    await store.close();
  });

  test('a rate is placed on one by its set, and a program finds it by its population', async () => {
    const { store, placements, programScores } = await world();
    await importBenchmarkFile(store, licensedCsv(), file);
    const [placed] = await placements({ measure: 'CBP', organizations: ['a'], benchmark: 'licensed-2024' });
    expect(placed!.placement!.next).toMatchObject({ percentile: 75, text: '69.71', patientsToReach: 10 }); // 139.42 of 200
    const [usual] = await placements({ measure: 'CBP', organizations: ['a'] });
    expect(usual!.benchmark.set).toBe('cms-core-set-medicaid-2021');
    const program = programOf({ benchmark: { population: 'medicaid-hmo' } });
    const { benchmarks, scores } = await programScores({ program, organizations: ['a'] });
    expect(benchmarks.map(({ set }) => set)).toEqual(['licensed-2024']);
    expect(scores[0]!.score).toBe(1);
    await store.close();
  });
});

test('percentiles that nobody published are lines for who asks, and say so', async () => {
  const { store, placements, programScores } = await world();
  const asked = { measure: 'CBP', organizations: ['a'], benchmark: 'cms-core-set-medicaid-2021' };
  const [published] = await placements(asked);
  const [derived] = await placements({ ...asked, includeDerived: true });
  expect(published!.placement!.lines.map(({ percentile }) => percentile)).toEqual([25, 50, 75]);
  expect(derived!.placement!.lines.find(({ percentile }) => percentile === 90)).toMatchObject({ derived: true });
  expect(derived!.placement!.caveats.join()).toContain('Not published');
  expect(derived!.ladder!.rungs.filter((rung) => rung.derived).length).toBeGreaterThan(0);

  const program = programOf({ lines: { median: { percentile: 90 } } });
  const score = async (includeDerived: boolean) =>
    (await programScores({ program, organizations: ['a'], includeDerived })).scores[0]!.measures[0]!;
  expect(await score(false)).toMatchObject({ achieved: null, status: 'UNDETERMINED' });
  expect(await score(true)).toMatchObject({ achieved: 0, status: 'REPORTED' });
  await store.close();
});

describe('a score that leaves the house', () => {
  const figures = /61\.23|51\.17|69\.71|0\.6123|0\.5117|0\.6971/;
  const scored = async (scales: Parameters<typeof programOf>[0]) => {
    const { store, programScores } = await world();
    await importBenchmarkFile(store, licensedCsv(), file);
    const program = programOf({ benchmark: { population: 'medicaid-hmo' }, ...scales });
    const { scores } = await programScores({ program, organizations: ['a'], inputsOfEach: { capitation: 1000 } });
    await store.close();
    return scores[0]!;
  };
  const ownLine = { median: { percentile: 50 }, floor: { percent: '40.00' } };

  test.for([
    { scales: { cliff: { scale: 'cliff', line: 'median' } } },
    { scales: { cliff: { scale: 'linear-percentile', from: 25, to: 75 } } },
    { scales: { cliff: { scale: 'linear-rate', from: 25, to: 75 } } },
  ] as const)('carries no figure of a table that its licence keeps in: %j', async ({ scales }) => {
    const score = await scored({ lines: ownLine, scales });
    expect(JSON.stringify(score)).toMatch(figures);
    const exported = forExport(score);
    expect(JSON.stringify(exported)).not.toMatch(figures);
    expect(explanationText(explainScore(score))).toMatch(/61\.23/);
    const explained = explanationText(explainScore(exported));
    expect(explained).not.toMatch(figures);
    expect(explained).toContain('kept out of exports: licence of licensed-2024');
    expect(explained).toContain('130 of 200');
    const [part] = exported.measures[0]!.parts;
    expect(part!.keptOut).toBe('kept out of exports: licence of licensed-2024 (not redistributable)');
    expect(part!.total).toMatchObject({
      numerator: 130,
      denominator: 200,
      placement: { band: 'between the 50th and the 75th', percentile: null },
      lines: [
        { name: 'median', met: true, rate: null, distance: null, chance: null },
        { name: 'floor', met: true, rate: 0.4, distance: expect.closeTo(-0.25, 12) },
      ],
    });
    expect([exported.score, exported.dollars, exported.measures[0]!.dollars]).toEqual([
      score.score,
      score.dollars,
      score.measures[0]!.dollars,
    ]);
  });

  test('nor does a composite of rates', async () => {
    const component = {
      kind: 'composite',
      id: 'mean',
      title: 'Mean',
      line: 'median',
      reportable: 0.5,
      consequence: 'a plan',
    } as const;
    const score = await scored({ components: [component] });
    expect(score.components[0]!.sentence).toMatch(figures);
    const exported = forExport(score);
    expect(JSON.stringify(exported)).not.toMatch(figures);
    expect(exported.components[0]).toMatchObject({ achieved: 1 });
  });

  test('is whole where the table may be passed on', async () => {
    const { store, programScores } = await world();
    const { scores } = await programScores({ program: programOf(), organizations: ['a'] });
    const exported = forExport(scores[0]!);
    expect(exported.measures[0]!.parts[0]!.keptOut).toBeNull();
    expect(exported.measures[0]!.parts[0]!.total.lines).toEqual(scores[0]!.measures[0]!.parts[0]!.total.lines);
    await store.close();
  });
});

test('two awards on a ramp give the lines away, and the answer says so; of a cliff it need not', async () => {
  const cells = [all('CBP', '2025-12', 'a', 1000, 560), all('CBP', '2025-12', 'b', 1000, 600)];
  const { store, programScores } = await reportsOf({ measures, cells });
  await importBenchmarkFile(store, licensedCsv(), file);
  const of = (cliff: object) =>
    programScores({ program: programOf({ benchmark: { population: 'medicaid-hmo' }, scales: { cliff } as never }) });
  const { notes, scores } = await of({ scale: 'linear-percentile', from: 25, to: 75 });
  const [one, other] = scores.map((score) => forExport(score).measures[0]!.achieved!);
  const rise = (other! - one!) / 0.04;
  expect([0, 0.5].map((share) => 0.56 + (share - one!) / rise)).toEqual([expect.closeTo(0.5117, 9), expect.closeTo(0.6123, 9)]);
  expect(notes).toEqual([
    'Shares and dollars on a ramp between percentiles of licensed-2024 let its figures be worked out: its licence holds for them too.',
  ]);
  expect((await of({ scale: 'cliff', line: 50 })).notes).toEqual([]);
  await store.close();
});
