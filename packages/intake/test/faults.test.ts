import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readConfig, readTables, ruleBook, type ConfigInput, type Issue, type RuleName } from '../src/index.ts';
import { csvOf, duck, readRows, sound, workspace, type Given } from './support.ts';

const files = workspace();
const people = { organizations: [sound.organization('P1')], members: [sound.member('M1'), sound.member('M2')] };
const short = ({ rule, record, line, column }: Issue) => ({ rule, record, line, column });

const at = (file: string, rule: string, record: number, line: number, column: string | null) =>
  `${file} ${JSON.stringify({ rule, record, line, column })}`;

test('one import with ten different faults names all ten, each in its place', async () => {
  const organizations = files.write('ten-organizations.csv', csvOf(people.organizations));
  const members = files.write(
    'ten-members.csv',
    `${csvOf([sound.member('M1'), sound.member('M2'), sound.member('M3', { race: '2106-3;9999-9' }), sound.member('M4')])}M5,1970-05-05\n`,
  );
  const columns = 'member_id,practice_id,measure_id,period,eligible,excluded,denominator,numerator';
  const results = files.write(
    'ten-results.csv',
    [
      columns, // line 1
      '', // blank: no record
      'M1,P1,CBP,2025-12,1,0,1,1', // record 1, line 3
      'M1,P9,COL,2025-12,1,0,1,1', // record 2, line 4: unknown practice
      '"M2","P1","CBP\nX",2025-12,1,0,1,1', // record 3, lines 5 and 6: unknown measure
      '', // line 7
      'M2,P1,CBP,2025-12,1,0,1,1', // record 4, line 8: duplicate …
      'M2,P1,COL,2025-12,1,0,0,1', // record 5, line 9: numerator without denominator
      'M1,P1,GSD9,2025-12,1,1,1,0', // record 6, line 10: excluded, yet in the denominator
      '', // line 11
      '', // line 12
      'M2,P1,GSD9,2025-13,1,0,1,0', // record 7, line 13: no such month
      'M3,P1,CBP,2025-12,yes,0,1,0', // record 8, line 14: a flag that is none
      'M9,P1,CBP,2025-12,1,0,1,0', // record 9, line 15: unknown member
      'M4,P1', // record 10, line 16: broken
      'M2,P1,CBP,2025-12,1,0,1,0', // record 11, line 17: … of this one
      '',
    ].join('\n'),
  );
  const reading = await readTables(
    { organizations: [organizations], members: [members], results: [results] },
    { config: readConfig({}) },
  );
  expect(reading.cells).toBeNull();
  expect(reading.rows).toEqual({ organizations: 1, members: 4, results: 10 });
  const found = reading.issues.map(
    ({ file, ...issue }) => `${file.split('/').at(-1)!} ${JSON.stringify(short({ file, ...issue }))}`,
  );
  expect([...found].sort()).toEqual(
    [
      at('ten-members.csv', 'unknown-code', 3, 4, 'race'),
      at('ten-members.csv', 'broken-record', 5, 6, 'sex'),
      at('ten-results.csv', 'unknown-practice', 2, 4, 'practice_id'),
      at('ten-results.csv', 'unknown-measure', 3, 5, 'measure_id'),
      at('ten-results.csv', 'control-character', 3, 5, 'measure_id'), // its line break
      at('ten-results.csv', 'duplicate', 4, 8, 'period'),
      at('ten-results.csv', 'duplicate', 11, 17, 'period'),
      at('ten-results.csv', 'numerator-without-denominator', 5, 9, 'numerator'),
      at('ten-results.csv', 'excluded-in-denominator', 6, 10, 'excluded'),
      at('ten-results.csv', 'bad-month', 7, 13, 'period'),
      at('ten-results.csv', 'not-0-or-1', 8, 14, 'eligible'),
      at('ten-results.csv', 'unknown-member', 9, 15, 'member_id'),
      at('ten-results.csv', 'broken-record', 10, 16, 'measure_id'),
    ].sort(),
  );
  for (const { message, remedy, severity } of reading.issues) {
    expect(severity).toBe('error');
    expect(message).not.toBe('');
    expect(remedy).not.toBe('');
  }
  expect(reading.issues.find(({ rule }) => rule === 'bad-month')?.value).toBe('9999-99');
});

