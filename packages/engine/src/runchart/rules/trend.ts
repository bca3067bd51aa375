import { coincide } from '../coincide.ts';
import { requirePoints } from '../requirePoints.ts';
import type { Stretch } from '../runs.ts';

/** A row of points that each lie beyond the one before. */
export interface Trend {
  /** Index of the first point, from 0; of a value that repeats, its first point where repeats are skipped, its last where they break. */
  readonly start: number;
  /** Index of the last point that counts. */
  readonly end: number;
  /** Points that count, the starting point among them: one more than there are steps. */
  readonly length: number;
  readonly direction: 'up' | 'down';
  /** Indices of the points that count, in order of time. */
  readonly members: readonly number[];
}

/** What a value does that repeats the one before: it counts once and the trend goes on, or the trend ends and may begin anew. */
export type TrendTies = 'skip' | 'break';
export const trendTies: readonly TrendTies[] = ['skip', 'break'];

/** How trends are told; by default repeats are skipped and all of the series is looked at. */
export interface TrendOptions extends Partial<Stretch> {
  readonly ties?: TrendTies;
}

/**
 * The trend rule: at least so many points all rising or all falling. A missing point does not break a trend. A turning point
 * belongs to both of its trends. A value that repeats the one before (within rounding) counts once and does not break the trend
 * (`skip`: five points, as IHI teaches), or breaks it (`break`: six points by Nelson, seven by Making Data Count).
 *
 * @param values   the series in order of time; NaN is missing
 * @param points   how many points make a trend, 2 or more
 * @param options  what repeats do, and the part of the series to look at; indices stay those of the series
 * @returns        the trends that are long enough, in order of time
 * @throws RangeError unless `points` is a whole number of at least 2
 * @example findTrends([1, 2, 2, 4, NaN, 5, 6, 3], 5) // [{ start: 0, end: 6, length: 5, direction: 'up', members: [0, 1, 3, 5, 6] }]
 * @example findTrends([1, 2, 2, 4, NaN, 5, 6, 3], 5, { ties: 'break' }) // []
 *
 * Source: Perla, Provost and Murray 2011, BMJ Qual Saf 20:46; Nelson 1984, J Qual Technol 16:237; NHSRplotthedots (Making Data
 * Count).
 */
export function findTrends(
  values: ArrayLike<number>,
  points: number,
  { ties = 'skip', start = 0, end = values.length - 1 }: TrendOptions = {},
): Trend[] {
  requirePoints('trend', points, { min: 2 });
  const trends: Trend[] = [];
  let first = start;
  let last = -1; // the latest point that counts
  let length = 0;
  let direction: Trend['direction'] = 'up';
  const close = () => {
    if (length >= points) trends.push({ start: first, end: last, length, direction, members: stepsBetween(values, first, last) });
  };
  for (let index = start; index <= end; index += 1) {
    const value = values[index] ?? NaN;
    if (Number.isNaN(value)) continue;
    const before = values[last] ?? NaN;
    if (coincide(value, before)) {
      if (ties === 'skip') continue;
      close();
      length = 0;
    }
    if (length === 0) {
      first = index;
      length = 1;
    } else {
      const way = value > before ? 'up' : 'down';
      if (length > 1 && way !== direction) {
        close();
        first = last;
        length = 1;
      }
      direction = way;
      length += 1;
    }
    last = index;
  }
  close();
  return trends;
}

/** The points of a trend that count: missing ones do not, nor does a value that repeats the one before. */
function stepsBetween(values: ArrayLike<number>, start: number, end: number): number[] {
  const members = [start];
  for (let index = start + 1; index <= end; index += 1) {
    const value = values[index] ?? NaN;
    if (!Number.isNaN(value) && !coincide(value, values[members.at(-1)!]!)) members.push(index);
  }
  return members;
}
