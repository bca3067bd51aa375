/** A Newton step, relative to the multiplier, after which the next one would be lost in rounding: convergence is quadratic. */
const SETTLED = 1e-10;

/**
 * How far a score limit lies from the crude difference, squared / λ, where the most likely counts are in proportion to
 * countᵢ / (1 − λaᵢ), each pulled by its aᵢ, and λ is the Lagrange multiplier of the constraint:
 *
 *   Σ countᵢ aᵢ² λ² / (1 − λaᵢ) = squared,  λaᵢ ≤ 1
 *
 * Every term is convex and rises from 0: from a point above the root Newton's method descends to it without fail. Each term
 * alone would reach `squared` at its bound, so the least bound is such a point. A count of 0 with a pull upwards bounds λ all
 * the same: beyond, its most likely rate would no longer be 0 and takes up all that is left. 0 where nothing is pulled.
 */
export function pulledReach(
  count1: number,
  pull1: number,
  count2: number,
  pull2: number,
  count3: number,
  pull3: number,
  squared: number,
): number {
  const above = Math.min(boundOf(count1, pull1, squared), boundOf(count2, pull2, squared), boundOf(count3, pull3, squared));
  if (above === Infinity || squared === 0) return 0;
  let multiplier = above;
  for (;;) {
    const excess =
      termAt(multiplier, count1, pull1) + termAt(multiplier, count2, pull2) + termAt(multiplier, count3, pull3) - squared;
    const slope = slopeAt(multiplier, count1, pull1) + slopeAt(multiplier, count2, pull2) + slopeAt(multiplier, count3, pull3);
    const next = Math.min(above, multiplier - excess / slope);
    if (!(Math.abs(next - multiplier) > SETTLED * multiplier)) return squared / next; // NaN ends it too
    multiplier = next;
  }
}

/** Where one term alone is `squared`: of two forms of the root the one without cancellation. */
function boundOf(count: number, pull: number, squared: number): number {
  const sum = squared + Math.sqrt(squared * (squared + 4 * count));
  return pull > 0 ? (2 * squared) / (pull * sum) : sum / (2 * Math.abs(pull) * count);
}

function termAt(multiplier: number, count: number, pull: number): number {
  return count === 0 ? 0 : (count * (multiplier * pull) ** 2) / (1 - multiplier * pull);
}

function slopeAt(multiplier: number, count: number, pull: number): number {
  const share = multiplier * pull;
  return count === 0 ? 0 : (count * pull * share * (2 - share)) / (1 - share) ** 2;
}
