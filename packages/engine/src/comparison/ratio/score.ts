import type { Proportion } from '../../interval/types.ts';
import type { Tail } from '../../number/tail.ts';
import type { TwoProportions } from '../types.ts';

/** The ratio at which the chi-square of the score is as great as allowed: what Koopman and Miettinen-Nurminen share. */
export function ratioScoreLimit({ group, reference }: TwoProportions, { side }: Tail, chiSquare: number): number {
  return side === 'lower' ? lowerLimit(group, reference, chiSquare) : 1 / lowerLimit(reference, group, chiSquare);
}

/**
 * At a ratio θ the likeliest rates with p₁ = θ p₂ are p₁ = (x₁ − s) / (n₁ − s) and p₂ = (x₂ + s) / (n₂ + s) for some s, and
 *
 *   χ² = s² (y₁ / (n₁ (x₁ − s)) + y₂ / (n₂ (x₂ + s))),  y the misses,
 *
 * which is convex and grows from 0 without end as s goes from 0 to x₁. So the limit is a root in s, not in θ; and where
 * each term alone would reach χ², the two together are at most twice too much: from there Newton's steps fall to the root
 * and never past it.
 */
function lowerLimit(first: Proportion, second: Proportion, chiSquare: number): number {
  const { denominator: n1, numerator: x1 } = first;
  const { denominator: n2, numerator: x2 } = second;
  if (n1 === 0 || n2 === 0 || !(chiSquare > 0)) return NaN;
  if (x1 === 0) return 0;
  const u1 = (n1 - x1) / n1;
  const u2 = (n2 - x2) / n2;
  const s2 = (chiSquare * (1 + Math.sqrt(1 + (4 * u2 * x2) / chiSquare))) / (2 * u2);
  if (u1 === 0) return fromFull(n1, second, { chiSquare, s: s2 });
  let s = Math.min((2 * x1) / (1 + Math.sqrt(1 + (4 * u1 * x1) / chiSquare)), s2);
  for (;;) {
    const t1 = u1 / (x1 - s);
    const t2 = u2 / (x2 + s);
    const slope = t1 * (1 + x1 / (x1 - s)) + t2 * (1 + x2 / (x2 + s));
    const next = s - (s * s * (t1 + t2) - chiSquare) / (s * slope);
    if (!(next < s)) break;
    s = next;
  }
  return ((x1 - s) * (n2 + s)) / ((n1 - x1 + (x1 - s)) * (x2 + s));
}

/**
 * With the first group at 100 %, p₁ stays at 1 while s grows to n₁: the second group alone makes χ². When that is not
 * enough, s stays at n₁ and p₁ falls, adding n₁ (1 − p₁) / p₁.
 */
function fromFull(
  n1: number,
  { denominator: n2, numerator: x2 }: Proportion,
  { chiSquare, s }: { chiSquare: number; s: number },
): number {
  if (s <= n1) return (n2 + s) / (x2 + s);
  const missing = chiSquare - (n1 * n1 * (n2 - x2)) / (n2 * (x2 + n1));
  return (n1 / (n1 + missing)) * ((n1 + n2) / (n1 + x2));
}
