import { type Interval, limitsOf, type Rate, requireRate, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';

/**
 * Normal interval for the logarithm of events over an exposure, x / t times or over the error factor exp(z / √x).
 * With the expected events as exposure it is the interval of a standardised ratio.
 *
 * @param rate   events, possibly fractional, and exposure; no events without exposure
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds in events per unit of exposure; both NaN without events
 * @throws RangeError when the numbers or the level are impossible
 * @example logNormalRate({ events: 10, exposure: 7.795 }, 0.95) // { lower: 0.690256, upper: 2.384281 }
 *
 * Source: Clayton and Hills 1993, Statistical Models in Epidemiology, chapters 9 and 15.
 */
export function logNormalRate(rate: Rate, level: number, sides?: IntervalSides): Interval {
  requireRate(rate);
  return limitsOf(logNormalRateLimit, rate, { level, sides, support: supports.ratio });
}

export function logNormalRateLimit({ events, exposure }: Rate, { z }: Tail): number {
  return events === 0 ? NaN : (events / exposure) * Math.exp(z / Math.sqrt(events));
}
