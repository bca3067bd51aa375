import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readConfig, readTables, type InputFiles } from '../src/index.ts';
import { csvOf, duck, sound, workspace, type Row } from './support.ts';

const files = workspace();
// Whatever is said of these values, they are not said themselves. Each could be a member's.
const canaries = ['Zebulon', 'Quixley', 'ZQ7731', '1931-07-13', '13.07.1931'];
const [name, family, id, born, bornWrongly] = canaries as [string, string, string, string, string];
const organizations = () => files.write('organizations.csv', csvOf([sound.organization('P1')]));
const members = () => files.write('members.csv', csvOf([sound.member('M1')]));
const results = (rows: readonly Row[]) => csvOf(rows);

/** Everything that a reading says, its rejects file and what it throws. */
async function saidOf(
  input: InputFiles,
  columns: Record<string, Record<string, string | null>> = {},
): Promise<{ said: string; issues: number }> {
  const rejects = files.path('rejects.csv');
  try {
    const { issues, issueCounts } = await readTables(input, { config: readConfig({ columns }), rejects });
    return { said: JSON.stringify([issues, issueCounts]) + readFileSync(rejects, 'utf8'), issues: issues.length };
  } catch (error) {
    const { message, stack, cause } = error as Error;
    return { said: [message, stack, String(cause), existsSync(rejects) && readFileSync(rejects, 'utf8')].join('\n'), issues: 1 };
  }
}

/** The canaries that are heard in what is said of files that have some fault. */
async function heardFrom(input: InputFiles): Promise<string[]> {
  const { said, issues } = await saidOf(input);
  if (issues === 0) throw new Error('nothing was found wrong');
  return canaries.filter((canary) => said.toLowerCase().includes(canary.toLowerCase()));
}

describe('every column of every table', () => {
  const everyColumn: [keyof InputFiles, Row][] = [
    ...Object.keys(sound.organization('P1')).map((column): [keyof InputFiles, Row] => [
      'organizations',
      sound.organization('P1', { [column]: name }),
    ]),
    ...[...Object.keys(sound.member('M1')), 'age', 'race_source', 'language'].map((column): [keyof InputFiles, Row] => [
      'members',
      sound.member('M1', { [column]: `${name} ${bornWrongly}` }),
    ]),
    ...Object.keys(sound.result('M1')).map((column): [keyof InputFiles, Row] => [
      'results',
      sound.result('M1', { [column]: id }),
    ]),
    ...Object.keys(sound.cell()).map((column): [keyof InputFiles, Row] => ['cells', sound.cell({ [column]: `${family}` })]),
    ...Object.keys(sound.annotation()).map((column): [keyof InputFiles, Row] => [
      'annotations',
      sound.annotation({ [column]: born + id }),
    ]),
  ];
  test.for(everyColumn)('%s %j', async ([table, row]) => {
    const input = { organizations: [organizations()], members: [members()] };
    // A duplicate makes sure that there is a fault, also where the value itself is allowed.
    const bad = files.write(`bad-${table}.csv`, csvOf([row, row]));
    const { said } = await saidOf({ ...input, [table]: [bad] });
    for (const canary of canaries) expect(said.toLowerCase()).not.toContain(canary.toLowerCase());
  });
});

describe('files that are broken', () => {
  const header = Object.keys(sound.result('M1')).join(',');
  const text: Record<string, string | Buffer> = {
    'row-as-header.csv': `${id},${name},${family},${born}\nM2,A,B,1950-01-01\n`,
    'unknown-column.csv': results([{ ...sound.result('M1'), [`${name} ${family}`]: 'x' }]),
    'half-a-header.csv': `member_id,${name},${id},period,${born},,,\n`,
    'too-few.csv': `${header}\n${id},${name}\n`,
    'too-many.csv': `${header}\n${id},${name},${family},${born},1,1,1,1,1,1\n`,
    'open-quote.csv': `${header}\n"${id},${name},${family}\n${born}\n`,
    'wrong-quote.csv': `${header}\n"${id}"${name},P1,CBP,2025-12,1,1,1,1\n`,
    'latin-1.csv': Buffer.from(`${header}\n${id},${name}\u00e9,${family},${born},1,0,1,1\n`, 'latin1'),
    'line-ends.csv': `${header}\n${id},${name},${family},${born},1,0,1,1\r\n${id},,,,,,,\n`,
    'broken.ndjson': `{"member_id":"${id}","name":"${name}\n{"member_id":"M1"}\n`,
    'no-object.ndjson': `["${id}","${born}"]\n"${name}"\n{"member_id":"M1"}\n`,
    'key.ndjson': `{"member_id":"M1","${name} \\"${family}":1}\n{"${id}":{"${born}":1}}\n`,
    'all-keys.ndjson': `{"${name}":"${id}"}\n`,
    'latin-1.ndjson': Buffer.from(`{"member_id":"${id}","practice_id":"${name}\u00e9"}\n{"member_id":"M1"}\n`, 'latin1'),
    'nested.ndjson': `{"member_id":{"${id}":["${born}"]},"numerator":["${name}"]}\n`,
    'text.parquet': `${header}\n${id},${name},${family},${born}\n`,
    'text.csv.gz': `${header}\n${id},${name},${family},${born}\n`,
  };
  test.for(Object.keys(text))('%s', async (file) => {
    expect(
      await heardFrom({ organizations: [organizations()], members: [members()], results: [files.write(file, text[file]!)] }),
    ).toEqual([]);
    expect(await heardFrom({ members: [files.write(file, text[file]!)] })).toEqual([]);
  });

  test.for([
    [
      'values',
      `'${id}' as member_id, 'P1' as practice_id, '${name}' as measure_id, date '${born}' as period, '${family}' as eligible`,
    ],
    [
      'bytes and lists',
      `'${id}'::blob as member_id, ['${name}'] as practice_id, {'a': '${family}'} as measure_id, interval 3 days as period`,
    ],
    ['columns', `'M1' as member_id, 1 as "${name}", 2 as "${born}"`],
    ['columns alone', `1 as "${id}"`],
  ])('Parquet: %s', async ([, columns]) => {
    await duck(`copy (select ${columns}) to '${files.path('x.parquet')}' (format parquet)`);
    expect(
      await heardFrom({ organizations: [organizations()], members: [members()], results: [files.path('x.parquet')] }),
    ).toEqual([]);
    expect(await heardFrom({ members: [files.path('x.parquet')] })).toEqual([]);
  });
});
