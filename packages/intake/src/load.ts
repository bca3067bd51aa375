import { identifier, literal, type Duck } from './duck.ts';
import type { Issue } from './issue.ts';
import { findLines, openText, type LineFinder } from './lines.ts';
import { tables, type TableName } from './tables.ts';

export type Format = 'csv' | 'ndjson' | 'parquet';

/** A file that was read into its table, and how to find a row's place in it again. */
export interface LoadedFile {
  readonly path: string;
  readonly table: TableName;
  readonly format: Format;
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

type Fault = Pick<Issue, 'rule' | 'column' | 'message' | 'remedy'> & { readonly record?: number | null };
type Names = Readonly<Record<string, string | null>>;

/** Makes the empty table, every column a text: what the file says, before anybody judges it. */
export async function createTable(duck: Duck, table: TableName, declared: readonly string[]): Promise<void> {
  const columns = columnNames(table, declared).map((name) => `${identifier(name)} varchar`);
  await duck.run(`create table ${table} (${columns.join(', ')})`);
}

/** The columns that a table takes: its own and, for members, the declared stratifiers. */
export function columnNames(table: TableName, declared: readonly string[]): string[] {
  const own = tables[table].columns.map(({ name }) => name);
  return table === 'members' ? [...own, ...declared.filter((name) => !own.includes(name))] : own;
}

/**
 * Appends a file to its table and reports what is wrong with the file as such: its name, its header, records that have
 * too many or too few fields. DuckDB's own messages are never passed on, they quote the data.
 */
export async function loadFile(
  duck: Duck,
  { path, table, declared, names, firstRow }: { path: string; table: TableName; declared: readonly string[]; names: Names; firstRow: number },
): Promise<{ file: LoadedFile; faults: readonly Fault[] }> {
  const format = formatOf(path);
  const faults: Fault[] = [];
  let lostRecords: readonly number[] = [];
  let columns: ReadonlySet<string> = new Set();
  if (format === null) {
    faults.push(wholeFile('unknown-format', 'the format cannot be told from the name', 'name it .csv, .ndjson, .jsonl (each also .gz) or .parquet'));
  } else {
    try {
      const read = { csv: loadCsv, ndjson: loadNdjson, parquet: loadParquet }[format];
      ({ lostRecords, columns } = await read(duck, { path, table, taken: columnNames(table, declared), names, faults }));
    } catch (error) {
      if (isMissing(error)) faults.push(wholeFile('missing-file', 'the file is not there or may not be read', 'check the path'));
      else faults.push(wholeFile('unreadable-file', `the file cannot be read as ${format}`, 'check that it is complete, in UTF-8 and of the format that its name says'));
    }
  }
  const [[total]] = (await duck.rows(`select count(*)::double from ${table}`)) as [[number]];
  return { file: { path, table, format: format ?? 'csv', firstRow, rows: total - firstRow, lostRecords, columns }, faults };
}

interface Reading {
  readonly path: string;
  readonly table: TableName;
  readonly taken: readonly string[];
  readonly names: Names;
  readonly faults: Fault[];
}
interface Loaded {
  readonly lostRecords: readonly number[];
  readonly columns: ReadonlySet<string>;
}

async function loadCsv(duck: Duck, reading: Reading): Promise<Loaded> {
  const header = await readHeader(reading.path);
  if (header.length === 0) {
    reading.faults.push(wholeFile('empty-file', 'the file is empty', 'write at least the header line'));
    return { lostRecords: [], columns: new Set() };
  }
  const places = matchColumns(header, reading);
  if (!places) return { lostRecords: [], columns: new Set() };
  // Columns are read by place: a header is the user's text and stays out of SQL.
  const spec = header.map((_, place) => `c${place}: 'VARCHAR'`).join(', ');
  const select = reading.taken.map((name) => (places.has(name) ? `nullif(trim(c${places.get(name)!}), '')` : 'null'));
  await duck.run(`insert into ${reading.table} select ${select.join(', ')} from read_csv(${literal(reading.path)},
    auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', strict_mode = true, columns = {${spec}},
    store_rejects = true, rejects_table = 'rejected', rejects_scan = 'rejected_scan', rejects_limit = 0)`);
  const rejected = await duck.rows('select line::double, min(column_idx)::double, min(error_type::varchar) from rejected group by line order by line');
  await duck.run('drop table rejected');
  await duck.run('drop table rejected_scan');
  const lostRecords: number[] = [];
  for (const [line, place, kind] of rejected as [number, number, string][]) {
    const record = line - 1; // DuckDB counts records here, the header being the first
    lostRecords.push(record);
    const column = header[place - 1] ?? null;
    reading.faults.push({ record, column, ...csvFault(kind, header.length) });
  }
  return { lostRecords, columns: new Set(places.keys()) };
}

function csvFault(kind: string, fields: number): Pick<Fault, 'rule' | 'message' | 'remedy'> {
  const rule = 'broken-record';
  if (kind === 'MISSING COLUMNS') return { rule, message: `the record has fewer than the header's ${fields} fields`, remedy: 'write an empty field for what is missing' };
  if (kind === 'TOO MANY COLUMNS') return { rule, message: `the record has more than the header's ${fields} fields`, remedy: 'put fields that hold a comma between double quotes' };
  if (kind === 'UNQUOTED VALUE') return { rule, message: 'a quoted field is not closed where it ends', remedy: 'double every quote inside a quoted field, and close it' };
  if (kind === 'INVALID ENCODING' || kind === 'INVALID UNICODE') return { rule: 'not-utf-8', message: 'the record is not UTF-8 text', remedy: 'save the file as UTF-8' };
  if (kind === 'LINE SIZE OVER MAXIMUM') return { rule, message: 'the record is longer than two million bytes', remedy: 'look for a quote that is never closed' };
  return { rule, message: 'the record cannot be read', remedy: 'check its quotes and commas' };
}

async function loadNdjson(duck: Duck, reading: Reading): Promise<Loaded> {
  await duck.run(`create or replace temp table document as select json from read_ndjson_objects(${literal(reading.path)}, ignore_errors = true)`);
  const keys = (await duck.rows('select distinct unnest(json_keys(json)) as key from document order by key')) as [string][];
  const broken = (await duck.rows(`select rowid::double from document where json is null or json_type(json) <> 'OBJECT' order by rowid`)) as [number][];
  for (const [row] of broken) {
    reading.faults.push({ rule: 'broken-record', record: row + 1, column: null, message: 'the line is not a JSON object', remedy: 'write one object a line' });
  }
  const places = matchColumns(keys.map(([key]) => key), reading);
  if (!places) return { lostRecords: [], columns: new Set() };
  const value = (name: string) => (places.has(name) ? normal(`json_extract_string(json, ${literal(jsonPath(keys[places.get(name)!]![0]))})`) : 'null');
  await duck.run(`insert into ${reading.table} select ${reading.taken.map(value).join(', ')} from document where json_type(json) = 'OBJECT' order by rowid`);
  await duck.run('drop table document');
  return { lostRecords: broken.map(([row]) => row + 1), columns: new Set(places.keys()) };
}

async function loadParquet(duck: Duck, reading: Reading): Promise<Loaded> {
  const source = `read_parquet(${literal(reading.path)})`;
  const described = (await duck.rows(`describe select * from ${source}`)) as [string, ...unknown[]][];
  const header = described.map(([name]) => name);
  const places = matchColumns(header, reading);
  if (!places) return { lostRecords: [], columns: new Set() };
  const value = (name: string) => (places.has(name) ? normal(`${identifier(header[places.get(name)!]!)}::varchar`) : 'null');
  await duck.run(`insert into ${reading.table} select ${reading.taken.map(value).join(', ')} from ${source}`);
  return { lostRecords: [], columns: new Set(places.keys()) };
}

/** Typed formats write flags as booleans and whole numbers as 1.0, and dates with a time of midnight. */
const normal = (text: string): string =>
  `case ${text} when 'true' then '1' when 'false' then '0' else nullif(trim(regexp_replace(${text}, '^(-?\\d+)\\.0+$|^(\\d{4}-\\d{2}-\\d{2})[T ]00:00:00.*$', '\\1\\2')), '') end`;
const jsonPath = (key: string): string => `$."${key.replaceAll('"', '\\"')}"`;

/** Our column → place in the file's header; null when the header is none. */
function matchColumns(header: readonly string[], { table, taken, names, faults }: Reading): Map<string, number> | null {
  const places = new Map<string, number>();
  const unknown: string[] = [];
  header.forEach((raw, place) => {
    const given = raw.trim();
    const ours = given in names ? names[given]! : given;
    if (ours === null) return;
    if (!taken.includes(ours)) unknown.push(given);
    else if (places.has(ours)) faults.push({ rule: 'repeated-column', record: null, column: ours, message: `two columns are named ${ours}`, remedy: 'keep one' });
    else places.set(ours, place);
  });
  if (places.size === 0) {
    // What stands there may be a row of data: it is not repeated.
    const separator = header.length === 1 ? ', with commas between' : '';
    faults.push(wholeFile('no-header', `no column of ${table} is named in the first line`, `begin with the line: ${tables[table].columns.map(({ name }) => name).join(',')}${separator}`));
    return null;
  }
  for (const name of unknown) {
    faults.push({
      rule: 'unknown-column',
      record: null,
      column: name,
      message: `${table} has no column ${name}`,
      remedy: `leave it out, or say in the configuration what it is: "columns": { "${table}": { "${name}": "our_column or null" } }`,
    });
  }
  for (const { name, required } of tables[table].columns) {
    if (required && !places.has(name)) {
      faults.push({ rule: 'missing-column', record: null, column: name, message: `the column ${name} is missing`, remedy: `add it; equipoise template ${table} prints a header` });
    }
  }
  return places;
}

/** The first line of a CSV file, split at its commas. */
async function readHeader(path: string): Promise<string[]> {
  let text = '';
  for await (const chunk of openText(path)) {
    text += chunk.toString('utf8');
    if (text.includes('\n')) break;
  }
  const [line = ''] = text.replace(/^\uFEFF/, '').split(/\r?\n/, 1);
  return line === '' ? [] : splitFields(line);
}

function splitFields(line: string): string[] {
  // With a comma behind the last field too, every field is one match.
  return [...`${line},`.matchAll(/("(?:[^"]|"")*"|[^",]*),/g)].map(([, field = '']) =>
    field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field,
  );
}

