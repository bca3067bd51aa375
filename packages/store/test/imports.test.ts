import Database from 'better-sqlite3';
import fc from 'fast-check';
import { defineMeasure, dimensionOf } from '@equipoise/engine';
import { describe, expect, test } from 'vitest';
import {
  findConflict,
  importCells,
  openForReading,
  openForWriting,
  OwnershipError,
  readCells,
  readHoldings,
  type Import,
  type Store,
} from '../src/index.ts';
import { dump } from './support/dump.ts';
import { newPath } from './support/files.ts';
import { importOf, type TestCell } from './support/inputs.ts';

async function withImports(...inputs: readonly Import[]): Promise<{ path: string; store: Store }> {
  const path = newPath();
  const store = await openForWriting(path);
  for (const input of inputs) await importCells(store, input);
  return { path, store };
}

/** What the database holds, as `measure period practice denominator numerator`. */
function held(store: Store): string[] {
  const frame = readCells(store);
  const [measure, period, organization] = ['measure', 'period', 'organization'].map((name) => dimensionOf(frame, name));
  const { denominator, numerator } = frame.columns;
  return Array.from({ length: frame.length }, (_, row) =>
    [
      measure!.members[measure!.codes[row]!],
      period!.members[period!.codes[row]!],
      organization!.members[organization!.codes[row]!],
      denominator![row],
      numerator![row],
    ].join(' '),
  );
}

describe('an import lands whole or not at all', () => {
  test('a fault at its very last cell leaves the database as it was', async () => {
    const { path, store } = await withImports(importOf([{ practice: 'a' }]));
    const before = dump(path);
    const broken = importOf([{ practice: 'a', numerator: 30 }, { practice: 'b' }], { source: 'default' });
    // The second row repeats the key of the first: the database refuses it after all else was written.
    dimensionOf(broken.cells, 'organization').codes.fill(0);
    await expect(importCells(store, broken)).rejects.toThrow('UNIQUE');
    expect(dump(path)).toBe(before);
    expect(store.sqlite.inTransaction).toBe(false);
    await importCells(store, importOf([{ practice: 'a', numerator: 31 }]));
    expect(held(store)).toEqual(['CBP 2025-01 a 40 31']);
    await store.close();
  });

  test('whoever writes meanwhile: what an import has read first is still true when it writes', async () => {
    const { path, store } = await withImports(importOf([{ practice: 'a' }]));
    const other = new Database(path, { timeout: 0 });
    const landing = importCells(store, importOf([{ practice: 'a', numerator: 31 }]));
    let landed = false;
    const whenLanded = landing.then(() => (landed = true));
    let refused = 0;
    for (let turn = 0; turn < 10_000 && !landed; turn += 1) {
      try {
        other.exec(`update organization set name = 'renamed ${turn}' where id = 'b'`);
      } catch (error) {
        expect(error).toMatchObject({ code: 'SQLITE_BUSY' });
        refused += 1;
      }
      await Promise.resolve();
    }
    await whenLanded;
    expect(refused).toBeGreaterThan(0);
    expect(held(store)).toEqual(['CBP 2025-01 a 40 31']);
    other.close();
    await store.close();
  });

  test('a full disk is said in words, and nothing has changed', async () => {
    const { path, store } = await withImports(importOf([{ practice: 'a' }]));
    const before = dump(path);
    const pages = store.sqlite.pragma('page_count', { simple: true }) as number;
    store.sqlite.pragma(`max_page_count = ${pages + 1}`);
    const many = Array.from({ length: 2_000 }, (_, index) => ({ practice: 'a', measure: `M${index}` }));
    await expect(importCells(store, importOf(many))).rejects.toThrow('the disk is full; nothing was changed');
    await store.close();
    expect(dump(path)).toBe(before);
  });
});

