import { literal, pathLiteral, type Duck } from '../duck.ts';
import { wholeFile, type Fault } from '../issue.ts';
import { isGzipped, openText, type LineFinder } from '../lines.ts';
import { matchColumns, nothingLoaded, type FormatLoaded, type FormatReading } from './header.ts';

/** Appends a CSV file to its table. Records of a wrong form are left out, and each is a fault. */
export async function loadCsv(duck: Duck, reading: FormatReading, linesOf: () => Promise<LineFinder>): Promise<FormatLoaded> {
  const header = await readHeader(reading.path);
  if (header === null) {
    reading.faults.push(wholeFile('empty-file', 'the file is empty', 'write at least the header line'));
    return nothingLoaded;
  }
  const places = matchColumns(
    header.map((name) => ({ name, record: null })),
    reading,
  );
  if (!places) return nothingLoaded;
  // Columns are read by place: a header is the user's text and stays out of SQL.
  const spec = header.map((_, place) => `c${place}: 'VARCHAR'`).join(', ');
  const select = reading.taken.map((name) => (places.has(name) ? `nullif(trim(c${places.get(name)!}), '')` : 'null'));
  // A file that broke off before this one has left its own behind.
  for (const table of ['rejected', 'rejected_scan']) await duck.run(`drop table if exists ${table}`);
  await duck.run(`insert into ${reading.table} select ${select.join(', ')} from read_csv(${pathLiteral(reading.path)},
    auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', strict_mode = true, columns = {${spec}},
    compression = ${literal(isGzipped(reading.path) ? 'gzip' : 'none')}, hive_partitioning = false,
    store_rejects = true, rejects_table = 'rejected', rejects_scan = 'rejected_scan', rejects_limit = 0)`);
  const rejected = (await duck.rows(
    'select line::double, min(column_idx)::double, min(error_type::varchar) from rejected group by line order by line',
  )) as [number, number, string][];
  const columns = new Set(places.keys());
  if (rejected.length === 0) return { lostRecords: [], columns };
  const finder = await linesOf();
  const lostRecords = rejected.map(([line]) => finder.recordAt(line)); // DuckDB counts blank lines, but not those inside quotes
  rejected.forEach(([, place, kind], index) => {
    // DuckDB names the last field that is there; the reader wants the first that is not.
    const at = kind === missingFields ? place : place - 1;
    const column = [...places].find(([, place]) => place === at)?.[0] ?? null;
    reading.faults.push({ record: lostRecords[index]!, column, ...faultOf(kind, header.length) });
  });
  return { lostRecords, columns };
}

const missingFields = 'MISSING COLUMNS';

function faultOf(kind: string, fields: number): Pick<Fault, 'rule' | 'message' | 'remedy'> {
  const rule = 'broken-record';
  if (kind === missingFields)
    return {
      rule,
      message: `the record has fewer than the header's ${fields} fields`,
      remedy: 'write an empty field for what is missing',
    };
  if (kind === 'TOO MANY COLUMNS')
    return {
      rule,
      message: `the record has more than the header's ${fields} fields`,
      remedy: 'put fields that hold a comma between double quotes',
    };
  if (kind === 'UNQUOTED VALUE')
    return {
      rule,
      message: 'a quoted field is not closed where it ends',
      remedy: 'double every quote inside a quoted field, and close it',
    };
  if (kind === 'INVALID ENCODING')
    return { rule: 'not-utf-8', message: 'the record is not UTF-8 text', remedy: 'save the file as UTF-8' };
  if (kind === 'LINE SIZE OVER MAXIMUM')
    return { rule, message: 'the record is longer than two million bytes', remedy: 'look for a quote that is never closed' };
  return { rule, message: 'the record cannot be read', remedy: 'check its quotes and commas' };
}

/** A header longer than this is none. */
const headerMax = 1 << 20;

/** The fields of the first record; null when the file is empty. */
async function readHeader(path: string): Promise<string[] | null> {
  let text = '';
  for await (const chunk of openText(path)) {
    text += chunk.toString('utf8');
    if (text.includes('\n') || text.length > headerMax) break;
  }
  text = text.replace(/^\uFEFF/, '');
  if (text.trim() === '') return null;
  const [line] = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text)!;
  // With a comma behind the last field too, every field is one match.
  return [...`${line},`.matchAll(/("(?:[^"]|"")*"|[^",]*),/g)].map(([, field = '']) =>
    field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field,
  );
}
