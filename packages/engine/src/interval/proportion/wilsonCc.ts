import type { IntervalSides, Tail } from '../../number/tail.ts';
import { type Interval, limitsOf, type Proportion, requireProportion, supports } from '../types.ts';
import { scoreLimit } from './wilson.ts';

/**
 * Wilson score interval with continuity correction: the score interval of half a member fewer at the lower end, of half a
 * member more at the upper. It comes close to the exact interval, and is as wide.
 *
 *   lower: the smaller π with |(x − ½)/n − π| = z √(π(1 − π)/n);  upper: the larger π, with x + ½
 *
 * The correction is always made in full; R's prop.test drops it where x = n/2.
 *
 * @param cell   counts, possibly fractional; numerator ≤ denominator
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds within [0, 1]; both NaN when the denominator is 0
 * @throws RangeError when the counts or the level are impossible
 * @example wilsonCc({ denominator: 263, numerator: 81 }, 0.95) // { lower: 0.2535, upper: 0.3682 }
 *
 * Source: Newcombe 1998, Stat Med 17:857, method 4.
 */
export function wilsonCc(cell: Proportion, level: number, sides?: IntervalSides): Interval {
  requireProportion(cell);
  return limitsOf(wilsonCcLimit, cell, { level, sides, support: supports.proportion });
}

export function wilsonCcLimit({ denominator: n, numerator: x }: Proportion, tail: Tail): number {
  return tail.side === 'lower' ? scoreLimit(Math.max(0, x - 0.5), n, tail) : scoreLimit(Math.min(n, x + 0.5), n, tail);
}
