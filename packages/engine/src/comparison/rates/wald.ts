import { type Interval, limitsOf, type Rate, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { requireTwoRates, type TwoRates } from '../types.ts';
import { rateLimitBy } from './difference.ts';

/**
 * Wald interval for the difference of two rates, group − reference: the crude difference plus and minus its estimated
 * standard error. It has no width where neither group has an event.
 *
 *   x₁/t₁ − x₂/t₂ ± z √(x₁/t₁² + x₂/t₂²)
 *
 * @param rates  events and exposure of the group and of its reference
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds in events per unit of exposure; both NaN when an exposure is 0
 * @throws RangeError when the numbers or the level are impossible
 * @example waldRateDifference({ group: { events: 30, exposure: 1000 }, reference: { events: 12, exposure: 1100 } }, 0.95) // { lower: 0.006708, upper: 0.031474 }
 *
 * Source: Rothman, Greenland and Lash 2008, Modern Epidemiology, 3rd edition, chapter 14.
 */
export function waldRateDifference(rates: TwoRates, level: number, sides?: IntervalSides): Interval {
  requireTwoRates(rates);
  return limitsOf(waldRateLimit, rates, { level, sides, support: supports.any });
}

export function waldRateLimit(rates: TwoRates, tail: Tail): number {
  return rateLimitBy(waldReach, rates, tail);
}

function waldReach(falling: Rate, rising: Rate, squared: number): number {
  return Math.sqrt(squared * (varianceOf(falling) + varianceOf(rising)));
}

function varianceOf({ events, exposure }: Rate): number {
  return events / exposure / exposure;
}
