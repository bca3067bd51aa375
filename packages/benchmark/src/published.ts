import type { BenchmarkPoint, Direction, Orientation } from './benchmark.ts';

/** What kind of figure a row has, in the words of the `statistic` column. */
export const statistics = ['published', 'derived-from-state-rates', 'flat-set-by-policy', 'placeholder-not-published'] as const;

export type Statistic = (typeof statistics)[number];

/** A row of a benchmark table, as far as it decides what is a line. Texts as in the file. */
export interface PercentileRow {
  readonly direction: Direction;
  readonly orientation: Orientation;
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
  return pointsOf(rows.filter(isLine));
}

/** The computed percentiles among the rows, which are lines only for who asks for them. Same order, same error. */
export function derivedPoints(rows: readonly PercentileRow[]): BenchmarkPoint[] {
  return pointsOf(rows.filter(({ statistic, value }) => statistic === 'derived-from-state-rates' && value !== ''));
}

/** The percentiles at which the source has a filler. Same order, same error. */
export function fillerPercentiles(rows: readonly PercentileRow[]): number[] {
  return pointsOf(rows.filter(({ statistic }) => statistic === 'placeholder-not-published')).map(({ percentile }) => percentile);
}

function pointsOf(rows: readonly PercentileRow[]): BenchmarkPoint[] {
  return rows
    .map((row) => ({ percentile: performancePercentile(row), text: row.value }))
    .sort((a, b) => a.percentile - b.percentile);
}

function performancePercentile({ direction, orientation, percentile: text }: PercentileRow): number {
  const percentile = Number(text);
  if (text.trim() === '' || !(percentile >= 0 && percentile <= 100)) {
    throw new RangeError(`percentile must be between 0 and 100, got ${JSON.stringify(text)}`);
  }
  if (orientation === 'performance' || direction === 'higher') return percentile;
  return Math.round((100 - percentile) * 1e6) / 1e6; // 100 − 33.33 is 66.67, not 66.67000000000002
}
