import { existsSync, linkSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { relative } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskValue, readConfig, readTables, RejectsError, type InputFiles } from '../src/index.ts';
import { csvOf, duck, readRows, sound, workspace } from './support.ts';

const files = workspace();

describe('the shape of a value', () => {
  test.for<[string, string]>([
    ['13/2025', '99/9999'],
    ['2025-13', '9999-99'],
    ["Zoë O'Brien", "aaa a'aaaaa"],
    ['张伟 ٣٤', 'aa 99'],
    ['a\tb\nc', 'a?a?a'],
    ['', ''],
    ['x'.repeat(40), `${'a'.repeat(24)}…`],
  ])('%j is %j', ([value, shape]) => {
    expect(maskValue(value)).toBe(shape);
  });

  test('nothing stays nothing', () => {
    expect(maskValue(null)).toBeNull();
  });

  test('has no letter but a and no digit but 9, is short, and is its own shape', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (value) => {
        const shape = maskValue(value)!;
        expect(shape).not.toMatch(/[^\p{P}\p{S}a9 ]/u);
        expect([...shape].length).toBeLessThanOrEqual(25);
        expect(maskValue(shape)).toBe(shape);
      }),
      { seed: 1 },
    );
  });

  test('is the same for values that differ only in letters and digits', () => {
    const word = fc.array(fc.tuple(fc.constantFrom(...'abcxyzÄß'), fc.constantFrom(...'qwertyÖé')), { maxLength: 30 });
    fc.assert(
      fc.property(word, (pairs) => {
        expect(maskValue(pairs.map(([a]) => a).join(''))).toBe(maskValue(pairs.map(([, b]) => b).join('')));
      }),
      { seed: 1 },
    );
  });
});

test('the rejects file has every fault, as CSV that reads back, with masked values', async () => {
  const results = Array.from({ length: 2000 }, (_, index) => sound.result(`X${index}`, { period: `${index},"q"` }));
  const rejects = files.path('rejects.csv');
  const reading = await readRows(
    files,
    { organizations: [sound.organization('P1')], members: [sound.member('M1')], results },
    { rejects, examples: 3 },
  );
  expect(reading.issues).toHaveLength(6);
  expect(reading.issueCounts.map(({ rule, count }) => [rule, count])).toEqual([
    ['bad-month', 2000],
    ['unknown-member', 2000],
  ]);
  // Another reader of CSV counts the same and finds the places.
  const found = files.path('found.csv');
  await duck(
    `copy (select rule, count(*) as n, count(distinct line) as lines, min(record) as low, max(line) as high, max(value) as shape
      from read_csv('${rejects}', header = true, types = {record: 'BIGINT', line: 'BIGINT'}) group by rule order by rule) to '${found}' (format csv)`,
  );
  expect(readFileSync(found, 'utf8')).toBe(
    'rule,n,lines,low,high,shape\nbad-month,2000,2000,1,2001,"9999,""a"""\nunknown-member,2000,2000,1,2001,a9999\n',
  );
  expect(readFileSync(rejects, 'utf8').split('\n')[0]).toBe('file,record,line,column,severity,rule,message,remedy,value');
});

test('the rejects file of sound input has a header and no more', async () => {
  const rejects = files.path('none.csv');
  const reading = await readRows(files, { organizations: [sound.organization('P1')] }, { rejects });
  expect(reading.issues).toEqual([]);
  expect(readFileSync(rejects, 'utf8')).toBe(header);
});

const header = 'file,record,line,column,severity,rule,message,remedy,value\n';
/** What is thrown instead of a reading. */
const refusal = (rejects: string, given: InputFiles, protect: readonly string[] = []): Promise<unknown> =>
  readTables(given, { config: readConfig({}), rejects, protect }).then(
    () => null,
    (error: unknown) => error,
  );
const saying = (reason: string) => ({ name: 'RejectsError', message: expect.stringContaining(reason) as string });

