import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { call } from './support/call.ts';
import { dump } from './support/dump.ts';
import { newDirectory } from './support/files.ts';

const synth = async (...flags: readonly string[]): Promise<string> => {
  const directory = join(newDirectory(), 'deep', 'sample');
  const { code, out, error } = await call('synth', '--out', directory, '--scale', '0.01', ...flags);
  expect([code, error]).toEqual([0, '']);
  for (const path of out.trim().split('\n')) expect(existsSync(path)).toBe(true);
  return directory;
};

test('the same seed gives the same bytes, another seed others', async () => {
  const [one, same, other] = [await synth('--seed', '7'), await synth('--seed', '7'), await synth('--seed', '8')];
  for (const file of ['organizations.csv', 'members.csv', 'results.csv', 'annotations.csv', 'truth.json'])
    expect(readFileSync(join(same, file)).equals(readFileSync(join(one, file)))).toBe(true);
  expect(readFileSync(join(other, 'members.csv')).equals(readFileSync(join(one, 'members.csv')))).toBe(false);
});

test('as Parquet the tables say the same as as CSV', async () => {
  const cells = async (directory: string, ending: string): Promise<string> => {
    const db = join(newDirectory(), 'x.db');
    const flags = ['organizations', 'members', 'results', 'annotations'].flatMap((table) => [
      `--${table}`,
      join(directory, `${table}.${ending}`),
    ]);
    expect(await call('import', '--db', db, ...flags)).toMatchObject({ code: 0, error: '' });
    return dump(db, ['cell', 'organization', 'annotation']);
  };
  const parquet = await synth('--files', 'parquet');
  expect(readFileSync(join(parquet, 'results.parquet')).subarray(0, 4).toString()).toBe('PAR1');
  expect(await cells(parquet, 'parquet')).toBe(await cells(await synth(), 'csv'));
});
