import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { type Pairs, requirePairs } from '../types.ts';
import { addedLimit } from './waldPaired.ts';

/**
 * Agresti-Min interval for the difference of two paired rates, first − second: Wald's after half a pair is added to each of
 * the four counts, whatever the level.
 *
 *   d̃ ± z √((b̃ + c̃)/ñ − d̃²) / √ñ,  b̃ = b + ½, c̃ = c + ½, ñ = n + 2, d̃ = (b̃ − c̃)/ñ
 *
 * @param pairs  how many met both times, only the first, only the second, neither
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds clipped to [−1, 1]; both NaN when there are no pairs
 * @throws RangeError when the counts or the level are impossible
 * @example agrestiMin({ both: 54, firstOnly: 1, secondOnly: 0, neither: 45 }, 0.95) // { lower: -0.0173, upper: 0.0369 }
 *
 * Source: Agresti and Min 2005, Stat Med 24:729.
 */
export function agrestiMin(pairs: Pairs, level: number, sides?: IntervalSides): Interval {
  requirePairs(pairs);
  return limitsOf(agrestiMinLimit, pairs, { level, sides, support: supports.difference });
}

export function agrestiMinLimit(pairs: Pairs, tail: Tail): number {
  return addedLimit(pairs, tail, 0.5, 1);
}
