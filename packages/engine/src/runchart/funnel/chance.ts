import { binomialCdf } from '../../number/binomial.ts';
import type { Tails } from '../../number/incompleteBeta.ts';
import { poissonCdf } from '../../number/poisson.ts';
import type { Place } from './exact.ts';
import type { FunnelStatistic } from './methods.ts';

/** As in `coincide`: a value within this of its limit, relatively, lies on it. */
const rounding = 1e-12;

/**
 * The chance that a unit lies outside its limits though nothing but chance separates it from the target: exact, by the binomial
 * or Poisson distribution of its count. Counts are whole, so it is rarely what the level promises.
 *
 * @returns  a probability; NaN without limits, or where a proportion's denominator is not whole
 */
export function chanceOutside(
  statistic: FunnelStatistic,
  { denominator, target }: Place,
  { lower, upper }: { readonly lower: number; readonly upper: number },
): number {
  if (Number.isNaN(lower) || (statistic === 'proportion' && !Number.isInteger(denominator))) return NaN;
  const cdf = (k: number): Tails =>
    statistic === 'proportion'
      ? binomialCdf(k, { trials: denominator, probability: target })
      : poissonCdf(k, { mean: denominator * target });
  const highestInside = Math.floor(upper * denominator * (1 + rounding));
  const lowestInside = Math.ceil(lower * denominator * (1 - rounding));
  return cdf(lowestInside - 1).lower + cdf(highestInside).upper;
}
