import Database from 'better-sqlite3';

/** Turns a database into one that was made before percentiles, programs and settlements were kept, or had only begun to keep them. */
export function makeOlder(path: string, lacking = ['settlement', 'program', 'benchmark_table']): void {
  const db = new Database(path, { fileMustExist: true });
  db.exec("delete from kysely_migration where name = '0002-programs'");
  for (const table of lacking) db.exec(`drop table ${table}`);
  db.close();
}
