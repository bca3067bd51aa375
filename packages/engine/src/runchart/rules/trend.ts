import { coincide } from '../coincide.ts';
import { requirePoints } from '../requirePoints.ts';

/** A row of points that each lie beyond the one before. */
export interface Trend {
  /** Index of the first point, from 0; of a value that repeats, its first point. */
  readonly start: number;
  /** Index of the last point that counts. */
  readonly end: number;
  /** Points that count, the starting point among them: one more than there are steps. */
  readonly length: number;
  readonly direction: 'up' | 'down';
}

/**
 * The trend rule: at least so many points all rising or all falling. A value that repeats the one before (within rounding)
 * counts once and does not break the trend, nor does a missing point. A turning point belongs to both of its trends.
 *
 * @param values  the series in order of time; NaN is missing
 * @param points  how many points make a trend, 2 or more
 * @returns       the trends that are long enough, in order of time
 * @throws RangeError unless `points` is a whole number of at least 2
 * @example findTrends([1, 2, 2, 4, NaN, 5, 6, 3], 5) // [{ start: 0, end: 6, length: 5, direction: 'up' }]
 *
 * Source: Perla, Provost and Murray 2011, BMJ Qual Saf 20:46.
 */
export function findTrends(values: ArrayLike<number>, points: number): Trend[] {
  requirePoints('trend', points, { min: 2 });
  const trends: Trend[] = [];
  let current: { start: number; end: number; length: number; direction?: 'up' | 'down' } | undefined;
  const close = () => {
    if (current?.direction !== undefined && current.length >= points) {
      trends.push({ start: current.start, end: current.end, length: current.length, direction: current.direction });
    }
  };
  let last = NaN;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? NaN;
    if (Number.isNaN(value) || coincide(value, last)) continue;
    if (current === undefined) {
      current = { start: index, end: index, length: 1 };
    } else {
      const direction = value > last ? 'up' : 'down';
      if (direction === current.direction) {
        current.end = index;
        current.length += 1;
      } else {
        close();
        current = { start: current.end, end: index, length: 2, direction };
      }
    }
    last = value;
  }
  close();
  return trends;
}
