import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { requireWholeProportions, type TwoProportions } from '../types.ts';
import { likelihoodOrderLimit } from './likelihoodOrder.ts';

/**
 * Baptista and Pike's exact interval for the odds ratio of two independent groups: narrower than the central one, because
 * it spends 1 − level on both ends together.
 *
 *   outer ends of all ψ with p(ψ) > 1 − level,  p(ψ) = sum of P(X = k | ψ) over the k with P(X = k | ψ) ≤ P(X = x₁ | ψ)
 *
 * The p-value jumps where another table becomes as probable as the observed one; at a limit that is such a jump, ties are
 * exact ones.
 *
 * @param groups  whole counts of the group and of its reference; no member in both
 * @param level   coverage as a fraction: 0.95, never 95
 * @param sides   which ends to give; the other one is open, and the given one is that of the two-sided interval at 2 level − 1
 * @returns       bounds within [0, Infinity]: 0 or Infinity on the side of a count of 0; both NaN when a denominator is 0
 * @throws RangeError when the counts are impossible or not whole, or the level is impossible
 * @example baptistaPike({ group: { denominator: 40, numerator: 18 }, reference: { denominator: 80, numerator: 16 } }, 0.95) // { lower: 1.3448, upper: 7.5526 }
 *
 * Source: Baptista and Pike 1977, Appl Stat 26:214 (algorithm AS 115).
 */
export function baptistaPike(groups: TwoProportions, level: number, sides?: IntervalSides): Interval {
  requireWholeProportions(groups);
  return limitsOf(baptistaPikeLimit, groups, { level, sides, support: supports.ratio });
}

export function baptistaPikeLimit(groups: TwoProportions, tail: Tail): number {
  return likelihoodOrderLimit(groups, tail, 1);
}
