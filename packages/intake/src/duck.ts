import { resolve } from 'node:path';
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

/** Thrown when the engine fails. It says of what kind the failure is and nothing else: DuckDB's own messages quote the data. */
export class DuckError extends Error {
  override readonly name = 'DuckError';
  constructor(error: unknown) {
    const kind = error instanceof Error ? /^[A-Z][A-Za-z-]*(?: [A-Za-z-]+){0,3} Error(?=:)/.exec(error.message)?.[0] : undefined;
    super(`the database engine failed (${kind ?? 'Error'}); its message is kept back because it may quote the data`);
  }
}

async function discreetly<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Without a cause: that would carry the message along.
    throw new DuckError(error); // oxlint-disable-line eslint/preserve-caught-error
  }
}

/** Starts DuckDB in memory, with files of this machine the only thing it may reach. */
export async function openDuck(): Promise<Duck> {
  const instance = await DuckDBInstance.create(':memory:', {
    temp_directory: '',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    preserve_insertion_order: 'true',
  });
  const connection: DuckDBConnection = await instance.connect();
  return {
    run: (sql) =>
      discreetly(async () => {
        await connection.run(sql);
      }),
    rows: (sql) => discreetly(async () => (await connection.runAndReadAll(sql)).getRows()),
    async *batches(sql) {
      const result = await discreetly(() => connection.stream(sql));
      for (;;) {
        const chunk = await discreetly(() => result.fetchChunk());
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

/** A text as an SQL literal; the parser stops at a NUL, so that one is written in another way. */
export function literal(text: string): string {
  const parts = text.split('\0').map((part) => `'${part.replaceAll("'", "''")}'`);
  return parts.length === 1 ? parts[0]! : `(${parts.join(' || chr(0) || ')})`;
}
/** Texts as a list of SQL literals. */
export const list = (values: readonly string[]): string => values.map(literal).join(', ');
/** A name as an SQL identifier. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
/** A path as an SQL literal, absolute: DuckDB would take a leading ~ for the home directory. */
export const targetLiteral = (path: string): string => literal(resolve(path));
/** The path of a file to read as an SQL literal that names this file only, also when it holds signs that would match others. */
export const pathLiteral = (path: string): string => literal(resolve(path).replaceAll(/[[*?]/g, '[$&]'));
