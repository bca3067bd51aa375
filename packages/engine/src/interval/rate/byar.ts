import type { IntervalSides, Tail } from '../../number/tail.ts';
import { type Interval, limitsOf, type Rate, requireRate, supports } from '../types.ts';

/**
 * Byar's interval for a rate: the cube-root approximation of the exact interval, within 0.2 % of it from 10 events on
 * at level 0.95.
 *
 *   lower: x (1 − 1/9x − z/3√x)³ / exposure;  upper: the same with x + 1 and + z
 *
 * @param rate   events, possibly fractional (weighted), over an exposure: person-time, or the expected count
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds in the unit of events per exposure, clipped at 0; both NaN when the exposure is 0
 * @throws RangeError when the counts or the level are impossible
 * @example byar({ events: 10, exposure: 310 }, 0.95) // { lower: 0.01544, upper: 0.05933 }
 *
 * Source: Breslow and Day 1987, Statistical Methods in Cancer Research II, IARC.
 */
export function byar(rate: Rate, level: number, sides?: IntervalSides): Interval {
  requireRate(rate);
  return limitsOf(byarLimit, rate, { level, sides, support: supports.ratio });
}

export function byarLimit({ events, exposure }: Rate, { side, z }: Tail): number {
  return exposure === 0 ? NaN : cubed(side === 'lower' ? events : events + 1, z) / exposure;
}

/** Wilson and Hilferty's limit for a chi-square of 2 × count degrees of freedom, halved. */
export function cubed(count: number, z: number): number {
  return count === 0 ? 0 : count * (1 - 1 / (9 * count) + z / (3 * Math.sqrt(count))) ** 3;
}
