import type { IntervalSides, Tail } from '../../number/tail.ts';
import { type Interval, limitsOf, type Proportion, requireProportion, supports } from '../types.ts';

/**
 * Agresti-Coull interval for a proportion: Wald's formula after adding z²/2 members who met the measure and z²/2 who did
 * not ("add two of each" at level 0.95). It has Wilson's centre and is a little wider.
 *
 *   p̃ ± z √(p̃(1 − p̃)/ñ),  ñ = n + z²,  p̃ = (x + z²/2) / ñ
 *
 * @param cell   counts, possibly fractional; numerator ≤ denominator
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds clipped to [0, 1]; both NaN when the denominator is 0
 * @throws RangeError when the counts or the level are impossible
 * @example agrestiCoull({ denominator: 263, numerator: 81 }, 0.95) // { lower: 0.2552, upper: 0.3663 }
 *
 * Source: Agresti and Coull 1998, Am Stat 52:119.
 */
export function agrestiCoull(cell: Proportion, level: number, sides?: IntervalSides): Interval {
  requireProportion(cell);
  return limitsOf(agrestiCoullLimit, cell, { level, sides, support: supports.proportion });
}

/** The lower limit as p̃² minus the squared spread, over their sum: the difference itself would cancel where x is small. */
export function agrestiCoullLimit({ denominator: n, numerator: x }: Proportion, { side, z }: Tail): number {
  if (n === 0) return NaN;
  const half = (z * z) / 2;
  const total = n + 2 * half;
  const p = (x + half) / total;
  const spread = Math.abs(z) * Math.sqrt((p * (n - x + half)) / total / total);
  return side === 'lower' ? (p * (x - half + 2 * half * p)) / total / (p + spread) : p + spread;
}
