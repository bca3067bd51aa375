import { existsSync } from 'node:fs';
import { findConflict, openForReading } from '@equipoise/store';
import { databaseOf, loadConfig } from '../context.ts';
import { exit, type Verb } from '../verb.ts';
import { filesOf, inputFlags, readInput, reportReading } from './input.ts';

export const validate: Verb = {
  name: 'validate',
  summary: 'Reads and checks files as import does, and writes nothing to the database.',
  flags: inputFlags,
  examples: [
    {
      call: 'equipoise validate --organizations organizations.csv --members members.csv --results results.csv --rejects rejects.csv',
      why: 'list every fault by file, line, column, rule and remedy',
    },
  ],
  async run(given, terminal) {
    const files = filesOf(given);
    const config = await loadConfig(given.text('config'));
    const database = databaseOf(given);
    const reading = await readInput(given, files, config, database, terminal);
    let conflict: string | null = null;
    if (reading.cells && existsSync(database)) {
      const store = await openForReading(database);
      conflict = await findConflict(store.db, { cells: reading.cells, source: given.text('source') ?? null });
      await store.close();
    }
    reportReading(reading, given, terminal, { conflict });
    if (conflict !== null) terminal.error(`${conflict}\n`);
    if (reading.cells && conflict === null && given.text('format') === undefined) terminal.out('sound: import would take it\n');
    return reading.cells && conflict === null ? exit.done : exit.dataAtFault;
  },
};
