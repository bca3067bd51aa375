import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { gammaLimit } from './gammaLimit.ts';
import type { DirectStratum } from './strata.ts';
import { type DirectSums, directSums } from './sums.ts';

/**
 * Gamma interval of Fay and Feuer for a directly standardised rate: our default, because it keeps its coverage in sparse
 * strata and still has an upper limit where nothing happened.
 *
 *   lower: gamma quantile with mean y and variance v
 *   upper: gamma quantile with mean y + w and variance v + w², w the largest weight: what one more event could add at most
 *
 * @param strata  named rows with population, events and standard
 * @param level   coverage as a fraction: 0.95, never 95
 * @param sides   which ends to give; the other one is open
 * @returns       bounds in events per person; both NaN without a rate
 * @throws RangeError when a stratum or the level is impossible
 * @example fayFeuer([{ stratum: 'all', population: 1500, events: 37, standard: 1 }], 0.95) // { lower: 0.017368, upper: 0.034 }
 *
 * Source: Fay and Feuer 1997, Stat Med 16:791.
 */
export function fayFeuer(strata: readonly DirectStratum[], level: number, sides?: IntervalSides): Interval {
  return limitsOf(fayFeuerLimit, directSums(strata), { level, sides, support: supports.ratio });
}

export function fayFeuerLimit({ rate, variance, weightMax }: DirectSums, tail: Tail): number {
  return tail.side === 'lower'
    ? gammaLimit({ mean: rate, variance }, tail)
    : gammaLimit({ mean: rate + weightMax, variance: variance + weightMax * weightMax }, tail);
}
