import { createFrameBuilder, rollUpOrganizations, suppressionPolicies, withholdSmallCells } from '@equipoise/engine';
import { expect, test } from 'vitest';
import {
  eachReleasedCounts,
  importCells,
  listReleases,
  openForReading,
  openForWriting,
  readCells,
  readHoldings,
  readRelease,
  readReleasedCells,
  writeRelease,
  type Store,
} from '../src/index.ts';
import { dump } from './support/dump.ts';
import { newPath } from './support/files.ts';
import { importOf, type TestCell } from './support/inputs.ts';

const policies = Object.fromEntries(suppressionPolicies.map((policy) => [policy.id, policy]));

async function release(store: Store, { policy = 'none', engineVersion = '0.1.0' } = {}) {
  const holdings = await readHoldings(store);
  const parents = new Map(holdings.organizations.map(({ id, parent }) => [id, parent]));
  const withheld = withholdSmallCells(rollUpOrganizations(readCells(store), parents), policies[policy]!);
  return writeRelease(store, { withheld, holdings, policy: policies[policy]!, audit: 'not-performed', engineVersion });
}

async function storeWith(cells: readonly TestCell[]): Promise<{ path: string; store: Store }> {
  const path = newPath();
  const store = await openForWriting(path);
  await importCells(store, importOf(cells));
  return { path, store };
}

const everything = {
  measures: ['CBP'],
  stratification: 'total',
  organizations: ['plan', 'a', 'b'],
  periodStart: '2025-01',
  periodEnd: '2025-12',
};

test('the same content is the same release; other content, policy or engine gets the next number', async () => {
  const { store } = await storeWith([{ practice: 'a' }]);
  expect(await release(store)).toEqual({ number: 1, changed: true });
  expect(await release(store)).toEqual({ number: 1, changed: false });
  expect(await release(store, { policy: 'cms' })).toEqual({ number: 2, changed: true });
  expect(await release(store, { policy: 'cms', engineVersion: '0.2.0' })).toEqual({ number: 3, changed: true });
  await importCells(store, importOf([{ practice: 'a', numerator: 30 }]));
  expect(await release(store, { policy: 'cms', engineVersion: '0.2.0' })).toEqual({ number: 4, changed: true });
  expect(await listReleases(store)).toEqual([4, 3, 2, 1]);
  await store.close();
});

test('a release stays what it was, whatever is imported and released after it', async () => {
  const { path, store } = await storeWith([{ practice: 'a' }, { practice: 'b', numerator: 5 }]);
  await release(store, { policy: 'cms' });
  const [first, cells] = [await readRelease(store, 1), await readReleasedCells(store, 1, everything)];
  await importCells(
    store,
    importOf([{ practice: 'a', numerator: 1 }, { practice: 'b' }, { practice: 'a', period: '2025-02' }], {
      organizations: [{ id: 'a', name: 'Renamed', kind: 'practice', parent: 'plan' }],
      measures: [],
    }),
  );
  await release(store);
  await store.close();
  const reader = await openForReading(path);
  expect(await readRelease(reader, 1)).toEqual(first);
  expect(await readReleasedCells(reader, 1, everything)).toEqual(cells);
  expect((await readRelease(reader))?.number).toBe(2);
  expect(await readRelease(reader, 3)).toBeNull();
  await reader.close();
});

test('a release says what it is', async () => {
  const { store } = await storeWith([{ practice: 'a' }, { practice: 'a', period: '2025-03' }, { practice: 'b', numerator: 5 }]);
  await release(store, { policy: 'cms' });
  const made = (await readRelease(store))!;
  expect(made).toMatchObject({
    number: 1,
    policy: { id: 'cms', hide: { from: 1, to: 10 } },
    audit: 'not-performed',
    dataThrough: '2025-03',
    periods: { CBP: ['2025-01', '2025-03'] },
    cells: 5,
    hidden: 1,
    engineVersion: '0.1.0',
  });
  expect(made.measures.map(({ id }) => id)).toEqual(['CBP']);
  await store.close();
});

