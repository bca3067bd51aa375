import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { call, done } from './support/call.ts';
import { dump } from './support/dump.ts';
import { memberFlags, newDirectory, smallSample } from './support/files.ts';

let db: string;
beforeAll(async () => {
  db = join(newDirectory(), 'test.db');
  await done('import', '--db', db, ...memberFlags(smallSample(0.02)));
});
const released = async (...flags: readonly string[]) =>
  (JSON.parse((await done('release', '--db', db, '--format', 'json', ...flags)).out) as Record<string, unknown>[])[0]!;

describe('a release', () => {
  test('hides counts of 1 to 10 unless told otherwise, and is made once', async () => {
    const first = await released();
    expect(first).toMatchObject({ release: 1, policy: 'cms', audit: 'not-performed', data_through: '2025-12', new: true });
    expect(first.hidden).toBeGreaterThan(1_000);
    const before = await dump(db);
    expect(await released()).toEqual({ ...first, new: false });
    expect(await dump(db)).toBe(before);
    expect((await done('release', '--db', db)).out).toContain('the same cells under the same policy: still this release');
  });

  test('of policy none hides nothing and says that it is for internal use', async () => {
    expect(await released('--policy', 'none')).toMatchObject({ policy: 'none', hidden: 0 });
    expect((await done('release', '--db', db, '--policy', 'none')).out).toContain('internal use');
  });

  test('in a released file no count of 1 to 10 is left, nor one that is the difference of two', async () => {
    const { release } = await released('--policy', 'cms');
    const rows = (await dump(db, ['released_cell']))
      .split('\n')
      .slice(1)
      .map((line) => JSON.parse(line) as (string | number | null)[])
      .filter(([number, ...row]) => number === release && row.at(-1) === 'REPORTED');
    expect(rows.length).toBeGreaterThan(100);
    for (const [, , , , , , , excluded, denominator, numerator] of rows as number[][]) {
      for (const count of [excluded!, denominator!, numerator!, denominator! - numerator!])
        expect(count === 0 || count > 10).toBe(true);
    }
  });

  test('by its number stays readable when a newer one is made', async () => {
    const ask = () => done('rates', '--db', db, '--measure', 'CBP', '--at', 'practice', '--release', '1', '--format', 'json');
    const before = await ask();
    await released('--policy', 'calhhs');
    expect(await ask()).toEqual(before);
  });
});

describe('a policy of one’s own', () => {
  const file = (policy: object): string => {
    const path = join(newDirectory(), 'house.json');
    writeFileSync(path, JSON.stringify(policy));
    return path;
  };

  test('is read from a file', async () => {
    const path = file({ id: 'house', hide: { from: 1, to: 4 } });
    expect(await released('--policy', path)).toMatchObject({ policy: 'house' });
    expect(readFileSync(path, 'utf8')).toContain('house');
  });

  test.for([
    [{ id: 'house', hyde: { from: 1, to: 4 } }],
    [{ id: 'house' }],
    [{ id: 'house', hide: { from: 0, to: 4 } }],
    [{ hide: null }],
    ['x'],
  ] as [object][])('%j is refused: a slip must not hide nothing', async ([policy]) => {
    const before = await dump(db, ['release']);
    const { code, error } = await call('release', '--db', db, '--policy', file(policy));
    expect([code, error]).toEqual([2, expect.stringContaining('--policy') as string]);
    expect(await dump(db, ['release'])).toBe(before);
  });
});
