/**
 * The last points that take part, as bits of one number: the newest is the lowest. A rule about points in a row holds its history
 * against a mask. Nothing branches on the points themselves but for those that are missing, which is what makes batches fast.
 */

import { requirePoints } from '../../requirePoints.ts';

/** Bits of a number without its sign. */
const longest = 31;

/**
 * A history in which so many points are all marked.
 *
 * @throws RangeError unless the length is a whole number from `min` to 31
 */
export function historyOf(name: string, length: number, { min }: { readonly min: number }): number {
  requirePoints(name, length, { min });
  if (length > longest) throw new RangeError(`${name} must be at most ${longest}, got ${length}`);
  return 2 ** length - 1;
}

/** How many points of a history are marked. */
export function countMarked(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * Marks the points of a history, whose newest point is at `index`.
 *
 * @param takesPart  where it is not NaN the point is in the history
 */
export function markBack(takesPart: Float64Array, index: number, bits: number, members: Int8Array, mark: number): void {
  for (let back = index, left = bits; left !== 0; back -= 1) {
    if (Number.isNaN(takesPart[back]!)) continue;
    if ((left & 1) === 1) members[back] = mark;
    left >>>= 1;
  }
}
