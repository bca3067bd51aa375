import type { IntervalSides, Tail } from '../../number/tail.ts';
import { type Interval, limitsOf, type Proportion, requireProportion, supports } from '../types.ts';

/**
 * Wald interval for a proportion: the estimate plus and minus its estimated standard error. The one most textbooks print,
 * kept for comparison with work that used it: it collapses to a point at 0 % and 100 %.
 *
 *   p ± z √(p(1 − p)/n),  p = x / n
 *
 * @param cell   counts, possibly fractional; numerator ≤ denominator
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds clipped to [0, 1]; both NaN when the denominator is 0
 * @throws RangeError when the counts or the level are impossible
 * @example wald({ denominator: 263, numerator: 81 }, 0.95) // { lower: 0.2522, upper: 0.3638 }
 *
 * Source: Newcombe 1998, Stat Med 17:857, method 1.
 */
export function wald(cell: Proportion, level: number, sides?: IntervalSides): Interval {
  requireProportion(cell);
  return limitsOf(waldLimit, cell, { level, sides, support: supports.proportion });
}

export function waldLimit({ denominator: n, numerator: x }: Proportion, { z }: Tail): number {
  return (x + z * Math.sqrt((x * (n - x)) / n)) / n;
}
