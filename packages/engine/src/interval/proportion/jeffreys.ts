import { betaCut } from '../../number/betaQuantile.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { type Interval, limitsOf, type Proportion, requireProportion, supports } from '../types.ts';
import { betaColumns } from './betaColumns.ts';

/**
 * Jeffreys interval for a proportion: equal tails of the posterior under the prior beta(½, ½), with the limit 0 at no hits
 * and 1 at all hits.
 *
 *   quantiles of beta(x + ½, n − x + ½)
 *
 * @param cell   counts, possibly fractional; numerator ≤ denominator
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds within [0, 1]; both NaN when the denominator is 0
 * @throws RangeError when the counts or the level are impossible
 * @example jeffreys({ denominator: 20, numerator: 0 }, 0.95) // { lower: 0, upper: 0.1166 }
 *
 * Source: Brown, Cai and DasGupta 2001, Stat Sci 16:101.
 */
export function jeffreys(cell: Proportion, level: number, sides?: IntervalSides): Interval {
  requireProportion(cell);
  return limitsOf(jeffreysLimit, cell, { level, sides, support: supports.proportion });
}

/**
 * Jeffreys interval as the prior gives it, also at no hits and at all hits, where it leaves the observed rate out.
 *
 * @param cell   counts, possibly fractional; numerator ≤ denominator
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds within (0, 1); both NaN when the denominator is 0
 * @throws RangeError when the counts or the level are impossible
 * @example jeffreysUnadjusted({ denominator: 20, numerator: 0 }, 0.95) // { lower: 0.00002425, upper: 0.1166 }
 *
 * Source: Brown, Cai and DasGupta 2001, Stat Sci 16:101.
 */
export function jeffreysUnadjusted(cell: Proportion, level: number, sides?: IntervalSides): Interval {
  requireProportion(cell);
  return limitsOf(jeffreysUnadjustedLimit, cell, { level, sides, support: supports.proportion });
}

export function jeffreysLimit({ denominator: n, numerator: x }: Proportion, { side, probability, z }: Tail): number {
  if (n === 0) return NaN;
  const upper = side === 'upper';
  if (upper ? x === n : x === 0) return upper ? 1 : 0;
  return betaCut(probability, -Math.abs(z), x + 0.5, n - x + 0.5, upper);
}

export function jeffreysUnadjustedLimit({ denominator: n, numerator: x }: Proportion, { side, probability, z }: Tail): number {
  if (n === 0) return NaN;
  return betaCut(probability, -Math.abs(z), x + 0.5, n - x + 0.5, side === 'upper');
}

export const jeffreysColumns = betaColumns({ near: 0.5, far: 0.5, pinned: true });
export const jeffreysUnadjustedColumns = betaColumns({ near: 0.5, far: 0.5, pinned: false });