describe('a rejects file never replaces', () => {
  const body = `${header}P1,by,chance,a,file,that,begins,like,one\n`;

  test('a file that is read, by whatever name', async () => {
    mkdirSync(files.path('folder'));
    const [first, second] = [files.write('first.csv', body), files.write('folder/second.csv', body)];
    symlinkSync(second, files.path('symbolic.csv'));
    linkSync(second, files.path('hard.csv'));
    symlinkSync(files.path('folder'), files.path('elsewhere'));
    const names = ['first.csv', 'folder/../first.csv', 'folder/second.csv', 'symbolic.csv', 'hard.csv', 'elsewhere/second.csv'];
    for (const name of names) {
      const given = { organizations: [first], members: [files.path('missing.csv'), second] };
      for (const path of [files.path(name), relative(process.cwd(), files.path(name))]) {
        expect(await refusal(path, given)).toMatchObject(saying('which must not be overwritten'));
      }
    }
    for (const path of [first, second]) expect(readFileSync(path, 'utf8')).toBe(body);
    // The other way round: the link is what is read.
    expect(await refusal(second, { organizations: [files.path('symbolic.csv')] })).toBeInstanceOf(RejectsError);
    expect(readFileSync(second, 'utf8')).toBe(body);
  });

  test('a file that is protected, also one that is not there yet', async () => {
    const organizations = [files.write('organizations.csv', csvOf([sound.organization('P1')]))];
    const database = files.write('plan.db', '');
    symlinkSync(files.path('.'), files.path('same'));
    const protect = [database, `${database}-wal`, files.path('equipoise.config.json')];
    for (const name of ['plan.db', 'same/plan.db', 'plan.db-wal', 'same/plan.db-wal', 'equipoise.config.json']) {
      expect(await refusal(files.path(name), { organizations }, protect)).toMatchObject(saying('which must not be overwritten'));
    }
    expect(readFileSync(database, 'utf8')).toBe('');
    expect(existsSync(`${database}-wal`)).toBe(false);
  });

  test('any file but a rejects file or an empty one', async () => {
    const organizations = [files.write('organizations.csv', csvOf([sound.organization('P1', { kind: 'ward' })]))];
    for (const other of ['precious', header.slice(0, -1), `\n${header}`, `"file"${header.slice(4)}`, '\n']) {
      const path = files.write('other.csv', other);
      expect(await refusal(path, { organizations })).toMatchObject(
        saying(`rejects ${path} is there already and is no rejects file`),
      );
      expect(readFileSync(path, 'utf8')).toBe(other);
    }
    for (const earlier of ['', header, `${header}${'an,earlier,fault\n'.repeat(100)}`]) {
      const rejects = files.write('earlier.csv', earlier);
      await readTables({ organizations }, { config: readConfig({}), rejects });
      const lines = readFileSync(rejects, 'utf8').split('\n');
      expect(lines).toHaveLength(3);
      expect(lines[1]).toContain('unknown-code');
    }
  });
});

describe('a rejects file that cannot be written is an error with its name', () => {
  const given = () => ({
    organizations: [files.write('organizations.csv', csvOf([sound.organization('P1', { kind: 'ward' })]))],
  });

  test.for([
    ['', 'the path is empty'],
    ['/', 'EISDIR'],
    [files.path('.'), 'EISDIR'],
    [files.path('no-such-folder/rejects.csv'), 'there is no directory'],
    [files.path('a\0b.csv'), 'ERR_INVALID_ARG_VALUE'],
    ['/proc/x', 'ENOENT'],
    ['/dev/full', 'is no rejects file'],
    ['/dev/null', 'is no rejects file'],
  ] as const)('%j: %s', async ([path, reason]) => {
    expect(await refusal(path, given())).toMatchObject(saying(reason));
  });

  test('a link to nowhere, which stays one', async () => {
    symlinkSync(files.path('nowhere.csv'), files.path('dangling.csv'));
    expect(await refusal(files.path('dangling.csv'), given())).toMatchObject(saying('EEXIST'));
    expect(existsSync(files.path('nowhere.csv'))).toBe(false);
  });
});

test('a text that a spreadsheet would take for a formula has a quote before it', async () => {
  const rejects = files.path('formulas.csv');
  const periods = ['=1', '+1', '-1', '@1', '1='];
  await readRows(
    files,
    {
      organizations: [sound.organization('P1')],
      members: [sound.member('M1')],
      results: periods.map((period) => sound.result('M1', { period })),
    },
    { rejects },
  );
  const values = readFileSync(rejects, 'utf8')
    .split('\n')
    .filter((line) => line.includes('bad-month'))
    .map((line) => line.split(',').at(-1));
  expect(values).toEqual(["'=9", "'+9", "'-9", "'@9", '9=']);
});
