import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskValue, readConfig, readTables } from '../src/index.ts';
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
  expect(readFileSync(rejects, 'utf8')).toBe('file,record,line,column,severity,rule,message,remedy,value\n');
});

test('a rejects file never replaces an input file, and one that cannot be written is an error', async () => {
  const organizations = files.write('organizations.csv', csvOf([sound.organization('P1')]));
  const config = readConfig({});
  await expect(readTables({ organizations: [organizations] }, { config, rejects: organizations })).rejects.toThrow(
    'is a file that is to be read',
  );
  expect(readFileSync(organizations, 'utf8')).toContain('P1');
  const nowhere = files.path('no-such-folder/rejects.csv');
  await expect(readTables({ organizations: [organizations] }, { config, rejects: nowhere })).rejects.toThrow('ENOENT');
  expect(existsSync(nowhere)).toBe(false);
});
