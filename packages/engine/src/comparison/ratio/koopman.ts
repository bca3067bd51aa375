import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { requireTwoProportions, type TwoProportions } from '../types.ts';
import { ratioScoreLimit } from './score.ts';

/**
 * Koopman's score interval for the ratio of two independent rates, p_group / p_reference: our default, because it has an
 * answer for every count and excludes 1 exactly when Pearson's chi-square test rejects.
 *
 *   all θ with χ²(θ) ≤ z²,  χ²(θ) = (x₁ − n₁p₁)² / (n₁p₁(1 − p₁)) + (x₂ − n₂p₂)² / (n₂p₂(1 − p₂)),
 *   p₁ = θ p₂ the likeliest rates with that ratio
 *
 * @param groups  counts of the group and of its reference; no member in both
 * @param level   coverage as a fraction: 0.95, never 95
 * @param sides   which ends to give; the other one is open
 * @returns       bounds within [0, Infinity]: 0 when the group has no events, Infinity when the reference has none;
 *                both NaN when a denominator is 0
 * @throws RangeError when the counts or the level are impossible
 * @example koopman({ group: { denominator: 15, numerator: 8 }, reference: { denominator: 15, numerator: 4 } }, 0.95) // { lower: 0.815, upper: 5.3363 }
 *
 * Source: Koopman 1984, Biometrics 40:513. Checked against Gart and Nam 1988, Biometrics 44:323.
 */
export function koopman(groups: TwoProportions, level: number, sides?: IntervalSides): Interval {
  requireTwoProportions(groups);
  return limitsOf(koopmanLimit, groups, { level, sides, support: supports.ratio });
}

export function koopmanLimit(groups: TwoProportions, tail: Tail): number {
  return ratioScoreLimit(groups, tail, tail.z * tail.z);
}
