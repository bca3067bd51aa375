import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateProgram, writeProgram } from '@equipoise/synth';
import { afterAll } from 'vitest';

const directories: string[] = [];

/** A directory that goes when the tests of the file are done. */
export function newDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'equipoise-cli-'));
  directories.push(directory);
  return directory;
}

afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});

/** A tenth of the sample program, its files named as in the examples. */
export function smallSample(scale = 0.1): string {
  const directory = newDirectory();
  writeProgram(generateProgram({ seed: 1, scale }), directory);
  return directory;
}

/** The flags that bring a directory's member-level tables. */
export const memberFlags = (directory: string): string[] =>
  ['organizations', 'members', 'results'].flatMap((table) => [`--${table}`, join(directory, `${table}.csv`)]);

/** The real data that come with the project. */
export const data = (...path: readonly string[]): string =>
  fileURLToPath(new URL(`../../../../data/${path.join('/')}`, import.meta.url));

/** A percentile table of one's own, as the template has it; its figures are invented. */
export const ownPercentiles = [
  'measure_id,measurement_year,product_line,percentile,value,source,verified,direction,unit,orientation,benchmark_set,licence_note',
  'CBP,2024,medicaid-hmo,25,58.1,invented,true,higher,percent,performance,house-2024,not redistributable',
  'CBP,2024,medicaid-hmo,50,63.9,invented,true,higher,percent,performance,house-2024,not redistributable',
  'CBP,2024,medicaid-hmo,75,69.2,invented,true,higher,percent,performance,house-2024,not redistributable',
  '',
].join('\n');
