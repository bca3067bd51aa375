import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

/** Where each record of a text file begins: record (from 1, blank lines not counted) → line of the file (from 1). */
export interface LineFinder {
  lineOf(record: number): number;
  /** The record at a place in the count of records and blank lines together, the first line being 1: how DuckDB numbers them. */
  recordAt(place: number): number;
}

/** Whether a file is gzipped, by its name. */
export const isGzipped = (path: string): boolean => path.toLowerCase().endsWith('.gz');

/** The bytes of a file, unzipped when its name ends in .gz. */
export function openText(path: string): NodeJS.ReadableStream & AsyncIterable<Buffer> {
  const file = createReadStream(path, { highWaterMark: 1 << 20 });
  if (!isGzipped(path)) return file;
  const unzipped = createGunzip();
  file.on('error', (error) => unzipped.destroy(error));
  return file.pipe(unzipped);
}

interface Start {
  readonly record: number;
  readonly line: number;
  readonly place: number;
}

const [newline, carriageReturn, quote, comma, space, tab] = [0x0a, 0x0d, 0x22, 0x2c, 0x20, 0x09];
const byteOrderMark = [0xef, 0xbb, 0xbf];

/**
 * Reads a file once to find its lines. Only faults need it, so the happy path never pays. Quoted fields may hold line
 * breaks (CSV); blank lines are no records. Only the places where records and lines part ways are kept.
 *
 * @param path    CSV or NDJSON, plain or .gz
 * @param format  `csv` has a header line and quotes, `ndjson` neither
 */
export async function findLines(path: string, format: 'csv' | 'ndjson'): Promise<LineFinder> {
  const csv = format === 'csv';
  const starts: Start[] = [];
  let record = csv ? 0 : 1; // the header of a CSV file is record 0
  let line = 1;
  let place = 1;
  let recordLine = 1;
  let quoted = false;
  let fieldStart = true;
  let blank = true;
  let bytes = 0;
  const close = () => {
    if (!blank) {
      const last = starts.at(-1);
      if (!last || recordLine - record !== last.line - last.record || place - record !== last.place - last.record) {
        starts.push({ record, line: recordLine, place });
      }
      record += 1;
    }
    place += 1;
    blank = true;
    fieldStart = true;
    recordLine = line;
  };
  for await (const chunk of openText(path)) {
    for (let at = 0; at < chunk.length; at += 1, bytes += 1) {
      const byte = chunk[at]!;
      if (byte === newline) {
        line += 1;
        if (!quoted) close();
      } else if (byte !== carriageReturn && byte !== byteOrderMark[bytes] && (csv || (byte !== space && byte !== tab))) {
        blank = false;
        // A doubled quote inside a quoted field closes and reopens it, which comes to the same.
        if (csv && byte === quote && (quoted || fieldStart)) {
          quoted = !quoted;
          fieldStart = true;
        } else fieldStart = byte === comma;
      }
    }
  }
  close();
  /** The last start that is not after a number, and how far behind it the number is. */
  const find = (by: 'record' | 'place', wanted: number): { start: Start; beyond: number } => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]![by] <= wanted) low = middle;
      else high = middle - 1;
    }
    const start = starts[low] ?? { record: 0, line: 1, place: 1 };
    return { start, beyond: wanted - start[by] };
  };
  return {
    lineOf(wanted) {
      const { start, beyond } = find('record', wanted);
      return start.line + beyond;
    },
    recordAt(wanted) {
      const { start, beyond } = find('place', wanted);
      return start.record + beyond;
    },
  };
}
