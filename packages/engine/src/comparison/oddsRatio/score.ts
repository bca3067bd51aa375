import type { Proportion } from '../../interval/types.ts';
import type { Tail } from '../../number/tail.ts';
import type { TwoProportions } from '../types.ts';

/** The odds ratio at which the chi-square of the score is as great as allowed: what the two score intervals share. */
export function oddsRatioScoreLimit({ group, reference }: TwoProportions, { side }: Tail, chiSquare: number): number {
  return side === 'lower' ? lowerScoreLimit(group, reference, chiSquare) : 1 / lowerScoreLimit(reference, group, chiSquare);
}

/**
 * At an odds ratio ψ the likeliest table with the same margins has moved s members, x₁ − s of the first group and x₂ + s of
 * the second, and with y for the misses
 *
 *   χ² = s² (1/(x₁ − s) + 1/(y₁ + s) + 1/(x₂ + s) + 1/(y₂ − s)),
 *
 * which is convex and grows from 0 without end as s goes from 0 to the smaller of x₁ and y₂. So the limit is a root in s, not
 * in ψ; and where each term alone would reach χ², the four together are at most four times too much: from there Newton's
 * steps fall to the root and never past it.
 */
export function lowerScoreLimit(first: Proportion, second: Proportion, chiSquare: number): number {
  const { denominator: n1, numerator: x1 } = first;
  const { denominator: n2, numerator: x2 } = second;
  if (n1 === 0 || n2 === 0 || !(chiSquare > 0)) return NaN;
  const y1 = n1 - x1;
  const y2 = n2 - x2;
  if (x1 === 0 || y2 === 0) return 0;
  const leaving = Math.min(x1, y2);
  const joining = Math.min(y1, x2);
  let s = Math.min(
    (2 * leaving) / (1 + Math.sqrt(1 + (4 * leaving) / chiSquare)),
    (chiSquare * (1 + Math.sqrt(1 + (4 * joining) / chiSquare))) / 2,
  );
  for (;;) {
    const a = 1 / (x1 - s);
    const b = 1 / (y1 + s);
    const c = 1 / (x2 + s);
    const d = 1 / (y2 - s);
    const slope = a * (1 + x1 * a) + b * (1 + y1 * b) + c * (1 + x2 * c) + d * (1 + y2 * d);
    const next = s - (s * s * (a + b + c + d) - chiSquare) / (s * slope);
    if (!(next < s)) break;
    s = next;
  }
  return ((x1 - s) * (y2 - s)) / ((y1 + s) * (x2 + s));
}