test('the same faults in NDJSON have their lines, in Parquet their records', async () => {
  const bad = { ...sound.result('M1'), numerator: '7' };
  const good = sound.result('M2');
  const ndjson = files.write('lines.ndjson', `\n${JSON.stringify(good)}\n\n{"member_id":\n${JSON.stringify(bad)}\n`);
  await duck(
    `copy (select * from (values (0, 'M2', 1), (1, 'M1', 7)) as t (n, member_id, numerator)) to '${files.path('rows.parquet')}' (format parquet)`,
  );
  const read = (results: string) =>
    readTables(
      {
        organizations: [files.write('o.csv', csvOf(people.organizations))],
        members: [files.write('m.csv', csvOf(people.members))],
        results: [results],
      },
      { config: readConfig({ columns: { results: { n: null } } }) },
    );
  expect((await read(ndjson)).issues.map(short)).toEqual([
    { rule: 'broken-record', record: 2, line: 4, column: null },
    { rule: 'not-0-or-1', record: 3, line: 5, column: 'numerator' },
  ]);
  expect((await read(files.path('rows.parquet'))).issues.filter(({ rule }) => rule === 'not-0-or-1').map(short)).toEqual([
    { rule: 'not-0-or-1', record: 2, line: null, column: 'numerator' },
  ]);
});

/** Rows, or files as they are, that break one rule once; what the issue must say besides the rule. */
interface Case {
  readonly rule: RuleName;
  readonly given: Given;
  readonly raw?: Readonly<Record<string, { readonly name: string; readonly body: string | Buffer | null }>>;
  readonly config?: ConfigInput;
  readonly at: {
    readonly file: string;
    readonly record: number | null;
    readonly line?: number | null;
    readonly column: string | null;
  };
}

const result = (more: Record<string, string>) => ({ ...people, results: [sound.result('M1'), sound.result('M2', more)] });
const cell = (...rows: Record<string, string>[]) => ({
  organizations: people.organizations,
  cells: rows.map((more) => sound.cell(more)),
});
const row = (file: string, record: number, column: string) => ({ file, record, line: record + 1, column });
const housing: ConfigInput = { stratifications: [{ id: 'housing' }, ['housing', 'sex']] };
const whole = (file: string, column: string | null = null) => ({ file, record: null, line: null, column });

