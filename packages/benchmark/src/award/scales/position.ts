import type { Direction } from '../../benchmark.ts';
import { ordinal } from '../../ordinal.ts';
import type { RateLike } from '../fraction.ts';

/** A line by its percentile (66) or by the name that the caller gave it (`MPL`). */
export type LineReference = number | string;

/** A line that the rate was held against: a line of a placement, or one the caller named. */
export interface ScaleLine {
  /** In performance order; null or absent for a line that is no percentile. */
  readonly percentile?: number | null;
  readonly name?: string | null;
  /** As a fraction in [0, 1]. */
  readonly rate: number;
  /** The rate meets or beats the line, compared exactly by who placed it: scales never compare again. */
  readonly met: boolean;
}

/** All that a scale may look at. A `Placement` has the middle four fields. */
export interface ScalePosition {
  readonly direction: Direction;
  /** Counts, or a fraction where the rate is a composite. */
  readonly rate: RateLike;
  /** The same rate at baseline; null where there is none. */
  readonly baseline: RateLike | null;
  /** 0 to 100 in performance order; null outside the published lines. */
  readonly percentile: number | null;
  /** The lowest published percentile, which the rate does not reach; null when it does. */
  readonly below: number | null;
  /** The highest published percentile, which the rate beats; null when it does not. */
  readonly above: number | null;
  readonly lines: readonly ScaleLine[];
}

/** The line itself, where it was published or named. */
export function lineOf({ lines }: ScalePosition, reference: LineReference): ScaleLine | null {
  return (
    lines.find(({ name, percentile }) => (typeof reference === 'number' ? percentile === reference : name === reference)) ?? null
  );
}

/** Whether a line is met, from the line itself or, where nobody published it, from a line beyond it; null when neither decides. */
export function meets(position: ScalePosition, reference: LineReference): boolean | null {
  const line = lineOf(position, reference);
  if (line !== null) return line.met;
  if (typeof reference === 'string') return null;
  const { above, below, lines } = position;
  const percentileOf = ({ percentile }: ScaleLine) => percentile ?? NaN;
  if ((above ?? NaN) >= reference || lines.some((one) => one.met && percentileOf(one) > reference)) return true;
  if ((below ?? NaN) <= reference || lines.some((one) => !one.met && percentileOf(one) < reference)) return false;
  return null;
}

/** How a line is called in sentences: `the 66th percentile`, `MPL`. */
export function called(reference: LineReference): string {
  return typeof reference === 'number' ? `the ${ordinal(reference)} percentile` : reference;
}
