/** The rows of a CSV text with a header line, as objects of texts. Quotes are doubled inside quoted fields. */
export function readCsv(text: string): Readonly<Record<string, string>>[] {
  const [header = [], ...records] = text.trimEnd().split(/\r?\n/).map(fields);
  return records.map((record) => Object.fromEntries(header.map((name, column) => [name, record[column] ?? ''])));
}

function fields(line: string): string[] {
  return Array.from(
    line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g),
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}
