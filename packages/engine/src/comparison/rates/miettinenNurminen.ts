import { type Interval, limitsOf, type Rate, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { pulledReach } from '../difference/pulledReach.ts';
import { requireTwoRates, type TwoRates } from '../types.ts';
import { rateLimitBy } from './difference.ts';

/**
 * Miettinen-Nurminen interval for the difference of two rates, group − reference: every difference that a score test does not
 * reject. It excludes 0 exactly where the score interval of the ratio excludes 1.
 *
 *   the δ with (d − δ)² = z² (μ₁/t₁ + μ₂/t₂) at the most likely μ₁ − μ₂ = δ
 *
 * @param rates  events and exposure of the group and of its reference
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds in events per unit of exposure; both NaN when an exposure is 0
 * @throws RangeError when the numbers or the level are impossible
 * @example miettinenNurminenRateDifference({ group: { events: 4, exposure: 151.2 }, reference: { events: 9, exposure: 98.7 } }, 0.99) // { lower: -0.1857, upper: 0.0125 }
 *
 * Source: Miettinen and Nurminen 1985, Stat Med 4:213.
 */
export function miettinenNurminenRateDifference(rates: TwoRates, level: number, sides?: IntervalSides): Interval {
  requireTwoRates(rates);
  return limitsOf(miettinenNurminenRateLimit, rates, { level, sides, support: supports.any });
}

export function miettinenNurminenRateLimit(rates: TwoRates, tail: Tail): number {
  return rateLimitBy(scoreReach, rates, tail);
}

/** The most likely rates are μ = x/(t + λ) where it falls and x/(t − λ) where it rises; the distance is z²/λ. */
function scoreReach(falling: Rate, rising: Rate, squared: number): number {
  return pulledReach(falling.events, -1 / falling.exposure, rising.events, 1 / rising.exposure, 0, 0, squared);
}
