import type { Benchmark } from './benchmark.ts';
import { populationId } from './population.ts';
import type { BenchmarkRow } from './readBenchmarksColumns.ts';
import type { Placed, RowFault, TableFault } from './readBenchmarksFault.ts';
import { type ReadRow, readRow } from './readBenchmarksRow.ts';
import { checkRows } from './readBenchmarksRules.ts';
import { tableOf } from './readBenchmarksTable.ts';
import { readTableText, wholeTable } from './readBenchmarksText.ts';

/** What a percentile table came to. */
export interface BenchmarkTableReading {
  readonly name: string;
  /** One per set, measure, population and year, in order of appearance; none while there are faults. */
  readonly tables: readonly Benchmark[];
  /** Every fault, by line. */
  readonly faults: readonly TableFault[];
  readonly rows: {
    readonly read: number;
    /** Rows without a figure, which are skipped. */
    readonly withoutValue: number;
    /** Rows with a figure that nobody marked as verified: they are no lines. */
    readonly unverified: number;
  };
}

/**
 * Reads the user's own percentiles, such as licensed ones that cannot be shipped, from CSV with the columns of `benchmarkTemplate`.
 * Either there are tables or there are faults, all of them at once. Rows without a figure are skipped and counted; a row is a line
 * when it is marked `verified`.
 *
 * @param text  the whole file, decoded as UTF-8; values in percent, as fractions or as ratios, as `unit` says; digits kept
 * @param file  `name`, which every fault carries
 * @returns     the tables, or the faults
 * @example readBenchmarkTable(benchmarkTemplate(), { name: 'own.csv' }).faults[0].message // 'none of the 9 rows has a value'
 */
export function readBenchmarkTable(text: string, { name }: { readonly name: string }): BenchmarkTableReading {
  const form = readTableText(text);
  const { faults: rowFaults, tables, ...counts } = readRows(form.rows);
  const found = [...form.faults, ...rowFaults];
  const faults = found.length > 0 ? found : nothingUsable(counts);
  return {
    name,
    tables: faults.length > 0 ? [] : tables,
    faults: faults.map((fault) => ({ ...fault, file: name })).toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    rows: counts,
  };
}

/**
 * The same for rows that were read elsewhere. A row is a line when it has a value and is marked `verified`; the others are counted
 * in a caveat.
 *
 * @param rows  one per set, measure, population, year and percentile; values in percent, as fractions or as ratios, digits kept
 * @returns     one benchmark per set, measure, population and year, in order of appearance
 * @throws RangeError with the first fault, and how many more there are
 * @example readBenchmarks([{ benchmark_set: 'own-2025', measure_id: 'CBP', measurement_year: '2025', product_line: 'medicaid-hmo', percentile: '50', value: '64.5', source: 'example', verified: 'true', direction: 'higher', unit: 'percent', orientation: 'performance', licence_note: '' }])[0].lines // [{ percentile: 50, rate: 0.645, text: '64.5' }]
 */
export function readBenchmarks(rows: readonly BenchmarkRow[]): readonly Benchmark[] {
  const { faults, tables } = readRows(rows.map((row) => ({ line: null, row })));
  const [first, ...others] = faults;
  if (first === undefined) return tables;
  throw new RangeError(others.length === 0 ? first.message : `${first.message} (and ${others.length} more)`);
}

type Counts = BenchmarkTableReading['rows'];

function readRows(rows: readonly Placed<BenchmarkRow>[]) {
  const { false: blank = [], true: filled = [] } = Object.groupBy(rows, ({ row }) => `${row.value.trim() !== ''}`);
  const attempts = filled.map(readRow);
  const read = attempts.flatMap(({ read }) => (read === null ? [] : [read]));
  const groups = Map.groupBy(read, keyOf);
  const blanks = Map.groupBy(blank, ({ row }) => blankKey(row));
  const faults: RowFault[] = [...attempts.flatMap(({ faults }) => faults), ...[...groups.values()].flatMap(checkRows)];
  return {
    faults,
    tables: faults.length > 0 ? [] : Array.from(groups, ([key, group]) => tableOf(group, blanks.get(key)?.length ?? 0)),
    read: rows.length,
    withoutValue: blank.length,
    unverified: read.filter(({ verified }) => verified !== 'true').length,
  };
}

function keyOf({ measure, measurementYear, population, set }: ReadRow): string {
  return JSON.stringify([set, measure, population, String(measurementYear)]);
}

/** The key of a row that is not read any further. */
function blankKey({ benchmark_set, measure_id, measurement_year, product_line }: BenchmarkRow): string {
  const [set, measure, population = '', year] = [benchmark_set, measure_id, product_line, measurement_year].map((text) =>
    text.trim(),
  );
  return JSON.stringify([set, measure, populationId(population), year]);
}

/** A table that is in order and of no use: the template as it was, or figures that nobody checked. */
function nothingUsable({ read, unverified, withoutValue }: Counts): RowFault[] {
  if (withoutValue === read)
    return [wholeTable('no-figures', `none of the ${read} rows has a value`, 'write the figures into the column value')];
  if (unverified < read - withoutValue) return [];
  return [
    wholeTable(
      'not-verified',
      `none of the ${unverified} rows with a value is marked verified`,
      'write true into the column verified of every figure that was seen in its source',
    ),
  ];
}
