import { readFileSync } from 'node:fs';
import { UsageError } from './verb.ts';

/** The text of a file without a byte order mark; bytes that are no UTF-8 become what its reader reports with the place. */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
  }
}
