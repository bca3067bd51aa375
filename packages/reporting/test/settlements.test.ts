import { createFrameBuilder, defineMeasure, stratificationCatalogue, suppressionPolicies } from '@equipoise/engine';
import { importCells, readRelease, type Store } from '@equipoise/store';
import { describe, expect, test } from 'vitest';
import {
  buildRelease,
  compareSettlement,
  createReports,
  importBenchmarkFile,
  readSettlement,
  settle,
  settlementForExport,
  settlements,
  type ProgramQuestion,
} from '../src/index.ts';
import { licensedCsv, programOf } from './support/program.ts';
import { all, plan, practice, reportsOf, type Counts } from './support/world.ts';

const measures = [{ id: 'CBP', title: 'Blood pressure', direction: 'higher', window: 'rolling-12' }] as const;
const organizations = [plan, practice('a'), practice('b')];
const cells: readonly Counts[] = [all('CBP', '2025-12', 'a', 143, 83), all('CBP', '2025-12', 'b', 143, 82)];
const question: ProgramQuestion = { program: programOf(), inputsOfEach: { capitation: 100_000 } };
const now = '2026-03-01T09:00:00.000Z';
const attestation = { attestedBy: 'R. Analyst', note: 'year end', now };

/** Imports cells anew and releases them: the next release. */
async function releaseOf(store: Store, counts: readonly Counts[], policyId = 'none'): Promise<void> {
  const builder = createFrameBuilder();
  for (const [measure, period, organization, stratification, stratum, denominator, numerator] of counts)
    builder.add([measure, period, organization, stratification, stratum], [denominator, 0, denominator, numerator]);
  await importCells(store, {
    cells: builder.build(),
    organizations,
    annotations: [],
    measures: measures.map(defineMeasure),
    stratifications: stratificationCatalogue,
    source: null,
    contentHash: JSON.stringify(counts),
    importedAt: now,
  });
  await buildRelease(
    store,
    suppressionPolicies.find(({ id }) => id === policyId)!,
  );
}

async function settledWorld(asked: ProgramQuestion = question) {
  const { store, release } = await reportsOf({ measures, organizations, cells });
  return { store, release, settled: await settle(store, release, asked, attestation) };
}

