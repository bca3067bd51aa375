import { type Interval, limitsOf, type Rate, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { requireTwoRates, type TwoRates } from '../types.ts';
import { rateLimitBy } from './difference.ts';

/**
 * Hybrid score interval for the difference of two rates, group − reference: it joins the score intervals [l, u] of both
 * rates as Newcombe's does for proportions ("method of variance estimates recovery").
 *
 *   d − √((r₁ − l₁)² + (u₂ − r₂)²)  to  d + √((u₁ − r₁)² + (r₂ − l₂)²),  (r − μ)² = z² μ/t at l and u
 *
 * @param rates  events and exposure of the group and of its reference
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds in events per unit of exposure; both NaN when an exposure is 0
 * @throws RangeError when the numbers or the level are impossible
 * @example moverScoreRateDifference({ group: { events: 41, exposure: 28010 }, reference: { events: 15, exposure: 19017 } }, 0.95) // { lower: 0.000034, upper: 0.001282 }
 *
 * Source: Zou and Donner 2008, Stat Med 27:1693.
 */
export function moverScoreRateDifference(rates: TwoRates, level: number, sides?: IntervalSides): Interval {
  requireTwoRates(rates);
  return limitsOf(moverScoreLimit, rates, { level, sides, support: supports.any });
}

export function moverScoreLimit(rates: TwoRates, tail: Tail): number {
  return rateLimitBy(hybridReach, rates, tail);
}

function hybridReach(falling: Rate, rising: Rate, squared: number): number {
  const rise = rootOf(rising, squared) / rising.exposure;
  const fall = ((squared / rootOf(falling, squared)) * falling.events) / falling.exposure; // the two have the product z² x/t²
  return Math.sqrt(fall * fall + rise * rise);
}

function rootOf({ events }: Rate, squared: number): number {
  return squared / 2 + Math.sqrt(squared * (squared / 4 + events));
}
