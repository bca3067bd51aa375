import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { type Pairs, requirePairs } from '../types.ts';
import { addedLimit } from './waldPaired.ts';

/**
 * Bonett-Price interval for the difference of two paired rates, first − second: Wald's after one pair is added to each of the
 * two kinds of change, whatever the level.
 *
 *   d̃ ± z √((b̃ + c̃)/ñ − d̃²) / √ñ,  b̃ = b + 1, c̃ = c + 1, ñ = n + 2, d̃ = (b̃ − c̃)/ñ
 *
 * @param pairs  how many met both times, only the first, only the second, neither
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds clipped to [−1, 1]; both NaN when there are no pairs
 * @throws RangeError when the counts or the level are impossible
 * @example bonettPrice({ both: 36, firstOnly: 12, secondOnly: 2, neither: 50 }, 0.95) // { lower: 0.0236, upper: 0.1725 }
 *
 * Source: Bonett and Price 2012, J Educ Behav Stat 37:479.
 */
export function bonettPrice(pairs: Pairs, level: number, sides?: IntervalSides): Interval {
  requirePairs(pairs);
  return limitsOf(bonettPriceLimit, pairs, { level, sides, support: supports.difference });
}

export function bonettPriceLimit(pairs: Pairs, tail: Tail): number {
  return addedLimit(pairs, tail, 1, 0);
}
