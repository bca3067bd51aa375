import { type Benchmark, type Direction, withDerivedLines } from './benchmark.ts';
import type { LineOptions } from './catalogue.ts';
import { peersOf, populationId } from './population.ts';

/** What a table is looked up by. Of population, set, year and vintage at least a population or a set. */
export interface BenchmarkQuery extends LineOptions {
  readonly measure: string;
  /** Which way is good for who asks: a table of the other direction is of another measure part, whatever it is called. */
  readonly direction?: Direction;
  /** Whose percentiles: `medicaid-chip-state`, or the `product_line` of an imported table. `national-medicaid-plans` is `medicaid-hmo`. */
  readonly population?: string;
  readonly set?: string;
  /** The year in which care was measured, or the newest there is. */
  readonly measurementYear?: number | 'newest';
  /** The benchmark's own words, `measured in 2023, for performance year 2025`. */
  readonly vintage?: string;
}

export interface BenchmarkSelection {
  readonly status: 'found' | 'ambiguous' | 'missing' | 'without-lines';
  /** Only when found. */
  readonly benchmark: Benchmark | null;
  /** Found: that one. Ambiguous, or without lines: those that fit. Missing: all tables of the measure, none of which fits. */
  readonly candidates: readonly Benchmark[];
  /** Why there is none, and what to do; null when found. */
  readonly reason: string | null;
}

/**
 * The one table that a question means, or why there is none: never a neighbouring population or year in its place. Where several
 * fit, none is chosen; `measurementYear: 'newest'` takes the latest measurement year, and of two publications of it the later.
 *
 * @param tables  shipped and imported ones, in any order
 * @param query   measure, and a population or a set; year and vintage narrow it down
 * @returns       the benchmark, or the candidates and a reason that says which table to import or what to add to the question
 * @throws RangeError when neither a population nor a set is named
 * @example selectBenchmark(benchmarkSets(), { measure: 'CBP', population: 'medicaid-chip-state', measurementYear: 'newest' }).benchmark.set // 'cms-core-set-medicaid-2021'
 */
export function selectBenchmark(tables: readonly Benchmark[], query: BenchmarkQuery): BenchmarkSelection {
  const { includeDerived = false, measure, population, set } = query;
  if (population === undefined && set === undefined)
    throw new RangeError(`a benchmark of ${measure} is looked up by population or set, got neither`);

  const ofMeasure = tables.filter((table) => table.measure === measure).toSorted(byKey);
  const fitting = ofMeasure.filter((table) => fits(table, query));
  if (fitting.length === 0) return none('missing', ofMeasure, missing(ofMeasure, query));
  const usable = fitting
    .map((table) => (includeDerived ? withDerivedLines(table) : table))
    .filter(({ lines }) => lines.length > 0);
  if (usable.length === 0) return none('without-lines', fitting, withoutLines(fitting));

  const [benchmark, ...others] = query.measurementYear === 'newest' ? newestOf(usable) : usable;
  if (benchmark === undefined || others.length > 0) return none('ambiguous', usable, ambiguous(usable, query));
  return { status: 'found', benchmark, candidates: [benchmark], reason: null };
}

function none(status: BenchmarkSelection['status'], candidates: readonly Benchmark[], reason: string): BenchmarkSelection {
  return { status, benchmark: null, candidates, reason };
}

function fits(table: Benchmark, { direction, measurementYear, population, set, vintage }: BenchmarkQuery): boolean {
  return (
    (direction === undefined || table.direction === direction) &&
    (population === undefined || populationId(table.population) === populationId(population)) &&
    (set === undefined || table.set === set) &&
    (measurementYear === undefined || measurementYear === 'newest' || table.measurementYear === measurementYear) &&
    (vintage === undefined || table.vintage === vintage)
  );
}

/** The tables of the last measurement year, and among those of the last publication: one of a set, several of several sets. */
function newestOf(tables: readonly Benchmark[]): Benchmark[] {
  const measured = Math.max(...tables.map(({ measurementYear }) => measurementYear));
  const last = tables.filter(({ measurementYear }) => measurementYear === measured);
  const performed = Math.max(...last.map(({ performanceYear }) => performanceYear ?? 0));
  return last.filter(({ performanceYear }) => (performanceYear ?? 0) === performed);
}

function missing(ofMeasure: readonly Benchmark[], query: BenchmarkQuery): string {
  const { measure, measurementYear, population, set } = query;
  const year = typeof measurementYear === 'number' ? `measurement_year ${measurementYear}` : 'measurement_year as you judge by';
  const columns = [
    `measure_id ${measure}`,
    population === undefined ? null : `product_line ${populationId(population)}`,
    set === undefined ? null : `benchmark_set ${set}`,
    year,
  ];
  const others = ofMeasure.length === 0 ? `no table has ${measure} at all` : `of ${measure} there is ${summed(ofMeasure)}`;
  return `no table has ${asked(query)}: import one (${columns.filter((text) => text !== null).join(', ')}) from the template; ${others}`;
}

function ambiguous(tables: readonly Benchmark[], query: BenchmarkQuery): string {
  const twice = new Set(tables.map((table) => `${table.measurementYear} ${sortKey(table)}`)).size < tables.length;
  const remedy = twice ? 'one of them was imported twice, leave it out' : 'name the set, the population or the measurement year';
  return `${tables.length} tables have ${asked(query)}: ${remedy}; there are ${listed(tables)}`;
}

function withoutLines(tables: readonly Benchmark[]): string {
  const reasons = tables.map(({ distribution, set }) =>
    distribution === 'set-by-policy'
      ? `the figures of ${set} were set by policy`
      : `${set} has no published and verified figures`,
  );
  return `${tables[0]!.measure} has no lines to be placed on: ${reasons.join('; ')}`;
}

/** `CBP of Medicaid health plans, national measured in 2023` */
function asked({ direction, measure, measurementYear, population, set, vintage }: BenchmarkQuery): string {
  const peers = population === undefined ? '' : ` of ${peersOf(population).peerGroup}`;
  const year = typeof measurementYear === 'number' ? ` measured in ${measurementYear}` : '';
  const way = direction === undefined ? '' : `, ${direction} is better`;
  return `${measure}${peers}${set === undefined ? '' : ` in ${set}`}${year}${vintage === undefined ? '' : `, ${vintage}`}${way}`;
}

function listed(tables: readonly Benchmark[]): string {
  return tables.map(({ population, set, vintage }) => `${set} (${population}, ${vintage})`).join('; ');
}

/** `medicaid-chip-state 2014 to 2021, mips-ehr 2015 to 2024`: a measure may have dozens of tables, which the candidates list. */
function summed(tables: readonly Benchmark[]): string {
  const byPopulation = Map.groupBy(tables, ({ direction, population }) => `${population} (${direction} is better)`);
  return Array.from(byPopulation, ([name, group]) => {
    const years = group.map(({ measurementYear }) => measurementYear);
    const [first, last] = [Math.min(...years), Math.max(...years)];
    return `${name} measured in ${first === last ? first : `${first} to ${last}`}`;
  })
    .toSorted(compareText)
    .join(', ');
}

/** Newest first, then by name: the same list whatever the order in which tables were imported. */
function byKey(a: Benchmark, b: Benchmark): number {
  return b.measurementYear - a.measurementYear || compareText(sortKey(a), sortKey(b));
}

function sortKey({ population, set, vintage }: Benchmark): string {
  return [set, population, vintage].join(' ');
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
