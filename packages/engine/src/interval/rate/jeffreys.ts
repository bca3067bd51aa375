import { gammaCut } from '../../number/gammaQuantile.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { type Interval, limitsOf, type Rate, requireRate, supports } from '../types.ts';
import { gammaColumns } from './gammaColumns.ts';

/**
 * Jeffreys interval for events over an exposure: equal tails of the posterior under the prior 1 / √rate, with the lower
 * limit 0 at no events.
 *
 *   quantiles of gamma(x + ½) over the exposure
 *
 * @param rate   events, possibly fractional, and exposure; no events without exposure
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds in events per unit of exposure; both NaN when the exposure is 0
 * @throws RangeError when the numbers or the level are impossible
 * @example jeffreysRate({ events: 10, exposure: 1000 }, 0.95) // { lower: 0.005141, upper: 0.01774 }
 *
 * Source: Brown, Cai and DasGupta 2003, Stat Sin 13:19.
 */
export function jeffreysRate(rate: Rate, level: number, sides?: IntervalSides): Interval {
  requireRate(rate);
  return limitsOf(jeffreysRateLimit, rate, { level, sides, support: supports.ratio });
}

/**
 * Jeffreys interval for events over an exposure as the prior gives it, also at no events, where it leaves the rate 0 out.
 *
 * @param rate   events, possibly fractional, and exposure; no events without exposure
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds in events per unit of exposure; both NaN when the exposure is 0
 * @throws RangeError when the numbers or the level are impossible
 * @example jeffreysUnadjustedRate({ events: 0, exposure: 1 }, 0.95) // { lower: 0.000491, upper: 2.5119 }
 *
 * Source: Brown, Cai and DasGupta 2003, Stat Sin 13:19.
 */
export function jeffreysUnadjustedRate(rate: Rate, level: number, sides?: IntervalSides): Interval {
  requireRate(rate);
  return limitsOf(jeffreysUnadjustedRateLimit, rate, { level, sides, support: supports.ratio });
}

export function jeffreysRateLimit(rate: Rate, tail: Tail): number {
  if (tail.side === 'lower' && rate.events === 0 && rate.exposure > 0) return 0;
  return jeffreysUnadjustedRateLimit(rate, tail);
}

export function jeffreysUnadjustedRateLimit({ events, exposure }: Rate, { side, probability, z }: Tail): number {
  if (exposure === 0) return NaN;
  return gammaCut(probability, -Math.abs(z), events + 0.5, side === 'upper') / exposure;
}

export const jeffreysRateColumns = gammaColumns({ near: 0.5, far: 0.5, pinned: true });
export const jeffreysUnadjustedRateColumns = gammaColumns({ near: 0.5, far: 0.5, pinned: false });
