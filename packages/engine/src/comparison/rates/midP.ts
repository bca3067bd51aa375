import { midPLimit } from '../../interval/proportion/midP.ts';
import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { requireTwoRates, type TwoRates } from '../types.ts';
import { conditionalLimit } from './conditional.ts';

/**
 * Mid-p conditional interval for the ratio of two rates, group / reference: the exact one with only half the probability of
 * the observed counts in each tail, which gives up its guarantee for a coverage near the level.
 *
 *   share = ratio · t₁ / (ratio · t₁ + t₂),  x₁ of x₁ + x₂ events
 *
 * @param rates  events, possibly fractional (the beta function extends the binomial one), and exposure of both
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds in [0, Infinity]: 0 without events in the group, Infinity without events in the reference
 * @throws RangeError when the numbers or the level are impossible
 * @example midPRateRatio({ group: { events: 41, exposure: 28010 }, reference: { events: 15, exposure: 19017 } }, 0.95) // { lower: 1.0411, upper: 3.4494 }
 *
 * Source: Rothman, Greenland and Lash 2008, Modern Epidemiology, 3rd edition, chapter 14.
 */
export function midPRateRatio(rates: TwoRates, level: number, sides?: IntervalSides): Interval {
  requireTwoRates(rates);
  return limitsOf(midPRatioLimit, rates, { level, sides, support: supports.ratio });
}

export function midPRatioLimit(rates: TwoRates, tail: Tail): number {
  return conditionalLimit(midPLimit, rates, tail);
}
