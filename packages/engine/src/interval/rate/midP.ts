import { incompleteGamma } from '../../number/incompleteGamma.ts';
import { stirlingError } from '../../number/logGamma.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { halley, NONE, SETTLED, startFrom, TURNS_MAX } from '../halley.ts';
import { type Interval, limitsOf, type Rate, requireRate, supports } from '../types.ts';

/**
 * Mid-p interval for a rate: the exact interval, but with only half the probability of the observed count in each tail.
 *
 *   lower: the mean μ with P(X > x) + ½ P(X = x) = tail;  upper: the μ with P(X < x) + ½ P(X = x) = tail;  both / exposure
 *
 * @param rate   events, possibly fractional (weighted), over an exposure: person-time, or the expected count
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds in the unit of events per exposure; both NaN when the exposure is 0
 * @throws RangeError when the counts or the level are impossible
 * @example midPRate({ events: 10, exposure: 310 }, 0.95) // { lower: 0.01639, upper: 0.0575 }
 *
 * Source: Cohen and Yang 1994, Stat Med 13:2189.
 */
export function midPRate(rate: Rate, level: number, sides?: IntervalSides): Interval {
  requireRate(rate);
  return limitsOf(midPRateLimit, rate, { level, sides, support: supports.ratio });
}

/** Halley's iteration on the log of the tail, in the log of the mean. */
export function midPRateLimit({ events: x, exposure }: Rate, { side, probability, z }: Tail): number {
  if (exposure === 0) return NaN;
  if (x < NONE) return side === 'lower' ? 0 : -Math.log(2 * probability) / exposure;
  const sign = side === 'lower' ? -1 : 1;
  const peak = Math.exp(-stirlingError(x)) / Math.sqrt(2 * Math.PI * x);
  let log = sign * startFrom(Math.abs(z) / Math.sqrt(x), -sign); // of the mean over the count
  for (let miss = Infinity, left = TURNS_MAX; Math.abs(miss) > SETTLED && left > 0; left -= 1) {
    const mean = x * Math.exp(log);
    const half = (peak / 2) * Math.exp(-x * (Math.expm1(log) - log)); // of the chance of the count itself
    const tail =
      half + (side === 'lower' ? incompleteGamma(mean, { shape: x + 1 }).lower : incompleteGamma(mean, { shape: x }).upper);
    const slope = (-sign * half * (mean + x)) / tail; // of log tail, as the log of the mean grows
    const bend = -x * Math.expm1(log) + mean / (mean + x) - slope;
    miss = Math.log(tail / probability);
    log -= halley(miss / slope, bend);
  }
  return (x * Math.exp(log)) / exposure;
}
