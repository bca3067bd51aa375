import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { generateProgram, memberId, type ProgramOptions, writeProgram } from '../src/index.ts';
import { rowNames } from './tally.ts';

const root = mkdtempSync(join(tmpdir(), 'synth-'));
afterAll(() => rmSync(root, { recursive: true }));

const read = (directory: string, file: string) => readFileSync(join(root, directory, file), 'utf8');
const lines = (directory: string, file: string) => read(directory, file).trimEnd().split('\n');

function hashes(directory: string, options: ProgramOptions): Record<string, string> {
  const files = writeProgram(generateProgram(options), join(root, directory));
  return Object.fromEntries(files.map((file) => [file, createHash('sha256').update(read(directory, file)).digest('hex')]));
}

test('the same seed writes the same bytes, another seed writes others', () => {
  const first = hashes('first', { seed: 5, scale: 0.2 });
  expect(Object.keys(first)).toEqual(['organizations.csv', 'members.csv', 'results.csv', 'annotations.csv', 'truth.json']);
  expect(hashes('again', { seed: 5, scale: 0.2 })).toEqual(first);
  const other = hashes('other', { seed: 6, scale: 0.2 });
  for (const file of ['members.csv', 'results.csv', 'truth.json']) expect(other[file]).not.toBe(first[file]);
});

test('tables have the columns of the Equipoise input', () => {
  writeProgram(generateProgram({ scale: 0.01 }), join(root, 'columns'));
  expect(lines('columns', 'organizations.csv')[0]).toBe('organization_id,name,kind,parent_id');
  expect(lines('columns', 'members.csv')[0]).toBe(
    'member_id,birth_date,sex,race,ethnicity,race_ethnicity_source,language,line_of_business',
  );
  expect(lines('columns', 'results.csv')[0]).toBe(
    'member_id,practice_id,measure_id,period,eligible,excluded,denominator,numerator',
  );
  expect(lines('columns', 'annotations.csv')[0]).toBe('organization_id,measure_id,stratum,date,kind,text');
  for (const file of ['organizations.csv', 'members.csv', 'results.csv', 'annotations.csv']) {
    const rows = lines('columns', file);
    const width = rows[0]!.split(',').length;
    expect(rows.filter((row) => row.split(',').length !== width)).toEqual([]); // nothing here needs a quote
  }
});

test('rows on disk are the columns in memory, over more than one chunk', () => {
  const program = generateProgram({ seed: 2, scale: 0.15 });
  writeProgram(program, join(root, 'rows'));
  expect(read('rows', 'results.csv').length).toBeGreaterThan(4 * 1024 * 1024);
  const { results, members } = program;
  const expected = Array.from({ length: results.count }, (_, row) => {
    const { measure, practice, period } = rowNames(program, row);
    const counts = [results.eligible[row], results.excluded[row], results.denominator[row], results.numerator[row]];
    return [memberId(results.member[row]!), practice, measure, period, ...counts].join(',');
  });
  expect(lines('rows', 'results.csv').slice(1)).toEqual(expected);

  const people = lines('rows', 'members.csv').slice(1);
  expect(people).toHaveLength(members.count);
  for (const [member, line] of people.entries()) {
    const [id, birthDate, sex, race, ethnicity, source, language, business] = line.split(',');
    expect(id).toBe(`M${String(member + 1).padStart(7, '0')}`);
    expect(new Date(birthDate!).toISOString().slice(0, 10)).toBe(birthDate);
    expect([sex, race, ethnicity, source, language, business]).toEqual([
      ...[members.sex, members.race, members.ethnicity, members.raceEthnicitySource, members.language].map(
        ({ values, codes }) => values[codes[member]!],
      ),
      'medi-cal',
    ]);
  }
  expect(JSON.parse(read('rows', 'truth.json'))).toEqual(program.truth);
});

test('member ids', () => {
  expect(memberId(0)).toBe('M0000001');
  expect(memberId(53_256)).toBe('M0053257');
});
