import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { requireTwoProportions, type TwoProportions } from '../types.ts';
import { logitLimit } from './woolf.ts';

/**
 * Gart's adjusted logit interval for the odds ratio of two independent groups: Woolf's, with half a member more in each of
 * the four counts, so that zeros have an interval too. Its centre ψ is not the crude odds ratio.
 *
 *   ψ exp(± z √(1/(x₁ + ½) + 1/(y₁ + ½) + 1/(x₂ + ½) + 1/(y₂ + ½))),  y = n − x,  ψ = (x₁ + ½)(y₂ + ½) / ((y₁ + ½)(x₂ + ½))
 *
 * @param groups  counts of the group and of its reference; no member in both
 * @param level   coverage as a fraction: 0.95, never 95
 * @param sides   which ends to give; the other one is open
 * @returns       bounds within (0, Infinity); both NaN when a denominator is 0
 * @throws RangeError when the counts or the level are impossible
 * @example gart({ group: { denominator: 12, numerator: 0 }, reference: { denominator: 15, numerator: 3 } }, 0.95) // { lower: 0.0067, upper: 3.0625 }
 *
 * Source: Gart 1966, JRSS B 28:164.
 */
export function gart(groups: TwoProportions, level: number, sides?: IntervalSides): Interval {
  requireTwoProportions(groups);
  return limitsOf(gartLimit, groups, { level, sides, support: supports.ratio });
}

export function gartLimit(groups: TwoProportions, tail: Tail): number {
  if (groups.group.denominator === 0 || groups.reference.denominator === 0) return NaN;
  return logitLimit(groups, tail, 0.5);
}
