import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { cellsAndReleases } from './migrations/0001-cells-and-releases.ts';
import type { Schema } from './schema.ts';

/** An open database: queries through Kysely, and the handle beneath for loops over many rows. */
export interface Store {
  readonly db: Kysely<Schema>;
  readonly sqlite: Database.Database;
  close(): Promise<void>;
}

/** Thrown when a database cannot be used; the message says what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

const migrations = { '0001-cells-and-releases': cellsAndReleases };

/**
 * Opens a database file for reading. It must be there and hold what this version expects.
 *
 * @throws StoreError when it is absent, no database, or of another version
 */
export async function openForReading(path: string): Promise<Store> {
  if (!existsSync(path)) throw new StoreError(`there is no database ${path}: equipoise import makes one`);
  const store = open(path, true);
  try {
    await refuseOtherVersions(store, path);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/**
 * Opens a database file for writing, makes it when it is not there, and brings an older one up to date.
 * A write that was cut off, by whatever means, is undone when the file is next opened.
 *
 * @param path  a file, or `:memory:`
 * @throws StoreError when the file is no database of ours or newer than this version
 */
export async function openForWriting(path: string): Promise<Store> {
  const store = open(path, false);
  try {
    store.sqlite.pragma('journal_mode = WAL');
    store.sqlite.pragma('synchronous = FULL');
    const { error, results } = await new Migrator({
      db: store.db,
      provider: { getMigrations: async () => migrations },
    }).migrateToLatest();
    if (error) throw asStoreError(error, path);
    if (results?.some(({ status }) => status === 'Error')) throw new StoreError(`${path}: a migration failed`);
    return store;
  } catch (error) {
    await store.close();
    throw asStoreError(error, path);
  }
}

function open(path: string, readonly: boolean): Store {
  try {
    const sqlite = new Database(path, { readonly, fileMustExist: readonly, timeout: 10_000 });
    // Reading the schema fails at once on a file that is no database.
    sqlite.prepare('select count(*) from sqlite_master').get();
    const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: sqlite }) });
    return { db, sqlite, close: () => db.destroy() };
  } catch (error) {
    throw asStoreError(error, path);
  }
}

async function refuseOtherVersions({ db }: Store, path: string): Promise<void> {
  const done = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db).then(
    ({ rows }) => rows.map(({ name }) => name),
    () => [],
  );
  const expected = Object.keys(migrations);
  if (done.some((name) => !expected.includes(name))) throw newer(path);
  if (done.length < expected.length) throw new StoreError(`${path} holds no finished import: run equipoise import again`);
}

const newer = (path: string) =>
  new StoreError(`${path} was written by a newer version of Equipoise: update, or use another file`);

function asStoreError(error: unknown, path: string): Error {
  if (error instanceof StoreError) return error;
  const { code = '', message = '' } = error as { code?: string; message?: string };
  if (code === 'SQLITE_NOTADB') return new StoreError(`${path} is not a database of Equipoise`);
  if (code === 'SQLITE_CANTOPEN' || message.includes('directory does not exist'))
    return new StoreError(`${path} cannot be opened: check the path and its permissions`);
  if (code === 'SQLITE_BUSY') return new StoreError(`${path} is in use by another import: wait until it ends`);
  if (message.includes('corrupted migrations')) return newer(path);
  return error instanceof Error ? error : new StoreError(`${path}: ${String(error)}`);
}
