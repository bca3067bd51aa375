import { exactLimit } from '../../interval/rate/exact.ts';
import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { dobson } from './dobson.ts';
import type { DirectStratum } from './strata.ts';
import { type DirectSums, directSums } from './sums.ts';

/**
 * Dobson's interval for a directly standardised rate, built on the exact Poisson interval of the total count.
 *
 *   y + √(v / O) (L_O − O)  to  y + √(v / O) (U_O − O)
 *   with y = Σ w x, v = Σ w² x, O = Σ x and Garwood's limits L_O, U_O for O events
 *
 * @param strata  named rows with population, events and standard
 * @param level   coverage as a fraction: 0.95, never 95
 * @param sides   which ends to give; the other one is open
 * @returns       bounds in events per person; both NaN without events or without a rate
 * @throws RangeError when a stratum or the level is impossible
 * @example dobsonExact([{ stratum: 'all', population: 1500, events: 37, standard: 1 }], 0.95) // { lower: 0.017368, upper: 0.034 }
 *
 * Source: Dobson, Kuulasmaa, Eberle and Scherer 1991, Stat Med 10:457; Garwood 1936, Biometrika 28:437.
 */
export function dobsonExact(strata: readonly DirectStratum[], level: number, sides?: IntervalSides): Interval {
  return limitsOf(dobsonExactLimit, directSums(strata), { level, sides, support: supports.ratio });
}

export function dobsonExactLimit(sums: DirectSums, tail: Tail): number {
  return dobson(sums, exactLimit({ events: sums.events, exposure: 1 }, tail), tail);
}
