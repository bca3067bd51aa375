import { type Interval, limitsOf, type Proportion, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { requireTwoProportions, type TwoProportions } from '../types.ts';

/**
 * Katz log interval for the ratio of two independent rates, p_group / p_reference: what epidemiology prints.
 *
 *   (p₁ / p₂) exp(± z √(1/x₁ − 1/n₁ + 1/x₂ − 1/n₂))
 *
 * A group at 100 % adds nothing to the width: the interval shrinks to a point where both are.
 *
 * @param groups  counts of the group and of its reference; no member in both
 * @param level   coverage as a fraction: 0.95, never 95
 * @param sides   which ends to give; the other one is open
 * @returns       bounds within [0, Infinity]; both NaN when a numerator or a denominator is 0
 * @throws RangeError when the counts or the level are impossible
 * @example katz({ group: { denominator: 34, numerator: 7 }, reference: { denominator: 34, numerator: 1 } }, 0.95) // { lower: 0.9096, upper: 53.8695 }
 *
 * Source: Katz, Baptista, Azen and Pike 1978, Biometrics 34:469.
 */
export function katz(groups: TwoProportions, level: number, sides?: IntervalSides): Interval {
  requireTwoProportions(groups);
  return limitsOf(katzLimit, groups, { level, sides, support: supports.ratio });
}

export function katzLimit({ group, reference }: TwoProportions, { z }: Tail): number {
  if (group.numerator === 0 || reference.numerator === 0) return NaN;
  return rateRatio(group, reference) * Math.exp(z * Math.sqrt(logVariance(group) + logVariance(reference)));
}

export function rateRatio(group: Proportion, reference: Proportion): number {
  return (group.numerator * reference.denominator) / (reference.numerator * group.denominator);
}

/** Variance of the logarithm of a rate, 1/x − 1/n without the difference. */
export function logVariance({ denominator: n, numerator: x }: Proportion): number {
  return (n - x) / (x * n);
}
