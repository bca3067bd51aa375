import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { call, done } from './support/call.ts';
import { dump } from './support/dump.ts';
import { memberFlags, newDirectory } from './support/files.ts';

const organizations = `organization_id,name,kind,parent_id
plan,The plan,payer,
a,Practice A,practice,plan
`;
const members = `member_id,birth_date,sex,race,ethnicity
m1,1960-05-01,female,2106-3,2186-5
m2,1961-06-02,male,2054-5,2186-5
m3,1962-07-03,female,2028-9,2135-2
`;
const results = `member_id,practice_id,measure_id,period,eligible,excluded,denominator,numerator
m1,a,CBP,2025-01,1,0,1,1
m2,a,CBP,2025-01,1,0,1,0
m3,a,CBP,2025-01,1,0,1,1
`;

/** One fault a line of results, and two more among the members. */
const faultyResults = `member_id,practice_id,measure_id,period,eligible,excluded,denominator,numerator
m1,a,CBP,2025-01,1,0,1,1
m1,a,CBP,2025-01,1,0,1,0
m2,nowhere,CBP,2025-01,1,0,1,0
m2,a,XYZ,2025-01,1,0,1,0
m2,a,GSD9,2025-01,1,0,0,1
m2,a,COL,2025-01,1,1,1,0
m2,a,CBP,2025-13,1,0,1,0
m3,a,CBP,2025-01,1,0,yes,0
ghost,a,CBP,2025-02,1,0,1,0
m3,a,GSD9,,1,0,1,0
`;
const faultyMembers = `${members}secret-77,1963-02-31,female,2106-3,2186-5
m5,1964-01-01,female,hobbit,2186-5
`;

const faults = [
  ['results.csv', 2, 'duplicate'],
  ['results.csv', 3, 'duplicate'],
  ['results.csv', 4, 'unknown-practice'],
  ['results.csv', 5, 'unknown-measure'],
  ['results.csv', 6, 'numerator-without-denominator'],
  ['results.csv', 7, 'excluded-in-denominator'],
  ['results.csv', 8, 'bad-month'],
  ['results.csv', 9, 'not-0-or-1'],
  ['results.csv', 10, 'unknown-member'],
  ['results.csv', 11, 'missing-value'],
  ['members.csv', 5, 'bad-date'],
  ['members.csv', 6, 'unknown-code'],
] as const;

function write(tables: { readonly [name: string]: string }): string {
  const directory = newDirectory();
  for (const [name, text] of Object.entries(tables)) writeFileSync(join(directory, `${name}.csv`), text);
  return directory;
}

const sound = write({ organizations, members, results });
const faulty = write({ organizations, members: faultyMembers, results: faultyResults });

interface Listed {
  readonly errors: number;
  readonly cells: number | null;
  readonly issues: readonly {
    file: string;
    line: number;
    rule: string;
    column: string;
    message: string;
    remedy: string;
    value: string | null;
  }[];
}

