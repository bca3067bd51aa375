import type { BenchmarkUnit, Direction, Orientation } from './benchmark.ts';
import { populationId } from './population.ts';
import { type PercentileRow, statistics } from './published.ts';
import { type BenchmarkRow, type ColumnName, requiredColumns, tableColumns } from './readBenchmarksColumns.ts';
import type { Placed, RowFault, TableRule } from './readBenchmarksFault.ts';

/** A row with a figure, read. */
export interface ReadRow extends PercentileRow {
  readonly line: number | null;
  readonly set: string;
  readonly measure: string;
  readonly population: string;
  readonly measurementYear: number;
  readonly direction: Direction;
  readonly orientation: Orientation;
  readonly unit: BenchmarkUnit | 'fraction';
  readonly source: string;
  readonly licenceNote: string;
  readonly ship: string;
  readonly title: string;
  readonly peers: number | null;
  /** Whether the row itself says what kind of figure it has. */
  readonly saysStatistic: boolean;
}

const plainDigits = /^\d+(?:\.\d+)?$/;
const mayBeEmpty: ReadonlySet<string> = new Set(['licence_note', 'value', 'verified']);

/** Reads one row that has a figure, or says everything that is wrong with it. */
export function readRow({ line, row }: Placed<BenchmarkRow>): {
  readonly read: ReadRow | null;
  readonly faults: readonly RowFault[];
} {
  const text = (column: ColumnName) => (row[column] ?? '').trim();
  const name = `${text('benchmark_set')} ${text('measure_id')}`.trim();
  const faults: RowFault[] = [];
  const refuse = (rule: TableRule, column: ColumnName, says: string, remedy: string) =>
    void faults.push({
      rule,
      line,
      column,
      value: text(column),
      message: `${name}: ${column} ${says}, got ${JSON.stringify(text(column))}`,
      remedy,
    });

  for (const column of requiredColumns.filter((column) => !mayBeEmpty.has(column) && text(column) === ''))
    refuse('missing-value', column, 'must not be empty', `write the ${tableColumns[column].meaning}`);
  const oneOf = <Word extends string>(column: ColumnName, words: readonly Word[]): Word => {
    const found = words.find((word) => word === text(column).toLowerCase());
    if (found === undefined && text(column) !== '')
      refuse('unknown-word', column, `must be ${inWords(words)}`, `write ${inWords(words)}`);
    return found ?? words[0]!; // what is refused is not used
  };

  const direction = oneOf('direction', ['higher', 'lower']);
  const unit = oneOf('unit', ['percent', 'fraction', 'ratio']);
  const orientation = oneOf('orientation', ['performance', 'raw']);
  const statistic = oneOf('statistic', statistics);
  const verified = oneOf('verified', ['false', 'true']);
  const year = text('measurement_year');
  if (year !== '' && !(/^\d{4}$/.test(year) && Number(year) >= 1990 && Number(year) <= 2100))
    refuse(
      'bad-year',
      'measurement_year',
      'must be a year from 1990 to 2100, such as 2025',
      'write the four digits of the year alone',
    );
  const percentile = text('percentile');
  if (percentile !== '' && !(/^\d+(?:\.\d{1,6})?$/.test(percentile) && Number(percentile) <= 100))
    refuse(
      'bad-percentile',
      'percentile',
      'must be a number between 0 and 100, of at most six decimals',
      'write 66.67 for the percentile, without a sign or letters',
    );
  const peers = text('n_entities');
  if (!/^\d*$/.test(peers)) refuse('bad-count', 'n_entities', 'must be a whole number', 'write how many were ranked, or nothing');
  const value = text('value');
  if (!plainDigits.test(value)) refuse('bad-number', 'value', 'must be plain digits such as 57.7', remedyOf(value));
  else if (text('unit').toLowerCase() === 'percent' && Number(value) > 100)
    refuse(
      'above-100-percent',
      'value',
      'is a percent of at most 100',
      'look for a lost decimal point; a ratio has the unit ratio',
    );

  if (faults.length > 0) return { read: null, faults };
  const read: ReadRow = {
    line,
    set: text('benchmark_set'),
    measure: text('measure_id'),
    population: populationId(text('product_line')),
    measurementYear: Number(year),
    direction,
    orientation,
    unit,
    percentile,
    value,
    verified,
    statistic,
    saysStatistic: text('statistic') !== '',
    source: text('source'),
    licenceNote: text('licence_note'),
    ship: text('ship'),
    title: text('measure_name') || text('measure_id'),
    peers: peers === '' ? null : Number(peers),
  };
  return { read, faults };
}

function remedyOf(value: string): string {
  if (/^\d+,\d+$/.test(value)) return 'write a decimal point, not a comma';
  if (/^[\d.,]+\s*%$/.test(value)) return 'leave the percent mark out: the unit says percent';
  return 'write digits and at most one decimal point, or nothing when there is no figure';
}

function inWords(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
