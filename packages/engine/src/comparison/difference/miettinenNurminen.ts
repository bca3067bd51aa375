import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { requireTwoProportions, type TwoProportions } from '../types.ts';
import { limitBy } from './limit.ts';
import { scoreReach } from './scoreReach.ts';

/**
 * Miettinen-Nurminen interval for the difference of two independent rates, p_group − p_reference: every difference that
 * a score test with the variance of a sample, N/(N − 1), does not reject. It excludes 0 exactly where that test does.
 *
 *   the δ with (d − δ)² = z² V(δ) N/(N − 1),  V = p₁(1 − p₁)/n₁ + p₂(1 − p₂)/n₂ at the most likely p₁ − p₂ = δ
 *
 * @param groups  counts of the group and of its reference; no member in both
 * @param level   coverage as a fraction: 0.95, never 95
 * @param sides   which ends to give; the other one is open
 * @returns       bounds within [−1, 1]; both NaN when a denominator is 0 or both together are at most 1
 * @throws RangeError when the counts or the level are impossible
 * @example miettinenNurminenDifference({ group: { denominator: 70, numerator: 56 }, reference: { denominator: 80, numerator: 48 } }, 0.95) // { lower: 0.0528, upper: 0.3382 }
 *
 * Source: Miettinen and Nurminen 1985, Stat Med 4:213.
 */
export function miettinenNurminenDifference(groups: TwoProportions, level: number, sides?: IntervalSides): Interval {
  requireTwoProportions(groups);
  return limitsOf(miettinenNurminenLimit, groups, { level, sides, support: supports.difference });
}

export function miettinenNurminenLimit(groups: TwoProportions, tail: Tail): number {
  return limitBy(sampleReach, groups, tail);
}

function sampleReach(hits1: number, misses1: number, hits2: number, misses2: number, squared: number): number {
  const members = hits1 + misses1 + (hits2 + misses2);
  return members > 1 ? scoreReach(hits1, misses1, hits2, misses2, (squared * members) / (members - 1)) : NaN;
}
