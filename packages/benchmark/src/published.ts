import type { BenchmarkPoint, Direction } from './benchmark.ts';

/** A row of a benchmark table, as far as it decides what is a line. Texts as in the file. */
export interface PercentileRow {
  readonly direction: Direction;
  /** `performance`: the 90th is good. `raw`: the 90th is a high rate, good or bad. */
  readonly orientation: 'performance' | 'raw';
  readonly percentile: string;
  readonly statistic: string;
  readonly value: string;
  readonly verified: string;
}

/**
 * The one rule on which rows are lines: what the source itself published, and we saw. Percentiles derived from state rates
 * (`derived-from-state-rates`), deciles that CMS set at 10, 20 … 90 by policy (`flat-set-by-policy`), fillers for a decile
 * that was not published (`placeholder-not-published`) and rows nobody verified never place anyone.
 */
export function isLine({ statistic, value, verified }: PercentileRow): boolean {
  return statistic === 'published' && verified === 'true' && value !== '';
}

/**
 * The lines among the rows, in performance order: raw percentiles of a lower-is-better measure are counted from the other end.
 *
 * @throws RangeError when a percentile is not a number between 0 and 100
 */
export function publishedPoints(rows: readonly PercentileRow[]): BenchmarkPoint[] {
  return rows
    .filter(isLine)
    .map((row) => ({ percentile: performancePercentile(row), text: row.value }))
    .sort((a, b) => a.percentile - b.percentile);
}

function performancePercentile({ direction, orientation, percentile: text }: PercentileRow): number {
  const percentile = Number(text);
  if (text.trim() === '' || !(percentile >= 0 && percentile <= 100)) {
    throw new RangeError(`percentile must be between 0 and 100, got ${JSON.stringify(text)}`);
  }
  if (orientation === 'performance' || direction === 'higher') return percentile;
  return Math.round((100 - percentile) * 100) / 100; // 100 − 33.33 is 66.67, to the two decimals in which percentiles are written
}
