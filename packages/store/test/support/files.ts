import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const directories: string[] = [];

/** A path for a database in a directory of its own, which goes when the tests of the file are done. */
export function newPath(name = 'test.db'): string {
  const directory = mkdtempSync(join(tmpdir(), 'equipoise-store-'));
  directories.push(directory);
  return join(directory, name);
}

afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});
