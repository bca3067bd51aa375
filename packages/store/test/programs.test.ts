import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonicalJson,
  importBenchmarkTables,
  importCells,
  importProgram,
  listBenchmarkTables,
  listPrograms,
  listSettlements,
  openForReading,
  openForWriting,
  readBenchmarkTables,
  readCells,
  readProgram,
  readSettlement,
  writeSettlement,
  type NewBenchmarkTable,
  type NewSettlement,
  type Store,
} from '../src/index.ts';
import { dump } from './support/dump.ts';
import { newPath } from './support/files.ts';
import { importOf } from './support/inputs.ts';
import { makeOlder } from './support/older.ts';

const noon = '2026-01-02T12:00:00.000Z';
const later = '2026-02-03T12:00:00.000Z';

const table = (changes: Partial<NewBenchmarkTable> = {}): NewBenchmarkTable => ({
  set: 'own-2024',
  measure: 'CBP',
  population: 'medicaid-hmo',
  measurementYear: 2023,
  licence: { redistributable: false, note: 'not redistributable' },
  content: { lines: [{ percentile: 50, text: '64.5' }] },
  ...changes,
});

const settlement = (changes: Partial<NewSettlement> = {}): NewSettlement => ({
  program: 'own',
  year: 2025,
  release: 1,
  definition: { id: 'own', measures: [] },
  assumptions: { scale: 'cliff-66' },
  inputs: { a: { premium: 1000 } },
  basis: { organizations: ['a'] },
  result: [{ organization: 'a', score: 0.1 + 0.2 }],
  attestedBy: 'R. Analyst',
  attestedAt: noon,
  note: 'first quarter',
  ...changes,
});

async function opened(): Promise<{ path: string; store: Store }> {
  const path = newPath();
  return { path, store: await openForWriting(path) };
}

describe('percentile tables', () => {
  test('come back as they were brought, by key', async () => {
    const { path, store } = await opened();
    const tables = [
      table({ measure: 'COL', content: 'x' }),
      table(),
      table({ population: 'commercial-hmo', content: [1, null] }),
    ];
    expect(await importBenchmarkTables(store, { tables, importedAt: noon })).toEqual({ added: 3, replaced: 0, unchanged: 0 });
    await store.close();
    const reader = await openForReading(path);
    expect(await readBenchmarkTables(reader)).toEqual([[1, null], table().content, 'x']);
    expect(await listBenchmarkTables(reader)).toMatchObject([
      { set: 'own-2024', measure: 'CBP', population: 'commercial-hmo', measurementYear: 2023, importedAt: noon },
      { measure: 'CBP', population: 'medicaid-hmo', licence: { redistributable: false, note: 'not redistributable' } },
      { measure: 'COL' },
    ]);
    await reader.close();
  });

  test('the same content again changes nothing; other content under a key replaces the earlier', async () => {
    const { path, store } = await opened();
    await importBenchmarkTables(store, { tables: [table()], importedAt: noon });
    const before = dump(path);
    const reordered = table({ content: { lines: [{ text: '64.5', percentile: 50 }] } });
    expect(await importBenchmarkTables(store, { tables: [reordered], importedAt: later })).toMatchObject({ unchanged: 1 });
    expect(dump(path)).toBe(before);

    const licence = { redistributable: true, note: 'redistributable' };
    const tables = [table({ content: 'corrected', licence }), table({ measurementYear: 2024 })];
    expect(await importBenchmarkTables(store, { tables, importedAt: later })).toEqual({ added: 1, replaced: 1, unchanged: 0 });
    expect(await listBenchmarkTables(store)).toMatchObject([
      { measurementYear: 2023, importedAt: later, licence },
      { measurementYear: 2024 },
    ]);
    expect((await readBenchmarkTables(store))[0]).toBe('corrected');
    await store.close();
  });

  test('land whole or not at all', async () => {
    const { path, store } = await opened();
    const before = dump(path);
    const twice = [table({ measure: 'COL' }), table(), table()];
    await expect(importBenchmarkTables(store, { tables: twice, importedAt: noon })).rejects.toThrow(
      'table own-2024 has CBP of medicaid-hmo 2023 twice',
    );
    const torn = [table(), table({ measure: null as never })];
    await expect(importBenchmarkTables(store, { tables: torn, importedAt: noon })).rejects.toThrow('NOT NULL');
    expect(dump(path)).toBe(before);
    await store.close();
  });
});

describe('programs', () => {
  test('come back as their files said, whatever the order in them', async () => {
    const { path, store } = await opened();
    const definition = { title: 'Own', id: 'own', measures: [{ weight: 1, id: 'CBP' }] };
    expect(await importProgram(store, { program: { id: 'own', definition }, importedAt: noon })).toBe('added');
    expect(JSON.stringify(await readProgram(store, 'own'))).toBe(JSON.stringify(definition));
    expect(await readProgram(store, 'none')).toBeNull();

    const before = dump(path);
    const same = { id: 'own', title: 'Own', measures: [{ id: 'CBP', weight: 1 }] };
    expect(await importProgram(store, { program: { id: 'own', definition: same }, importedAt: later })).toBe('unchanged');
    expect(dump(path)).toBe(before);
    const other = { ...definition, title: 'Renamed' };
    expect(await importProgram(store, { program: { id: 'own', definition: other }, importedAt: later })).toBe('replaced');
    expect(await listPrograms(store)).toMatchObject([{ id: 'own', importedAt: later }]);
    await store.close();
  });
});

