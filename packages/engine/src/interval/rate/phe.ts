import type { IntervalSides, Tail } from '../../number/tail.ts';
import { type Interval, limitsOf, type Rate, requireRate, supports } from '../types.ts';
import { byarLimit } from './byar.ts';
import { exactLimit } from './exact.ts';

/**
 * The interval for a rate of English public health: exact below 10 events, Byar's from 10 on. Our default.
 *
 * @param rate   events, possibly fractional (weighted), over an exposure: person-time, or the expected count
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds in the unit of events per exposure; both NaN when the exposure is 0
 * @throws RangeError when the counts or the level are impossible
 * @example phe({ events: 9, exposure: 310 }, 0.95) // { lower: 0.01328, upper: 0.05511 }
 *
 * Source: Public Health Data Science, Technical Guide: Confidence Intervals, May 2018, appendices 1 and 2.
 */
export function phe(rate: Rate, level: number, sides?: IntervalSides): Interval {
  requireRate(rate);
  return limitsOf(pheLimit, rate, { level, sides, support: supports.ratio });
}

export function pheLimit(rate: Rate, tail: Tail): number {
  return rate.events < 10 ? exactLimit(rate, tail) : byarLimit(rate, tail);
}
