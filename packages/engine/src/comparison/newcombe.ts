import type { Interval, Proportion } from '../interval/types.ts';
import { wilson } from '../interval/wilson.ts';

/** Two groups without a member in common. */
export interface TwoProportions {
  readonly group: Proportion;
  readonly reference: Proportion;
}

/**
 * Hybrid score interval for the difference of two independent rates, p_group − p_reference.
 * It joins the two Wilson intervals [l, u] and so keeps their behaviour at small counts and at 0 % and 100 %.
 *
 *   d − √((p₁ − l₁)² + (u₂ − p₂)²)  to  d + √((u₁ − p₁)² + (p₂ − l₂)²)
 *
 * @param groups  counts of the group and of its reference; no member in both
 * @param level   coverage as a fraction: 0.95, never 95
 * @returns       bounds within [−1, 1]; both NaN when a denominator is 0
 * @throws RangeError when the counts or the level are impossible
 * @example newcombe({ group: { denominator: 70, numerator: 56 }, reference: { denominator: 80, numerator: 48 } }, 0.95) // { lower: 0.0524, upper: 0.3339 }
 *
 * Source: Newcombe 1998, Stat Med 17:873, method 10.
 */
export function newcombe({ group, reference }: TwoProportions, level: number): Interval {
  const first = wilson(group, level);
  const second = wilson(reference, level);
  const p1 = group.numerator / group.denominator;
  const p2 = reference.numerator / reference.denominator;
  return {
    lower: Math.max(-1, p1 - p2 - Math.hypot(p1 - first.lower, second.upper - p2)),
    upper: Math.min(1, p1 - p2 + Math.hypot(first.upper - p1, p2 - second.lower)),
  };
}
