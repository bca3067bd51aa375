import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import type { DirectStratum } from './strata.ts';
import { type DirectSums, directSums } from './sums.ts';

/**
 * Normal interval for a directly standardised rate, y ± z √v with v = Σ w² x, clipped at 0.
 *
 * @param strata  named rows with population, events and standard
 * @param level   coverage as a fraction: 0.95, never 95
 * @param sides   which ends to give; the other one is open
 * @returns       bounds in events per person; both 0 without events, both NaN without a rate
 * @throws RangeError when a stratum or the level is impossible
 * @example directNormal([{ stratum: 'all', population: 1500, events: 37, standard: 1 }], 0.95) // { lower: 0.016719, upper: 0.032615 }
 *
 * Source: Breslow and Day 1987, Statistical Methods in Cancer Research II (IARC Scientific Publications 82), chapter 2.
 */
export function directNormal(strata: readonly DirectStratum[], level: number, sides?: IntervalSides): Interval {
  return limitsOf(directNormalLimit, directSums(strata), { level, sides, support: supports.ratio });
}

export function directNormalLimit({ rate, variance }: DirectSums, { z }: Tail): number {
  return rate + z * Math.sqrt(variance);
}
