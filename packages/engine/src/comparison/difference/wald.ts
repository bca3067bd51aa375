import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { requireTwoProportions, type TwoProportions } from '../types.ts';
import { limitBy } from './limit.ts';

/**
 * Wald interval for the difference of two independent rates, p_group − p_reference: the crude difference plus and minus its
 * estimated standard error. It collapses to a point where both groups are at 0 % or 100 %.
 *
 *   d ± z √(p₁(1 − p₁)/n₁ + p₂(1 − p₂)/n₂)
 *
 * @param groups  counts of the group and of its reference; no member in both
 * @param level   coverage as a fraction: 0.95, never 95
 * @param sides   which ends to give; the other one is open
 * @returns       bounds clipped to [−1, 1]; both NaN when a denominator is 0
 * @throws RangeError when the counts or the level are impossible
 * @example waldDifference({ group: { denominator: 70, numerator: 56 }, reference: { denominator: 80, numerator: 48 } }, 0.95) // { lower: 0.0575, upper: 0.3425 }
 *
 * Source: Newcombe 1998, Stat Med 17:873, method 1.
 */
export function waldDifference(groups: TwoProportions, level: number, sides?: IntervalSides): Interval {
  requireTwoProportions(groups);
  return limitsOf(waldLimit, groups, { level, sides, support: supports.difference });
}

export function waldLimit(groups: TwoProportions, tail: Tail): number {
  return limitBy(waldReach, groups, tail);
}

export function waldReach(hits1: number, misses1: number, hits2: number, misses2: number, squared: number): number {
  return Math.sqrt(squared * (varianceOf(hits1, misses1) + varianceOf(hits2, misses2)));
}

function varianceOf(hits: number, misses: number): number {
  const n = hits + misses;
  return ((hits / n) * (misses / n)) / n;
}
