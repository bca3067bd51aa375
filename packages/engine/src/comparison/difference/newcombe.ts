import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { requireTwoProportions, type TwoProportions } from '../types.ts';
import { limitBy } from './limit.ts';
import { wilsonRise } from './wilsonRise.ts';

/**
 * Hybrid score interval for the difference of two independent rates, p_group − p_reference.
 * It joins the two Wilson intervals [l, u] and so keeps their behaviour at small counts and at 0 % and 100 %.
 *
 *   d − √((p₁ − l₁)² + (u₂ − p₂)²)  to  d + √((u₁ − p₁)² + (p₂ − l₂)²)
 *
 * @param groups  counts of the group and of its reference; no member in both
 * @param level   coverage as a fraction: 0.95, never 95
 * @param sides   which ends to give; the other one is open
 * @returns       bounds within [−1, 1]; both NaN when a denominator is 0
 * @throws RangeError when the counts or the level are impossible
 * @example newcombe({ group: { denominator: 70, numerator: 56 }, reference: { denominator: 80, numerator: 48 } }, 0.95) // { lower: 0.0524, upper: 0.3339 }
 *
 * Source: Newcombe 1998, Stat Med 17:873, method 10.
 */
export function newcombe(groups: TwoProportions, level: number, sides?: IntervalSides): Interval {
  requireTwoProportions(groups);
  return limitsOf(newcombeLimit, groups, { level, sides, support: supports.difference });
}

export function newcombeLimit(groups: TwoProportions, tail: Tail): number {
  return limitBy(hybridReach, groups, tail);
}

function hybridReach(hits1: number, misses1: number, hits2: number, misses2: number, squared: number): number {
  const first = wilsonRise(hits1, misses1, squared);
  const second = wilsonRise(hits2, misses2, squared);
  return Math.sqrt(first * first + second * second);
}
