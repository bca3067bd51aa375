import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { requireWholeProportions, type TwoProportions } from '../types.ts';
import { exactLimit } from './exact.ts';

/**
 * Mid-p conditional interval for the odds ratio of two independent groups: the exact interval, but with only half the
 * probability of the observed table in each tail. It gives up the guarantee for a coverage near the level.
 *
 *   lower: the ψ with P(X > x₁ | ψ) + ½ P(X = x₁ | ψ) = tail;  upper: the ψ with P(X < x₁ | ψ) + ½ P(X = x₁ | ψ) = tail
 *
 * @param groups  whole counts of the group and of its reference; no member in both
 * @param level   coverage as a fraction: 0.95, never 95
 * @param sides   which ends to give; the other one is open
 * @returns       bounds within [0, Infinity]: 0 or Infinity on the side of a count of 0; both NaN when a denominator is 0
 * @throws RangeError when the counts are impossible or not whole, or the level is impossible
 * @example fisherMidPOddsRatio({ group: { denominator: 34, numerator: 7 }, reference: { denominator: 34, numerator: 1 } }, 0.95) // { lower: 1.1886, upper: 199.6166 }
 *
 * Source: Lancaster 1961, JASA 56:223; Mehta and Walsh 1992, Am Stat 46:146.
 */
export function fisherMidPOddsRatio(groups: TwoProportions, level: number, sides?: IntervalSides): Interval {
  requireWholeProportions(groups);
  return limitsOf(fisherMidPOddsRatioLimit, groups, { level, sides, support: supports.ratio });
}

export function fisherMidPOddsRatioLimit(groups: TwoProportions, tail: Tail): number {
  return exactLimit(groups, tail, 0.5);
}
