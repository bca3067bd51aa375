import type { Compilable } from 'kysely';
import type { Store } from './database.ts';

/** Runs one compiled insert for many rows: Kysely writes the statement once, the loop only binds. */
export function insertMany(store: Store, insert: Compilable, rows: Iterable<readonly (string | number | null)[]>): number {
  const statement = store.sqlite.prepare(insert.compile().sql);
  let count = 0;
  for (const row of rows) {
    statement.run(row as unknown[]);
    count += 1;
  }
  return count;
}

/** A count as the database keeps it: SQLite would turn NaN into null anyway, and we say so. */
export const storedCount = (count: number): number | null => (Number.isNaN(count) ? null : count);
export const readCount = (count: number | null): number => count ?? NaN;