const cases: readonly Case[] = [
  { rule: 'unknown-format', given: {}, raw: { members: { name: 'members.xlsx', body: 'x' } }, at: whole('members.xlsx') },
  { rule: 'missing-file', given: {}, raw: { members: { name: 'nowhere.csv', body: null } }, at: whole('nowhere.csv') },
  { rule: 'missing-file', given: {}, raw: { members: { name: 'nowhere.parquet', body: null } }, at: whole('nowhere.parquet') },
  { rule: 'unreadable-file', given: {}, raw: { members: { name: 'm.parquet', body: 'member_id' } }, at: whole('m.parquet') },
  { rule: 'unreadable-file', given: {}, raw: { members: { name: 'm.csv.gz', body: 'member_id\nM1\n' } }, at: whole('m.csv.gz') },
  {
    rule: 'unreadable-file',
    given: {},
    raw: { members: { name: 'm.ndjson.gz', body: '{"member_id":1}' } },
    at: whole('m.ndjson.gz'),
  },
  { rule: 'empty-file', given: {}, raw: { members: { name: 'm.csv', body: '' } }, at: whole('m.csv') },
  { rule: 'empty-file', given: {}, raw: { members: { name: 'm.csv', body: '\uFEFF\n' } }, at: whole('m.csv') },
  { rule: 'empty-file', given: {}, raw: { members: { name: 'm.ndjson', body: '\n' } }, at: whole('m.ndjson') },
  { rule: 'no-header', given: {}, raw: { members: { name: 'm.csv', body: 'M1,1970-05-05\n' } }, at: whole('m.csv') },
  { rule: 'no-header', given: {}, raw: { members: { name: 'm.csv', body: '\nmember_id,sex\nM1,f\n' } }, at: whole('m.csv') },
  { rule: 'unknown-column', given: { ...people, members: [sound.member('M1', { shoe: '42' })] }, at: whole('members.csv') },
  {
    rule: 'unknown-column',
    given: {},
    raw: { members: { name: 'm.ndjson', body: '{"member_id":"A","age":"1"}\n\n{"member_id":"B","age":"2","shoe":42}\n' } },
    at: { file: 'm.ndjson', record: 2, line: 3, column: null },
  },
  {
    rule: 'repeated-column',
    given: {},
    raw: { members: { name: 'm.csv', body: 'member_id,age,age\nM1,5,5\n' } },
    at: whole('m.csv', 'age'),
  },
  {
    rule: 'missing-column',
    given: { organizations: [{ organization_id: 'P1', kind: 'practice' }] },
    at: whole('organizations.csv', 'name'),
  },
  {
    rule: 'missing-table',
    given: { organizations: people.organizations, results: [sound.result('M1')] },
    at: whole('results.csv'),
  },
  {
    rule: 'missing-stratifier',
    given: { ...people, results: [sound.result('M1')] },
    config: { stratifications: [{ id: 'housing' }] },
    at: whole('members.csv', 'housing'),
  },
  {
    rule: 'too-many-strata',
    given: { members: Array.from({ length: 201 }, (_, n) => sound.member(`M${n}`, { housing: `H${n}` })) },
    config: housing,
    at: whole('members.csv', 'housing'),
  },
  {
    rule: 'age-of-many-periods',
    given: {
      organizations: people.organizations,
      members: [{ member_id: 'M1', age: '50' }],
      results: [sound.result('M1'), sound.result('M1', { period: '2025-11' })],
    },
    at: whole('members.csv', 'age'),
  },
  {
    rule: 'broken-record',
    given: {},
    raw: { members: { name: 'm.csv', body: 'member_id,age\nM1,4,5\n' } },
    at: { file: 'm.csv', record: 1, line: 2, column: null },
  },
  {
    rule: 'broken-record',
    given: {},
    raw: { members: { name: 'm.csv', body: 'member_id,age\nM1,4\n"M2"x,5\n' } },
    at: row('m.csv', 2, 'member_id'),
  },
  {
    rule: 'broken-record',
    given: {},
    raw: { members: { name: 'm.csv', body: 'member_id,age\nM1,4\n"M2,5\nM3,6\n' } },
    at: row('m.csv', 2, 'member_id'),
  },
  {
    rule: 'broken-record',
    given: {},
    raw: { members: { name: 'm.ndjson', body: '{"member_id":"M1","age":3}\n["M2"]\n' } },
    at: { file: 'm.ndjson', record: 2, line: 2, column: null },
  },
  {
    rule: 'not-utf-8',
    given: {},
    raw: { organizations: { name: 'o.csv', body: Buffer.from('organization_id,name,kind\nP1,Jos\u00e9,practice\n', 'latin1') } },
    at: row('o.csv', 1, 'name'),
  },
  { rule: 'missing-value', given: result({ practice_id: '' }), at: row('results.csv', 2, 'practice_id') },
  { rule: 'not-0-or-1', given: result({ excluded: '2' }), at: row('results.csv', 2, 'excluded') },
  { rule: 'bad-month', given: result({ period: '2025-00' }), at: row('results.csv', 2, 'period') },
  { rule: 'bad-month', given: result({ period: '12/2025' }), at: row('results.csv', 2, 'period') },
  { rule: 'implausible-period', given: result({ period: '1989-12' }), at: row('results.csv', 2, 'period') },
  {
    rule: 'implausible-period',
    given: result({ period: '9999-12', denominator: '0', numerator: '0' }),
    at: row('results.csv', 2, 'period'),
  },
  { rule: 'implausible-period', given: cell({ period: '2101-01' }), at: row('cells.csv', 1, 'period') },
  {
    rule: 'bad-date',
    given: { members: [sound.member('M1', { birth_date: '2023-02-29' })] },
    at: row('members.csv', 1, 'birth_date'),
  },
  {
    rule: 'bad-date',
    given: { members: [sound.member('M1', { birth_date: '5/5/1970' })] },
    at: row('members.csv', 1, 'birth_date'),
  },
  {
    rule: 'bad-date',
    given: { ...people, annotations: [sound.annotation({ date: '2025-6-1' })] },
    at: row('annotations.csv', 1, 'date'),
  },
  { rule: 'bad-age', given: { members: [{ member_id: 'M1', age: '130' }] }, at: row('members.csv', 1, 'age') },
  { rule: 'bad-age', given: { members: [{ member_id: 'M1', age: '5.5' }] }, at: row('members.csv', 1, 'age') },
  { rule: 'bad-count', given: cell({ numerator: '-3' }), at: row('cells.csv', 1, 'numerator') },
  { rule: 'bad-count', given: cell({ eligible: '1e3' }), at: row('cells.csv', 1, 'eligible') },
  { rule: 'bad-count', given: cell({ eligible: '1000000000' }), at: row('cells.csv', 1, 'eligible') },
  { rule: 'bad-count', given: cell({ numerator: '<1000000000' }), at: row('cells.csv', 1, 'numerator') },
  {
    rule: 'unknown-code',
    given: { organizations: [sound.organization('P1', { kind: 'ward' })] },
    at: row('organizations.csv', 1, 'kind'),
  },
  { rule: 'unknown-code', given: { members: [sound.member('M1', { sex: 'x' })] }, at: row('members.csv', 1, 'sex') },
  {
    rule: 'unknown-code',
    given: { members: [sound.member('M1', { race: '2106-3;martian' })] },
    at: row('members.csv', 1, 'race'),
  },
  {
    rule: 'unknown-code',
    given: { members: [sound.member('M1', { ethnicity: '2106-3' })] },
    at: row('members.csv', 1, 'ethnicity'),
  },
  {
    rule: 'unknown-code',
    given: { members: [sound.member('M1', { language: 'Klingonish' })] },
    at: row('members.csv', 1, 'language'),
  },
  // Well-formed, but no language; and a name with something behind it.
  ...['zq', 'qqq', 'abc-12345', 'x-123456789'].map((language): Case => ({
    rule: 'unknown-code',
    given: { members: [sound.member('M1', { language })] },
    at: row('members.csv', 1, 'language'),
  })),
  {
    rule: 'unknown-code',
    given: { members: [sound.member('M1', { race: '2106-3\0' })] },
    at: row('members.csv', 1, 'race'),
  },
  {
    rule: 'unknown-code',
    given: { members: [sound.member('M1', { race_source: 'guess' })] },
    at: row('members.csv', 1, 'race_source'),
  },
  { rule: 'unknown-code', given: cell({ stratum: 'femal' }), at: row('cells.csv', 1, 'stratum') },
  {
    rule: 'unknown-code',
    given: { members: [sound.member('M1', { housing: 'tent' })] },
    config: { stratifications: [{ id: 'housing', strata: ['housed', 'not housed'] }] },
    at: row('members.csv', 1, 'housing'),
  },
  // NUL, tab, escape, soft hyphen, zero-width space, right-to-left override, line and paragraph separators, byte order mark, tag.
  ...['\0', '\t', '\u001B', '\u0085', '\u00AD', '\u200B', '\u202E', '\u2028', '\u2029', '\uFEFF', '\u{E0041}'].map(
    (sign): Case => ({
      rule: 'control-character',
      given: { organizations: [sound.organization('P1', { name: `Clinic${sign}1` })] },
      at: row('organizations.csv', 1, 'name'),
    }),
  ),
  {
    rule: 'control-character',
    given: { organizations: [sound.organization('P\u200B1')] },
    at: row('organizations.csv', 1, 'organization_id'),
  },
  {
    rule: 'control-character',
    given: { organizations: [sound.organization('P1', { kind: 'practice\u200B' })] },
    at: row('organizations.csv', 1, 'kind'),
  },
  { rule: 'control-character', given: { members: [sound.member('M\u00071')] }, at: row('members.csv', 1, 'member_id') },
  {
    rule: 'control-character',
    given: { members: [sound.member('M1', { housing: 'ten\nt' })] },
    config: housing,
    at: { ...row('members.csv', 1, 'housing'), line: 2 },
  },
  {
    rule: 'control-character',
    given: { members: [sound.member('M1', { language: '\u2028es' })] },
    config: { stratifications: [{ id: 'spoken', column: 'language' }] },
    at: row('members.csv', 1, 'language'),
  },
  {
    rule: 'control-character',
    given: { ...cell({ stratification: 'plan', stratum: 'a\u2028b' }) },
    config: { stratifications: [{ id: 'plan', column: null }] },
    at: row('cells.csv', 1, 'stratum'),
  },
  {
    rule: 'control-character',
    given: { ...people, annotations: [sound.annotation({ text: 'one\nline' })] },
    at: { ...row('annotations.csv', 1, 'text'), line: 2 },
  },
  ...['rest', 'Rest', ' REST '].flatMap((stratum): Case[] => [
    {
      rule: 'reserved-stratum',
      given: { members: [sound.member('M1', { housing: stratum })] },
      config: housing,
      at: row('members.csv', 1, 'housing'),
    },
    {
      rule: 'reserved-stratum',
      given: cell({ stratification: 'plan', stratum }),
      config: { stratifications: [{ id: 'plan', column: null }] },
      at: row('cells.csv', 1, 'stratum'),
    },
  ]),
  ...['own / rented', '/ own', 'own /', '/'].map((stratum): Case => ({
    rule: 'separator-in-stratum',
    given: { members: [sound.member('M1', { housing: stratum })] },
    config: housing,
    at: row('members.csv', 1, 'housing'),
  })),
  {
    rule: 'duplicate',
    given: { members: [sound.member('M1'), sound.member('M2'), sound.member('M1')] },
    at: row('members.csv', 1, 'member_id'),
  },
  {
    rule: 'duplicate',
    given: { organizations: [sound.organization('P1'), sound.organization('P1')] },
    at: row('organizations.csv', 1, 'organization_id'),
  },
  { rule: 'duplicate', given: cell({}, {}), at: row('cells.csv', 1, 'stratum') },
  {
    rule: 'unknown-parent',
    given: { organizations: [sound.organization('P1', { parent_id: 'A' })] },
    at: row('organizations.csv', 1, 'parent_id'),
  },
  {
    rule: 'wrong-parent',
    given: { organizations: [sound.organization('P1', { parent_id: 'P2' }), sound.organization('P2')] },
    at: row('organizations.csv', 1, 'parent_id'),
  },
  { rule: 'missing-age', given: { members: [sound.member('M1', { birth_date: '' })] }, at: row('members.csv', 1, 'birth_date') },
  { rule: 'unknown-measure', given: result({ measure_id: 'cbp' }), at: row('results.csv', 2, 'measure_id') },
  { rule: 'unknown-measure', given: cell({ measure_id: 'XYZ' }), at: row('cells.csv', 1, 'measure_id') },
  {
    rule: 'unknown-measure',
    given: { ...people, annotations: [sound.annotation({ measure_id: 'XYZ' })] },
    at: row('annotations.csv', 1, 'measure_id'),
  },
  { rule: 'unknown-member', given: result({ member_id: 'M3' }), at: row('results.csv', 2, 'member_id') },
  { rule: 'unknown-practice', given: result({ practice_id: 'P3' }), at: row('results.csv', 2, 'practice_id') },
  {
    rule: 'unknown-practice',
    given: {
      ...result({ practice_id: 'A' }),
      organizations: [sound.organization('P1'), sound.organization('A', { kind: 'payer' })],
    },
    at: row('results.csv', 2, 'practice_id'),
  },
  { rule: 'unknown-organization', given: cell({ organization_id: 'P3' }), at: row('cells.csv', 1, 'organization_id') },
  {
    rule: 'unknown-organization',
    given: { ...people, annotations: [sound.annotation({ organization_id: 'P3' })] },
    at: row('annotations.csv', 1, 'organization_id'),
  },
  { rule: 'unknown-stratification', given: cell({ stratification: 'shoe-size' }), at: row('cells.csv', 1, 'stratification') },
  { rule: 'numerator-without-denominator', given: result({ denominator: '0' }), at: row('results.csv', 2, 'numerator') },
  { rule: 'excluded-in-denominator', given: result({ excluded: '1' }), at: row('results.csv', 2, 'excluded') },
  { rule: 'counted-without-eligible', given: result({ eligible: '0' }), at: row('results.csv', 2, 'eligible') },
  {
    rule: 'counted-without-eligible',
    given: result({ eligible: '0', excluded: '1', denominator: '0', numerator: '0' }),
    at: row('results.csv', 2, 'eligible'),
  },
  // Born after the end of the period, by a day, by months and by years.
  ...['2026-01-01', '2026-09-09', '2031-01-01'].map((birth_date): Case => ({
    rule: 'born-after-period',
    given: { ...people, members: [sound.member('M1', { birth_date })], results: [sound.result('M1')] },
    at: row('results.csv', 1, 'period'),
  })),
  {
    rule: 'age-outside-measure',
    given: { ...people, members: [sound.member('M1', { birth_date: '2010-05-05' })], results: [sound.result('M1')] },
    at: row('results.csv', 1, 'measure_id'),
  },
  { rule: 'numerator-over-denominator', given: cell({ numerator: '41' }), at: row('cells.csv', 1, 'numerator') },
  { rule: 'denominator-over-eligible', given: cell({ excluded: '1' }), at: row('cells.csv', 1, 'denominator') },
  {
    rule: 'total-disagrees',
    given: cell({}, { stratification: 'total', stratum: 'all', eligible: '41' }),
    at: row('cells.csv', 2, 'denominator'),
  },
  {
    rule: 'counted-twice',
    given: {
      organizations: [sound.organization('P1', { parent_id: 'A' }), sound.organization('A', { kind: 'payer' })],
      cells: [sound.cell(), sound.cell({ organization_id: 'A' })],
    },
    at: whole('cells.csv', 'organization_id'),
  },
  {
    rule: 'counted-twice',
    given: { ...people, results: [sound.result('M1')], cells: [sound.cell()] },
    at: whole('cells.csv', 'organization_id'),
  },
];

