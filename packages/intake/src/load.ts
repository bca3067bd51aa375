import { access, constants, stat } from 'node:fs/promises';
import { identifier, type Duck } from './duck.ts';
import { loadCsv } from './format/csv.ts';
import { nothingLoaded, type FormatLoaded, type FormatReading } from './format/header.ts';
import { loadNdjson } from './format/ndjson.ts';
import { loadParquet } from './format/parquet.ts';
import { wholeFile, type Fault } from './issue.ts';
import type { LineFinders } from './locator.ts';
import { columnNames, type TableName } from './tables.ts';

export type Format = 'csv' | 'ndjson' | 'parquet';

/** A file that was read into its table, and how to find a row's place in it again. */
export interface LoadedFile {
  readonly path: string;
  readonly table: TableName;
  /** Null when the name does not say it; then nothing was read. */
  readonly format: Format | null;
  /** Rows of the table that came before this file's. */
  readonly firstRow: number;
  readonly rows: number;
  /** Records of the file that could not be read at all, in order. */
  readonly lostRecords: readonly number[];
  readonly columns: ReadonlySet<string>;
}

/** The format of a file, by its name. */
export function formatOf(path: string): Format | null {
  const name = path.toLowerCase();
  if (/\.(csv|txt)(\.gz)?$/.test(name)) return 'csv';
  if (/\.(ndjson|jsonl)(\.gz)?$/.test(name)) return 'ndjson';
  return name.endsWith('.parquet') ? 'parquet' : null;
}

/** Makes the empty table, every column a text: what the file says, before anybody judges it. */
export async function createTable(duck: Duck, table: TableName, declared: readonly string[]): Promise<void> {
  const columns = columnNames(table, declared).map((name) => `${identifier(name)} varchar`);
  await duck.run(`create table ${table} (${columns.join(', ')})`);
}

/** What is to be loaded, and after how many rows of the same table. */
export interface LoadRequest {
  readonly path: string;
  readonly table: TableName;
  readonly declared: readonly string[];
  readonly names: FormatReading['names'];
  readonly firstRow: number;
}

/**
 * Appends a file to its table and reports what is wrong with the file as such: its name, its header, records that have
 * too many or too few fields. The engine's own messages are never passed on, they quote the data.
 */
export async function loadFile(
  duck: Duck,
  { path, table, declared, names, firstRow }: LoadRequest,
  linesOf: LineFinders,
): Promise<{ file: LoadedFile; faults: readonly Fault[] }> {
  const format = formatOf(path);
  const faults: Fault[] = [];
  const reading: FormatReading = { path, table, taken: columnNames(table, declared), names, faults };
  const { lostRecords, columns } = await readFormat(duck, format, reading, linesOf);
  const [[total]] = (await duck.rows(`select count(*)::double from ${table}`)) as [[number]];
  return { file: { path, table, format, firstRow, rows: total - firstRow, lostRecords, columns }, faults };
}

async function readFormat(
  duck: Duck,
  format: Format | null,
  reading: FormatReading,
  linesOf: LineFinders,
): Promise<FormatLoaded> {
  const { path, faults } = reading;
  const refuse = (...fault: Parameters<typeof wholeFile>): FormatLoaded => {
    faults.push(wholeFile(...fault));
    return nothingLoaded;
  };
  if (format === null)
    return refuse(
      'unknown-format',
      'the format cannot be told from the name',
      'name it .csv, .ndjson, .jsonl (each also .gz) or .parquet',
    );
  if (!(await isReadable(path))) return refuse('missing-file', 'the file is not there or may not be read', 'check the path');
  try {
    if (format === 'csv') return await loadCsv(duck, reading, () => linesOf(path, 'csv'));
    return await (format === 'ndjson' ? loadNdjson : loadParquet)(duck, reading);
  } catch {
    return refuse(
      'unreadable-file',
      `the file cannot be read as ${format}`,
      'check that it is complete, in UTF-8, ends every line in the same way, and has the format that its name says',
    );
  }
}

async function isReadable(path: string): Promise<boolean> {
  try {
    await access(path, constants.R_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
