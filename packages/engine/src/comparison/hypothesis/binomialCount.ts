import { type Binomial, binomialCdf, binomialPmf } from '../../number/binomial.ts';
import type { Discrete } from './discrete.ts';

/** How many of the trials succeed. */
export function binomialCount(binomial: Binomial): Discrete {
  const { trials, probability } = binomial;
  return {
    least: 0,
    most: trials,
    mode: Math.min(trials, Math.floor((trials + 1) * probability)),
    pmf: (k) => binomialPmf(k, binomial),
    tails: (k) => binomialCdf(k, binomial),
  };
}