describe('the same content', () => {
  const first = importOf([{ practice: 'a', numerator: 20 }]);
  const second = importOf([{ practice: 'a', numerator: 25 }]);

  test('again changes nothing', async () => {
    const { path, store } = await withImports(first);
    const before = dump(path);
    expect(await importCells(store, { ...first, importedAt: '2031-01-01T00:00:00.000Z' })).toEqual({ changed: false, cells: 1 });
    expect(dump(path)).toBe(before);
    await store.close();
  });

  test('after other content of the same month is news: A, B, A ends with A', async () => {
    const { store } = await withImports(first, second);
    expect(held(store)).toEqual(['CBP 2025-01 a 40 25']);
    expect(await importCells(store, first)).toEqual({ changed: true, cells: 1 });
    expect(held(store)).toEqual(['CBP 2025-01 a 40 20']);
    await store.close();
  });

  test('after other months is still held', async () => {
    const { store } = await withImports(first, importOf([{ practice: 'a', period: '2025-02' }]));
    expect(await importCells(store, first)).toEqual({ changed: false, cells: 1 });
    await store.close();
  });

  test('of which another import took one month is taken in again whole', async () => {
    const both = importOf([{ practice: 'a' }, { practice: 'a', period: '2025-02' }]);
    const { store } = await withImports(both, importOf([{ practice: 'a', period: '2025-02', numerator: 1 }]));
    expect(await importCells(store, both)).toEqual({ changed: true, cells: 2 });
    expect(held(store)).toEqual(['CBP 2025-01 a 40 20', 'CBP 2025-02 a 40 20']);
    await store.close();
  });
});

describe('what an import replaces', () => {
  test('is its own measures and months: others stay', async () => {
    const { store } = await withImports(
      importOf([{ practice: 'a' }, { practice: 'a', period: '2025-02' }, { practice: 'a', measure: 'COL' }]),
      importOf([{ practice: 'a', period: '2025-02', numerator: 39 }]),
    );
    expect(held(store)).toEqual(['CBP 2025-01 a 40 20', 'CBP 2025-02 a 40 39', 'COL 2025-01 a 40 20']);
    await store.close();
  });

  test('is the whole of what its source brought: a practice that a named source leaves out is gone', async () => {
    const { store } = await withImports(
      importOf([{ practice: 'a' }, { practice: 'b' }], { source: 'west' }),
      importOf([{ practice: 'a', numerator: 3 }], { source: 'west' }),
    );
    expect(held(store)).toEqual(['CBP 2025-01 a 40 3']);
    await store.close();
  });

  test('in any order of months, and with any repeats, the last word on each month stands', async () => {
    const cell = fc.record({ period: fc.constantFrom('2025-01', '2025-02', '2025-03'), numerator: fc.nat(40) });
    const contents = fc.array(fc.uniqueArray(cell, { selector: ({ period }) => period, minLength: 1 }), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(contents, async (imports) => {
        const store = await openForWriting(':memory:');
        const last = new Map<string, number>();
        for (const cells of imports) {
          await importCells(store, importOf(cells.map((one): TestCell => ({ practice: 'a', ...one }))));
          for (const { period, numerator } of cells) last.set(period, numerator);
        }
        expect(held(store)).toEqual([...last].sort().map(([period, numerator]) => `CBP ${period} a 40 ${numerator}`));
        await store.close();
      }),
      { seed: 1, numRuns: 60 },
    );
  });
});

