import { basename } from 'node:path';
import { createReports, newestYear, programFaults, type ProgramFault } from '@equipoise/reporting';
import { listReleases, openForReading, openIfFinished, type Store } from '@equipoise/store';
import { databaseOf } from '../../context.ts';
import { dbFlag, formatFlag } from '../../flags.ts';
import { isProgramFile, programWordOf } from '../../programFile.ts';
import { yearFlag } from '../../programFlags.ts';
import { formatRows } from '../../table.ts';
import { exit, type Given, type Verb } from '../../verb.ts';
import { definitionOf } from './show.ts';

export const validate: Verb = {
  name: 'program validate',
  summary:
    'Checks a program file: first by itself, then against the database, where there is one: its measures, stratifications and percentile tables. Writes nothing.',
  words: 'ID|FILE',
  flags: [yearFlag, dbFlag, formatFlag],
  examples: [{ call: 'equipoise program validate our-bonus.json', why: 'every fault with its path in the file' }],
  async run(given, { error, out }) {
    const word = programWordOf(given, 'validate');
    const name = isProgramFile(word) ? basename(word) : word;
    const definition = await definitionOf(given, 'validate');
    const { faults, release, year } = await withDatabase(given, async (store) => {
      const held = store && (await listReleases(store)).length > 0 ? (await createReports(store)).release : null;
      const judged = given.number('year') ?? newestYear(definition, held);
      return { faults: await programFaults(definition, { store, release: held, year: judged }), release: held, year: judged };
    });
    const format = given.text('format') ?? 'table';
    if (format !== 'table')
      out(
        formatRows(
          faults.map((fault) => ({ file: name, ...fault })),
          format,
          ['file', 'place', 'message', 'kind'],
        ),
      );
    if (faults.length === 0) {
      if (format === 'table')
        out(`${name}: sound${release === null ? '' : `, and all that it names is at hand for ${year}`}; ${definition.title}\n`);
      return exit.done;
    }
    if (format === 'table') for (const fault of faults) out(`${name}: ${faultLine(fault)}\n`);
    error(`${name}: ${summaryOf(faults)}\n`);
    return exit.dataAtFault;
  },
};

const faultLine = ({ message, place }: ProgramFault): string => `${place}: ${message}`;

function summaryOf(faults: readonly ProgramFault[]): string {
  const count = `${faults.length} fault${faults.length === 1 ? '' : 's'}`;
  return faults.every(({ kind }) => kind === 'not-at-hand')
    ? `${count}: the file is in order, but names what is not at hand; what rests on it cannot be scored`
    : count;
}

async function withDatabase<T>(given: Given, work: (store: Store | null) => Promise<T>): Promise<T> {
  const open = given.text('db') === undefined ? openIfFinished : openForReading;
  const store = await open(databaseOf(given));
  try {
    return await work(store);
  } finally {
    await store?.close();
  }
}
