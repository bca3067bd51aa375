import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { type Pairs, requirePairs } from '../types.ts';
import { lackOfCorrelation, squareAndAdd } from './squareAndAdd.ts';

/**
 * Newcombe's hybrid score interval for the difference of two paired rates, first − second, with a continuity correction of
 * the correlation: ad − bc, where above 0, is taken n/2 smaller, but not below 0. The Wilson intervals stay uncorrected.
 *
 *   d ∓ √(r² − 2φrs + s²) as without correction,  φ = max(0, ad − bc − n/2) / √((a + b)(c + d)(a + c)(b + d)) if ad > bc
 *
 * @param pairs  how many met both times (a), only the first (b), only the second (c), neither (d)
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds within [−1, 1]; both NaN when there are no pairs
 * @throws RangeError when the counts or the level are impossible
 * @example newcombePairedCc({ both: 20, firstOnly: 12, secondOnly: 2, neither: 16 }, 0.95) // { lower: 0.0562, upper: 0.3292 }
 *
 * Source: Newcombe 1998, Stat Med 17:2635, method 10.
 */
export function newcombePairedCc(pairs: Pairs, level: number, sides?: IntervalSides): Interval {
  requirePairs(pairs);
  return limitsOf(newcombePairedCcLimit, pairs, { level, sides, support: supports.difference });
}

export function newcombePairedCcLimit(pairs: Pairs, tail: Tail): number {
  const { both: a, firstOnly: b, secondOnly: c, neither: d } = pairs;
  const apart = lackOfCorrelation(pairs);
  if (apart >= 1) return squareAndAdd(pairs, tail, apart);
  const correction = (a + b + c + d) / 2 / (Math.sqrt((a + b) * (c + d)) * Math.sqrt((a + c) * (b + d)));
  return squareAndAdd(pairs, tail, Math.min(1, apart + correction));
}
