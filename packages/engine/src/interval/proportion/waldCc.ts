import type { IntervalSides, Tail } from '../../number/tail.ts';
import { type Interval, limitsOf, type Proportion, requireProportion, supports } from '../types.ts';

/**
 * Wald interval with continuity correction: half a member further out at each end.
 *
 *   p ± (z √(p(1 − p)/n) + 1/2n),  p = x / n
 *
 * @param cell   counts, possibly fractional; numerator ≤ denominator
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds clipped to [0, 1]; both NaN when the denominator is 0
 * @throws RangeError when the counts or the level are impossible
 * @example waldCc({ denominator: 263, numerator: 81 }, 0.95) // { lower: 0.2503, upper: 0.3657 }
 *
 * Source: Newcombe 1998, Stat Med 17:857, method 2.
 */
export function waldCc(cell: Proportion, level: number, sides?: IntervalSides): Interval {
  requireProportion(cell);
  return limitsOf(waldCcLimit, cell, { level, sides, support: supports.proportion });
}

export function waldCcLimit({ denominator: n, numerator: x }: Proportion, { side, z }: Tail): number {
  return (x + z * Math.sqrt((x * (n - x)) / n) + (side === 'lower' ? -0.5 : 0.5)) / n;
}
