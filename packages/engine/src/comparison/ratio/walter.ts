import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { requireTwoProportions, type TwoProportions } from '../types.ts';

/**
 * Walter's adjusted log interval for the ratio of two independent rates: Katz's, with half a member more in every
 * numerator and denominator, so that zeros have an interval too.
 *
 *   r exp(± z √(1/(x₁ + ½) − 1/(n₁ + ½) + 1/(x₂ + ½) − 1/(n₂ + ½))),  r = (x₁ + ½)(n₂ + ½) / ((n₁ + ½)(x₂ + ½))
 *
 * Its centre r is not the crude ratio; with both groups at 100 % it shrinks to the point 1.
 *
 * @param groups  counts of the group and of its reference; no member in both
 * @param level   coverage as a fraction: 0.95, never 95
 * @param sides   which ends to give; the other one is open
 * @returns       bounds within (0, Infinity); both NaN when a denominator is 0
 * @throws RangeError when the counts or the level are impossible
 * @example walter({ group: { denominator: 12, numerator: 0 }, reference: { denominator: 15, numerator: 3 } }, 0.95) // { lower: 0.0101, upper: 3.118 }
 *
 * Source: Walter 1975, Biometrika 62:371.
 */
export function walter(groups: TwoProportions, level: number, sides?: IntervalSides): Interval {
  requireTwoProportions(groups);
  return limitsOf(walterLimit, groups, { level, sides, support: supports.ratio });
}

export function walterLimit({ group, reference }: TwoProportions, { z }: Tail): number {
  const { denominator: n1, numerator: x1 } = group;
  const { denominator: n2, numerator: x2 } = reference;
  if (n1 === 0 || n2 === 0) return NaN;
  const ratio = ((x1 + 0.5) * (n2 + 0.5)) / ((x2 + 0.5) * (n1 + 0.5));
  const variance = (n1 - x1) / ((x1 + 0.5) * (n1 + 0.5)) + (n2 - x2) / ((x2 + 0.5) * (n2 + 0.5));
  return ratio * Math.exp(z * Math.sqrt(variance));
}
