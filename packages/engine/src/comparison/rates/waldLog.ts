import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { requireTwoRates, type TwoRates } from '../types.ts';

/**
 * Log Wald interval for the ratio of two rates, group / reference: symmetrical in the logarithm.
 *
 *   (x₁/t₁) / (x₂/t₂) · exp(± z √(1/x₁ + 1/x₂))
 *
 * @param rates  events and exposure of the group and of its reference
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds above 0; both NaN when one of the two has no events
 * @throws RangeError when the numbers or the level are impossible
 * @example waldLogRateRatio({ group: { events: 41, exposure: 28010 }, reference: { events: 15, exposure: 19017 } }, 0.95) // { lower: 1.0272, upper: 3.3526 }
 *
 * Source: Rothman, Greenland and Lash 2008, Modern Epidemiology, 3rd edition, chapter 14.
 */
export function waldLogRateRatio(rates: TwoRates, level: number, sides?: IntervalSides): Interval {
  requireTwoRates(rates);
  return limitsOf(waldLogLimit, rates, { level, sides, support: supports.ratio });
}

export function waldLogLimit({ group, reference }: TwoRates, { z }: Tail): number {
  const x1 = group.events;
  const x2 = reference.events;
  if (x1 === 0 || x2 === 0) return NaN;
  return (x1 / group.exposure) * (reference.exposure / x2) * Math.exp(z * Math.sqrt(1 / x1 + 1 / x2));
}

/** Why the interval is missing, in words; null when it is there. */
export function withoutEvents({ group, reference }: TwoRates): string | null {
  if (group.events === 0) return 'wald-log needs events in both: events of the group are 0';
  return reference.events === 0 ? 'wald-log needs events in both: events of the reference are 0' : null;
}
