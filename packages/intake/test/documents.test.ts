import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documents } from '../scripts/documents.ts';
import {
  dataDictionary,
  readConfig,
  readTables,
  ruleBook,
  tableJsonSchema,
  tableNames,
  tables,
  templateOf,
  type TableName,
} from '../src/index.ts';
import { cellsByName, configOf, readJson, sound, workspace } from './support.ts';

const files = workspace();
const docs = join(import.meta.dirname, '..', '..', '..', 'docs');

/** The part of JSON Schema that the schemas of tables use: what it refuses, by name. */
function refusals(table: TableName, row: Readonly<Record<string, unknown>>): string[] {
  const { properties, required, additionalProperties } = tableJsonSchema(table);
  expect(additionalProperties).toBe(false);
  const wrong = Object.entries(row).filter(([name, value]) => {
    const schema = properties[name];
    if (!schema) return true;
    const types = [value === null ? 'null' : typeof value, ...(Number.isInteger(value) ? ['integer'] : [])];
    if (!types.some((type) => schema.type.includes(type))) return true;
    if (typeof value === 'string') return schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(value);
    return typeof value === 'number' && (value < (schema.minimum ?? -Infinity) || value > (schema.maximum ?? Infinity));
  });
  return [...wrong.map(([name]) => name), ...required.filter((name) => !(name in row))];
}