describe('files with more than ten different faults', () => {
  let db: string;
  beforeAll(async () => {
    db = join(newDirectory(), 'kept.db');
    await done('import', '--db', db, ...memberFlags(sound));
    await done('release', '--db', db, '--policy', 'none');
  });

  test.for(['import', 'validate'])('%s names every one by file, line, column and rule, with a remedy', async (verb) => {
    const { code, out } = await call(verb, '--db', db, ...memberFlags(faulty), '--format', 'json');
    expect(code).toBe(1);
    const { issues, errors, cells } = JSON.parse(out) as Listed;
    const found = issues.map(({ file, line, rule }) => `${file.split('/').at(-1)} ${line} ${rule}`);
    expect(found).toEqual(expect.arrayContaining(faults.map((fault) => fault.join(' '))));
    expect(errors).toBeGreaterThanOrEqual(faults.length);
    expect(cells).toBeNull();
    expect(new Set(issues.map(({ rule }) => rule)).size).toBeGreaterThanOrEqual(10);
    for (const { message, remedy, column } of issues)
      expect([message, remedy, column].every((text) => text.length > 0)).toBe(true);
  });

  test('leave the database as it was: the same dump, the same answers', async () => {
    const before = await dump(db);
    const answers = await call('rates', '--db', db, '--measure', 'CBP', '--by', 'race-ethnicity', '--format', 'json');
    const { code, error } = await call('import', '--db', db, ...memberFlags(faulty));
    expect([code, error]).toEqual([1, 'nothing was imported: the database is as it was\n']);
    expect(await dump(db)).toBe(before);
    expect(await call('rates', '--db', db, '--measure', 'CBP', '--by', 'race-ethnicity', '--format', 'json')).toEqual(answers);
  });

  test('make no database where there is none', async () => {
    const directory = newDirectory();
    for (const verb of ['validate', 'import']) {
      expect((await call(verb, '--db', join(directory, 'new.db'), ...memberFlags(faulty))).code).toBe(1);
      expect(readdirSync(directory)).toEqual([]);
    }
  });

  test('are written to a file of rejects on request, values masked', async () => {
    const rejects = join(newDirectory(), 'rejects.csv');
    const { code, out } = await call('validate', '--db', db, ...memberFlags(faulty), '--rejects', rejects);
    expect(code).toBe(1);
    const text = readFileSync(rejects, 'utf8');
    const [header, ...lines] = text.trim().split('\n');
    expect(header).toBe('file,record,line,column,severity,rule,message,remedy,value');
    for (const [file, line, rule] of faults)
      expect(lines.some((one) => one.includes(`${file},${line - 1},${line},`) && one.includes(`,${rule},`))).toBe(true);
    for (const private_ of ['secret-77', 'ghost', 'hobbit', '1963-02-31', 'nowhere']) expect(text + out).not.toContain(private_);
  });

  test('are readable on a screen and as CSV', async () => {
    const { out } = await call('validate', '--db', db, ...memberFlags(faulty));
    expect(out).toContain('results.csv, line 8 (record 7), column period: period is not a month');
    expect(out).toMatch(/\d+ errors, \d+ warnings?\n$/);
    const csv = await call('validate', '--db', db, ...memberFlags(faulty), '--format', 'csv');
    expect(csv.code).toBe(1);
    expect(csv.out.split('\n').filter((line) => line.includes('bad-month'))).toHaveLength(1);
  });
});

describe('sound files', () => {
  test('validate says so and writes nothing', async () => {
    const db = join(newDirectory(), 'none.db');
    const { code, out } = await call('validate', '--db', db, ...memberFlags(sound));
    expect([code, existsSync(db)]).toEqual([0, false]);
    expect(out).toContain('sound: import would take it');
    expect((await call('validate', '--db', db, ...memberFlags(sound), '--format', 'csv')).out).toMatch(
      /^severity,rule,file.*\n$/,
    );
  });

  test('that another source owns are refused with 1, by validate and by import alike', async () => {
    const db = join(newDirectory(), 'owned.db');
    expect((await call('import', '--db', db, ...memberFlags(sound), '--source', 'west')).code).toBe(0);
    const before = await dump(db);
    for (const verb of ['validate', 'import']) {
      const { code, error } = await call(verb, '--db', db, ...memberFlags(sound), '--source', 'east');
      expect(code).toBe(1);
      expect(error).toContain('measure CBP, period 2025-01: source west has brought organization a already');
    }
    expect(await dump(db)).toBe(before);
  });

  test('no member is stored', async () => {
    const db = join(newDirectory(), 'private.db');
    expect((await call('import', '--db', db, ...memberFlags(sound))).code).toBe(0);
    const bytes = readFileSync(db, 'latin1');
    for (const personal of ['m1', 'm2', 'm3', '1960-05-01', '1961-06-02'])
      expect(bytes).not.toMatch(new RegExp(`\\b${personal}\\b`));
  });
});

test('a fault of our own ends with 3 and shows no data', async () => {
  const directory = write({ organizations, members, results });
  const { run } = await import('../src/index.ts');
  let error = '';
  const code = await run(['import', '--db', join(directory, 'x.db'), ...memberFlags(directory)], {
    out: () => {
      throw new TypeError('member m1 slipped into a message');
    },
    error: (text) => (error += text),
    env: {},
    watched: false,
    interrupted: () => Promise.resolve(),
  });
  expect(code).toBe(3);
  expect(error).toContain('an internal error (TypeError)');
  expect(error).not.toContain('m1 slipped');
});
