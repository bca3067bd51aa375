import type { IntervalSides, Tail } from '../../number/tail.ts';
import { type Interval, limitsOf, type Proportion, requireProportion, supports } from '../types.ts';

/**
 * Logit interval for a proportion: Wald's interval on the log odds, turned back. At 0 % and 100 %, where the log odds are
 * infinite, the other end is the exact binomial limit.
 *
 *   logit⁻¹(log(x / (n − x)) ± z √(1/x + 1/(n − x)))
 *   x = 0: 0 to 1 − tail^(1/n);  x = n: tail^(1/n) to 1
 *
 * @param cell   counts, possibly fractional; numerator ≤ denominator
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds within [0, 1]; both NaN when the denominator is 0
 * @throws RangeError when the counts or the level are impossible
 * @example logit({ denominator: 263, numerator: 81 }, 0.95) // { lower: 0.2551, upper: 0.3664 }
 *
 * Source: Brown, Cai and DasGupta 2001, Stat Sci 16:101, section 4.
 */
export function logit(cell: Proportion, level: number, sides?: IntervalSides): Interval {
  requireProportion(cell);
  return limitsOf(logitLimit, cell, { level, sides, support: supports.proportion });
}

export function logitLimit({ denominator: n, numerator: x }: Proportion, { side, probability, z }: Tail): number {
  if (n === 0) return NaN;
  if (x === 0) return side === 'lower' ? 0 : -Math.expm1(Math.log(probability) / n);
  if (x === n) return side === 'upper' ? 1 : Math.exp(Math.log(probability) / n);
  return 1 / (1 + ((n - x) / x) * Math.exp(-z * Math.sqrt(1 / x + 1 / (n - x))));
}
