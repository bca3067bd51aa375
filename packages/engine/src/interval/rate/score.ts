import type { IntervalSides, Tail } from '../../number/tail.ts';
import { type Interval, limitsOf, type Rate, requireRate, supports } from '../types.ts';

/**
 * Score interval for a rate: every mean whose own standard error puts the count within z of it.
 *
 *   (x + z²/2 ± z √(x + z²/4)) / exposure
 *
 * @param rate   events, possibly fractional (weighted), over an exposure: person-time, or the expected count
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds in the unit of events per exposure; both NaN when the exposure is 0
 * @throws RangeError when the counts or the level are impossible
 * @example scoreRate({ events: 29, exposure: 26.4 }, 0.95) // { lower: 0.7649, upper: 1.5776 }
 *
 * Source: Barker 2002, Am Stat 56:85.
 */
export function scoreRate(rate: Rate, level: number, sides?: IntervalSides): Interval {
  requireRate(rate);
  return limitsOf(scoreRateLimit, rate, { level, sides, support: supports.ratio });
}

/** The lower limit comes from the product of the two, x²: the difference would cancel where x is small. */
export function scoreRateLimit({ events: x, exposure }: Rate, { side, z }: Tail): number {
  if (exposure === 0) return NaN;
  const sum = x + (z * z) / 2 + Math.abs(z) * Math.sqrt(x + (z * z) / 4);
  return (side === 'lower' ? (x * x) / sum : sum) / exposure;
}
