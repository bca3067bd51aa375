import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { requireTwoProportions, type TwoProportions } from '../types.ts';
import { oddsRatioScoreLimit } from './score.ts';

/**
 * Score interval for the odds ratio of two independent groups, without any correction: it excludes 1 exactly when Pearson's
 * chi-square test rejects.
 *
 *   all ψ with χ²(ψ) ≤ z²,  χ²(ψ) = (x₁ − m)² (1/m + 1/(n₁ − m) + 1/(M − m) + 1/(n₂ − M + m)),
 *   M = x₁ + x₂,  m the x₁ at which a table with these margins has the odds ratio ψ
 *
 * @param groups  counts of the group and of its reference; no member in both
 * @param level   coverage as a fraction: 0.95, never 95
 * @param sides   which ends to give; the other one is open
 * @returns       bounds within [0, Infinity]: 0 or Infinity on the side of a count of 0; both NaN when a denominator is 0
 * @throws RangeError when the counts or the level are impossible
 * @example uncorrectedScore({ group: { denominator: 120, numerator: 38 }, reference: { denominator: 97, numerator: 51 } }, 0.99) // { lower: 0.2027, upper: 0.8618 }
 *
 * Source: Cornfield 1956, Proc Third Berkeley Symp 4:135, without its continuity correction.
 */
export function uncorrectedScore(groups: TwoProportions, level: number, sides?: IntervalSides): Interval {
  requireTwoProportions(groups);
  return limitsOf(uncorrectedScoreLimit, groups, { level, sides, support: supports.ratio });
}

export function uncorrectedScoreLimit(groups: TwoProportions, tail: Tail): number {
  return oddsRatioScoreLimit(groups, tail, tail.z * tail.z);
}