test('a hidden cell has no counts in the file: nothing that hides it can be lifted', async () => {
  const { path, store } = await storeWith([{ practice: 'a' }, { practice: 'b', numerator: 5 }]);
  await release(store, { policy: 'cms' });
  const rows = store.sqlite.prepare(
    'select eligible, excluded, denominator, numerator, status from released_cell where organization = ?',
  );
  expect(rows.raw().all('b')).toEqual([[null, null, null, null, 'SUPPRESSED']]);
  const cells = await readReleasedCells(store, 1, everything);
  expect(cells.map(({ organization, denominator, numerator, hidden }) => [organization, denominator, numerator, hidden])).toEqual(
    [
      ['a', 40, 20, false],
      ['b', null, null, true],
      ['plan', 80, 25, false],
    ],
  );
  await store.close();
  expect(dump(path)).not.toMatch(/\[1,"CBP","total","b","2025-01","all",[^n]/);
});

test('a count that was withheld on the way in stays hidden under every policy, and so does every sum with it', async () => {
  const { store } = await storeWith([{ practice: 'a' }, { practice: 'b', denominator: NaN, numerator: NaN }]);
  await release(store);
  const cells = await readReleasedCells(store, 1, everything);
  expect(cells.map(({ organization, numerator, hidden }) => [organization, numerator, hidden])).toEqual([
    ['a', 20, false],
    ['b', null, true],
    ['plan', null, true],
  ]);
  await store.close();
});

test('a question gets the cells that it names and no others, in the order of their key', async () => {
  const { store } = await storeWith(
    ['2025-03', '2025-01', '2025-02'].flatMap((period) => ['b', 'a'].map((practice) => ({ practice, period }))),
  );
  await release(store);
  const question = { ...everything, organizations: ['b', 'a'], periodStart: '2025-02', periodEnd: '2025-03' };
  expect((await readReleasedCells(store, 1, question)).map(({ organization, period }) => `${organization} ${period}`)).toEqual([
    'a 2025-02',
    'a 2025-03',
    'b 2025-02',
    'b 2025-03',
  ]);
  expect(await readReleasedCells(store, 1, { ...question, organizations: [] })).toEqual([]);
  expect(await readReleasedCells(store, 2, question)).toEqual([]);
  await store.close();
});

test('a question may name more organizations than SQLite binds values', async () => {
  const organizations = Array.from({ length: 40_000 }, (_, index) => `practice-${index}`);
  const builder = createFrameBuilder();
  for (const id of ['practice-0', 'practice-39999']) builder.add(['CBP', '2025-01', id, 'total', 'all'], [40, 0, 40, 20]);
  const store = await openForWriting(':memory:');
  await importCells(store, { ...importOf([]), cells: builder.build(), organizations: [] });
  await release(store);
  expect(await readReleasedCells(store, 1, { ...everything, organizations })).toHaveLength(2);
  await store.close();
});

test('row by row it is the same month, and what is hidden is null', async () => {
  const { store } = await storeWith([
    ...['b', 'a'].map((practice) => ({ practice, period: '2025-01' })),
    { practice: 'c', period: '2025-01', numerator: 5 },
    { practice: 'a', period: '2025-02' },
  ]);
  await release(store, { policy: 'cms' });
  const organizations = ['c', 'b', 'a'];
  const rows = [...eachReleasedCounts(store, 1, { ...everything, organizations, period: '2025-01' })];
  expect(rows).toEqual([
    ['CBP', 'a', 'all', 40, 20],
    ['CBP', 'b', 'all', 40, 20],
    ['CBP', 'c', 'all', null, null],
  ]);
  const cells = await readReleasedCells(store, 1, { ...everything, organizations, periodEnd: '2025-01' });
  expect(rows).toEqual(
    cells.map(({ measure, organization, stratum, denominator, numerator }) => [
      measure,
      organization,
      stratum,
      denominator,
      numerator,
    ]),
  );
  await store.close();
});
