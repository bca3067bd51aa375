import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Results } from './care/results.ts';
import { periodOf } from '@equipoise/engine';
import { memberId, memberIdDigits } from './people/memberId.ts';
import type { Members } from './people/people.ts';
import type { Program } from './program.ts';

/** Bytes gathered before they go to the file. */
const chunkBytes = 4 * 1024 * 1024;
/** More than the longest row of results. */
const rowBytes = 256;

/**
 * Writes a program as the Equipoise tables in CSV, and its truth as JSON. Files of these names are replaced.
 *
 * @param program    as generated
 * @param directory  made when it does not exist
 * @returns          the names of the files
 * @example writeProgram(generateProgram({ scale: 0.01, months: 6 }), 'node_modules/.cache/synthetic') // ['organizations.csv', 'members.csv', 'results.csv', 'annotations.csv', 'truth.json']
 */
export function writeProgram(program: Program, directory: string): string[] {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'organizations.csv'), csv(program.organizations));
  writeFileSync(join(directory, 'members.csv'), membersCsv(program.members));
  writeResults(program, join(directory, 'results.csv'));
  writeFileSync(join(directory, 'annotations.csv'), csv(program.annotations));
  writeFileSync(join(directory, 'truth.json'), `${JSON.stringify(program.truth, null, 2)}\n`);
  return ['organizations.csv', 'members.csv', 'results.csv', 'annotations.csv', 'truth.json'];
}

/** A small table of text, with the header from its first row. */
function csv<T extends object>(rows: readonly T[]): string {
  const lines = rows.map((row) => Object.values(row).map(quoted).join(','));
  return [Object.keys(rows[0]!).join(','), ...lines, ''].join('\n');
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function membersCsv({ count, birthMonth, birthDay, sex, race, ethnicity, raceEthnicitySource, language }: Members): string {
  const coded = [sex, race, ethnicity, raceEthnicitySource, language];
  const lines = ['member_id,birth_date,sex,race,ethnicity,race_ethnicity_source,language,line_of_business'];
  for (let member = 0; member < count; member += 1) {
    const birthDate = `${periodOf(birthMonth[member]!)}-${String(birthDay[member]).padStart(2, '0')}`;
    const values = coded.map(({ values, codes }) => values[codes[member]!]!);
    lines.push(`${memberId(member)},${birthDate},${values.join(',')},medi-cal`);
  }
  lines.push('');
  return lines.join('\n');
}

/**
 * The one table that is large. A row is the member's bytes and a tail that few rows differ in, copied byte by byte into a
 * chunk: a string for each row would cost more than the whole simulation.
 */
function writeResults({ members, results }: Program, path: string): void {
  const ids = Buffer.from(Array.from({ length: members.count }, (_, member) => `${memberId(member)},`).join(''));
  const idBytes = memberIdDigits + 2; // the letter and the comma
  const tails: (Buffer | undefined)[] = [];
  const chunk = Buffer.allocUnsafe(chunkBytes);
  const file = openSync(path, 'w');
  try {
    let used = chunk.write('member_id,practice_id,measure_id,period,eligible,excluded,denominator,numerator\n');
    for (let row = 0; row < results.count; row += 1) {
      if (used + rowBytes > chunkBytes) {
        writeSync(file, chunk, 0, used);
        used = 0;
      }
      const from = results.member[row]! * idBytes;
      for (let byte = 0; byte < idBytes; byte += 1) chunk[used + byte] = ids[from + byte]!;
      used += idBytes;
      const tail = (tails[tailCode(results, row)] ??= tailOf(results, row));
      for (let byte = 0; byte < tail.length; byte += 1) chunk[used + byte] = tail[byte]!;
      used += tail.length;
    }
    writeSync(file, chunk, 0, used);
  } finally {
    closeSync(file);
  }
}

/** One number for everything in a row but its member. */
function tailCode({ practice, measure, period, eligible, excluded, denominator, numerator }: Results, row: number): number {
  const place = (practice.codes[row]! * measure.values.length + measure.codes[row]!) * period.values.length + period.codes[row]!;
  return place * 16 + eligible[row]! * 8 + excluded[row]! * 4 + denominator[row]! * 2 + numerator[row]!;
}

function tailOf({ practice, measure, period, eligible, excluded, denominator, numerator }: Results, row: number): Buffer {
  const names = [practice, measure, period].map(({ values, codes }) => values[codes[row]!]!);
  return Buffer.from(`${[...names, eligible[row], excluded[row], denominator[row], numerator[row]].join(',')}\n`);
}
