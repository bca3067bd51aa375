import { readCsvRecords } from '../src/readBenchmarksCsv.ts';

/** The rows of a CSV text with a header line, as objects of texts. */
export function readCsv(text: string): Readonly<Record<string, string>>[] {
  const { broken, records } = readCsvRecords(text);
  if (broken !== null) throw new Error(`a quote is not closed on line ${broken.line}`);
  const [header, ...rows] = records;
  return rows.map(({ fields }) => Object.fromEntries(header!.fields.map((name, column) => [name, fields[column] ?? ''])));
}
