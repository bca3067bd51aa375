import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import type { DirectStratum } from './strata.ts';
import { type DirectSums, directSums } from './sums.ts';

/**
 * Normal interval for the logarithm of a directly standardised rate, y exp(± z √v / y) with v = Σ w² x.
 *
 * @param strata  named rows with population, events and standard
 * @param level   coverage as a fraction: 0.95, never 95
 * @param sides   which ends to give; the other one is open
 * @returns       bounds in events per person; both NaN without events or without a rate
 * @throws RangeError when a stratum or the level is impossible
 * @example directLogNormal([{ stratum: 'all', population: 1500, events: 37, standard: 1 }], 0.95) // { lower: 0.017872, upper: 0.034045 }
 *
 * Source: Breslow and Day 1987, Statistical Methods in Cancer Research II (IARC Scientific Publications 82), chapter 2.
 */
export function directLogNormal(strata: readonly DirectStratum[], level: number, sides?: IntervalSides): Interval {
  return limitsOf(directLogNormalLimit, directSums(strata), { level, sides, support: supports.ratio });
}

export function directLogNormalLimit({ rate, variance }: DirectSums, { z }: Tail): number {
  return rate * Math.exp((z * Math.sqrt(variance)) / rate);
}
