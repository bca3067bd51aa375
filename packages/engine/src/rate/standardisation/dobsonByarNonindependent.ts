import { byarLimit } from '../../interval/rate/byar.ts';
import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { dobson } from './dobson.ts';
import type { DirectStratum } from './strata.ts';
import { type DirectSums, directSums } from './sums.ts';

/**
 * Dobson's interval on Byar's where one person can have several events: people are the independent ones, and a person
 * with k events adds k² to the variance.
 *
 *   y + √(v / O) (L_O − O)  to  y + √(v / O) (U_O − O)  with v = Σ w² Σ k² m_k, m_k people of a stratum having k events each
 *
 * @param strata  named rows with population, peopleByEventCount and standard
 * @param level   coverage as a fraction: 0.95, never 95
 * @param sides   which ends to give; the other one is open
 * @returns       bounds in events per person; both NaN without events, or where it is not known who had how many
 * @throws RangeError when a stratum or the level is impossible
 * @example dobsonByarNonindependent([{ stratum: 'all', population: 1000, peopleByEventCount: { 1: 20, 2: 5 }, standard: 1 }], 0.95) // { lower: 0.01873, upper: 0.04481 }
 *
 * Source: Stukel et al. 1994, Stat Med 13:1781 (variance of rates of recurrent outcomes); Dobson et al. 1991, Stat Med 10:457.
 */
export function dobsonByarNonindependent(strata: readonly DirectStratum[], level: number, sides?: IntervalSides): Interval {
  return limitsOf(dobsonByarNonindependentLimit, directSums(strata), { level, sides, support: supports.ratio });
}

export function dobsonByarNonindependentLimit({ repeated }: DirectSums, tail: Tail): number {
  return repeated === null ? NaN : dobson(repeated, byarLimit({ events: repeated.events, exposure: 1 }, tail), tail);
}
