/**
 * Puts golden values to the engine: `golden [DIR…]`. Prints the accuracy of each method, every case that fails, and the count;
 * ends with 1 when one fails.
 */
import { join } from 'node:path';
import process from 'node:process';
import { families } from './families/index.ts';
import { findGoldenFiles } from './read.ts';
import { describeReports, judgeFile } from './report.ts';

const help = `golden [DIR…]

Puts every golden file (*.json) of the folders to the engine, each through the family that stands in it. Without a folder: those
that the repository holds. Prints for each method how many cases pass, the worst relative error, and whether the accuracy that we
aim at is reached; then every failed case. Exit code 0 when all pass, 1 otherwise.

Families: ${families.map(({ family }) => family).join(', ')}
`;

const places = process.argv.slice(2).filter((word) => word !== '--'); // pnpm hands it on
if (places.some((word) => word === '--help' || word === '-h')) process.stdout.write(help);
else {
  const held = join(import.meta.dirname, '..', 'test', 'fixtures', 'golden');
  const files = findGoldenFiles(places.length > 0 ? places : families.map(({ family }) => join(held, `${family}.json`)));
  const reports = files.map((file) => judgeFile(file, families));
  process.stdout.write(describeReports(reports));
  process.exitCode = reports.every(({ failed }) => failed === 0) ? 0 : 1;
}