function wholeFile(rule: string, message: string, remedy: string): Fault {
  return { rule, record: null, column: null, message, remedy };
}

function isMissing(error: unknown): boolean {
  const code = (error as { code?: string }).code;
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR') return true;
  return error instanceof Error && /No files found|Cannot open file/.test(error.message);
}

/** Finds again where a row of a table stood. Line numbers cost one pass over the file, made when first asked for. */
export interface Locator {
  ofRow(table: TableName, row: number): Promise<{ file: string; record: number; line: number | null }>;
  lineOf(file: Pick<LoadedFile, 'path' | 'format'>, record: number): Promise<number | null>;
}

export function createLocator(files: readonly LoadedFile[]): Locator {
  const finders = new Map<string, Promise<LineFinder>>();
  const lineOf: Locator['lineOf'] = async ({ path, format }, record) => {
    if (format === 'parquet') return null;
    let finder = finders.get(path);
    if (!finder) finders.set(path, (finder = findLines(path, format)));
    return (await finder).lineOf(record);
  };
  return {
    lineOf,
    async ofRow(table, row) {
      const file = files.find((candidate) => candidate.table === table && row >= candidate.firstRow && row < candidate.firstRow + candidate.rows);
      if (!file) throw new RangeError(`row ${row} of ${table} is in no file`);
      const record = recordOf(row - file.firstRow + 1, file.lostRecords);
      return { file: file.path, record, line: await lineOf(file, record) };
    },
  };
}

/** The record of the k-th row that could be read, among records of which some were lost. */
function recordOf(k: number, lost: readonly number[]): number {
  let low = 0;
  let high = lost.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lost[middle]! - middle <= k) low = middle + 1;
    else high = middle;
  }
  return k + low;
}
