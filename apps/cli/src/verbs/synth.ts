import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { convertToParquet } from '@equipoise/intake';
import { generateProgram, writeProgram } from '@equipoise/synth';
import { makeDirectory } from '../directory.ts';
import { wholeNumber } from '../flags.ts';
import { exit, UsageError, type Verb } from '../verb.ts';

export const synth: Verb = {
  name: 'synth',
  summary: 'Writes a synthetic program as Equipoise tables, with the truth that was planted in it beside them.',
  flags: [
    { name: 'out', value: 'DIRECTORY', help: 'where to write', required: true },
    { name: 'seed', value: 'N', help: 'whole number; the same seed gives the same bytes (default 1)', number: wholeNumber(0) },
    {
      name: 'scale',
      value: 'X',
      help: 'share of 53,000 members (default 1)',
      number: { rule: 'a share above 0 and up to 100', takes: (scale) => scale > 0 && scale <= 100 },
    },
    { name: 'files', value: 'FORMAT', help: 'csv (default) or parquet', oneOf: ['csv', 'parquet'] },
  ],
  examples: [{ call: 'equipoise synth --out program --seed 1', why: 'one payer, 31 practices, 24 months' }],
  async run(given, { out }) {
    const directory = given.value('out');
    makeDirectory(directory);
    const strangers = ['organizations', 'members', 'results', 'annotations']
      .map((table) => join(directory, `${table}.csv`))
      .filter((path) => existsSync(path));
    if (strangers.length > 0 && !existsSync(join(directory, 'truth.json'))) {
      throw new UsageError(`${strangers[0]!} is there and not from synth: name another directory`);
    }
    const program = generateProgram({ seed: given.number('seed') ?? 1, scale: given.number('scale') ?? 1 });
    const files = writeProgram(program, directory);
    for (const file of files) {
      const path = join(directory, file);
      if (given.text('files') === 'parquet' && file.endsWith('.csv')) {
        out(`${await convertToParquet(path)}\n`);
        rmSync(path);
      } else out(`${path}\n`);
    }
    return exit.done;
  },
};
