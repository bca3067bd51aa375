import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { CellFrame } from '@equipoise/engine';
import { afterAll } from 'vitest';
import {
  readConfig,
  readTables,
  tables,
  type ConfigInput,
  type Reading,
  type ReadOptions,
  type TableName,
} from '../src/index.ts';

export const dataFolder = join(import.meta.dirname, '..', '..', '..', 'data');

/** A directory of the running test file, gone when it is done. */
export function workspace(): {
  readonly path: (name: string) => string;
  readonly write: (name: string, body: string | Buffer) => string;
} {
  const root = mkdtempSync(join(tmpdir(), 'intake-'));
  afterAll(() => rmSync(root, { recursive: true }));
  const path = (name: string) => join(root, name);
  return {
    path,
    write(name, body) {
      writeFileSync(path(name), body);
      return path(name);
    },
  };
}

export type Row = Readonly<Record<string, string>>;

/** The columns of a table with a value in some row, as CSV. */
export function csvOf(
  rows: readonly Row[],
  columns: readonly string[] = [...new Set(rows.flatMap((row) => Object.keys(row)))],
): string {
  const lines = rows.map((row) => columns.map((name) => quoted(row[name] ?? '')).join(','));
  return [columns.map(quoted).join(','), ...lines, ''].join('\n');
}
const quoted = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Sound rows, to be spoilt one by one. */
export const sound = {
  organization: (id: string, more: Row = {}): Row => ({
    organization_id: id,
    name: `Name of ${id}`,
    kind: 'practice',
    parent_id: '',
    ...more,
  }),
  member: (id: string, more: Row = {}): Row => ({
    member_id: id,
    birth_date: '1970-05-05',
    sex: 'female',
    race: '2106-3',
    ethnicity: '2186-5',
    ...more,
  }),
  result: (member: string, more: Row = {}): Row => ({
    member_id: member,
    practice_id: 'P1',
    measure_id: 'CBP',
    period: '2025-12',
    eligible: '1',
    excluded: '0',
    denominator: '1',
    numerator: '1',
    ...more,
  }),
  cell: (more: Row = {}): Row => ({
    measure_id: 'CBP',
    period: '2025-12',
    organization_id: 'P1',
    stratification: 'sex',
    stratum: 'female',
    eligible: '40',
    excluded: '0',
    denominator: '40',
    numerator: '30',
    ...more,
  }),
  annotation: (more: Row = {}): Row => ({
    organization_id: 'P1',
    date: '2025-06-01',
    kind: 'pdsa',
    text: 'Recall letters',
    ...more,
  }),
};

export type Given = Partial<Record<TableName, readonly Row[]>>;

/** Writes rows as CSV files and reads them. */
export async function readRows(
  { write }: ReturnType<typeof workspace>,
  given: Given,
  { config = {}, ...options }: { config?: ConfigInput } & Partial<Omit<ReadOptions, 'config'>> = {},
): Promise<Reading> {
  const files = Object.fromEntries(
    Object.entries(given).map(([table, rows]) => [
      table,
      [
        write(
          `${table}.csv`,
          rows.length > 0 ? csvOf(rows) : `${tables[table as TableName].columns.map(({ name }) => name).join(',')}\n`,
        ),
      ],
    ]),
  );
  return readTables(files, { config: readConfig(config), ...options });
}

/** Cells by their names, `measure | period | organization | stratification | stratum`, each with its counts in the order of the frame. */
export function cellsByName(frame: CellFrame | null): Record<string, number[]> {
  if (!frame) throw new Error('there are no cells');
  const names = Array.from({ length: frame.length }, (_, row) =>
    Object.values(frame.dimensions)
      .map(({ members, codes }) => members[codes[row]!]!)
      .join(' | '),
  );
  return Object.fromEntries(names.map((name, row) => [name, Object.values(frame.columns).map((column) => column[row]!)]));
}

/** Denominator and numerator of a measure's strata, over all organizations and periods. */
export function strataOf(
  frame: CellFrame | null,
  measure: string,
  stratification: string,
): Record<string, { denominator: number; numerator: number }> {
  const sums: Record<string, { denominator: number; numerator: number }> = {};
  for (const [name, [, , denominator, numerator]] of Object.entries(cellsByName(frame))) {
    const [m, , , s, stratum] = name.split(' | ', 5) as [string, string, string, string, string];
    if (m !== measure || s !== stratification) continue;
    const sum = (sums[stratum] ??= { denominator: 0, numerator: 0 });
    sum.denominator += denominator!;
    sum.numerator += numerator!;
  }
  return sums;
}

/** Runs SQL in a DuckDB of the test's own, to make files. */
export async function duck(...statements: readonly string[]): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const sql of statements) await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}

export const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
export const configOf = (folder: string) => readConfig(readJson(join(dataFolder, folder, 'equipoise.config.json')));
