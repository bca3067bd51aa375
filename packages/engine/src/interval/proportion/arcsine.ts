import type { IntervalSides, Tail } from '../../number/tail.ts';
import { type Interval, limitsOf, type Proportion, requireProportion, supports } from '../types.ts';

/**
 * Arcsine interval for a proportion: Wald's interval on the angle whose squared sine is the rate, where the variance hardly
 * depends on the rate, turned back.
 *
 *   sin²(asin √p̃ ± z / 2√n),  p̃ = (x + 3/8) / (n + 3/4),  the angle held within [0, π/2]
 *
 * @param cell   counts, possibly fractional; numerator ≤ denominator
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds within [0, 1]; both NaN when the denominator is 0
 * @throws RangeError when the counts or the level are impossible
 * @example arcsine({ denominator: 263, numerator: 81 }, 0.95) // { lower: 0.2542, upper: 0.3656 }
 *
 * Source: Anscombe 1948, Biometrika 35:246 (the 3/8); Brown, Cai and DasGupta 2001, Stat Sci 16:101, section 4.
 */
export function arcsine(cell: Proportion, level: number, sides?: IntervalSides): Interval {
  requireProportion(cell);
  return limitsOf(arcsineLimit, cell, { level, sides, support: supports.proportion });
}

export function arcsineLimit({ denominator: n, numerator: x }: Proportion, { z }: Tail): number {
  if (n === 0) return NaN;
  const angle = Math.atan2(Math.sqrt(x + 0.375), Math.sqrt(n - x + 0.375)); // asin √p̃ would lose digits near 100 %
  return Math.sin(Math.min(Math.PI / 2, Math.max(0, angle + z / (2 * Math.sqrt(n))))) ** 2;
}
