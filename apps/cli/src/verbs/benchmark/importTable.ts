import { basename } from 'node:path';
import { importBenchmarkFile, type ImportFault } from '@equipoise/reporting';
import { openForReading, openForWriting } from '@equipoise/store';
import { databaseOf } from '../../context.ts';
import { dbFlag, formatFlag } from '../../flags.ts';
import { formatRows } from '../../table.ts';
import { readText } from '../../textFile.ts';
import { exit, UsageError, type Given, type Verb } from '../../verb.ts';

export const importTable: Verb = {
  name: 'benchmark import-table',
  summary:
    'Checks a percentile table of your own and keeps it beside the shipped ones: all of the file or, while a fault stands, none.',
  words: 'FILE',
  flags: [dbFlag, formatFlag],
  examples: [
    { call: 'equipoise benchmark import-table percentiles.csv', why: 'percentiles of your own; then --benchmark SET names them' },
  ],
  async run(given, { error, out }) {
    const file = fileOf(given);
    const text = readText(file);
    const database = databaseOf(given);
    await (await openForReading(database)).close(); // percentiles are for rates: they never make a database
    const store = await openForWriting(database);
    try {
      const name = basename(file);
      const { faults, landed, rows, tables } = await importBenchmarkFile(store, text, { name, now: new Date().toISOString() });
      const format = given.text('format') ?? 'table';
      if (format === 'json') out(`${JSON.stringify({ file: name, rows, landed, sets: setsOf(tables), faults }, null, 2)}\n`);
      else if (format === 'csv')
        out(
          formatRows(
            faults.map((fault) => ({ ...fault })),
            'csv',
            faultColumns,
          ),
        );
      if (landed === null) {
        if (format === 'table') for (const fault of faults) out(`${faultLine(fault)}\n`);
        error(`nothing was imported: ${count(faults.length, 'fault')} in ${name}\n`);
        return exit.dataAtFault;
      }
      if (format === 'table') {
        const { added, replaced, unchanged } = landed;
        out(
          `${name}: ${count(rows.read, 'row')}, ${count(rows.withoutValue, 'row')} without a value, ${rows.unverified} not verified\n`,
        );
        out(
          `${count(tables.length, 'table')} of ${setsOf(tables).join(', ')}: ${added} added, ${replaced} replaced, ${unchanged} unchanged\n`,
        );
        const kept = tables.filter(({ licence }) => !licence.redistributable);
        if (kept.length > 0)
          out(`${count(kept.length, 'table')} not to be passed on: figures stay out of csv, json, pictures and the API\n`);
      }
      return exit.done;
    } finally {
      await store.close();
    }
  },
};

const faultColumns = ['file', 'line', 'column', 'rule', 'value', 'message', 'remedy'];

const setsOf = (tables: readonly { readonly set: string }[]): string[] => [...new Set(tables.map(({ set }) => set))];

function fileOf({ words }: Given): string {
  const [file, ...more] = words;
  if (file === undefined || more.length > 0)
    throw new UsageError('benchmark import-table needs one FILE: equipoise benchmark template prints one to fill in');
  return file;
}

function faultLine({ column, file, line, message, remedy, rule, value }: ImportFault): string {
  const place = [file, line === null ? '' : `line ${line}`, column === null ? '' : `column ${column}`].filter(Boolean).join(', ');
  return `error: ${place}: ${message}${value === null ? '' : ` [${value}]`}\n  ${rule}: ${remedy}`;
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
