import type { IntervalSides, Tail } from '../../number/tail.ts';
import { type Interval, limitsOf, type Rate, requireRate, supports } from '../types.ts';

/**
 * Wald interval for a rate: the estimate plus and minus its estimated standard error. Kept for comparison with work that
 * used it: at 0 events it collapses to a point.
 *
 *   (x ± z √x) / exposure
 *
 * @param rate   events, possibly fractional (weighted), over an exposure: person-time, or the expected count
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds in the unit of events per exposure, clipped at 0; both NaN when the exposure is 0
 * @throws RangeError when the counts or the level are impossible
 * @example waldRate({ events: 29, exposure: 26.4 }, 0.95) // { lower: 0.6987, upper: 1.4983 }
 *
 * Source: Barker 2002, Am Stat 56:85.
 */
export function waldRate(rate: Rate, level: number, sides?: IntervalSides): Interval {
  requireRate(rate);
  return limitsOf(waldRateLimit, rate, { level, sides, support: supports.ratio });
}

export function waldRateLimit({ events, exposure }: Rate, { z }: Tail): number {
  return (events + z * Math.sqrt(events)) / exposure;
}
