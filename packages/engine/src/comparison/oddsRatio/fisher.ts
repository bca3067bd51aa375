import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { requireWholeProportions, type TwoProportions } from '../types.ts';
import { exactLimit } from './exact.ts';

/**
 * Exact conditional interval for the odds ratio of two independent groups, with at most half of 1 − level beyond each end:
 * what R's fisher.test prints. Given the margins the first count is noncentral hypergeometric.
 *
 *   lower: the ψ with P(X ≥ x₁ | ψ) = tail;  upper: the ψ with P(X ≤ x₁ | ψ) = tail
 *
 * @param groups  whole counts of the group and of its reference; no member in both
 * @param level   coverage as a fraction: 0.95, never 95
 * @param sides   which ends to give; the other one is open
 * @returns       bounds within [0, Infinity]: 0 or Infinity on the side of a count of 0; both NaN when a denominator is 0
 * @throws RangeError when the counts are impossible or not whole, or the level is impossible
 * @example fisherOddsRatio({ group: { denominator: 11, numerator: 3 }, reference: { denominator: 240, numerator: 20 } }, 0.9) // { lower: 0.8695, upper: 15.4214 }
 *
 * Source: Cornfield 1956, Proc Third Berkeley Symp 4:135.
 */
export function fisherOddsRatio(groups: TwoProportions, level: number, sides?: IntervalSides): Interval {
  requireWholeProportions(groups);
  return limitsOf(fisherOddsRatioLimit, groups, { level, sides, support: supports.ratio });
}

export function fisherOddsRatioLimit(groups: TwoProportions, tail: Tail): number {
  return exactLimit(groups, tail, 1);
}
