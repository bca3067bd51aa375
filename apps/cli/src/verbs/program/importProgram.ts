import { basename } from 'node:path';
import { defineProgram, importProgramFile, newestYear, ProgramError, programFaults } from '@equipoise/reporting';
import { openForReading, openForWriting } from '@equipoise/store';
import { databaseOf } from '../../context.ts';
import { dbFlag } from '../../flags.ts';
import { asDataError, readProgramJson } from '../../programFile.ts';
import { DataError, exit, UsageError, type Verb } from '../../verb.ts';

export const importProgram: Verb = {
  name: 'program import',
  summary:
    'Checks a program file and keeps it in the database under its id. What was settled under an earlier version keeps its own copy.',
  words: 'FILE',
  flags: [dbFlag],
  examples: [{ call: 'equipoise program import our-bonus.json', why: 'from then on the id is enough, in the API too' }],
  async run(given, { out }) {
    const [file, ...more] = given.words;
    if (file === undefined || more.length > 0) throw new UsageError('program import needs one FILE');
    const input = readProgramJson(file);
    const name = basename(file);
    const definition = asDataError(() => defineProgram(input, name));
    const contradictions = (
      await programFaults(definition, { store: null, release: null, year: newestYear(definition, null) })
    ).filter(({ kind }) => kind === 'contradiction');
    if (contradictions.length > 0)
      throw new DataError(contradictions.map(({ message, place }) => `${name}: ${place}: ${message}`).join('\n'));
    const database = databaseOf(given);
    await (await openForReading(database)).close(); // a program is for results: it never makes a database
    const store = await openForWriting(database);
    try {
      const { change } = await importProgramFile(store, input, { name, now: new Date().toISOString() }).catch(inFile);
      out(
        `${definition.id}: ${change}${change === 'unchanged' ? ', the database holds this content already' : ` in ${database}`}\n`,
      );
      return exit.done;
    } finally {
      await store.close();
    }
  },
};

/** What is wrong with a program that comes from a file is wrong with the file. */
function inFile(error: unknown): never {
  throw error instanceof ProgramError ? new DataError(error.message) : error;
}
