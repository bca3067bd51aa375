import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { gammaLimit } from './gammaLimit.ts';
import type { DirectStratum } from './strata.ts';
import { type DirectSums, directSums } from './sums.ts';

/**
 * Gamma interval of Tiwari, Clegg and Zou for a directly standardised rate: as Fay and Feuer's, but one more event is
 * given the mean weight instead of the largest.
 *
 *   lower: gamma quantile with mean y and variance v
 *   upper: gamma quantile with mean y + mean(w) and variance v + mean(w²)
 *
 * @param strata  named rows with population, events and standard
 * @param level   coverage as a fraction: 0.95, never 95
 * @param sides   which ends to give; the other one is open
 * @returns       bounds in events per person; both NaN without a rate
 * @throws RangeError when a stratum or the level is impossible
 * @example tiwari([{ stratum: 'all', population: 1500, events: 37, standard: 1 }], 0.95) // { lower: 0.017368, upper: 0.034 }
 *
 * Source: Tiwari, Clegg and Zou 2006, Stat Methods Med Res 15:547.
 */
export function tiwari(strata: readonly DirectStratum[], level: number, sides?: IntervalSides): Interval {
  return limitsOf(tiwariLimit, directSums(strata), { level, sides, support: supports.ratio });
}

export function tiwariLimit({ rate, variance, weightMean, weightSquareMean }: DirectSums, tail: Tail): number {
  return tail.side === 'lower'
    ? gammaLimit({ mean: rate, variance }, tail)
    : gammaLimit({ mean: rate + weightMean, variance: variance + weightSquareMean }, tail);
}
