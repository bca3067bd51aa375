import { importCells, openForWriting } from '@equipoise/store';
import { loadConfig } from '../config.ts';
import { createProgress, databaseOf } from '../context.ts';
import { exit, type Verb } from '../verb.ts';
import { filesOf, inputFlags, readInput, reportReading } from './input.ts';

export const importVerb: Verb = {
  name: 'import',
  summary:
    'Reads files, counts members into cells, and stores the cells: all of them or, while a fault stands, none. No member is stored.',
  flags: inputFlags,
  examples: [
    {
      call: 'equipoise import --organizations organizations.csv --members members.csv --results results.csv',
      why: 'member-level results',
    },
    {
      call: 'equipoise import --config equipoise.config.json --organizations organizations.csv --cells cells.csv',
      why: 'counts that somebody else has added up',
    },
  ],
  async run(given, terminal) {
    const files = filesOf(given);
    const config = await loadConfig(given.text('config'));
    const database = databaseOf(given);
    const reading = await readInput(given, files, config, database, terminal);
    if (!reading.cells) {
      reportReading(reading, given, terminal, { changed: false });
      terminal.error('nothing was imported: the database is as it was\n');
      return exit.dataAtFault;
    }
    // The file is opened for writing only now, when all is known to be sound.
    const store = await openForWriting(database);
    try {
      const progress = createProgress(terminal);
      progress.stage('storing cells');
      const { changed } = await importCells(store, {
        cells: reading.cells,
        organizations: reading.organizations,
        annotations: reading.annotations,
        measures: config.measures,
        stratifications: config.stratifications,
        source: given.text('source') ?? null,
        contentHash: reading.contentHash,
        importedAt: new Date().toISOString(),
      }).finally(progress.end);
      reportReading(reading, given, terminal, { changed });
      if (given.text('format') === undefined || given.text('format') === 'table') {
        terminal.out(changed ? `imported into ${database}\n` : `${database} holds this content already: nothing changed\n`);
      }
      return exit.done;
    } finally {
      await store.close();
    }
  },
};
