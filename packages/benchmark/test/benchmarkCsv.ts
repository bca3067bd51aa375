import { benchmarkTemplate } from '@equipoise/benchmark';

export const header = benchmarkTemplate().split('\n')[0]!;

/** Percentiles and figures of CBP, higher is better; the rest of the row may be changed. */
const defaults = {
  measure_id: 'CBP',
  measurement_year: '2023',
  product_line: 'medicaid-hmo',
  source: 'example',
  verified: 'true',
  direction: 'higher',
  unit: 'percent',
  orientation: 'performance',
  benchmark_set: 'own-2023',
  licence_note: 'not redistributable',
};
export type Row = Partial<typeof defaults> & { readonly percentile: string; readonly value: string };

export function csv(rows: readonly Row[], columns = header): string {
  const lines = rows.map((row) =>
    columns
      .split(',')
      .map((column) => ({ ...defaults, ...row })[column as keyof Row] ?? '')
      .join(','),
  );
  return [columns, ...lines].join('\n');
}
export const points = (figures: Readonly<Record<string, string>>, rest: Partial<typeof defaults> = {}): Row[] =>
  Object.entries(figures).map(([percentile, value]) => ({ percentile, value, ...rest }));
