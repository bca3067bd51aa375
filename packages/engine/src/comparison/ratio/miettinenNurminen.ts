import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { requireTwoProportions, type TwoProportions } from '../types.ts';
import { ratioScoreLimit } from './score.ts';

/**
 * Miettinen and Nurminen's score interval for the ratio of two independent rates: Koopman's, with the variance enlarged by
 * N / (N − 1), N the members of both groups.
 *
 *   all θ with χ²(θ) (N − 1) / N ≤ z²
 *
 * @param groups  counts of the group and of its reference; no member in both
 * @param level   coverage as a fraction: 0.95, never 95
 * @param sides   which ends to give; the other one is open
 * @returns       bounds within [0, Infinity]: 0 when the group has no events, Infinity when the reference has none;
 *                both NaN when a denominator is 0 or N is not above 1
 * @throws RangeError when the counts or the level are impossible
 * @example miettinenNurminenRatio({ group: { denominator: 73, numerator: 24 }, reference: { denominator: 65, numerator: 53 } }, 0.95) // { lower: 0.2797, upper: 0.5598 }
 *
 * Source: Miettinen and Nurminen 1985, Stat Med 4:213.
 */
export function miettinenNurminenRatio(groups: TwoProportions, level: number, sides?: IntervalSides): Interval {
  requireTwoProportions(groups);
  return limitsOf(miettinenNurminenRatioLimit, groups, { level, sides, support: supports.ratio });
}

export function miettinenNurminenRatioLimit(groups: TwoProportions, tail: Tail): number {
  const members = groups.group.denominator + groups.reference.denominator;
  return ratioScoreLimit(groups, tail, (tail.z * tail.z * members) / (members - 1));
}
