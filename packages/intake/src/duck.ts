import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';

/** An engine that reads and folds in memory and is gone when closed. Nothing of a member goes to disk: it has no temporary directory. */
export interface Duck {
  run(sql: string): Promise<void>;
  /** The rows of a small answer; never rows of members. */
  rows(sql: string): Promise<readonly (readonly unknown[])[]>;
  /** A large answer, batch by batch, by column. */
  batches(sql: string): AsyncGenerator<{ readonly length: number; column(index: number): readonly unknown[] }>;
  close(): void;
}

/**
 * Starts DuckDB in memory, with files of this machine the only thing it may reach.
 *
 * Its own messages quote values of the data, so callers catch its errors and say what happened in words of their own.
 */
export async function openDuck(): Promise<Duck> {
  const instance = await DuckDBInstance.create(':memory:', {
    temp_directory: '',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    preserve_insertion_order: 'true',
  });
  const connection: DuckDBConnection = await instance.connect();
  return {
    async run(sql) {
      await connection.run(sql);
    },
    async rows(sql) {
      return (await connection.runAndReadAll(sql)).getRows();
    },
    async *batches(sql) {
      const result = await connection.stream(sql);
      for (;;) {
        const chunk = await result.fetchChunk();
        if (!chunk || chunk.rowCount === 0) return;
        yield { length: chunk.rowCount, column: (index) => chunk.getColumnValues(index) };
      }
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** A text as an SQL literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
/** A name as an SQL identifier. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
