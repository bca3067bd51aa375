import { openForReading } from '@equipoise/store';

/** Everything that a database holds, table by table, row by row: two files with the same dump say the same. */
export async function dump(path: string, tables?: readonly string[]): Promise<string> {
  const { sqlite, close } = await openForReading(path);
  try {
    const names = sqlite.prepare("select name from sqlite_master where type = 'table' order by name").pluck().all() as string[];
    return names
      .filter((name) => (tables ? tables.includes(name) : !name.startsWith('kysely_')))
      .map((name) => {
        const rows = sqlite.prepare(`select * from "${name}"`).raw().all();
        return [name, ...rows.map((row) => JSON.stringify(row)).sort()].join('\n');
      })
      .join('\n\n');
  } finally {
    await close();
  }
}
