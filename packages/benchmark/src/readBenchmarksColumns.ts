import template from './data/templateRow.json' with { type: 'json' };
/** What a column of the user's percentile table holds. The README of `data/` and the faults speak of them by these names. */
interface Column {
  readonly required: boolean;
  readonly meaning: string;
}

/** The columns, those of the template first and in its order. */
export const tableColumns = {
  measure_id: { required: true, meaning: 'id of the measure part' },
  measurement_year: { required: true, meaning: 'year in which care was measured, such as 2023' },
  product_line: { required: true, meaning: 'who was ranked, such as medicaid-hmo' },
  percentile: { required: true, meaning: 'from 0 to 100' },
  value: { required: true, meaning: 'its figure in the unit; empty when there is none' },
  source: { required: true, meaning: 'publication from which it was copied' },
  verified: { required: true, meaning: 'true when somebody has seen the figure in its source' },
  direction: { required: true, meaning: 'higher or lower: which is better' },
  unit: { required: true, meaning: 'percent, fraction or ratio' },
  orientation: { required: true, meaning: 'performance: the 90th is good; raw: the 90th is a high rate' },
  benchmark_set: { required: true, meaning: 'what you call the publication, such as quality-compass-2024' },
  licence_note: { required: true, meaning: 'begins with redistributable when the figures may be passed on' },
  statistic: { required: false, meaning: 'what kind of figure it is; published when left out' },
  measure_name: { required: false, meaning: 'title of the measure' },
  n_entities: { required: false, meaning: 'how many were ranked' },
  ship: { required: false, meaning: 'no… when the figures may not be passed on, yes… when they may' },
} as const satisfies Readonly<Record<string, Column>>;

export type ColumnName = keyof typeof tableColumns;
type RequiredColumn = { [Name in ColumnName]: (typeof tableColumns)[Name]['required'] extends true ? Name : never }[ColumnName];

export const columnNames = Object.keys(tableColumns) as ColumnName[];
export const requiredColumns = columnNames.filter((name): name is RequiredColumn => tableColumns[name].required);

/** A row of the user's own percentile table, as texts. */
export type BenchmarkRow = Readonly<Record<RequiredColumn, string>> & Readonly<Partial<Record<ColumnName, string>>>;

const templateRow: BenchmarkRow = template;
const templatePercentiles = ['5', '10', '25', '33.33', '50', '66.67', '75', '90', '95'];

/**
 * A percentile table to fill in, as CSV: the header and one measure's rows without figures. Rows that stay without a figure are
 * skipped, so percentiles that one does not have may stay.
 *
 * @example benchmarkTemplate().split('\n')[1] // 'CBP,2023,medicaid-hmo,5,,user: licensed NCQA Quality Compass 2024,,higher,percent,performance,quality-compass-2024,not redistributable'
 */
export function benchmarkTemplate(): string {
  const rows = templatePercentiles.map((percentile) => ({ ...templateRow, percentile }));
  const lines = rows.map((row) => requiredColumns.map((name) => row[name]).join(','));
  return `${[requiredColumns.join(','), ...lines].join('\n')}\n`;
}
