import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { type Pairs, requirePairs } from '../types.ts';

/**
 * Wald interval for the difference of two paired rates, first − second: the crude difference plus and minus its estimated
 * standard error. It collapses to a point where no pair changed, or all of them in one direction.
 *
 *   d ± z √((b + c)/n − d²) / √n,  d = (b − c)/n, b and c the pairs that met only the first and only the second time
 *
 * @param pairs  how many met both times, only the first, only the second, neither
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds clipped to [−1, 1]; both NaN when there are no pairs
 * @throws RangeError when the counts or the level are impossible
 * @example waldPaired({ both: 20, firstOnly: 12, secondOnly: 2, neither: 16 }, 0.95) // { lower: 0.0642, upper: 0.3358 }
 *
 * Source: Newcombe 1998, Stat Med 17:2635, method 1.
 */
export function waldPaired(pairs: Pairs, level: number, sides?: IntervalSides): Interval {
  requirePairs(pairs);
  return limitsOf(waldPairedLimit, pairs, { level, sides, support: supports.difference });
}

export function waldPairedLimit(pairs: Pairs, tail: Tail): number {
  return addedLimit(pairs, tail, 0, 0);
}

/** Wald's limit after some pairs are added to each kind of change, and some that did not change. */
export function addedLimit({ both, firstOnly, secondOnly, neither }: Pairs, { z }: Tail, changes: number, rest: number): number {
  if (both + firstOnly + secondOnly + neither === 0) return NaN;
  const first = firstOnly + changes;
  const second = secondOnly + changes;
  const unchanged = both + neither + rest;
  const n = first + second + unchanged;
  // (first + second)/n − ((first − second)/n)², without the subtraction
  const square = (first / n) * (unchanged / n) + (second / n) * (unchanged / n) + 4 * (first / n) * (second / n);
  return (first - second) / n + z * Math.sqrt(square / n);
}
