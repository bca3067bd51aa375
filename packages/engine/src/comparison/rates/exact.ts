import { clopperPearsonLimit } from '../../interval/proportion/clopperPearson.ts';
import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { requireTwoRates, type TwoRates } from '../types.ts';
import { conditionalLimit } from './conditional.ts';

/**
 * Exact conditional interval for the ratio of two rates, group / reference: given the events of both together, the group's
 * share of them is binomial, and its Clopper-Pearson limits are turned into ratios.
 *
 *   share = ratio · t₁ / (ratio · t₁ + t₂),  x₁ of x₁ + x₂ events
 *
 * @param rates  events, possibly fractional (the beta function extends the binomial one), and exposure of both
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds in [0, Infinity]: 0 without events in the group, Infinity without events in the reference
 * @throws RangeError when the numbers or the level are impossible
 * @example exactRateRatio({ group: { events: 30, exposure: 1000 }, reference: { events: 12, exposure: 1100 } }, 0.95) // { lower: 1.3673, upper: 5.8978 }
 *
 * Source: Przyborowski and Wilenski 1940, Biometrika 31:313; Clopper and Pearson 1934, Biometrika 26:404.
 */
export function exactRateRatio(rates: TwoRates, level: number, sides?: IntervalSides): Interval {
  requireTwoRates(rates);
  return limitsOf(exactRatioLimit, rates, { level, sides, support: supports.ratio });
}

export function exactRatioLimit(rates: TwoRates, tail: Tail): number {
  return conditionalLimit(clopperPearsonLimit, rates, tail);
}
