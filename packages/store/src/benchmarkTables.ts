import { canonicalJson, hashOf } from './contentHash.ts';
import { landWhole, type Store } from './database.ts';

/** What names a table of percentiles: one publication holds several measures, and a measure is in several publications. */
export interface TableKey {
  readonly set: string;
  readonly measure: string;
  readonly population: string;
  readonly measurementYear: number;
}

/** The user's own table. The store keeps it and reads nothing in it. */
export interface NewBenchmarkTable extends TableKey {
  readonly licence: { readonly redistributable: boolean; readonly note: string };
  /** The table as JSON can say it. */
  readonly content: unknown;
}

export interface StoredTable extends TableKey {
  readonly licence: NewBenchmarkTable['licence'];
  readonly contentHash: string;
  readonly importedAt: string;
}

/** What an import did: the same content again changes nothing, other content under a key replaces the earlier. */
export interface Landed {
  readonly added: number;
  readonly replaced: number;
  readonly unchanged: number;
}

/**
 * Lands tables whole or not at all.
 *
 * @param importedAt  when, by the caller's clock, for the list alone: no answer depends on it
 * @throws RangeError when a key is there twice
 */
export async function importBenchmarkTables(
  store: Store,
  { tables, importedAt }: { readonly tables: readonly NewBenchmarkTable[]; readonly importedAt: string },
): Promise<Landed> {
  const keys = tables.map((table) => JSON.stringify(keyOf(table)));
  const twice = tables.find((_, index) => keys.indexOf(keys[index]!) < index);
  if (twice)
    throw new RangeError(`table ${twice.set} has ${twice.measure} of ${twice.population} ${twice.measurementYear} twice`);
  return landWhole(store, async (db) => {
    const landed = { added: 0, replaced: 0, unchanged: 0 };
    for (const table of tables) {
      const { licence } = table;
      const key = keyOf(table);
      const content = canonicalJson(table.content);
      const row = {
        licence: licence.note,
        redistributable: Number(licence.redistributable),
        content,
        content_hash: hashOf(content),
        imported_at: importedAt,
      };
      const held = await db
        .selectFrom('benchmark_table')
        .select('content_hash')
        .where((of) => of.and(key))
        .executeTakeFirst();
      if (held === undefined) {
        await db
          .insertInto('benchmark_table')
          .values({ ...key, ...row })
          .execute();
        landed.added += 1;
      } else if (held.content_hash === row.content_hash) {
        landed.unchanged += 1;
      } else {
        await db
          .updateTable('benchmark_table')
          .set(row)
          .where((of) => of.and(key))
          .execute();
        landed.replaced += 1;
      }
    }
    return landed;
  });
}

const keyOf = ({ set, measure, population, measurementYear }: TableKey) => ({
  set_id: set,
  measure,
  population,
  measurement_year: measurementYear,
});

/** What was imported, by key, without the tables themselves. */
export async function listBenchmarkTables({ db }: Store): Promise<StoredTable[]> {
  const rows = await db
    .selectFrom('benchmark_table')
    .select(['set_id', 'measure', 'population', 'measurement_year', 'licence', 'redistributable', 'content_hash', 'imported_at'])
    .orderBy('set_id')
    .orderBy('measure')
    .orderBy('population')
    .orderBy('measurement_year')
    .execute();
  return rows.map((row) => ({
    set: row.set_id,
    measure: row.measure,
    population: row.population,
    measurementYear: row.measurement_year,
    licence: { redistributable: row.redistributable === 1, note: row.licence },
    contentHash: row.content_hash,
    importedAt: row.imported_at,
  }));
}

/** The tables themselves, by key, as they were brought. */
export async function readBenchmarkTables({ db }: Store): Promise<unknown[]> {
  const rows = await db
    .selectFrom('benchmark_table')
    .select('content')
    .orderBy('set_id')
    .orderBy('measure')
    .orderBy('population')
    .orderBy('measurement_year')
    .execute();
  return rows.map(({ content }) => JSON.parse(content) as unknown);
}