describe('what was settled', () => {
  test('keeps who, when, on what, and every score', async () => {
    const { store, release, settled } = await settledWorld();
    expect(settled).toMatchObject({ number: 1, contentHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await settlements(store)).toEqual([
      {
        number: 1,
        program: 'own',
        year: 2025,
        release: 1,
        attestedBy: 'R. Analyst',
        attestedAt: now,
        note: 'year end',
        contentHash: settled.contentHash,
      },
    ]);
    const read = await readSettlement(store, release, 1);
    expect(read).toMatchObject({
      intact: true,
      inputs: { a: { capitation: 100_000 }, b: { capitation: 100_000 } },
      basis: {
        organizations: ['a', 'b'],
        policy: { id: 'none', hide: null },
        contentHash: release.contentHash,
        periods: [{ period: '2025-12' }, { period: null }],
      },
      definition: { id: 'own' },
    });
    expect(read.scores.map(({ organization, score, dollars }) => [organization, score, dollars!.total.cents])).toEqual([
      ['a', 1, 1_000_000],
      ['b', 0, 0],
    ]);
    expect(read.scores[0]!.items[0]!.cells[0]).toMatchObject({ denominator: 143, numerator: 83, met: { median: true } });
    await store.close();
  });

  test('has the same hash whoever attests it, whenever, in whatever database; another when a term differs', async () => {
    const first = await settledWorld();
    const again = await settle(first.store, first.release, question, { attestedBy: 'Another', now: '2027-01-01T00:00:00.000Z' });
    expect(again).toMatchObject({ number: 2, contentHash: first.settled.contentHash });
    const second = await settledWorld();
    expect(second.settled.contentHash).toBe(first.settled.contentHash);
    for (const changes of [
      { inputsOfEach: { capitation: 100_001 } },
      { organizations: ['a'] },
      { assume: { minimumDenominator: '20' } },
      { program: programOf({ title: 'Another title' }) },
    ]) {
      const other = await settle(first.store, first.release, { ...question, ...changes }, attestation);
      expect(other.contentHash).not.toBe(first.settled.contentHash);
    }
    await first.store.close();
    await second.store.close();
  });

  test('nobody settles without a name, and there is no other number than those there are', async () => {
    const { store, release } = await settledWorld();
    await expect(settle(store, release, question, { attestedBy: ' ', now })).rejects.toThrow('a settlement names who attests it');
    await expect(readSettlement(store, release, 7)).rejects.toThrow('there is no settlement 7; there are 1');
    expect((await settlements(store)).length).toBe(1);
    await store.close();
  });
});

describe('reckoned again', () => {
  test('on the same release it is identical', async () => {
    const { store } = await settledWorld();
    expect(await compareSettlement(store, 1)).toMatchObject({ release: 1, identical: true, differences: [], notes: [] });
    await store.close();
  });

  test('on corrected results it says what is another figure, and for whom', async () => {
    const { store } = await settledWorld();
    await releaseOf(store, [all('CBP', '2025-12', 'a', 143, 82), all('CBP', '2025-12', 'b', 143, 82)]);
    const { differences, identical, release } = await compareSettlement(store, 1);
    expect([release, identical]).toEqual([2, false]);
    expect(differences.every(({ organization }) => organization === 'a')).toBe(true);
    const told = differences.map(({ item, what, before, after }) => [item, what, before, after]);
    expect(told).toEqual(
      expect.arrayContaining([
        [null, 'score', 1, 0],
        [null, 'dollars earned', 10_000, 0],
        ['CBP', 'achieved', 1, 0],
        ['CBP', 'dollars', 10_000, 0],
        ['CBP', 'numerator', 83, 82],
        ['CBP', 'rate', 83 / 143, 82 / 143],
        ['CBP', 'median met', true, false],
      ]),
    );
    expect(told).not.toContainEqual(expect.arrayContaining(['denominator']));
    // The release that it rests on is still what it was.
    const first = (await readRelease(store, 1))!;
    expect((await compareSettlement(store, 1, { release: first })).identical).toBe(true);
    await store.close();
  });

  test('on the months that were settled, though there are later ones', async () => {
    const early = [all('CBP', '2025-09', 'a', 143, 83)];
    const { store, release } = await reportsOf({ measures, organizations, cells: early });
    await settle(store, release, question, attestation);
    await releaseOf(store, [all('CBP', '2025-12', 'a', 143, 20)]);
    expect(await compareSettlement(store, 1)).toMatchObject({
      release: 2,
      identical: true,
      notes: ['The release has later months than those settled: CBP 2025-12.'],
    });
    await store.close();
  });

  test('an organization that is gone is told by its figures', async () => {
    const { store } = await settledWorld();
    await releaseOf(store, [all('CBP', '2025-12', 'a', 143, 83), all('CBP', '2025-12', 'b', 0, 0)]);
    const { differences } = await compareSettlement(store, 1);
    expect(differences).toContainEqual({ organization: 'b', item: null, what: 'score', before: 0, after: null });
    await store.close();
  });

  test('on the tables that were settled: one that was imported anew changes no figure and is named', async () => {
    const { store, release } = await reportsOf({ measures, organizations, cells });
    await importBenchmarkFile(store, licensedCsv('58.00'), { name: 'own.csv', now });
    const program = programOf({ benchmark: { population: 'medicaid-hmo' } });
    await settle(store, release, { ...question, program }, attestation);
    expect(await compareSettlement(store, 1)).toMatchObject({ identical: true, notes: [] });
    await importBenchmarkFile(store, licensedCsv('60.00'), { name: 'own.csv', now });
    expect(await compareSettlement(store, 1)).toMatchObject({
      identical: true,
      notes: ['The table licensed-2024 for CBP is another one now; the figures rest on the one settled.'],
    });
    await store.close();
  });

  test('what it keeps of a licensed table is for reckoning again, and no figure of it leaves the house', async () => {
    const { store, release } = await reportsOf({ measures, organizations, cells });
    await importBenchmarkFile(store, licensedCsv(), { name: 'own.csv', now });
    const component = {
      kind: 'composite',
      id: 'mean',
      title: 'Mean',
      line: 'median',
      reportable: 0.5,
      consequence: 'none',
    } as const;
    const program = programOf({ benchmark: { population: 'medicaid-hmo' }, components: [component] });
    await settle(store, release, { ...question, program }, attestation);
    const settlement = await readSettlement(store, release, 1);
    const figures = /61\.23|51\.17|69\.71|0\.6123/;
    expect(JSON.stringify(settlement.basis.benchmarks)).toMatch(figures);
    expect(JSON.stringify(settlementForExport(settlement))).not.toMatch(figures);
    expect(settlement.scores[0]!.items[0]!.cells[0]).toMatchObject({ numerator: 83, percentile: null, met: { median: false } });
    await importBenchmarkFile(store, licensedCsv('55.00'), { name: 'own.csv', now });
    expect(JSON.stringify(await compareSettlement(store, 1))).not.toMatch(/61\.23|0\.6123|0\.55\b|55\.00/);
    await store.close();
  });

  test('a settlement tells a reader nothing that the reader’s release hides', async () => {
    const { store } = await settledWorld();
    await releaseOf(store, [all('CBP', '2025-12', 'a', 143, 139), all('CBP', '2025-12', 'b', 143, 82)], 'cms');
    const { settlement, settlementAgain, settlements: heads } = await createReports(store);
    const refusal =
      'settlement 1 rests on release 1 under policy none, and release 2 is under cms: read it by a release under none';
    await expect(settlement(1)).rejects.toThrow(refusal);
    await expect(settlementAgain(1)).rejects.toThrow(refusal);
    expect(JSON.stringify(await heads())).not.toMatch(/83|82/);
    // By default it is held against the newest release that may tell.
    expect(await compareSettlement(store, 1)).toMatchObject({ release: 1, identical: true });
    await store.close();
  });

  test('a settlement under a policy may be read by a release that hides nothing', async () => {
    const { store, release } = await reportsOf({ measures, organizations, cells, policy: 'cms' });
    await settle(store, release, question, attestation);
    await releaseOf(store, cells, 'none');
    const { settlementAgain } = await createReports(store);
    expect(await settlementAgain(1)).toMatchObject({ release: 2, identical: true });
    await store.close();
  });
});

test('two years of a program: what differs, each by its own terms', async () => {
  const { programYears, store } = await reportsOf({
    measures,
    organizations,
    cells: [...cells, all('CBP', '2024-12', 'a', 143, 83), all('CBP', '2024-12', 'b', 143, 83)],
  });
  const byYear = (share: number) => ({ value: share, verified: true, source: 'test' });
  const program = programOf({
    money: {
      base: 'capitation',
      inputs: { capitation: 'Capitation of the year, in dollars' },
      share: { byYear: { 2024: byYear(0.1), 2025: byYear(0.2) } },
    },
  });
  const { before, after, differences } = await programYears({ ...question, program }, { before: 2024, after: 2025 });
  expect([before.year, after.year]).toEqual([2024, 2025]);
  const of = (organization: string) =>
    differences
      .filter((one) => one.organization === organization && one.item === null)
      .map(({ what, before: was, after: is }) => [what, was, is]);
  expect(of('a')).toEqual([
    ['dollars at risk', 10_000, 20_000],
    ['dollars earned', 10_000, 20_000],
  ]);
  expect(of('b')).toEqual([
    ['score', 1, 0],
    ['dollars at risk', 10_000, 20_000],
    ['dollars earned', 10_000, 0],
  ]);
  await store.close();
});
