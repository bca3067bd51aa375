import { identifier, pathLiteral, type Duck } from '../duck.ts';
import { matchColumns, nothingLoaded, type FormatLoaded, type FormatReading } from './header.ts';
import { plainText, wholeNumberText } from './typed.ts';

/** Appends a Parquet file to its table; columns may be text or typed. */
export async function loadParquet(duck: Duck, reading: FormatReading): Promise<FormatLoaded> {
  const { path, table, taken } = reading;
  const source = `read_parquet(${pathLiteral(path)}, hive_partitioning = false)`;
  const described = (await duck.rows(`describe select * from ${source}`)) as [name: string, type: string, ...unknown[]][];
  const places = matchColumns(
    described.map(([name]) => ({ name, record: null })),
    reading,
  );
  if (!places) return nothingLoaded;
  const value = (name: string) => {
    const place = places.get(name);
    if (place === undefined) return 'null';
    const [given, type] = described[place]!;
    const text = `${identifier(given)}::varchar`;
    return plainText(table, name, /^(DOUBLE|FLOAT|DECIMAL)/.test(type) ? wholeNumberText(text) : text);
  };
  await duck.run(`insert into ${table} select ${taken.map(value).join(', ')} from ${source}`);
  return { lostRecords: [], columns: new Set(places.keys()) };
}
