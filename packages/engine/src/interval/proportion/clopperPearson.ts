import { betaCut } from '../../number/betaQuantile.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { type Interval, limitsOf, type Proportion, requireProportion, supports } from '../types.ts';
import { betaColumns } from './betaColumns.ts';

/**
 * Clopper-Pearson interval for a proportion: every rate that an exact binomial test, each tail by itself, does not reject.
 *
 *   lower: P(X ≥ x | rate) = (1 − level) / 2, a beta quantile with x and n − x + 1
 *   upper: P(X ≤ x | rate) = (1 − level) / 2, a beta quantile with x + 1 and n − x
 *
 * @param cell   counts, possibly fractional (the beta function extends the binomial one); numerator ≤ denominator
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds within [0, 1]; both NaN when the denominator is 0
 * @throws RangeError when the counts or the level are impossible
 * @example clopperPearson({ denominator: 263, numerator: 81 }, 0.95) // { lower: 0.2527, upper: 0.3676 }
 *
 * Source: Clopper and Pearson 1934, Biometrika 26:404.
 */
export function clopperPearson(cell: Proportion, level: number, sides?: IntervalSides): Interval {
  requireProportion(cell);
  return limitsOf(clopperPearsonLimit, cell, { level, sides, support: supports.proportion });
}

export function clopperPearsonLimit({ denominator: n, numerator: x }: Proportion, { side, probability, z }: Tail): number {
  if (n === 0) return NaN;
  const upper = side === 'upper';
  if (upper ? x === n : x === 0) return upper ? 1 : 0;
  return betaCut(probability, -Math.abs(z), upper ? x + 1 : x, upper ? n - x : n - x + 1, upper);
}

export const clopperPearsonColumns = betaColumns({ near: 0, far: 1, pinned: true });
