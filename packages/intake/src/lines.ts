import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

/** Where each record of a text file begins: record (from 1, blank lines not counted) → line of the file (from 1). */
export interface LineFinder {
  lineOf(record: number): number;
}

/** The bytes of a file, unzipped when its name ends in .gz. */
export function openText(path: string): NodeJS.ReadableStream & AsyncIterable<Buffer> {
  const file = createReadStream(path, { highWaterMark: 1 << 20 });
  if (!path.endsWith('.gz')) return file;
  const unzipped = createGunzip();
  file.on('error', (error) => unzipped.destroy(error));
  return file.pipe(unzipped);
}

/**
 * Reads a file once to find its lines. Only faults need it, so the happy path never pays. Quoted fields may hold line
 * breaks (CSV); blank lines are no records. Only the places where records and lines part ways are kept.
 *
 * @param path    CSV or NDJSON, plain or .gz
 * @param format  `csv` has a header line and quotes, `ndjson` neither
 */
export async function findLines(path: string, format: 'csv' | 'ndjson'): Promise<LineFinder> {
  const starts: { record: number; line: number }[] = [];
  const quotes = format === 'csv';
  let line = 1;
  let record = quotes ? 0 : 1; // the header of a CSV file is record 0
  let quoted = false;
  let fieldStart = true;
  let blank = true;
  let recordLine = 1;
  const close = () => {
    if (blank) return;
    const last = starts.at(-1);
    if (!last || recordLine - record !== last.line - last.record) starts.push({ record, line: recordLine });
    record += 1;
  };
  for await (const chunk of openText(path)) {
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at]!;
      if (byte === 0x0a) {
        line += 1;
        if (quoted) continue;
        close();
        blank = true;
        fieldStart = true;
        recordLine = line;
      } else if (byte !== 0x0d) {
        blank = false;
        // A doubled quote inside a quoted field closes and reopens it, which comes to the same.
        if (quotes && byte === 0x22 && (quoted || fieldStart)) {
          quoted = !quoted;
          fieldStart = true;
        } else fieldStart = byte === 0x2c;
      }
    }
  }
  close();
  return {
    lineOf(wanted) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle]!.record <= wanted) low = middle;
        else high = middle - 1;
      }
      const start = starts[low] ?? { record: 0, line: 1 };
      return start.line + (wanted - start.record);
    },
  };
}
