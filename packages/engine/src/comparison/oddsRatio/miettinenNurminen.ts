import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { requireTwoProportions, type TwoProportions } from '../types.ts';
import { oddsRatioScoreLimit } from './score.ts';

/**
 * Miettinen and Nurminen's score interval for the odds ratio of two independent groups: our default, because it has an
 * answer for every count and needs no whole ones. The uncorrected score interval, with the variance enlarged by N / (N − 1),
 * N the members of both groups.
 *
 *   all ψ with χ²(ψ) (N − 1) / N ≤ z²
 *
 * @param groups  counts of the group and of its reference; no member in both
 * @param level   coverage as a fraction: 0.95, never 95
 * @param sides   which ends to give; the other one is open
 * @returns       bounds within [0, Infinity]: 0 or Infinity on the side of a count of 0;
 *                both NaN when a denominator is 0 or N is not above 1
 * @throws RangeError when the counts or the level are impossible
 * @example miettinenNurminenOddsRatio({ group: { denominator: 16, numerator: 4 }, reference: { denominator: 16, numerator: 2 } }, 0.95) // { lower: 0.3998, upper: 13.1317 }
 *
 * Source: Miettinen and Nurminen 1985, Stat Med 4:213.
 */
export function miettinenNurminenOddsRatio(groups: TwoProportions, level: number, sides?: IntervalSides): Interval {
  requireTwoProportions(groups);
  return limitsOf(miettinenNurminenOddsRatioLimit, groups, { level, sides, support: supports.ratio });
}

export function miettinenNurminenOddsRatioLimit(groups: TwoProportions, tail: Tail): number {
  const members = groups.group.denominator + groups.reference.denominator;
  return oddsRatioScoreLimit(groups, tail, (tail.z * tail.z * members) / (members - 1));
}
