/**
 * Packs the CMS tables of `data/` into `src/data/cmsTables.json`, one line per set and measure, so that the package reads no file
 * and an application can bundle it; and writes the JSON Schema of program files into `docs/schema`.
 *
 *   pnpm exec node --conditions=@equipoise/source scripts/generate.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { BenchmarkPoint } from '../src/benchmark.ts';
import type { CmsTable } from '../src/cmsTable.ts';
import { type PopulationId, populations } from '../src/population.ts';
import { derivedPoints, fillerPercentiles, type PercentileRow, publishedPoints } from '../src/published.ts';
import { licenceOf } from '../src/licence.ts';
import { readCsv } from './csv.ts';
import { programSchemaFile, programSchemaText } from './programSchema.ts';

type Row = Readonly<Record<string, string>>;

const files = ['benchmarks-cms-core-set.csv', 'benchmarks-cms-mips.csv'];
const target = new URL('../src/data/cmsTables.json', import.meta.url);

/** The text of `src/data/cmsTables.json`. */
export function packedTables(): string {
  const rows = files.flatMap((file) => readCsv(readFileSync(new URL(`../data/${file}`, import.meta.url), 'utf8')));
  const tables = Map.groupBy(rows, (row) =>
    [row.product_line, row.measure_id, row.measurement_year, row.performance_year].join(' '),
  );
  const lines = Array.from(tables.values(), (table) => JSON.stringify(pack(table)));
  return `[\n${lines.join(',\n')}\n]\n`;
}

function pack(rows: readonly Row[]): CmsTable {
  const percentiles = rows.map(percentileRow);
  if (!licenceOf('', only(rows, 'ship')).redistributable)
    throw new Error('ship must begin with yes in every row of a table that is shipped');
  return {
    population: oneOf('product_line', only(rows, 'product_line'), Object.keys(populations) as PopulationId[]),
    measure: only(rows, 'measure_id'),
    measurementYear: Number(only(rows, 'measurement_year')),
    publicationYear: Number(only(rows, 'core_set_year') || only(rows, 'performance_year')),
    direction: oneOf('direction', only(rows, 'direction'), ['higher', 'lower']),
    unit: oneOf('unit', only(rows, 'unit'), ['percent', 'ratio']),
    // The files are in performance order already; the layout says how CMS had them.
    orientation: only(rows, 'source_form') === 'percentiles-raw' ? 'raw' : 'performance',
    peers: Number(only(rows, 'n_entities')) || null,
    toppedOut: only(rows, 'topped_out') === 'true',
    flat: rows.some(({ statistic }) => statistic === 'flat-set-by-policy'),
    fillers: fillerPercentiles(percentiles).join(' '),
    points: printed(publishedPoints(percentiles)),
    derived: printed(derivedPoints(percentiles)),
    title: only(rows, 'measure_name'),
    definition: only(rows, 'rate_definition').trim() || null,
  };
}

function percentileRow(row: Row): PercentileRow {
  const { percentile = '', statistic = '', value = '', verified = '' } = row;
  return {
    direction: oneOf('direction', row.direction, ['higher', 'lower']),
    orientation: oneOf('orientation', row.orientation, ['performance', 'raw']),
    percentile,
    statistic,
    value,
    verified,
  };
}

function printed(points: readonly BenchmarkPoint[]): string {
  return points.map(({ percentile, text }) => `${percentile}:${text}`).join(' ');
}

/** The value that all rows of one set share; empty when the file has no such column. */
function only(rows: readonly Row[], column: string): string {
  const [value = '', ...others] = new Set(rows.map((row) => row[column] ?? ''));
  if (others.length > 0) throw new Error(`${column} must be one value within a set, got ${[value, ...others].join(', ')}`);
  return value;
}

function oneOf<Allowed extends string>(name: string, value: string | undefined, allowed: readonly Allowed[]): Allowed {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new Error(`${name} must be one of ${allowed.join(', ')}, got ${value}`);
  return found;
}

if (import.meta.main) {
  writeFileSync(target, packedTables());
  writeFileSync(programSchemaFile, programSchemaText());
}
