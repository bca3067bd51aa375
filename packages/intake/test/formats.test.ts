import { mkdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { convertToParquet, readConfig, readTables } from '../src/index.ts';
import { cellsByName, configOf, csvOf, dataFolder, duck, readRows, sound, workspace } from './support.ts';

const files = workspace();
const nhanes = join(dataFolder, 'nhanes-2009-10');
const config = configOf('nhanes-2009-10');
const organizations = [join(nhanes, 'organizations.csv')];

const copies = (format: string, members: string, results: string): string[] =>
  Object.entries({ members, results }).map(
    ([table, columns]) =>
      `copy (select ${columns} from read_csv('${join(nhanes, `${table}.csv`)}', all_varchar = true)) to '${files.path(table)}.${format}' (format ${format.startsWith('parquet') ? 'parquet' : format.startsWith('csv') ? 'csv' : 'json'}${format.endsWith('.gz') ? ', compression gzip' : ''})`,
  );

describe('one content in every format', () => {
  let expected: Record<string, number[]>;
  beforeAll(async () => {
    const reading = await readTables(
      { organizations, members: [join(nhanes, 'members.csv')], results: [join(nhanes, 'results.csv')] },
      { config },
    );
    expected = cellsByName(reading.cells);
  });

  const typedResults =
    'member_id::bigint as member_id, practice_id, measure_id, period, eligible::integer::boolean as eligible, excluded::tinyint as excluded, denominator::double as denominator, numerator::integer::boolean as numerator';

  test.for([
    ['csv', '*', '*'],
    ['csv.gz', '*', '*'],
    ['ndjson', '*', '*'],
    ['ndjson.gz', '*', '*'],
    ['jsonl', '* replace (age::integer as age)', typedResults],
    ['parquet', '*', '*'],
    ['parquet', '* replace (member_id::double as member_id, age::double as age)', typedResults],
    ['parquet', '* replace (member_id::integer as member_id, age::decimal(5, 1) as age)', typedResults],
  ] as const)('%s with members %s', async ([format, members, results]) => {
    await duck(...copies(format, members, results));
    const reading = await readTables(
      { organizations, members: [files.path(`members.${format}`)], results: [files.path(`results.${format}`)] },
      { config },
    );
    expect(reading.issues).toEqual([]);
    expect(reading.rows).toEqual({ organizations: 47, members: 10_537, results: 18_813 });
    expect(cellsByName(reading.cells)).toEqual(expected);
  });
});

test('birth dates as DATE and TIMESTAMP columns of Parquet', async () => {
  await duck(
    `copy (select 'M1' as member_id, date '1960-12-31' as birth_date) to '${files.path('date.parquet')}' (format parquet)`,
    `copy (select 'M2' as member_id, timestamp '1961-01-01 00:00:00' as birth_date) to '${files.path('time.parquet')}' (format parquet)`,
  );
  const results = files.write('dated.csv', csvOf([sound.result('M1'), sound.result('M2')]));
  const reading = await readTables(
    {
      organizations: [files.write('o.csv', csvOf([sound.organization('P1')]))],
      members: [files.path('date.parquet'), files.path('time.parquet')],
      results: [results],
    },
    { config: readConfig({}) },
  );
  expect(reading.issues).toEqual([]);
  expect(cellsByName(reading.cells)['CBP | 2025-12 | P1 | age-band | 45-64']).toEqual([1, 0, 1, 1]);
  expect(cellsByName(reading.cells)['CBP | 2025-12 | P1 | age-band | 65-75']).toEqual([1, 0, 1, 1]);
});

const allQuoted = (body: string) => body.replaceAll(/[^,\n]+/g, '"$&"');

describe('the ways in which CSV is written', () => {
  const given = {
    organizations: [sound.organization('P1')],
    members: [sound.member('M1', { language: 'es' }), sound.member('M2', { race: '2054-5' })],
    results: [sound.result('M1'), sound.result('M2', { numerator: '0' })],
  };
  const plain = { organizations: csvOf(given.organizations), members: csvOf(given.members), results: csvOf(given.results) };
  const read = async (
    bodies: Record<keyof typeof plain, string | Buffer>,
    name = 'csv',
    mapped: Record<string, Record<string, string | null>> = {},
  ) =>
    readTables(
      Object.fromEntries(Object.entries(bodies).map(([table, body]) => [table, [files.write(`${table}.${name}`, body)]])),
      { config: readConfig({ columns: mapped }) },
    );
  const each = (change: (body: string) => string | Buffer) => ({
    organizations: change(plain.organizations),
    members: change(plain.members),
    results: change(plain.results),
  });

  test.for<[string, (body: string) => string | Buffer, string]>([
    ['carriage returns', (body) => body.replaceAll('\n', '\r\n'), 'csv'],
    ['a byte order mark', (body) => `\uFEFF${body}`, 'csv'],
    ['a byte order mark and quotes', (body) => `\uFEFF${allQuoted(body)}`, 'csv'],
    ['quotes everywhere', allQuoted, 'csv'],
    ['blank lines', (body) => `${body.replaceAll('\n', '\n\n')}\n\n`, 'csv'],
    ['no line end at the end', (body) => body.trimEnd(), 'csv'],
    ['spaces around values', (body) => body.replaceAll(',', ' , '), 'csv'],
    ['gzip', (body) => gzipSync(body), 'CSV.GZ'],
    ['the name .txt', (body) => body, 'txt'],
    ['signs in the name that would match other files', (body) => body, '[1]*?.csv'],
  ])('%s', async ([, change, name]) => {
    const expected = cellsByName((await read(plain)).cells);
    const reading = await read(each(change), name);
    expect(reading.issues).toEqual([]);
    expect(cellsByName(reading.cells)).toEqual(expected);
  });

  test('a name with signs in it is that file, not another that would match', async () => {
    files.write('members-1.csv', csvOf([sound.member('other')]));
    const reading = await readTables(
      {
        organizations: [files.write('o.csv', plain.organizations)],
        members: [files.write('members-[1].csv', plain.members)],
        results: [files.write('r.csv', plain.results)],
      },
      { config: readConfig({}) },
    );
    expect(reading.issues).toEqual([]);
  });

  test('commas and quotes inside quotes', async () => {
    const name = 'Clinic "North", first floor';
    const { organizations, issues } = await readRows(files, { organizations: [sound.organization('P1', { name })] });
    expect(issues).toEqual([]);
    expect(organizations).toEqual([{ id: 'P1', name, kind: 'practice', parent: null }]);
  });

  test('a line break inside quotes is part of its record, which it does not end', async () => {
    const names = ['Clinic "North", first\r\nfloor', 'Second', 'Third\nand last'];
    const { issues, rows } = await readRows(files, {
      organizations: names.map((name, index) => sound.organization(`P${index}`, { name })),
    });
    expect(rows).toEqual({ organizations: 3 });
    expect(issues.map(({ rule, record, line }) => [rule, record, line])).toEqual([
      ['control-character', 1, 2],
      ['control-character', 3, 5],
    ]);
  });

  test('columns in another order, under names of their own, and one that is left out', async () => {
    const expected = cellsByName((await read(plain)).cells);
    const columns = ['numerator', 'denominator', 'excluded', 'eligible', 'period', 'measure_id', 'practice_id', 'member_id'];
    const results = csvOf(given.results, columns).replace('practice_id', 'Clinic No.').replace('eligible', 'constructor');
    const members = csvOf(given.members.map((row) => ({ ...row, phone: '555' })));
    const reading = await read({ ...plain, results, members }, 'csv', {
      results: { 'Clinic No.': 'practice_id', constructor: 'eligible' },
      members: { phone: null },
    });
    expect(reading.issues).toEqual([]);
    expect(cellsByName(reading.cells)).toEqual(expected);
  });

  test('several files of a table are read as one', async () => {
    const reading = await readTables(
      {
        organizations: [files.write('o.csv', plain.organizations)],
        members: [files.write('m1.csv', csvOf(given.members.slice(0, 1))), files.write('m2.csv', csvOf(given.members.slice(1)))],
        results: [files.write('r1.csv', csvOf(given.results.slice(1))), files.write('r2.csv', csvOf(given.results.slice(0, 1)))],
      },
      { config: readConfig({}) },
    );
    expect(reading.rows).toEqual({ organizations: 1, members: 2, results: 2 });
    expect(cellsByName(reading.cells)).toEqual(cellsByName((await read(plain)).cells));
  });
});

test('a name that begins with ~ is a file here, not one of the home directory', async () => {
  const start = process.cwd();
  process.chdir(files.path('.'));
  try {
    const path = files.write('~one.csv', csvOf([sound.organization('P1')]));
    mkdirSync(files.path('~'));
    const [plain, parquet] = ['~/sites.csv', '~/sites.parquet'];
    files.write(plain, csvOf([sound.organization('P1')]));
    files.write('~/sites.ndjson', JSON.stringify(sound.organization('P1')));
    expect(await convertToParquet(plain)).toBe(parquet);
    for (const file of [path, plain, parquet, '~/sites.ndjson']) {
      const { issues, organizations } = await readTables({ organizations: [file] }, { config: readConfig({}) });
      expect(issues).toEqual([]);
      expect(organizations.map(({ id }) => id)).toEqual(['P1']);
    }
  } finally {
    process.chdir(start);
  }
});

test('NDJSON: keys in any order, nulls, numbers, booleans, blank lines, carriage returns', async () => {
  const rows = [
    '{"member_id":"M1","practice_id":"P1","measure_id":"CBP","period":"2025-12","eligible":true,"excluded":false,"denominator":1,"numerator":1.0}',
    '',
    '  ',
    '{"numerator":0,"denominator":"1","excluded":"0","eligible":1,"period":"2025-12","measure_id":"CBP","practice_id":"P1","member_id":"M2"}\r',
  ];
  const members = [
    '{"member_id":"M1","birth_date":"1970-01-01T00:00:00Z","race":null}',
    '{"member_id":"M2","birth_date":"1970-01-01"}',
  ];
  const reading = await readTables(
    {
      organizations: [files.write('o.csv', csvOf([sound.organization('P1')]))],
      members: [files.write('m.ndjson', members.join('\n'))],
      results: [files.write('r.ndjson', rows.join('\n'))],
    },
    { config: readConfig({}) },
  );
  expect(reading.issues).toEqual([]);
  expect(cellsByName(reading.cells)['CBP | 2025-12 | P1 | total | all']).toEqual([2, 0, 2, 1]);
});

test('a CSV file that is converted to Parquet reads as before', async () => {
  const rows = [sound.organization('P1', { name: 'Clinic "North", first floor' }), sound.organization('007', { name: '1.0' })];
  const path = files.write('sites [1].csv', csvOf(rows));
  const parquet = await convertToParquet(path);
  expect(parquet).toBe(files.path('sites [1].parquet'));
  const [before, after] = await Promise.all(
    [path, parquet].map((file) => readTables({ organizations: [file] }, { config: readConfig({}) })),
  );
  expect(after!.issues).toEqual([]);
  expect(after!.organizations).toEqual(before!.organizations);
  expect(after!.organizations.map(({ id }) => id)).toEqual(['P1', '007']);
});
