import { linkSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { printable } from '../src/printable.ts';
import { call, done } from './support/call.ts';
import { newDirectory } from './support/files.ts';

const organizations = 'organization_id,name,kind,parent_id\np,P,practice,\n';
const cells =
  'measure_id,period,organization_id,stratification,stratum,eligible,excluded,denominator,numerator\nCBP,2025-01,p,total,all,40,0,40,20\n';

let directory = '';
let flags: readonly string[] = [];
let database = '';
const file = (name: string, text: string): string => {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
};

beforeAll(async () => {
  directory = newDirectory();
  flags = ['--organizations', file('organizations.csv', organizations), '--cells', file('cells.csv', cells)];
  database = join(directory, 'own.db');
  await done('import', '--db', database, ...flags);
  await done('release', '--db', database);
});

describe('a file that is there is not lost', () => {
  test('rejects never replace an input, the configuration, the database or anything else', async () => {
    const config = file('config.json', '{}');
    const notes = file('notes.txt', 'mine');
    const link = join(directory, 'link.csv');
    const hard = join(directory, 'hard.csv');
    symlinkSync(join(directory, 'cells.csv'), link);
    linkSync(join(directory, 'cells.csv'), hard);
    for (const target of [database, config, notes, link, hard, join(directory, 'cells.csv')]) {
      const before = readFileSync(target);
      for (const verb of ['validate', 'import']) {
        const { code, error } = await call(verb, '--db', database, '--config', config, ...flags, '--rejects', target);
        expect([code, error]).toEqual([2, expect.stringContaining('reject')]);
      }
      expect(readFileSync(target).equals(before)).toBe(true);
    }
  });

  test('rejects that cannot be written end in words', async () => {
    for (const target of [directory, '/dev/full', ''])
      expect((await call('validate', '--db', database, ...flags, '--rejects', target)).code).toBe(2);
  });

  test('start and synth keep their hands off a directory that they did not fill', async () => {
    const before = readFileSync(database);
    const mine = newDirectory();
    writeFileSync(join(mine, 'equipoise.db'), before);
    expect(await call('start', '--once', '--sample', mine)).toMatchObject({
      code: 2,
      error: `equipoise: ${mine} holds files that start has not made: name an empty directory with --sample\n`,
    });
    expect(readFileSync(join(mine, 'equipoise.db')).equals(before)).toBe(true);

    writeFileSync(join(mine, 'members.csv'), 'member_id\n');
    expect((await call('synth', '--out', mine, '--scale', '0.01')).code).toBe(2);
    expect(readFileSync(join(mine, 'members.csv'), 'utf8')).toBe('member_id\n');
    expect((await call('synth', '--out', join(mine, 'members.csv'))).code).toBe(2);
    expect((await call('start', '--once', '--sample', join(mine, 'members.csv'))).code).toBe(2);

    writeFileSync(join(mine, 'made.json'), 'null');
    expect((await call('start', '--once', '--sample', mine)).code).toBe(2);
  });

  test('a database that is kept nowhere is refused', async () => {
    for (const path of [':memory:', '']) expect((await call('import', '--db', path, ...flags)).code).toBe(2);
  });
});

test('the database holds what releases hide, so it is for its owner alone', () => {
  expect(statSync(database).mode & 0o077).toBe(0);
});

describe('a policy', () => {
  test('may not call itself by a built-in name', async () => {
    const fake = file('fake.json', JSON.stringify({ id: 'cms', title: 'CMS', hide: null, source: 'me' }));
    expect((await call('release', '--db', database, '--policy', fake)).code).toBe(2);
  });

  test('or a configuration that is a file of data is not repeated', async () => {
    const data = file('nohead.csv', 'M0000001,1\n');
    for (const attempt of [
      ['release', '--db', database, '--policy', data],
      ['import', '--db', database, '--config', data, ...flags],
    ]) {
      const { code, error } = await call(...attempt);
      expect([code, error.includes('M0000001')]).toEqual([2, false]);
    }
  });
});

describe('what a terminal obeys', () => {
  test('is shown to it as text', () => {
    // A tag character, and one for private use: as two units each.
    expect(printable('a\u{e0041}\u{f0000}😀')).toBe('a\\udb40\\udc41\\udb80\\udc00😀');
    expect(printable('P\u001b]0;pwn\u0007\u202e\u0085\n\tOK é ≤')).toBe('P\\u001b]0;pwn\\u0007\\u202e\\u0085\n\tOK é ≤');
  });

  test('does not come in with names', async () => {
    const bad = file('bad.csv', 'organization_id,name,kind,parent_id\np,P\u001b[2J,practice,\n');
    const { code, out } = await call('validate', '--db', database, '--organizations', bad);
    expect([code, out.includes('control-character'), out.includes('\u001b')]).toEqual([1, true, false]);
  });
});

test('an address that is not of this machine is said in words', async () => {
  const { code, error } = await call('serve', '--db', database, '--host', '192.0.2.1', '--allow-unaudited', '--port', '0');
  expect([code, error]).toEqual([2, 'equipoise: --host is no address of this machine\n']);
});

test('names that every object has are no measures', async () => {
  for (const name of ['constructor', 'toString', '__proto__'])
    expect((await call('rates', '--db', database, '--measure', name)).code).toBe(2);
});
