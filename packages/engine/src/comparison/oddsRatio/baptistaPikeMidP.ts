import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { requireWholeProportions, type TwoProportions } from '../types.ts';
import { likelihoodOrderLimit } from './likelihoodOrder.ts';

/**
 * Baptista and Pike's interval for the odds ratio of two independent groups with only half the probability of the observed
 * table in its p-value. It gives up the guarantee for a coverage near the level.
 *
 *   outer ends of all ψ with p(ψ) − ½ P(X = x₁ | ψ) > 1 − level,  p(ψ) as in Baptista and Pike's exact interval
 *
 * @param groups  whole counts of the group and of its reference; no member in both
 * @param level   coverage as a fraction: 0.95, never 95
 * @param sides   which ends to give; the other one is open, and the given one is that of the two-sided interval at 2 level − 1
 * @returns       bounds within [0, Infinity]: 0 or Infinity on the side of a count of 0; both NaN when a denominator is 0
 * @throws RangeError when the counts are impossible or not whole, or the level is impossible
 * @example baptistaPikeMidP({ group: { denominator: 16, numerator: 4 }, reference: { denominator: 16, numerator: 2 } }, 0.95) // { lower: 0.4376, upper: 13.5847 }
 *
 * Source: Fagerland, Lydersen and Laake 2015, Stat Methods Med Res 24:224.
 */
export function baptistaPikeMidP(groups: TwoProportions, level: number, sides?: IntervalSides): Interval {
  requireWholeProportions(groups);
  return limitsOf(baptistaPikeMidPLimit, groups, { level, sides, support: supports.ratio });
}

export function baptistaPikeMidPLimit(groups: TwoProportions, tail: Tail): number {
  return likelihoodOrderLimit(groups, tail, 0.5);
}
