import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { requireTwoProportions, type TwoProportions } from '../types.ts';
import { limitBy } from './limit.ts';
import { waldReach } from './wald.ts';

/**
 * Agresti-Caffo interval for the difference of two independent rates, p_group − p_reference: Wald's after one member who met
 * and one who did not are added to each group, whatever the level. Its centre is drawn towards 0 by that.
 *
 *   d̃ ± z √(p̃₁(1 − p̃₁)/(n₁ + 2) + p̃₂(1 − p̃₂)/(n₂ + 2)),  p̃ = (x + 1)/(n + 2)
 *
 * @param groups  counts of the group and of its reference; no member in both
 * @param level   coverage as a fraction: 0.95, never 95
 * @param sides   which ends to give; the other one is open
 * @returns       bounds clipped to [−1, 1]; both NaN when a denominator is 0
 * @throws RangeError when the counts or the level are impossible
 * @example agrestiCaffo({ group: { denominator: 70, numerator: 56 }, reference: { denominator: 80, numerator: 48 } }, 0.95) // { lower: 0.0525, upper: 0.3358 }
 *
 * Source: Agresti and Caffo 2000, Am Stat 54:280.
 */
export function agrestiCaffo(groups: TwoProportions, level: number, sides?: IntervalSides): Interval {
  requireTwoProportions(groups);
  return limitsOf(agrestiCaffoLimit, groups, { level, sides, support: supports.difference });
}

export function agrestiCaffoLimit(groups: TwoProportions, tail: Tail): number {
  return limitBy(waldReach, groups, tail, 1);
}
