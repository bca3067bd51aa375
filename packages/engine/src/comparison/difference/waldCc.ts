import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { requireTwoProportions, type TwoProportions } from '../types.ts';
import { limitBy } from './limit.ts';
import { waldReach } from './wald.ts';

/**
 * Wald interval with continuity correction for the difference of two independent rates, p_group − p_reference. The
 * correction is always made in full; R's prop.test reduces it where the difference is small.
 *
 *   d ± (z √(p₁(1 − p₁)/n₁ + p₂(1 − p₂)/n₂) + (1/n₁ + 1/n₂)/2)
 *
 * @param groups  counts of the group and of its reference; no member in both
 * @param level   coverage as a fraction: 0.95, never 95
 * @param sides   which ends to give; the other one is open
 * @returns       bounds clipped to [−1, 1]; both NaN when a denominator is 0
 * @throws RangeError when the counts or the level are impossible
 * @example waldDifferenceCc({ group: { denominator: 70, numerator: 56 }, reference: { denominator: 80, numerator: 48 } }, 0.95) // { lower: 0.0441, upper: 0.3559 }
 *
 * Source: Newcombe 1998, Stat Med 17:873, method 2.
 */
export function waldDifferenceCc(groups: TwoProportions, level: number, sides?: IntervalSides): Interval {
  requireTwoProportions(groups);
  return limitsOf(waldCcLimit, groups, { level, sides, support: supports.difference });
}

export function waldCcLimit(groups: TwoProportions, tail: Tail): number {
  return limitBy(correctedReach, groups, tail);
}

function correctedReach(hits1: number, misses1: number, hits2: number, misses2: number, squared: number): number {
  return waldReach(hits1, misses1, hits2, misses2, squared) + (1 / (hits1 + misses1) + 1 / (hits2 + misses2)) / 2;
}
