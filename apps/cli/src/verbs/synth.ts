import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { convertToParquet } from '@equipoise/intake';
import { generateProgram, writeProgram } from '@equipoise/synth';
import { exit, type Verb } from '../verb.ts';

export const synth: Verb = {
  name: 'synth',
  summary: 'Writes a synthetic program as Equipoise tables, with the truth that was planted in it beside them.',
  flags: [
    { name: 'out', value: 'DIRECTORY', help: 'where to write', required: true },
    { name: 'seed', value: 'N', help: 'whole number; the same seed gives the same bytes (default 1)' },
    { name: 'scale', value: 'X', help: 'share of 53,000 members (default 1)' },
    { name: 'files', value: 'FORMAT', help: 'csv (default) or parquet', oneOf: ['csv', 'parquet'] },
  ],
  examples: [{ call: 'equipoise synth --out sample --seed 1', why: 'one payer, 31 practices, 24 months' }],
  async run(given, { out }) {
    const directory = given.value('out');
    mkdirSync(directory, { recursive: true });
    const program = generateProgram({ seed: given.number('seed') ?? 1, scale: given.number('scale') ?? 1 });
    const files = writeProgram(program, directory);
    for (const file of files) {
      const path = join(directory, file);
      out(`${given.text('files') === 'parquet' && file.endsWith('.csv') ? await convertToParquet(path) : path}\n`);
    }
    return exit.done;
  },
};