describe('generated documents', () => {
  test.for(Object.keys(documents()))('docs/%s is what the definitions give', (name) => {
    expect(readFileSync(join(docs, name), 'utf8')).toBe(documents()[name]);
  });

  test('the dictionary has every table, column and rule, and every key of the configuration with a description', () => {
    const text = dataDictionary();
    for (const table of tableNames) {
      expect(text).toContain(`\n## ${table}\n`);
      for (const { name } of tables[table].columns) expect(text).toContain(`| \`${name}\` |`);
    }
    for (const rule of Object.keys(ruleBook)) expect(text).toContain(`| \`${rule}\` |`);
    const keys = text.slice(text.indexOf('## Configuration')).match(/^\| `.+$/gm)!;
    expect(keys.map((line) => line.split('|')[1]!.trim())).toEqual(
      expect.arrayContaining([
        '`measures[].id`',
        '`measures[].ages.from`',
        '`stratifications[].strata`',
        '`policy.hide.from`',
        '`columns.members`',
      ]),
    );
    expect(new Set(keys).size).toBe(keys.length);
    for (const line of keys) expect(line).not.toMatch(/\| +\|$/);
    // Every line of a table has as many cells as its header.
    for (const block of text.split('\n\n').filter((part) => part.startsWith('| '))) {
      const widths = block
        .trim()
        .split('\n')
        .map((line) => line.replaceAll('\\|', '').split('|').length);
      expect(new Set(widths).size).toBe(1);
    }
  });
});

describe('JSON Schema of rows', () => {
  test.for(tableNames)('%s: takes its own example, as text and without what may be missing', (table) => {
    const example = Object.fromEntries(tables[table].columns.map((column) => [column.name, column.example]));
    expect(refusals(table, example)).toEqual([]);
    const least = Object.fromEntries(
      tables[table].columns.filter(({ required }) => required).map((column) => [column.name, column.example]),
    );
    expect(refusals(table, least)).toEqual([]);
    expect(refusals(table, {})).toEqual(Object.keys(least));
    const empty = Object.fromEntries(tables[table].columns.map((column) => [column.name, column.required ? column.example : '']));
    expect(refusals(table, empty)).toEqual([]);
  });

  test('typed values', () => {
    expect(
      refusals('results', { ...sound.result('M1'), member_id: 7, eligible: true, excluded: false, denominator: 1, numerator: 0 }),
    ).toEqual([]);
    expect(refusals('results', { ...sound.result('M1'), eligible: 2, excluded: null, numerator: 0.5 })).toEqual([
      'eligible',
      'excluded',
      'numerator',
    ]);
    expect(refusals('members', { member_id: 'M1', age: 57, sex: 'FEMALE', race: null })).toEqual([]);
    expect(refusals('members', { member_id: ' ', age: 130, sex: 'woman', shoe: 42 })).toEqual([
      'member_id',
      'age',
      'sex',
      'shoe',
    ]);
    expect(refusals('cells', sound.cell({ numerator: '<11', denominator: '< 11' }))).toEqual([]);
    expect(
      refusals('cells', { ...sound.cell(), eligible: 999_999_999, denominator: 1_000_000_000, numerator: '1000000000' }),
    ).toEqual(['denominator', 'numerator']);
    expect(refusals('cells', sound.cell({ numerator: '-1', denominator: '1e3', period: '2025-13' })).sort()).toEqual([
      'denominator',
      'numerator',
      'period',
    ]);
    expect(refusals('annotations', sound.annotation({ date: '1 June' }))).toEqual(['date']);
  });

  test('declared stratifiers are columns of members', () => {
    expect(
      Object.keys(tableJsonSchema('members', ['housing', 'language']).properties).filter(
        (name) => name === 'housing' || name === 'language',
      ),
    ).toEqual(['language', 'housing']);
    expect(tableJsonSchema('results', ['housing'])).toEqual(tableJsonSchema('results'));
  });

  // Values near the border between right and wrong, for a column of every kind.
  const near = fc.oneof(
    fc.constantFrom(
      '0',
      '1',
      '2',
      '01',
      '1.0',
      '1.5',
      'true',
      'True',
      '',
      ' ',
      ' 1 ',
      '-1',
      '<11',
      '< 5',
      '<',
      '<<3',
      '129',
      '130',
      '7',
      '007',
    ),
    fc.constantFrom(
      '2025-12',
      '2025-13',
      '2025-1',
      ' 2025-12',
      '2025-12-31',
      '2025-02-30',
      '2025-12-31T00:00:00Z',
      '2025-12-31 00:00:00',
      '2025-12-31T10:00',
      '12/2025',
    ),
    fc.constantFrom('female', 'Female', 'F', 'fem', 'U', 'payer', 'Practice', 'direct', 'DIRECT', 'guess'),
    fc.string({ maxLength: 4 }),
    fc.stringMatching(/^[0-9<. -]{1,6}$/),
  );
  const columns = [
    ['results', 'eligible'],
    ['results', 'period'],
    ['results', 'measure_id'],
    ['members', 'birth_date'],
    ['members', 'age'],
    ['members', 'sex'],
    ['organizations', 'kind'],
    ['cells', 'numerator'],
    ['annotations', 'date'],
  ] as const;
  test.for(columns)('%s.%s: what the schema refuses, an import refuses', async ([table, name]) => {
    const good = {
      results: sound.result('M1'),
      members: sound.member('M1'),
      organizations: sound.organization('P1'),
      cells: sound.cell(),
      annotations: sound.annotation(),
    };
    const values = fc.sample(near, { seed: 1, numRuns: 300 });
    const rows = values.map((value) => ({ ...good[table], [name]: value }));
    const refused = rows.flatMap((row, index) => (refusals(table, row).length > 0 ? [index + 1] : []));
    expect(refused.length).toBeGreaterThan(20);
    expect(refused.length).toBeLessThan(300);
    const path = files.write('near.ndjson', rows.map((row) => JSON.stringify(row)).join('\n'));
    const { issues } = await readTables({ [table]: [path] }, { config: readConfig({}), examples: 1000 });
    const faulty = new Set(issues.filter(({ column }) => column === name).map(({ record }) => record));
    expect(refused.filter((record) => !faulty.has(record))).toEqual([]);
  });
});

const write = (table: TableName) => [files.write(`${table}.csv`, templateOf(table))];

describe('templates', () => {
  test('import as they are', async () => {
    const known = [{ id: 'organization-a', name: 'Organization A', kind: 'provider_organization' as const, parent: null }];
    const rest = { organizations: write('organizations'), annotations: write('annotations') };
    const options = { config: readConfig({}), knownOrganizations: known };
    const fromResults = await readTables({ ...rest, members: write('members'), results: write('results') }, options);
    expect(fromResults.issues).toEqual([]);
    expect(cellsByName(fromResults.cells)['CBP | 2025-12 | practice-01 | total | all']).toEqual([1, 0, 1, 1]);
    expect(fromResults.annotations).toHaveLength(1);
    const fromCells = await readTables({ ...rest, cells: write('cells') }, options);
    expect(fromCells.issues).toEqual([]);
  });

  test('the configuration is valid, and so are those of the sample data', () => {
    const config = readConfig(JSON.parse(templateOf('config')));
    expect(config.measures.map(({ id }) => id)).toContain('foot-exam');
    expect(config.stratifications.map(({ id }) => id)).toContain('race-ethnicity-by-sex');
    expect(configOf('nhanes-2009-10').measures.filter(({ window }) => window === 'year')).toHaveLength(3);
    expect(configOf('nhs-ae').stratifications.find(({ id }) => id === 'department-type')).toMatchObject({
      exclusive: true,
      exhaustive: true,
    });
  });

  test('the schema of the configuration refuses unknown keys at every level', () => {
    const open: string[] = [];
    const walk = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return;
      if ('properties' in node && !('additionalProperties' in node && node.additionalProperties === false)) open.push(path);
      for (const [key, value] of Object.entries(node)) walk(value, `${path}/${key}`);
    };
    walk(readJson(join(docs, 'schema', 'config.schema.json')), '');
    expect(open).toEqual([]);
  });
});
