import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { requireTwoRates, type TwoRates } from '../types.ts';

/**
 * Score interval for the ratio of two rates, group / reference: every ratio that a score test does not reject. Given the
 * events of both together it is Wilson's interval for the group's share of them, so it needs no iteration.
 *
 *   the θ = (t₂ / t₁) o with (x₁ − x₂ o)² = z² (x₁ + x₂) o
 *
 * @param rates  events and exposure of the group and of its reference
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds in [0, Infinity]: 0 without events in the group, Infinity without events in the reference
 * @throws RangeError when the numbers or the level are impossible
 * @example scoreRateRatio({ group: { events: 4, exposure: 151.2 }, reference: { events: 9, exposure: 98.7 } }, 0.99) // { lower: 0.0698, upper: 1.2055 }
 *
 * Source: Graham, Mengersen and Morton 2003, Stat Med 22:2071.
 */
export function scoreRateRatio(rates: TwoRates, level: number, sides?: IntervalSides): Interval {
  requireTwoRates(rates);
  return limitsOf(scoreRatioLimit, rates, { level, sides, support: supports.ratio });
}

export function scoreRatioLimit({ group, reference }: TwoRates, { side, z }: Tail): number {
  const { events: x1, exposure: t1 } = group;
  const { events: x2, exposure: t2 } = reference;
  if (t1 === 0 || t2 === 0) return NaN;
  if (side === 'lower' && x1 === 0) return 0;
  if (side === 'upper' && x2 === 0) return Infinity;
  const half = (z * z * (x1 + x2)) / 2;
  const sum = x1 * x2 + half + Math.sqrt(half * (half + 2 * x1 * x2));
  return (side === 'lower' ? (x1 / sum) * x1 : sum / x2 / x2) * (t2 / t1); // the roots have the product (x₁ / x₂)²
}
