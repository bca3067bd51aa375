import type { IntervalSides, Tail } from '../../number/tail.ts';
import { type Interval, limitsOf, type Rate, requireRate, supports } from '../types.ts';
import { cubed } from './byar.ts';

/**
 * Byar's interval with x + ½ at both ends, as Rothman and Boice print it and epitools computes it: near the mid-p
 * interval, where Byar's own is near the exact one. Without events its lower limit is above 0 at levels below 0.9.
 *
 *   (x + ½) (1 − 1/9(x + ½) ± z/3√(x + ½))³ / exposure
 *
 * @param rate   events, possibly fractional (weighted), over an exposure: person-time, or the expected count
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds in the unit of events per exposure, clipped at 0; both NaN when the exposure is 0
 * @throws RangeError when the counts or the level are impossible
 * @example byarHalf({ events: 10, exposure: 310 }, 0.95) // { lower: 0.01656, upper: 0.05723 }
 *
 * Source: Rothman and Boice 1979, Epidemiologic Analysis with a Programmable Calculator, NIH publication 79-1649.
 */
export function byarHalf(rate: Rate, level: number, sides?: IntervalSides): Interval {
  requireRate(rate);
  return limitsOf(byarHalfLimit, rate, { level, sides, support: supports.ratio });
}

export function byarHalfLimit({ events, exposure }: Rate, { z }: Tail): number {
  return exposure === 0 ? NaN : cubed(events + 0.5, z) / exposure;
}