describe('two sources of one measure and month', () => {
  test('land side by side when they bring different practices', async () => {
    const { store } = await withImports(
      importOf([{ practice: 'a' }], { source: 'west' }),
      importOf([{ practice: 'b', numerator: 7 }], { source: 'east' }),
    );
    expect(held(store).toSorted()).toEqual(['CBP 2025-01 a 40 20', 'CBP 2025-01 b 40 7']);
    await importCells(store, importOf([{ practice: 'b', numerator: 8 }], { source: 'east' }));
    expect(held(store).toSorted()).toEqual(['CBP 2025-01 a 40 20', 'CBP 2025-01 b 40 8']);
    await store.close();
  });

  test('are refused when both bring a practice, in the dry run and in earnest', async () => {
    const { path, store } = await withImports(importOf([{ practice: 'a' }], { source: 'west' }));
    const before = dump(path);
    const input = importOf([{ practice: 'a' }, { practice: 'b' }], { source: 'east' });
    const message = 'measure CBP, period 2025-01: source west has brought organization a already';
    expect(await findConflict(store.db, input)).toContain(message);
    await expect(importCells(store, input)).rejects.toThrow(OwnershipError);
    await expect(importCells(store, { ...input, source: null })).rejects.toThrow(message);
    expect(dump(path)).toBe(before);
    await store.close();
  });

  test('are refused when one brings an organization and the other one above it: its patients would count twice', async () => {
    const { store } = await withImports(importOf([{ practice: 'a' }], { source: 'west' }));
    const above = importOf([{ practice: 'plan' }], { source: 'east' });
    await expect(importCells(store, above)).rejects.toThrow('organization plan stands above a');
    await store.close();

    const other = await withImports(importOf([{ practice: 'plan' }], { source: 'east' }));
    await expect(importCells(other.store, importOf([{ practice: 'a' }], { source: 'west' }))).rejects.toThrow('stands above a');
    await other.store.close();
  });

  test('without a name, an import that would drop practices is refused and says how to go on', async () => {
    const { path, store } = await withImports(importOf([{ practice: 'a' }, { practice: 'b' }]));
    const before = dump(path);
    await expect(importCells(store, importOf([{ practice: 'c' }]))).rejects.toThrow(
      /an earlier import brought 2 more, such as [ab]\. To correct the measure and period, send all of its organizations again; .* --source NAME/,
    );
    expect(dump(path)).toBe(before);
    await importCells(store, importOf([{ practice: 'c' }], { source: 'south' }));
    expect(held(store)).toHaveLength(3);
    await store.close();
  });
});

test('a withheld count is null in the file and NaN when read, never 0', async () => {
  const { path, store } = await withImports(importOf([{ practice: 'a', denominator: NaN, numerator: NaN }]));
  expect(store.sqlite.prepare('select denominator, numerator, excluded from cell').raw().all()).toEqual([[null, null, 0]]);
  await store.close();
  const reader = await openForReading(path);
  expect(held(reader)).toEqual(['CBP 2025-01 a NaN NaN']);
  await reader.close();
});

describe('beside the cells', () => {
  const note = { organization: 'a', measure: 'CBP', stratum: null, date: '2025-01-10', kind: 'pdsa', text: 'cuffs on loan' };

  test('organizations, declarations and annotations come back as they were brought', async () => {
    const input = importOf([{ practice: 'a' }], { annotations: [note] });
    const { store } = await withImports(input);
    expect(await readHoldings(store)).toEqual({
      organizations: input.organizations.toSorted((x, y) => (x.id < y.id ? -1 : 1)),
      measures: input.measures,
      stratifications: input.stratifications,
      annotations: [note],
    });
    await store.close();
  });

  test('what a later import does not declare still describes the cells of an earlier one', async () => {
    const other = importOf([{ practice: 'a', measure: 'COL' }], {
      measures: [defineMeasure({ id: 'COL', title: 'Screening', direction: 'higher' })],
    });
    const { store } = await withImports(importOf([{ practice: 'a' }]), other);
    expect((await readHoldings(store)).measures.map(({ id }) => id)).toEqual(['CBP', 'COL']);
    const renamed = [defineMeasure({ id: 'COL', title: 'Screening, renamed', direction: 'higher' })];
    await importCells(store, { ...other, measures: renamed, contentHash: 'another' });
    expect((await readHoldings(store)).measures.map(({ title }) => title)).toEqual(['Blood pressure', 'Screening, renamed']);
    await store.close();
  });

  test('annotations of an organization replace the earlier ones of the same source, and no others', async () => {
    const bring = (text: string, source: string, practice: string) =>
      importOf([{ practice }], { source, annotations: [{ ...note, organization: practice, text }] });
    const { store } = await withImports(bring('one', 'west', 'a'), bring('two', 'east', 'b'), bring('three', 'west', 'a'));
    expect((await readHoldings(store)).annotations.map(({ text }) => text)).toEqual(['three', 'two']);
    await store.close();
  });
});
