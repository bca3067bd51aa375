/** A reader of CSV as RFC 4180 has it, written for these tests. */
export function parseCsv(text: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)/g)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\n') rows.push([]);
  }
  const [header, ...body] = rows.slice(0, -1);
  return body.map((fields) => Object.fromEntries(header!.map((name, index) => [name, fields[index]!])));
}
