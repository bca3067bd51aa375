import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { requireTwoProportions, type TwoProportions } from '../types.ts';
import { limitBy } from './limit.ts';
import { wilsonRise } from './wilsonRise.ts';

/**
 * Hybrid score interval with continuity correction for the difference of two independent rates, p_group − p_reference:
 * Newcombe's interval built on Wilson's with the correction of half a member.
 *
 *   d − √((p₁ − l₁)² + (u₂ − p₂)²)  to  d + √((u₁ − p₁)² + (p₂ − l₂)²),  [l, u] the corrected Wilson intervals
 *
 * @param groups  counts of the group and of its reference; no member in both
 * @param level   coverage as a fraction: 0.95, never 95
 * @param sides   which ends to give; the other one is open
 * @returns       bounds within [−1, 1]; both NaN when a denominator is 0
 * @throws RangeError when the counts or the level are impossible
 * @example newcombeCc({ group: { denominator: 70, numerator: 56 }, reference: { denominator: 80, numerator: 48 } }, 0.95) // { lower: 0.0428, upper: 0.3422 }
 *
 * Source: Newcombe 1998, Stat Med 17:873, method 11.
 */
export function newcombeCc(groups: TwoProportions, level: number, sides?: IntervalSides): Interval {
  requireTwoProportions(groups);
  return limitsOf(newcombeCcLimit, groups, { level, sides, support: supports.difference });
}

export function newcombeCcLimit(groups: TwoProportions, tail: Tail): number {
  return limitBy(correctedReach, groups, tail);
}

function correctedReach(hits1: number, misses1: number, hits2: number, misses2: number, squared: number): number {
  const first = correctedRise(hits1, misses1, squared);
  const second = correctedRise(hits2, misses2, squared);
  return Math.sqrt(first * first + second * second);
}

/** The corrected limit is the plain one for half a member more. */
function correctedRise(hits: number, misses: number, squared: number): number {
  const n = hits + misses;
  return misses <= 0.5 ? misses / n : wilsonRise(hits + 0.5, misses - 0.5, squared) + 0.5 / n;
}
