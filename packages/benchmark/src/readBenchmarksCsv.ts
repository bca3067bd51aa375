/** One record of a CSV text. A record with line breaks inside quotes is longer than its line. */
export interface CsvRecord {
  /** The line on which it begins, the first being line 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

/** The line of a quote that stands where none may stand, or that is never closed. */
export interface CsvBreak {
  readonly line: number;
}

/** A field without quotes around it. */
const plain = /[^",\r\n]*/y;
/** What ends a field. */
const ending = /,|\r\n|\n|\r|$/y;

/**
 * The records of a CSV text by RFC 4180: fields in quotes may hold commas, line breaks and doubled quotes. A byte order mark is
 * passed over, lines end as on any system, and records without any text (the empty rows of a spreadsheet) are left out.
 *
 * @param text  the whole file, decoded
 * @returns     the records, each with the line it begins on; `broken` where a quote stands wrong or is never closed
 * @example readCsvRecords('a,b\n1,"2,5"\n').records[1] // { line: 2, fields: ['1', '2,5'] }
 *
 * Source: RFC 4180, Shafranovich 2005.
 */
export function readCsvRecords(text: string): { readonly records: readonly CsvRecord[]; readonly broken: CsvBreak | null } {
  const records: CsvRecord[] = [];
  let line = 1;
  let begun = line;
  let fields: string[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    const from = at;
    const to = fieldEnd(text, from);
    const end = to === null ? null : matchAt(ending, text, to);
    if (to === null || end === null) return { records, broken: { line } };
    fields.push(text[from] === '"' ? text.slice(from + 1, to - 1).replaceAll('""', '"') : text.slice(from, to));
    at = to + end.length;
    line += breaksIn(text.slice(from, at));
    const goesOn = end === ',' && at < text.length;
    if (goesOn) continue;
    if (end === ',') fields.push(''); // a comma at the very end still opens a field
    if (fields.some((text) => text.trim() !== '')) records.push({ line: begun, fields });
    begun = line;
    fields = [];
  }
  return { records, broken: null };
}

/** Where the field that begins here ends; null when its quote is never closed. Two quotes in a row are one of the text. */
function fieldEnd(text: string, from: number): number | null {
  if (text[from] !== '"') return from + (matchAt(plain, text, from) ?? '').length;
  let quote = text.indexOf('"', from + 1);
  while (quote >= 0 && text[quote + 1] === '"') quote = text.indexOf('"', quote + 2);
  return quote < 0 ? null : quote + 1;
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

function breaksIn(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}
