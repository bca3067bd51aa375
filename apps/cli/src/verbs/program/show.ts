import { writeFileSync } from 'node:fs';
import { everyTerm, findProgramAt, type PlacedTerm, type ProgramDefinition } from '@equipoise/reporting';
import { openForReading, openIfFinished } from '@equipoise/store';
import { databaseOf } from '../../context.ts';
import { dbFlag, formatFlag } from '../../flags.ts';
import { isProgramFile, programWordOf, readProgramFile } from '../../programFile.ts';
import { formatRows, type Row } from '../../table.ts';
import { exit, UsageError, type Given, type Verb } from '../../verb.ts';
import { wrap } from '../../wrap.ts';

const width = 120;

export const show: Verb = {
  name: 'program show',
  summary: 'A program in full: measures, every constant with its standing and source, what is known beside it, and what is not.',
  words: 'ID|FILE',
  flags: [
    dbFlag,
    formatFlag,
    { name: 'as', value: 'ID', help: 'with --format json: the program under an id of your own, to edit' },
    { name: 'out', value: 'FILE', help: 'with --format json: write it to a file that is not there yet' },
  ],
  examples: [
    { call: 'equipoise program show covered-california-qti', why: 'what it rests on; --format json prints the file' },
    {
      call: 'equipoise program show plan-to-provider-example --format json --as our-bonus --out our-bonus.json',
      why: 'a program of your own to begin with',
    },
  ],
  async run(given, { out }) {
    const definition = await definitionOf(given);
    const format = given.text('format') ?? 'table';
    if (format !== 'json' && (given.text('as') ?? given.text('out')) !== undefined)
      throw new UsageError('--as and --out go with --format json');
    if (format === 'json') {
      const text = `${JSON.stringify(underId(definition, given.text('as')), null, 2)}\n`;
      const file = given.text('out');
      if (file !== undefined) writeNew(file, text);
      out(file === undefined ? text : `${file}: ${definition.title}\n`);
    } else if (format === 'csv') out(formatRows(everyTerm(definition.written).map(termRow), 'csv', []));
    else out(pageOf(definition));
    return exit.done;
  },
};

/** The program of a call that needs no release: a file's, or one at hand. */
export async function definitionOf(given: Given, action = 'show'): Promise<ProgramDefinition> {
  const word = programWordOf(given, action);
  if (isProgramFile(word)) return readProgramFile(word);
  const open = given.text('db') === undefined ? openIfFinished : openForReading;
  const store = await open(databaseOf(given));
  try {
    return (await findProgramAt(store, word)).definition;
  } finally {
    await store?.close();
  }
}

/** Its own schema lies beside the shipped files and nowhere else. */
function underId({ written }: ProgramDefinition, id: string | undefined): object {
  if (id === undefined) return written;
  const { $schema: _schema, ...rest } = written;
  return { ...rest, id };
}

function writeNew(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new UsageError(
      code === 'EEXIST' ? `${file} is there already: --out names a new file` : `${file} cannot be written (${code})`,
    );
  }
}

function termRow({ path, place, source, value, verified, year }: PlacedTerm): Row {
  return {
    path,
    year,
    value: value === null ? null : typeof value === 'object' ? JSON.stringify(value) : String(value),
    standing: value === null ? 'unknown' : verified ? 'verified' : 'recalled',
    source,
    place,
  };
}

function pageOf({ id, title, written }: ProgramDefinition): string {
  const { accountable, citations, components = [], facts = [], kind, measures, notKnown, payer, status, summary } = written;
  const list = (heading: string, items: readonly string[]) =>
    items.length === 0 ? [] : ['', heading, ...items.map((item) => wrap('  - ', item, width))];
  return [
    `${title}`,
    `${id} · ${kind} · ${status} · paid by ${payer} · judges ${accountable.words} (${accountable.level})`,
    ...(summary === undefined ? [] : ['', wrap('', summary, width)]),
    ...list(
      'Measures',
      measures.map(({ id: measure, parts, title: name, use }) => {
        const rates = parts.map((part) => `${part.measure}, ${part.direction} is better`).join('; ');
        return `${measure} ${name} (${rates})${use === 'reporting' ? ', reported only' : ''}`;
      }),
    ),
    ...list(
      'Beside the measures',
      components.map((component) => `${component.id} ${component.title} (${component.kind})`),
    ),
    '',
    'Terms, as --assume names them',
    formatRows(everyTerm(written).map(termRow), 'table', ['path', 'year', 'value', 'standing', 'source']).trimEnd(),
    ...list(
      'Known beside the scoring',
      facts.map(({ source, text, verified }) => `${text} (${verified ? source : 'recalled, seen in no source'})`),
    ),
    ...list('Not known', notKnown),
    ...list(
      'Sources',
      Object.entries(citations).map(
        ([name, { date, publisher, seen, title: what }]) =>
          `${name}: ${[what, publisher, date, seen === undefined ? undefined : `seen: ${seen}`].filter(Boolean).join(', ')}`,
      ),
    ),
    '',
  ].join('\n');
}
