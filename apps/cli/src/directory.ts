import { mkdirSync } from 'node:fs';
import { UsageError } from './verb.ts';

/** Makes a directory unless it is there. */
export function makeDirectory(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch {
    throw new UsageError(`${path} is no directory and cannot be made one`);
  }
}
