import { wilsonLimit } from '../../interval/proportion/wilson.ts';
import { type Interval, limitsOf, type Proportion, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { requireTwoProportions, type TwoProportions } from '../types.ts';

/**
 * Hybrid score interval for the ratio of two independent rates: what Newcombe's is for their difference. It joins the two
 * Wilson intervals [l, u] by the method of variance estimates recovery (MOVER-R).
 *
 *   lower: (p₁p₂ − √(p₁²p₂² − l₁(2p₁ − l₁) u₂(2p₂ − u₂))) / (u₂(2p₂ − u₂))
 *   upper: (p₁p₂ + √(p₁²p₂² − u₁(2p₁ − u₁) l₂(2p₂ − l₂))) / (l₂(2p₂ − l₂))
 *
 * @param groups  counts of the group and of its reference; no member in both
 * @param level   coverage as a fraction: 0.95, never 95
 * @param sides   which ends to give; the other one is open
 * @returns       bounds within [0, Infinity]: 0 when the group has no events, Infinity when the reference has none;
 *                both NaN when a denominator is 0
 * @throws RangeError when the counts or the level are impossible
 * @example moverWilson({ group: { denominator: 73, numerator: 24 }, reference: { denominator: 65, numerator: 53 } }, 0.95) // { lower: 0.2816, upper: 0.5625 }
 *
 * Source: Donner and Zou 2012, Stat Methods Med Res 21:347; Newcombe 2016, Stat Methods Med Res 25:1774.
 */
export function moverWilson(groups: TwoProportions, level: number, sides?: IntervalSides): Interval {
  requireTwoProportions(groups);
  return limitsOf(moverWilsonLimit, groups, { level, sides, support: supports.ratio });
}

export function moverWilsonLimit({ group, reference }: TwoProportions, tail: Tail): number {
  return tail.side === 'lower' ? lowerLimit(group, reference, tail) : 1 / lowerLimit(reference, group, tail.opposite);
}

/** The formula without its two differences: the product of the quadratic's roots, and its discriminant in the distances p − l and u − p. */
function lowerLimit(first: Proportion, second: Proportion, tail: Tail): number {
  if (first.denominator === 0 || second.denominator === 0) return NaN;
  if (first.numerator === 0) return 0;
  const p1 = first.numerator / first.denominator;
  const p2 = second.numerator / second.denominator;
  const l1 = wilsonLimit(first, tail);
  const product = l1 * (2 * p1 - l1);
  const below = p1 - l1;
  const above = wilsonLimit(second, tail.opposite) - p2;
  return product / (p1 * p2 + Math.sqrt(below * below * p2 * p2 + above * above * product));
}
