import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { requireTwoProportions, type TwoProportions } from '../types.ts';
import { limitBy } from './limit.ts';
import { scoreReach } from './scoreReach.ts';

/**
 * Mee's score interval for the difference of two independent rates, p_group − p_reference: every difference that a score
 * test does not reject. With 0 it is the pooled z test, the chi-square test without correction.
 *
 *   the δ with (d − δ)² = z² V(δ),  V = p₁(1 − p₁)/n₁ + p₂(1 − p₂)/n₂ at the most likely p₁ − p₂ = δ
 *
 * @param groups  counts of the group and of its reference; no member in both
 * @param level   coverage as a fraction: 0.95, never 95
 * @param sides   which ends to give; the other one is open
 * @returns       bounds within [−1, 1]; both NaN when a denominator is 0
 * @throws RangeError when the counts or the level are impossible
 * @example mee({ group: { denominator: 70, numerator: 56 }, reference: { denominator: 80, numerator: 48 } }, 0.95) // { lower: 0.0533, upper: 0.3377 }
 *
 * Source: Mee 1984, Biometrics 40:1175.
 */
export function mee(groups: TwoProportions, level: number, sides?: IntervalSides): Interval {
  requireTwoProportions(groups);
  return limitsOf(meeLimit, groups, { level, sides, support: supports.difference });
}

export function meeLimit(groups: TwoProportions, tail: Tail): number {
  return limitBy(scoreReach, groups, tail);
}
