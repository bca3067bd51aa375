import { copyFileSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openForReading } from '@equipoise/store';
import { beforeAll, describe, expect, test } from 'vitest';
import { call, done, outcomeOf, spawnCall } from './support/call.ts';
import { dump } from './support/dump.ts';
import { memberFlags, newDirectory, smallSample } from './support/files.ts';

const sample = smallSample(0.05);
const args = [...memberFlags(sample), '--annotations', join(sample, 'annotations.csv'), '--source', 'sample'];
// What an import decides; the journal beside it has numbers and times of its own.
const decided = ['organization', 'declaration', 'annotation', 'cell'];

/** Content before the import that is killed: an earlier state of the same source. */
let earlier: string;
let before: string;
let after: string;
let cells: string;
let milliseconds: number;
let killsInTheWrite = 0;

beforeAll(async () => {
  earlier = join(newDirectory(), 'earlier.db');
  const previous = smallSample(0.01);
  await done('import', '--db', earlier, ...memberFlags(previous), '--source', 'sample');
  await done('release', '--db', earlier);
  before = await dump(earlier, decided);

  const whole = join(newDirectory(), 'whole.db');
  copyFileSync(earlier, whole);
  const start = performance.now();
  await outcomeOf(spawnCall(['import', '--db', whole, ...args], { cwd: sample }));
  milliseconds = performance.now() - start;
  after = await dump(whole, decided);
  cells = await dump(whole, ['cell']);
});

test('the import to be killed changes the database when it is not', () => {
  expect(after).not.toBe(before);
});

/** Kills an import of the sample when `when` says so; false when the import was done before. */
async function killed(db: string, when: (elapsed: number) => boolean): Promise<boolean> {
  const start = performance.now();
  const child = spawnCall(['import', '--db', db, ...args], { cwd: sample });
  const ended = outcomeOf(child);
  while (child.exitCode === null && !when(performance.now() - start)) await sleep(1);
  child.kill('SIGKILL');
  const { code } = await ended;
  return code === null;
}

const bytesOf = (path: string): number => {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
};

async function expectSound(db: string): Promise<void> {
  const store = await openForReading(db);
  expect(store.sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
  await store.close();
}

async function expectRepeatable(db: string): Promise<void> {
  expect(await call('import', '--db', db, ...args)).toMatchObject({ code: 0, error: '' });
  expect(await dump(db, decided)).toBe(after);
  await expectSound(db);
}

describe('an import that is killed', () => {
  test.for([0.2, 0.5, 0.7, 0.85, 0.95])('at %f of its time leaves the database as it was or as it shall be', async (share) => {
    const db = join(newDirectory(), 'killed.db');
    copyFileSync(earlier, db);
    await killed(db, (elapsed) => elapsed > share * milliseconds);
    await expectSound(db);
    expect((await call('summary', '--db', db)).code).toBe(0);
    expect([before, after].includes(await dump(db, decided))).toBe(true);
    await expectRepeatable(db);
  });

  // The cells are on their way into the file when its log has grown: the cache of the database holds 2 MB.
  test.for([200_000, 2_000_000, 4_000_000])(
    'with %i bytes of its cells in the log leaves the database as it was',
    async (bytes) => {
      const db = join(newDirectory(), 'killed.db');
      copyFileSync(earlier, db);
      const inTime = await killed(db, () => bytesOf(`${db}-wal`) > bytes);
      const left = await dump(db, decided);
      expect([before, after].includes(left)).toBe(true);
      if (inTime && left === before) killsInTheWrite += 1;
      await expectSound(db);
      await expectRepeatable(db);
    },
  );

  test('of the last three at least two were in the middle of the write', () => {
    expect(killsInTheWrite).toBeGreaterThanOrEqual(2);
  });

  test('while it makes a new database: the next import makes it, whatever was left', async () => {
    for (const when of [
      (db: string) => bytesOf(db) > 0 || bytesOf(`${db}-wal`) > 0,
      (db: string) => bytesOf(`${db}-wal`) > 1_000_000,
    ]) {
      const db = join(newDirectory(), 'new.db');
      await killed(db, () => when(db));
      expect(await call('import', '--db', db, ...args)).toMatchObject({ code: 0, error: '' });
      expect(await dump(db, ['cell'])).toBe(cells);
      await expectSound(db);
    }
  });
});

test('a release that is killed leaves no number behind, and can be repeated', async () => {
  const db = join(newDirectory(), 'released.db');
  copyFileSync(earlier, db);
  expect((await call('import', '--db', db, ...args)).code).toBe(0);
  const start = performance.now();
  const child = spawnCall(['release', '--db', db, '--policy', 'none'], { cwd: sample });
  const ended = outcomeOf(child);
  while (bytesOf(`${db}-wal`) < 1_000_000 && performance.now() - start < 20_000) await sleep(1);
  child.kill('SIGKILL');
  expect((await ended).code).toBeNull();
  const released = await dump(db, ['release', 'released_cell']);
  expect(linesOf(released).filter((line) => line.startsWith('[2,'))).toEqual([]);
  expect((await call('release', '--db', db, '--policy', 'none')).out).toMatch(/\n +2 {2}none /);
  await expectSound(db);
  expect(readFileSync(db).subarray(0, 15).toString()).toBe('SQLite format 3');
});

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.startsWith('['));
