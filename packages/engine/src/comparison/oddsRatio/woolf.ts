import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { requireTwoProportions, type TwoProportions } from '../types.ts';

/**
 * Woolf's logit interval for the odds ratio of two independent groups.
 *
 *   ψ exp(± z √(1/x₁ + 1/y₁ + 1/x₂ + 1/y₂)),  y = n − x,  ψ = x₁y₂ / (y₁x₂)
 *
 * @param groups  counts of the group and of its reference; no member in both
 * @param level   coverage as a fraction: 0.95, never 95
 * @param sides   which ends to give; the other one is open
 * @returns       bounds within [0, Infinity]; both NaN when one of the four counts is 0
 * @throws RangeError when the counts or the level are impossible
 * @example woolf({ group: { denominator: 16, numerator: 4 }, reference: { denominator: 16, numerator: 2 } }, 0.95) // { lower: 0.3617, upper: 15.0533 }
 *
 * Source: Woolf 1955, Ann Hum Genet 19:251.
 */
export function woolf(groups: TwoProportions, level: number, sides?: IntervalSides): Interval {
  requireTwoProportions(groups);
  return limitsOf(woolfLimit, groups, { level, sides, support: supports.ratio });
}

export function woolfLimit(groups: TwoProportions, tail: Tail): number {
  return logitLimit(groups, tail, 0);
}

/** Woolf's and Gart's limit: the same formula, with nothing or a half added to each of the four counts. */
export function logitLimit({ group, reference }: TwoProportions, { z }: Tail, added: number): number {
  const x1 = group.numerator + added;
  const y1 = group.denominator - group.numerator + added;
  const x2 = reference.numerator + added;
  const y2 = reference.denominator - reference.numerator + added;
  if (x1 === 0 || y1 === 0 || x2 === 0 || y2 === 0) return NaN;
  return ((x1 * y2) / (y1 * x2)) * Math.exp(z * Math.sqrt(1 / x1 + 1 / y1 + 1 / x2 + 1 / y2));
}