describe('every rule', () => {
  test.for(cases.map((entry, index) => [`${entry.rule}, case ${index}`, entry] as const))('%s', async ([, entry]) => {
    const { rule, given, raw, config = {}, at } = entry;
    if (raw) for (const { name, body } of Object.values(raw)) if (body !== null) writeFileSync(files.path(name), body);
    const reading = raw
      ? await readTables(Object.fromEntries(Object.entries(raw).map(([table, { name }]) => [table, [files.path(name)]])), {
          config: readConfig(config),
        })
      : await readRows(files, given, { config });
    const issue = reading.issues.find((found) => found.rule === rule);
    expect(issue).toMatchObject({ ...at, file: files.path(at.file), severity: ruleBook[rule].severity });
    expect(issue!.remedy).not.toBe('');
    // One fault does not set off others, but for a file that cannot be read and its required columns.
    const others = reading.issues.filter((found) => found.rule !== rule).map((found) => found.rule);
    expect(others.filter((other) => other !== 'missing-age' && other !== 'missing-column')).toEqual([]);
    expect(reading.cells === null).toBe(reading.issues.some(({ severity }) => severity === 'error'));
  });

  test('that exists is tested, and no other', () => {
    expect([...new Set(cases.map(({ rule }) => rule))].sort()).toEqual(Object.keys(ruleBook).sort());
  });
});

