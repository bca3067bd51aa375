import { keptOutBy, listTables, type TableAtHand } from '@equipoise/reporting';
import { openForReading, openIfFinished } from '@equipoise/store';
import { databaseOf } from '../../context.ts';
import { dbFlag, formatFlag } from '../../flags.ts';
import { formatRows, type Row } from '../../table.ts';
import { exit, UsageError, type Given, type Verb } from '../../verb.ts';

const columns = ['set', 'measure', 'population', 'measured_in', 'direction', 'lines', 'origin', 'licence'];
const lineColumns = ['set', 'measure', 'percentile', 'value', 'unit'];

export const tables: Verb = {
  name: 'benchmark tables',
  summary: 'Lists the tables of percentiles at hand, shipped and imported: whose they are, when measured, under which licence.',
  flags: [
    { name: 'measure', value: 'ID', help: 'only those of a measure; case counts' },
    { name: 'population', value: 'ID', help: 'only those that ranked a population, such as medicaid-chip-state' },
    {
      name: 'set',
      value: 'SET',
      help: 'one publication, with its lines; csv and json leave out what its licence keeps in the house',
    },
    dbFlag,
    formatFlag,
  ],
  examples: [
    { call: 'equipoise benchmark tables --measure CBP', why: 'what blood pressure can be held against' },
    { call: 'equipoise benchmark tables --set cms-core-set-medicaid-2021 --measure CBP', why: 'the lines of one table' },
  ],
  async run(given, { out }) {
    const found = (await tablesAtHand(given)).filter(matches(given));
    if (found.length === 0) throw new UsageError('no table at hand is that: equipoise benchmark tables lists them');
    const format = given.text('format') ?? 'table';
    if (given.text('set') === undefined) {
      out(formatRows(found.map(tableRow), format, columns));
      return exit.done;
    }
    const rows = found.flatMap((one) => lineRows(one, format));
    out(formatRows(rows, format, lineColumns));
    if (format === 'table') for (const about of new Set(found.map(aboutTable))) out(about);
    return exit.done;
  },
};

/** Shipped tables are at hand without a database. */
async function tablesAtHand(given: Given): Promise<readonly TableAtHand[]> {
  const open = given.text('db') === undefined ? openIfFinished : openForReading;
  const store = await open(databaseOf(given));
  try {
    return await listTables(store);
  } finally {
    await store?.close();
  }
}

function matches(given: Given): (table: TableAtHand) => boolean {
  const [measure, population, set] = ['measure', 'population', 'set'].map((flag) => given.text(flag));
  return ({ benchmark }) =>
    (measure === undefined || benchmark.measure === measure) &&
    (population === undefined || benchmark.population === population) &&
    (set === undefined || benchmark.set === set);
}

function tableRow({ benchmark, importedAt, origin }: TableAtHand): Row {
  return {
    set: benchmark.set,
    measure: benchmark.measure,
    title: benchmark.title,
    population: benchmark.population,
    peer_group: benchmark.peerGroup,
    measured_in: String(benchmark.measurementYear),
    vintage: benchmark.vintage,
    direction: benchmark.direction,
    unit: benchmark.unit,
    lines: benchmark.lines.map(({ percentile }) => percentile).join(' ') || 'none',
    distribution: benchmark.distribution,
    origin,
    imported_at: importedAt,
    redistributable: benchmark.licence.redistributable,
    licence: benchmark.licence.redistributable ? 'may be passed on' : 'stays in the house',
    licence_note: benchmark.licence.note,
    source: benchmark.source,
    caveats: benchmark.caveats.join(' '),
  };
}

/** On the screen of its owner a licensed figure may be read; in a file that travels it may not. */
function lineRows({ benchmark }: TableAtHand, format: string): Row[] {
  const keptOut = format === 'table' ? null : keptOutBy(benchmark);
  return benchmark.lines.map(({ percentile, text }) => ({
    set: benchmark.set,
    measure: benchmark.measure,
    population: benchmark.population,
    measured_in: String(benchmark.measurementYear),
    direction: benchmark.direction,
    unit: benchmark.unit,
    percentile,
    value: keptOut === null ? text : null,
    kept_out: keptOut,
  }));
}

function aboutTable({ benchmark: { caveats, licence, peerGroup, source, vintage } }: TableAtHand): string {
  const notes = [`${peerGroup}, ${vintage}`, `Source: ${source}`, `Licence: ${licence.note || 'not stated'}`];
  return `\n${[...notes, ...caveats.map((caveat) => `Note: ${caveat}`)].join('\n')}\n`;
}
