import { chmodSync, existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { cellsAndReleases } from './migrations/0001-cells-and-releases.ts';
import { programs } from './migrations/0002-programs.ts';
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

/** What SQLite keeps in a file's header to say whose it is: the letters EQPS. */
const applicationId = 0x45515053;

const migrations = { '0001-cells-and-releases': cellsAndReleases, '0002-programs': programs };

/**
 * Opens a database file for reading. It must be there; one of an older version is brought up to date first.
 *
 * @throws StoreError when it is absent, no database of ours, unfinished, or of another version
 */
export async function openForReading(path: string): Promise<Store> {
  if (!existsSync(path)) throw new StoreError(`there is no database ${path}: equipoise import makes one`);
  const store = await openIfFinished(path);
  if (!store) throw new StoreError(`${path} holds no finished import: run equipoise import again`);
  return store;
}

/**
 * Opens a database file for reading when there is something to read: null when it is absent, or when the import that
 * was to make it was cut off before it had made its tables.
 *
 * @throws StoreError when it is no database of ours, or of another version
 */
export async function openIfFinished(path: string): Promise<Store | null> {
  if (!existsSync(path)) return null;
  const store = open(path, { readonly: true });
  try {
    const state = await stateOf(store, path);
    if (state === 'current') return store;
    await store.close();
    if (state === 'unfinished') return null;
    await bringUpToDate(path);
    return open(path, { readonly: true });
  } catch (error) {
    await store.close();
    throw asStoreError(error, path);
  }
}

/**
 * Opens a database file for writing, makes it when it is not there, and brings an older one up to date.
 * A write that was cut off, by whatever means, is undone when the file is next opened.
 *
 * @param path      a file, or `:memory:`
 * @param patience  how long to wait for another writer to end, in milliseconds
 * @throws StoreError when the file is no database of ours, newer than this version, or in use for longer than that
 */
export async function openForWriting(path: string, patience = 10_000): Promise<Store> {
  const store = open(path, { readonly: false, patience });
  try {
    refuseForeign(store, path);
    store.sqlite.pragma(`application_id = ${applicationId}`);
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

/**
 * Runs work in one transaction: all that it writes lands, or nothing does. It holds the write lock from its start, so
 * that what it reads first is still true when it writes.
 *
 * @throws StoreError when another writer holds the lock for too long, or the file cannot be written
 */
export async function landWhole<T>({ db, sqlite }: Store, work: (db: Kysely<Schema>) => Promise<T>): Promise<T> {
  try {
    return await db.connection().execute(async (connection) => {
      await sql`begin immediate`.execute(connection);
      try {
        const result = await work(connection);
        await sql`commit`.execute(connection);
        return result;
      } catch (error) {
        // SQLite has undone the transaction by itself after some faults, such as a full disk.
        if (sqlite.inTransaction) await sql`rollback`.execute(connection);
        throw error;
      }
    });
  } catch (error) {
    throw asStoreError(error, sqlite.name);
  }
}

function open(path: string, { readonly, patience = 10_000 }: { readonly: boolean; patience?: number }): Store {
  try {
    // A reader may undo what a killed writer left half done and tidies up after itself, which a handle that SQLite opens
    // read-only does not; a query that writes is refused all the same.
    const made = !readonly && path !== ':memory:' && !existsSync(path);
    const sqlite = new Database(path, { fileMustExist: readonly, timeout: patience });
    // It will hold the counts that releases hide: for its owner alone, and so are the files that SQLite puts beside it.
    if (made) chmodSync(path, 0o600);
    sqlite.pragma(`query_only = ${readonly ? 'on' : 'off'}`);
    // Reading the schema fails at once on a file that is no database.
    sqlite.prepare('select count(*) from sqlite_master').get();
    const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: sqlite }) });
    return { db, sqlite, close: () => db.destroy() };
  } catch (error) {
    throw asStoreError(error, path);
  }
}

/** `unfinished`: not even its first tables are whole. `older`: all that an earlier version made is, and this one adds to it. */
async function stateOf(store: Store, path: string): Promise<'current' | 'older' | 'unfinished'> {
  refuseForeign(store, path);
  if (!hasTable(store, 'kysely_migration')) return 'unfinished';
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(store.db);
  const expected = Object.keys(migrations);
  if (rows.some(({ name }) => !expected.includes(name))) throw newer(path);
  if (rows.length === 0) return 'unfinished';
  return rows.length === expected.length ? 'current' : 'older';
}

async function bringUpToDate(path: string): Promise<void> {
  try {
    await (await openForWriting(path)).close();
  } catch (error) {
    const why = error instanceof StoreError ? error.message : String(error);
    throw new StoreError(
      `${path} was made by an older version of Equipoise and must be brought up to date before it is read: ${why}`,
    );
  }
}

/** A file with anything in it that does not carry our mark is somebody else's. */
function refuseForeign({ sqlite }: Store, path: string): void {
  const empty = sqlite.prepare('select 1 from sqlite_master limit 1').get() === undefined;
  if (!empty && sqlite.pragma('application_id', { simple: true }) !== applicationId) throw foreign(path);
}

function hasTable({ sqlite }: Store, pattern: string): boolean {
  return sqlite.prepare("select 1 from sqlite_master where type = 'table' and name like ? limit 1").get(pattern) !== undefined;
}

const foreign = (path: string) => new StoreError(`${path} is not a database of Equipoise`);
const newer = (path: string) =>
  new StoreError(`${path} was written by a newer version of Equipoise: update, or use another file`);

function asStoreError(error: unknown, path: string): Error {
  if (error instanceof StoreError) return error;
  const { code = '', message = '' } = error as { code?: string; message?: string };
  if (code === 'SQLITE_NOTADB') return foreign(path);
  if (code.startsWith('SQLITE_CANTOPEN') || message.includes('directory does not exist'))
    return new StoreError(`${path} cannot be opened: check the path and its permissions`);
  if (code.startsWith('SQLITE_BUSY')) return new StoreError(`${path} is in use by another import: wait until it ends`);
  if (code.startsWith('SQLITE_READONLY')) return new StoreError(`${path} cannot be written: check its permissions`);
  if (code === 'SQLITE_FULL') return new StoreError(`${path} cannot grow: the disk is full; nothing was changed`);
  if (code.startsWith('SQLITE_CORRUPT')) return new StoreError(`${path} is damaged: restore it from a copy`);
  if (message.includes('corrupted migrations')) return newer(path);
  return error instanceof Error ? error : new StoreError(`${path}: ${String(error)}`);
}
