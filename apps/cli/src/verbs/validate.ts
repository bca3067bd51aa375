import { findConflict, openIfFinished, type Import } from '@equipoise/store';
import { loadConfig } from '../config.ts';
import { databaseOf } from '../context.ts';
import { exit, type Given, type Verb } from '../verb.ts';
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
    const conflict = reading.cells && (await conflictWith(database, { ...reading, cells: reading.cells }, given));
    reportReading(reading, given, terminal, { conflict });
    if (conflict !== null) terminal.error(`${conflict}\n`);
    if (reading.cells && conflict === null && (given.text('format') ?? 'table') === 'table')
      terminal.out('sound: import would take it\n');
    return reading.cells && conflict === null ? exit.done : exit.dataAtFault;
  },
};

async function conflictWith(
  database: string,
  { cells, organizations }: Pick<Import, 'cells' | 'organizations'>,
  given: Given,
): Promise<string | null> {
  const store = await openIfFinished(database);
  try {
    return store && (await findConflict(store.db, { cells, organizations, source: given.text('source') ?? null }));
  } finally {
    await store?.close();
  }
}