describe('settlements', () => {
  test('come back as they were attested, newest first, to the last digit', async () => {
    const { path, store } = await opened();
    const first = await writeSettlement(store, settlement());
    const second = await writeSettlement(store, settlement({ year: 2026, attestedAt: later }));
    expect([first.number, second.number]).toEqual([1, 2]);
    await store.close();
    const reader = await openForReading(path);
    expect((await listSettlements(reader)).map(({ number, year, attestedAt }) => [number, year, attestedAt])).toEqual([
      [2, 2026, later],
      [1, 2025, noon],
    ]);
    const read = await readSettlement(reader, 1);
    expect(read).toEqual({ ...settlement(), number: 1, contentHash: first.contentHash, intact: true });
    expect(read!.result).toEqual([{ organization: 'a', score: 0.30000000000000004 }]);
    expect(await readSettlement(reader, 3)).toBeNull();
    await reader.close();
  });

  test('have the hash of what was settled: not of who attests it and when, nor of the order in which it was written', async () => {
    const { store } = await opened();
    const hashOf = async (changes: Partial<NewSettlement>) => (await writeSettlement(store, settlement(changes))).contentHash;
    const hash = await hashOf({});
    expect(await hashOf({ attestedBy: 'Somebody', attestedAt: later, note: '' })).toBe(hash);
    expect(await hashOf({ definition: { measures: [], id: 'own' } })).toBe(hash);
    const others: Partial<NewSettlement>[] = [
      { program: 'other' },
      { year: 2024 },
      { release: 2 },
      { definition: { id: 'own', measures: [1] } },
      { assumptions: {} },
      { inputs: { a: { premium: 1001 } } },
      { basis: {} },
      { result: [] },
    ];
    const hashes = await Promise.all(others.map(hashOf));
    expect(new Set([hash, ...hashes]).size).toBe(others.length + 1);
    await store.close();
  });

  test.for(['update settlement set note = 1', 'delete from settlement', 'replace into settlement select * from settlement'])(
    'are not changed by anybody: %s',
    async (statement) => {
      const { path, store } = await opened();
      await writeSettlement(store, settlement());
      await store.close();
      const before = dump(path);
      const somebody = new Database(path);
      expect(() => somebody.exec(statement)).toThrow('a settlement is never changed');
      somebody.close();
      expect(dump(path)).toBe(before);
    },
  );

  test('that were changed by force say so', async () => {
    const { path, store } = await opened();
    await writeSettlement(store, settlement());
    await store.close();
    const somebody = new Database(path);
    somebody.exec(`drop trigger settlement_no_update; update settlement set result = '[{"organization":"a","score":1}]'`);
    somebody.close();
    const reader = await openForReading(path);
    expect(await readSettlement(reader, 1)).toMatchObject({ intact: false, result: [{ score: 1 }] });
    await reader.close();
  });

  test('a settlement that is cut off leaves none', async () => {
    const { path, store } = await opened();
    const before = dump(path);
    await expect(writeSettlement(store, settlement({ attestedBy: null as never }))).rejects.toThrow('NOT NULL');
    expect(dump(path)).toBe(before);
    await store.close();
  });
});

test('JSON in one way of writing: the order of members does not matter, that of lists does', () => {
  expect(canonicalJson({ b: 1, a: [{ d: null, c: 'é' }, -0] })).toBe('{"a":[{"c":"é","d":null},0],"b":1}');
  fc.assert(
    fc.property(fc.json(), (text) => {
      const value = JSON.parse(text) as unknown;
      expect(JSON.parse(canonicalJson(value))).toEqual(value);
      expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
    }),
    { seed: 1 },
  );
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, member]) => [name, reversed(member)]),
  );
}

describe('a database of an older version', () => {
  async function older(): Promise<{ path: string; whole: string }> {
    const { path, store } = await opened();
    await importCells(store, importOf([{ practice: 'a' }]));
    await store.close();
    const whole = dump(path);
    makeOlder(path);
    return { path, whole };
  }

  test('is brought up to date when it is next opened, to read or to write, and keeps what it has', async () => {
    for (const open of [openForReading, openForWriting]) {
      const { path, whole } = await older();
      expect(dump(path)).not.toBe(whole);
      const store = await open(path);
      expect(readCells(store).length).toBe(1);
      expect([await readBenchmarkTables(store), await listPrograms(store), await listSettlements(store)]).toEqual([[], [], []]);
      await store.close();
      expect(dump(path)).toBe(whole);
    }
  });

  test('whose update was cut off between two tables is brought up to date all the same', async () => {
    const { path, store } = await opened();
    await store.close();
    const whole = dump(path);
    makeOlder(path, ['settlement']);
    await (await openForReading(path)).close();
    expect(dump(path)).toBe(whole);
  });

  test('that cannot be brought up to date says so', async () => {
    const { path } = await older();
    const odd = new Database(path);
    odd.exec('create view settlement as select 1'); // in the way of the table
    odd.close();
    await expect(openForReading(path)).rejects.toThrow(
      `${path} was made by an older version of Equipoise and must be brought up to date before it is read: `,
    );
  });
});
