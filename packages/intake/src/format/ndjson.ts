import { literal, pathLiteral, type Duck } from '../duck.ts';
import { wholeFile } from '../issue.ts';
import { isGzipped } from '../lines.ts';
import { matchColumns, nothingLoaded, type FormatLoaded, type FormatReading } from './header.ts';
import { plainText } from './typed.ts';

/** Appends a file of JSON objects, one a line, to its table. Lines that are none are left out, and each is a fault. */
export async function loadNdjson(duck: Duck, reading: FormatReading): Promise<FormatLoaded> {
  const { path, table, taken, faults } = reading;
  await duck.run(`create or replace temp table document as select json from read_ndjson_objects(${pathLiteral(path)},
    ignore_errors = true, compression = ${literal(isGzipped(path) ? 'gzip' : 'uncompressed')}, hive_partitioning = false)`);
  const [[records]] = (await duck.rows('select count(*)::double from document')) as [[number]];
  if (records === 0) {
    faults.push(wholeFile('empty-file', 'the file is empty', 'write one JSON object a line'));
    return nothingLoaded;
  }
  const broken = (await duck.rows(
    "select rowid::double from document where json is null or json_type(json) <> 'OBJECT' order by rowid",
  )) as [number][];
  const lostRecords = broken.map(([row]) => row + 1);
  for (const record of lostRecords) {
    faults.push({
      rule: 'broken-record',
      record,
      column: null,
      message: 'the line is not a JSON object',
      remedy: 'write one object a line, in UTF-8 without a byte order mark',
    });
  }
  const given = (await duck.rows(
    'select key, min(row)::double from (select unnest(json_keys(json)) as key, rowid as row from document) group by key order by min(row), key',
  )) as [string, number][];
  const places = matchColumns(
    given.map(([name, row]) => ({ name, record: row + 1 })),
    reading,
  );
  if (places) {
    // All paths in one list: each line is parsed once.
    const paths = [...places.values()].map((place) => literal(jsonPath(given[place]![0])));
    const index = new Map([...places.keys()].map((name, at) => [name, at + 1]));
    const value = (name: string) => (index.has(name) ? plainText(table, name, `v[${index.get(name)!}]`) : 'null');
    await duck.run(`insert into ${table} select ${taken.map(value).join(', ')}
      from (select json_extract_string(json, [${paths.join(', ')}]) as v from document where json_type(json) = 'OBJECT')`);
  }
  await duck.run('drop table document');
  return { lostRecords: places ? lostRecords : [], columns: new Set(places?.keys()) };
}

const jsonPath = (key: string): string => `$."${key.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
