import { gammaCut } from '../../number/gammaQuantile.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { type Interval, limitsOf, type Rate, requireRate, supports } from '../types.ts';
import { gammaColumns } from './gammaColumns.ts';

/**
 * Exact Poisson interval for events over an exposure: every rate that an exact test, each tail by itself, does not reject.
 *
 *   lower: gamma quantile with shape x over the exposure, upper: gamma quantile with shape x + 1 over the exposure
 *
 * @param rate   events, possibly fractional, and exposure; no events without exposure
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds in events per unit of exposure; both NaN when the exposure is 0
 * @throws RangeError when the numbers or the level are impossible
 * @example exactPoisson({ events: 10, exposure: 1000 }, 0.95) // { lower: 0.004795, upper: 0.01839 }
 *
 * Source: Garwood 1936, Biometrika 28:437.
 */
export function exactPoisson(rate: Rate, level: number, sides?: IntervalSides): Interval {
  requireRate(rate);
  return limitsOf(exactLimit, rate, { level, sides, support: supports.ratio });
}

export function exactLimit({ events, exposure }: Rate, { side, probability, z }: Tail): number {
  if (exposure === 0) return NaN;
  const upper = side === 'upper';
  if (events === 0 && !upper) return 0;
  return gammaCut(probability, -Math.abs(z), upper ? events + 1 : events, upper) / exposure;
}

export const exactColumns = gammaColumns({ near: 0, far: 1, pinned: true });