test('sound rows of every table set off nothing', async () => {
  const reading = await readRows(files, {
    organizations: [sound.organization('A', { kind: 'Payer' }), sound.organization('P1', { parent_id: 'A' })],
    members: [sound.member('M1')],
    results: [sound.result('M1'), sound.result('M1', { measure_id: 'COL', eligible: '0', denominator: '0', numerator: '0' })],
    cells: [sound.cell({ measure_id: 'GSD9' })],
    annotations: [sound.annotation(), sound.annotation({ measure_id: 'CBP', stratum: 'White' })],
  });
  expect(reading.issues).toEqual([]);
  expect(reading.organizations).toEqual([
    { id: 'A', name: 'Name of A', kind: 'payer', parent: null },
    { id: 'P1', name: 'Name of P1', kind: 'practice', parent: 'A' },
  ]);
  expect(reading.annotations).toEqual([
    { organization: 'P1', measure: null, stratum: null, date: '2025-06-01', kind: 'pdsa', text: 'Recall letters' },
    { organization: 'P1', measure: 'CBP', stratum: 'White', date: '2025-06-01', kind: 'pdsa', text: 'Recall letters' },
  ]);
});

test('what is just inside a limit sets off nothing', async () => {
  const members = Array.from({ length: 200 }, (_, n) => sound.member(`M${n}`, { housing: `H/${n}`, site: `${n} / ${n}` }));
  const { issues } = await readRows(
    files,
    {
      organizations: [sound.organization('P1', { name: 'Clínica “Niño” – 診所 №1 / 👩‍⚕️'.replaceAll('\u200D', '') })],
      members,
      results: ['1990-01', '2100-12'].map((period) => sound.result('M1', { period, measure_id: 'GSD9' })),
      cells: [sound.cell({ eligible: '999999999', denominator: '999999999', numerator: '<999999999' })],
    },
    { config: { stratifications: [{ id: 'housing' }, { id: 'site' }, ['housing', 'sex']] } },
  );
  expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('declared strata may be many: they name nobody', async () => {
  const strata = Array.from({ length: 201 }, (_, n) => `H${n}`);
  const members = strata.map((housing, n) => sound.member(`M${n}`, { housing }));
  const { issues } = await readRows(files, { members }, { config: { stratifications: [{ id: 'housing', strata }] } });
  expect(issues).toEqual([]);
});

test('an organization that the database knows need not be given again', async () => {
  const known = [
    { id: 'A', name: 'A', kind: 'payer' as const, parent: null },
    { id: 'P1', name: 'P1', kind: 'practice' as const, parent: 'A' },
  ];
  const given = { members: people.members, results: [sound.result('M1')] };
  expect((await readRows(files, given, { knownOrganizations: known })).issues).toEqual([]);
  // A file that makes a practice of the payer above a known practice is at fault in the payer's row.
  const { issues } = await readRows(files, { organizations: [sound.organization('A')] }, { knownOrganizations: known });
  expect(issues.map(short)).toEqual([{ rule: 'wrong-parent', record: 1, line: 2, column: 'parent_id' }]);
});

test('an empty organization id does not hide other faults', async () => {
  const { issues } = await readRows(files, {
    organizations: [sound.organization('', {}), sound.organization('P1', { parent_id: 'nowhere' })],
  });
  expect(issues.map(({ rule }) => rule).sort()).toEqual(['missing-value', 'unknown-parent']);
});

test('a members or organizations file that cannot be read is one issue, not one of every result', async () => {
  const results = files.write('r.csv', csvOf([sound.result('M1'), sound.result('M2')]));
  const reading = await readTables(
    { organizations: [files.write('bad-o.csv', 'x\n')], members: [files.write('bad-m.csv', 'x\n')], results: [results] },
    { config: readConfig({}) },
  );
  expect(reading.issues.map(({ rule }) => rule)).toEqual(['no-header', 'no-header']);
});

const bad = (n: number) => Array.from({ length: n }, (_, index) => sound.result(`X${index}`));

test('examples are kept for each rule and file, counts are whole', async () => {
  const reading = await readTables(
    {
      organizations: [files.write('o.csv', csvOf(people.organizations))],
      members: [files.write('m.csv', csvOf(people.members))],
      results: [files.write('r1.csv', csvOf(bad(30))), files.write('r2.csv', csvOf(bad(40).slice(30)))],
    },
    { config: readConfig({}), examples: 5 },
  );
  const counts = reading.issueCounts.map(({ rule, file, count }) => [rule, file.split('/').at(-1), count]);
  expect(counts).toEqual([
    ['unknown-member', 'r1.csv', 30],
    ['unknown-member', 'r2.csv', 10],
  ]);
  expect(reading.issues.map(({ file, record }) => `${file.split('/').at(-1)!} ${record!}`)).toEqual(
    ['r1.csv', 'r2.csv'].flatMap((file) => [1, 2, 3, 4, 5].map((record) => `${file} ${record}`)),
  );
});

test('the place of a fault is right far down a large file', async () => {
  const lines = ['member_id,birth_date'];
  const wrong = new Map<number, number>(); // record → line
  for (let record = 1; record <= 300_000; record += 1) {
    if (record % 70_001 === 0) lines.push(''); // a blank line is no record
    if (record % 90_001 === 0) {
      wrong.set(record, lines.length + 1);
      lines.push(`M${record},never`);
    } else if (record % 110_001 === 0) lines.push('short'); // a record that is lost
    else lines.push(`M${record},1970-01-01`);
  }
  const { issues } = await readTables({ members: [files.write('large.csv', lines.join('\n'))] }, { config: readConfig({}) });
  expect(issues.filter(({ rule }) => rule === 'bad-date').map(({ record, line }) => [record, line])).toEqual([...wrong]);
  expect(issues.filter(({ rule }) => rule === 'broken-record').map(({ record }) => record)).toEqual([110_001, 220_002]);
});

const wrong = (format: string) => files.path(`large.${format}`);

test('and far down large files of the other formats', async () => {
  const rows =
    "select 'M' || n as member_id, case when n % 90001 = 0 then 'never' else '1970-01-01' end as birth_date from range(1, 300001) as t (n)";
  await duck(`copy (${rows}) to '${wrong('parquet')}' (format parquet)`, `copy (${rows}) to '${wrong('ndjson')}' (format json)`);
  for (const format of ['parquet', 'ndjson']) {
    const { issues } = await readTables({ members: [wrong(format)] }, { config: readConfig({}) });
    expect(issues.map(({ rule, record, line }) => [rule, record, line])).toEqual(
      [90_001, 180_002, 270_003].map((record) => ['bad-date', record, format === 'ndjson' ? record : null]),
    );
  }
});
