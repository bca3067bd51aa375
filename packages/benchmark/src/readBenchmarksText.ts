import { type BenchmarkRow, columnNames, requiredColumns, tableColumns } from './readBenchmarksColumns.ts';
import { type CsvRecord, readCsvRecords } from './readBenchmarksCsv.ts';
import type { Placed, RowFault, TableRule } from './readBenchmarksFault.ts';

/** What a CSV text holds under the columns of a percentile table. */
interface TextReading {
  readonly faults: readonly RowFault[];
  /** None when the header cannot be read. */
  readonly rows: readonly Placed<BenchmarkRow>[];
}

/** Reads the form of a percentile table: its header, and records that have its fields. What stands in them is checked elsewhere. */
export function readTableText(text: string): TextReading {
  const { broken, records } = readCsvRecords(text);
  const faults: RowFault[] = broken === null ? [] : [brokenQuote(broken.line)];
  const [header, ...body] = records;
  if (header === undefined) return { faults: broken === null ? [emptyFile('the file is empty')] : faults, rows: [] };

  const names = header.fields.map((name) => name.trim());
  const headerFaults = checkHeader(names, header.line);
  if (headerFaults.length > 0) return { faults: [...faults, ...headerFaults], rows: [] };
  if (body.length === 0 && broken === null) faults.push(emptyFile('there is no row under the header'));

  const rows: Placed<BenchmarkRow>[] = [];
  for (const record of body) {
    const fault = checkRecord(record, names.length);
    if (fault === null) rows.push({ line: record.line, row: rowOf(names, record) });
    else faults.push(fault);
  }
  return { faults, rows };
}

/** A fault of no single row or column. */
export function wholeTable(rule: TableRule, message: string, remedy: string): RowFault {
  return { rule, line: null, column: null, value: null, message, remedy };
}

function emptyFile(message: string): RowFault {
  return wholeTable('empty-file', message, 'start from the template, and write one row for each percentile');
}

function brokenQuote(line: number): RowFault {
  const message = 'a quote is not closed, or stands inside a field that has none around it';
  return { ...wholeTable('broken-record', message, 'put the field between double quotes, and double each quote in it'), line };
}

function checkHeader(names: readonly string[], line: number): RowFault[] {
  const at = (rule: TableRule, column: string | null, message: string, remedy: string): RowFault => ({
    ...wholeTable(rule, message, remedy),
    column,
    line,
  });
  if (names.length === 1 && /[;\t]/.test(names[0]!))
    return [at('wrong-separator', null, 'the fields are not separated by commas', 'save the file as CSV with commas')];
  const known: ReadonlySet<string> = new Set(columnNames);
  const unknown = names.filter((name) => !known.has(name));
  const repeated = new Set(names.filter((name, place) => known.has(name) && names.indexOf(name) < place));
  const missing = requiredColumns.filter((name) => !names.includes(name));
  return [
    ...unknown.map((name) =>
      at(
        'unknown-column',
        name,
        `there is no column ${JSON.stringify(name)}`,
        `take it out, or name it as one of ${columnNames.join(', ')}`,
      ),
    ),
    ...[...repeated].map((name) => at('repeated-column', name, `the column ${name} is there twice`, 'keep one of them')),
    ...missing.map((name) =>
      at('missing-column', name, `the column ${name} is missing`, `add it: ${tableColumns[name].meaning}`),
    ),
  ];
}

function checkRecord({ fields, line }: CsvRecord, length: number): RowFault | null {
  if (fields.length !== length) {
    const message = `the record has ${fields.length} fields and the header ${length}`;
    const remedy =
      fields.length < length
        ? 'write an empty field for what is missing; if it is the last record, the file may be cut off'
        : 'put fields that hold a comma between double quotes';
    return { ...wholeTable('broken-record', message, remedy), line };
  }
  if (fields.some((field) => field.includes('\uFFFD')))
    return { ...wholeTable('not-utf-8', 'the record is not UTF-8 text', 'save the file as UTF-8'), line };
  return null;
}

/** The header has every required column, so the row has them too. */
function rowOf(names: readonly string[], { fields }: CsvRecord): BenchmarkRow {
  return Object.fromEntries(names.map((name, place) => [name, fields[place]])) as BenchmarkRow;
}
