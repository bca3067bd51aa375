import { type Benchmark, type BenchmarkIdentity, defineBenchmark } from './benchmark.ts';
import { isLine, type PercentileRow, publishedPoints } from './published.ts';

/** A row of the user's own percentile table, as texts, with the column names of the `benchmarks` table. */
export type BenchmarkRow = Readonly<Record<(typeof columns)[number], string>>;

const columns = [
  'measure_id',
  'measurement_year',
  'product_line',
  'percentile',
  'value',
  'source',
  'verified',
  'direction',
  'unit',
  'orientation',
  'benchmark_set',
  'licence_note',
] as const;

/**
 * The user's own percentiles, such as licensed ones that cannot be shipped. A row is a line when it has a value and is marked
 * `verified`; the others are counted in a caveat.
 *
 * @param rows  one per set, measure and percentile; values in percent or as ratios, digits kept
 * @returns     one benchmark per set and measure, in order of appearance
 * @throws RangeError when rows of one set and measure disagree on anything but percentile and value, or the table contradicts itself
 * @example readBenchmarks([{ benchmark_set: 'own-2025', measure_id: 'CBP', measurement_year: '2025', product_line: 'medicaid-hmo', percentile: '50', value: '64.5', source: 'example', verified: 'true', direction: 'higher', unit: 'percent', orientation: 'performance', licence_note: '' }])[0].lines // [{ percentile: 50, rate: 0.645, text: '64.5' }]
 */
export function readBenchmarks(rows: readonly BenchmarkRow[]): Benchmark[] {
  const tables = Map.groupBy(rows, ({ benchmark_set, measure_id }) => `${benchmark_set} ${measure_id}`);
  return Array.from(tables, ([name, table]) => readTable(name, table));
}

function readTable(name: string, rows: readonly BenchmarkRow[]): Benchmark {
  const shared = (column: (typeof columns)[number]) => onlyValue(name, { column, rows });
  const direction = oneOf(name, { column: 'direction', allowed: ['higher', 'lower'], value: shared('direction') });
  const orientation = oneOf(name, { column: 'orientation', allowed: ['performance', 'raw'], value: shared('orientation') });
  const identity: Omit<BenchmarkIdentity, 'caveats'> = {
    set: shared('benchmark_set'),
    measure: shared('measure_id'),
    title: shared('measure_id'),
    population: shared('product_line'),
    peerGroup: shared('product_line'),
    peers: null,
    measurementYear: year(name, shared('measurement_year')),
    performanceYear: null,
    vintage: `measured in ${shared('measurement_year')}`,
    direction,
    unit: oneOf(name, { column: 'unit', allowed: ['percent', 'ratio'], value: shared('unit') }),
    source: shared('source'),
  };
  const percentiles = rows.map(({ percentile, value, verified }): PercentileRow => {
    return { direction, orientation, percentile, statistic: 'published', value, verified };
  });
  const left = percentiles.filter((row) => !isLine(row)).length;
  const caveats = [
    shared('licence_note'),
    left === 0 ? '' : `${left} of ${rows.length} rows have no value or are not marked verified, and are no lines.`,
  ];
  return defineBenchmark({ ...identity, caveats: caveats.filter((text) => text !== ''), points: publishedPoints(percentiles) });
}

function year(name: string, text: string): number {
  if (!/^\d{4}$/.test(text))
    throw new RangeError(`${name}: measurement_year must be a year such as 2025, got ${JSON.stringify(text)}`);
  return Number(text);
}

interface Column {
  readonly column: (typeof columns)[number];
}

function onlyValue(name: string, { column, rows }: Column & { readonly rows: readonly BenchmarkRow[] }): string {
  const [value = '', ...others] = new Set(rows.map((row) => row[column]));
  if (others.length > 0)
    throw new RangeError(`${name}: ${column} must be the same in every row, got ${[value, ...others].join(', ')}`);
  return value;
}

function oneOf<Allowed extends string>(
  name: string,
  { allowed, column, value }: Column & { readonly allowed: readonly Allowed[]; readonly value: string },
): Allowed {
  const found = allowed.find((one) => one === value);
  if (found === undefined)
    throw new RangeError(`${name}: ${column} must be ${allowed.join(' or ')}, got ${JSON.stringify(value)}`);
  return found;
}
