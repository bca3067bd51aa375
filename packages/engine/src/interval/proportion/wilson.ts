import type { IntervalSides, Tail } from '../../number/tail.ts';
import { type Interval, type Proportion, limitsOf, requireProportion, supports } from '../types.ts';

/**
 * Wilson score interval for a proportion: our default, because it keeps its
 * coverage at the small denominators that stratified practice panels produce.
 *
 *   z = Φ⁻¹((1 + level) / 2),  p = x / n
 *   (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n)
 *
 * @param cell   counts, possibly fractional (imputed strata); numerator ≤ denominator
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds within [0, 1]; both NaN when the denominator is 0
 * @throws RangeError when the counts or the level are impossible
 * @example wilson({ denominator: 263, numerator: 81 }, 0.95) // { lower: 0.2553, upper: 0.3662 }
 *
 * Source: Wilson 1927, JASA 22:209. Checked against Newcombe 1998, Stat Med 17:857, table I.
 */
export function wilson(cell: Proportion, level: number, sides?: IntervalSides): Interval {
  requireProportion(cell);
  return limitsOf(wilsonLimit, cell, { level, sides, support: supports.proportion });
}

export function wilsonLimit({ denominator, numerator }: Proportion, tail: Tail): number {
  return scoreLimit(numerator, denominator, tail);
}

/** The lower limit comes from the product of the two, p² / (1 + z²/n): the difference would cancel where x is small. */
export function scoreLimit(x: number, n: number, { side, z }: Tail): number {
  if (n === 0) return NaN;
  if (x === n && side === 'upper') return 1; // exactly, not 1.0000000000000002
  const p = x / n;
  const sum = p + (z * z) / (2 * n) + Math.abs(z) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return side === 'lower' ? (p * p) / sum : sum / (1 + (z * z) / n);
}
