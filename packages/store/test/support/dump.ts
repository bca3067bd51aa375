import Database from 'better-sqlite3';

/** Everything that a database holds, table by table, row by row: two files with the same dump say the same. */
export function dump(path: string): string {
  const db = new Database(path, { fileMustExist: true });
  try {
    const tables = db.prepare("select name, sql from sqlite_master where type = 'table' order by name").all() as {
      name: string;
      sql: string;
    }[];
    return tables
      .filter(({ name }) => !name.startsWith('kysely_'))
      .map(({ name, sql }) => {
        const rows = db
          .prepare(`select * from "${name}"`)
          .raw()
          .all()
          .map((row) => JSON.stringify(row));
        return [sql, ...rows.sort()].join('\n');
      })
      .join('\n\n');
  } finally {
    db.close();
  }
}
