import { canonicalJson, hashOf } from './contentHash.ts';
import { landWhole, type Store } from './database.ts';

/** A program file as it was brought. The store keeps it and reads nothing in it. */
export interface NewProgram {
  readonly id: string;
  /** What the file says, as JSON can say it. */
  readonly definition: unknown;
}

export interface StoredProgram {
  readonly id: string;
  readonly contentHash: string;
  readonly importedAt: string;
}

/**
 * Keeps a program under its id. The same definition again changes nothing; another one replaces the earlier, and what was settled
 * under that keeps its own copy.
 *
 * @param importedAt  when, by the caller's clock, for the list alone: no answer depends on it
 */
export async function importProgram(
  store: Store,
  { program: { id, definition }, importedAt }: { readonly program: NewProgram; readonly importedAt: string },
): Promise<'added' | 'replaced' | 'unchanged'> {
  const text = JSON.stringify(definition);
  const row = { definition: text, content_hash: hashOf(canonicalJson(definition)), imported_at: importedAt };
  return landWhole(store, async (db) => {
    const held = await db.selectFrom('program').select('content_hash').where('id', '=', id).executeTakeFirst();
    if (held?.content_hash === row.content_hash) return 'unchanged';
    await db
      .insertInto('program')
      .values({ id, ...row })
      .onConflict((on) => on.column('id').doUpdateSet(row))
      .execute();
    return held === undefined ? 'added' : 'replaced';
  });
}

/** What was imported, by id, without the definitions. */
export async function listPrograms({ db }: Store): Promise<StoredProgram[]> {
  const rows = await db.selectFrom('program').select(['id', 'content_hash', 'imported_at']).orderBy('id').execute();
  return rows.map((row) => ({ id: row.id, contentHash: row.content_hash, importedAt: row.imported_at }));
}

/** What a program's file said; null when none was imported under that id. */
export async function readProgram({ db }: Store, id: string): Promise<unknown> {
  const row = await db.selectFrom('program').select('definition').where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : (JSON.parse(row.definition) as unknown);
}
