import { binomialPmf } from '../number/binomial.ts';
import { requireFraction, requireWholePositive } from '../number/require.ts';
import { proportionInterval, type ProportionIntervalOptions } from './proportionInterval.ts';

/**
 * Coverage that an interval for a proportion actually has: the chance that it holds the true rate, summed over every
 * count that can come up.
 *
 *   Σ P(X = x) over the x from 0 to n whose interval holds the rate
 *
 * @param truth    the denominator, a whole number above 0, and the true rate in [0, 1]
 * @param options  method (default `wilson`), level (default 0.95), sides (default `two-sided`)
 * @returns        a fraction in [0, 1], to be held against the level
 * @throws RangeError when the denominator is not a whole number above 0, or the rate, the method or the level is impossible
 * @example coverage({ denominator: 20, rate: 0.3 }, { method: 'wald' }) // 0.9474
 * @example coverage({ denominator: 20, rate: 0.05 }, { method: 'wald' }) // 0.639
 *
 * Source: Brown, Cai and DasGupta 2001, Stat Sci 16:101, section 2.
 */
export function coverage(
  { denominator, rate }: { readonly denominator: number; readonly rate: number },
  options: ProportionIntervalOptions = {},
): number {
  requireWholePositive('denominator', denominator);
  requireFraction('rate', rate);
  let total = 0;
  for (let numerator = 0; numerator <= denominator; numerator += 1) {
    const { lower, upper } = proportionInterval({ denominator, numerator }, options);
    if (lower !== null && upper !== null && lower <= rate && rate <= upper)
      total += binomialPmf(numerator, { trials: denominator, probability: rate });
  }
  return Math.min(1, total);
}
