import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { type Pairs, requirePairs } from '../types.ts';
import { lackOfCorrelation, squareAndAdd } from './squareAndAdd.ts';

/**
 * Hybrid score interval for the difference of two paired rates, first − second: it joins the Wilson intervals [l, u] of both
 * rates as Newcombe's does for independent groups, and allows for their correlation φ.
 *
 *   lower: d − √(r² − 2φrs + s²),  r = p₁ − l₁, s = u₂ − p₂
 *   upper: d + √(r² − 2φrs + s²),  r = u₁ − p₁, s = p₂ − l₂
 *   φ = (ad − bc) / √((a + b)(c + d)(a + c)(b + d)); 0 where one of the sums is 0
 *
 * @param pairs  how many met both times (a), only the first (b), only the second (c), neither (d)
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds within [−1, 1]; both NaN when there are no pairs
 * @throws RangeError when the counts or the level are impossible
 * @example newcombePaired({ both: 20, firstOnly: 12, secondOnly: 2, neither: 16 }, 0.95) // { lower: 0.0618, upper: 0.3242 }
 *
 * Source: Newcombe 1998, Stat Med 17:2635, method 8.
 */
export function newcombePaired(pairs: Pairs, level: number, sides?: IntervalSides): Interval {
  requirePairs(pairs);
  return limitsOf(newcombePairedLimit, pairs, { level, sides, support: supports.difference });
}

export function newcombePairedLimit(pairs: Pairs, tail: Tail): number {
  return squareAndAdd(pairs, tail, lackOfCorrelation(pairs));
}
