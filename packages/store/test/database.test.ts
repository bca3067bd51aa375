import { copyFileSync, existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { importCells, openForReading, openForWriting, openIfFinished, readCells, StoreError } from '../src/index.ts';
import { dump } from './support/dump.ts';
import { newPath } from './support/files.ts';
import { importOf } from './support/inputs.ts';

async function filled(): Promise<string> {
  const path = newPath();
  const store = await openForWriting(path);
  await importCells(store, importOf([{ practice: 'a' }]));
  await store.close();
  return path;
}

describe('reading', () => {
  test('never makes a file, and leaves none behind', async () => {
    const absent = newPath();
    await expect(openForReading(absent)).rejects.toThrow(`there is no database ${absent}: equipoise import makes one`);
    expect(await openIfFinished(absent)).toBeNull();
    expect(existsSync(absent)).toBe(false);

    const path = await filled();
    const store = await openForReading(path);
    expect(readCells(store).length).toBe(1);
    await store.close();
    expect(readdirSync(dirname(path))).toEqual(['test.db']);
  });

  test('cannot write', async () => {
    const store = await openForReading(await filled());
    await expect(store.db.deleteFrom('cell').execute()).rejects.toThrow('readonly');
    await expect(importCells(store, importOf([{ practice: 'b' }], { source: 'east' }))).rejects.toThrow('cannot be written');
    await store.close();
  });

  test('goes on while another process writes, and sees what was there before', async () => {
    const path = await filled();
    const writer = new Database(path);
    writer.exec('begin immediate; delete from cell');
    const store = await openForReading(path);
    expect(readCells(store).length).toBe(1);
    await store.close();
    writer.exec('rollback');
    writer.close();
  });
});

describe('refused, in words that say what to do', () => {
  test('a file that is no database', async () => {
    const path = newPath();
    writeFileSync(path, 'member_id,birth_date\n'.repeat(100));
    await expect(openForReading(path)).rejects.toThrow(`${path} is not a database of Equipoise`);
    await expect(openForWriting(path)).rejects.toThrow(StoreError);
  });

  test("somebody else's database, which stays as it is", async () => {
    const path = newPath();
    const theirs = new Database(path);
    theirs.exec('create table invoice (id integer primary key); insert into invoice values (7)');
    theirs.close();
    const before = dump(path);
    await expect(openForReading(path)).rejects.toThrow('is not a database of Equipoise');
    await expect(openForWriting(path)).rejects.toThrow('is not a database of Equipoise');
    expect(dump(path)).toBe(before);
  });

  test('a database of a newer version, which stays as it is', async () => {
    const path = await filled();
    const later = new Database(path);
    later.exec("insert into kysely_migration values ('0099-from-the-future', '2040-01-01')");
    later.close();
    const before = dump(path);
    await expect(openForReading(path)).rejects.toThrow('was written by a newer version of Equipoise');
    await expect(openForWriting(path)).rejects.toThrow('was written by a newer version of Equipoise');
    expect(dump(path)).toBe(before);
  });

  test('a path that cannot be', async () => {
    await expect(openForWriting('/nowhere/at/all.db')).rejects.toThrow('/nowhere/at/all.db cannot be opened');
    await expect(openForReading(dirname(newPath()))).rejects.toThrow('cannot be opened');
  });

  test('a database in which another import writes, after some patience', async () => {
    const path = await filled();
    const store = await openForWriting(path, 300);
    const writer = new Database(path);
    writer.exec('begin immediate');
    await expect(importCells(store, importOf([{ practice: 'b' }], { source: 'east' }))).rejects.toThrow(
      `${path} is in use by another import: wait until it ends`,
    );
    writer.exec('rollback');
    writer.close();
    expect((await importCells(store, importOf([{ practice: 'b' }], { source: 'east' }))).changed).toBe(true);
    await store.close();
  });
});

describe('an import that was cut off', () => {
  test('before it had made its tables leaves nothing to read and can be repeated', async () => {
    const path = newPath();
    writeFileSync(path, '');
    expect(await openIfFinished(path)).toBeNull();
    await expect(openForReading(path)).rejects.toThrow(`${path} holds no finished import: run equipoise import again`);
    await (await openForWriting(path)).close();
    const store = await openIfFinished(path);
    expect(store && readCells(store).length).toBe(0);
    await store?.close();
  });

  test('between two tables of a migration: the migration is run again from its start', async () => {
    const path = await filled();
    const whole = dump(path);
    const half = new Database(path);
    half.exec('delete from kysely_migration; drop table released_cell; drop table "release"');
    half.close();
    expect(await openIfFinished(path)).toBeNull();
    await (await openForWriting(path)).close();
    expect(dump(path)).toBe(whole);
  });

  test('in the middle of a write, its journal on the disk: the next reader sees what was there before', async () => {
    const path = await filled();
    const killed = newPath();
    const writer = new Database(path);
    writer.pragma('journal_mode = delete');
    writer.pragma('cache_size = 1');
    writer.exec('begin; update cell set numerator = 1');
    const row = writer.prepare("insert into annotation values ('a', null, null, '2025-01-01', 'event', ?, 'x')");
    for (let index = 0; index < 500; index += 1) row.run('x'.repeat(200));
    copyFileSync(path, killed);
    copyFileSync(`${path}-journal`, `${killed}-journal`);
    writer.exec('rollback');
    writer.close();
    expect(dump(killed)).toBe(dump(path));
    const store = await openForReading(killed);
    expect(readCells(store).columns.numerator).toEqual(Float64Array.of(20));
    await store.close();
  });
});

test('opening a database again changes nothing in it', async () => {
  const path = await filled();
  const before = dump(path);
  for (let time = 0; time < 3; time += 1) await (await openForWriting(path)).close();
  expect(dump(path)).toBe(before);
});

test.for(['create view v as select 1', 'create table kysely_migration (name text); create table patients (id)'])(
  'another program’s database is refused and stays as it is: %s',
  async (statements) => {
    const path = newPath();
    const sqlite = new Database(path);
    sqlite.exec(statements);
    sqlite.close();
    const before = readFileSync(path);
    await expect(openForWriting(path)).rejects.toThrow(`${path} is not a database of Equipoise`);
    await expect(openForReading(path)).rejects.toThrow(`${path} is not a database of Equipoise`);
    expect(readFileSync(path).equals(before)).toBe(true);
  },
);

test('the file holds what releases hide: it is made for its owner alone', async () => {
  expect(statSync(await filled()).mode & 0o077).toBe(0);
});
