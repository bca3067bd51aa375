import {
  benchmarkSets,
  defineBenchmark,
  readBenchmarkTable,
  type Benchmark,
  type BenchmarkTableReading,
  type TableFault,
} from '@equipoise/benchmark';
import { measureCatalogue } from '@equipoise/engine';
import {
  importBenchmarkTables,
  listBenchmarkTables,
  readBenchmarkTables,
  readRelease,
  type Landed,
  type Store,
} from '@equipoise/store';

/** A table of percentiles at hand. */
export interface TableAtHand {
  readonly origin: 'imported' | 'shipped';
  readonly benchmark: Benchmark;
  /** When, of an imported one. */
  readonly importedAt: string | null;
}

/** Every table of percentiles at hand: the shipped ones, then those that were imported, by set and measure. */
export async function benchmarkTables(store: Store): Promise<readonly Benchmark[]> {
  return [...benchmarkSets(), ...(await importedTables(store))];
}

/** The same, each with where it comes from; without a database the shipped ones. */
export async function listTables(store: Store | null): Promise<readonly TableAtHand[]> {
  const [imported, heads] = store === null ? [[], []] : [await importedTables(store), await listBenchmarkTables(store)];
  return [
    ...benchmarkSets().map((benchmark): TableAtHand => ({ origin: 'shipped', benchmark, importedAt: null })),
    ...imported.map((benchmark, index): TableAtHand => ({ origin: 'imported', benchmark, importedAt: heads[index]!.importedAt })),
  ];
}

async function importedTables(store: Store): Promise<Benchmark[]> {
  const contents = (await readBenchmarkTables(store)) as Benchmark[];
  // Through the one door for tables: what contradicts itself is refused, whoever wrote it into the database.
  return contents.map((table) => defineBenchmark({ ...table, points: table.lines, derivedPoints: table.derivedLines }));
}

/** A fault of the file, a name that is taken, or a measure known to run the other way. */
export type ImportFault = TableFault | (Omit<TableFault, 'rule'> & { readonly rule: 'other-direction' | 'shipped-set' });

/** What reading a file of percentiles came to, and what of it landed: nothing while there are faults. */
export interface TableImport extends Omit<BenchmarkTableReading, 'faults'> {
  readonly faults: readonly ImportFault[];
  readonly landed: Landed | null;
}

/**
 * Takes in the user's own percentiles, whole or not at all: validated, and kept beside the shipped ones. Nothing stands in for a
 * shipped set.
 *
 * @param text     the CSV file, decoded
 * @param options  `name` of the file, for the faults; `now`, an ISO date and time of the caller's clock
 * @returns        the faults, or what was added, replaced or there before
 */
export async function importBenchmarkFile(
  store: Store,
  text: string,
  { name, now }: { readonly name: string; readonly now: string },
): Promise<TableImport> {
  const reading = readBenchmarkTable(text, { name });
  const faults = [...reading.faults, ...takenNames(reading), ...(await otherDirections(store, reading))];
  if (faults.length > 0) return { ...reading, tables: [], faults, landed: null };
  const tables = reading.tables.map((table) => {
    const { licence, measure, measurementYear, population, set } = table;
    return { set, measure, population, measurementYear, licence, content: table };
  });
  return { ...reading, landed: await importBenchmarkTables(store, { tables, importedAt: now }) };
}

/** What the figures cannot show: a table that is in order and calls the worst rates of a known measure the best. */
async function otherDirections(store: Store, { name, tables }: BenchmarkTableReading): Promise<ImportFault[]> {
  const release = await readRelease(store);
  const known = new Map([...measureCatalogue, ...(release?.measures ?? [])].map(({ direction, id }) => [id, direction]));
  return tables.flatMap(({ direction, measure, set }): ImportFault[] => {
    const own = known.get(measure);
    if (own === undefined || own === direction) return [];
    return [
      {
        rule: 'other-direction',
        file: name,
        line: null,
        column: 'direction',
        value: direction,
        message: `${set} ${measure}: direction is ${direction}, and of ${measure} ${own} is better`,
        remedy: `write ${own} as the direction; where the source lists high rates under high percentiles, raw as the orientation`,
      },
    ];
  });
}

function takenNames({ name, tables }: BenchmarkTableReading): ImportFault[] {
  const shipped = new Set(benchmarkSets().map(({ set }) => set));
  const taken = [...new Set(tables.map(({ set }) => set))].filter((set) => shipped.has(set));
  return taken.map((set) => ({
    rule: 'shipped-set',
    file: name,
    line: null,
    column: 'benchmark_set',
    value: set,
    message: 'a set of this name is shipped',
    remedy: 'call yours something else',
  }));
}
