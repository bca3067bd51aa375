import { wilsonRise } from './wilsonRise.ts';

/** A Newton step, relative to λ, after which the next one would be lost in rounding: convergence is quadratic. */
const SETTLED = 1e-10;

/**
 * How far a score limit lies from the difference d of the rates, when the rate of hits rises in both groups: |d − δ| where
 * (d − δ)² = squared · V(δ) and V is the variance at the most likely rates among those that differ by δ.
 *
 * Usually a cubic is solved for these rates at every δ that is tried. Here everything is a function of λ, the Lagrange
 * multiplier of the constraint. The most likely rates have nᵢpᵢ − hitsᵢ = λ pᵢ(1 − pᵢ) in both groups, a quadratic; so the
 * distance is λV, and the limit is where
 *
 *   λ² V = Σ λ² pᵢ(1 − pᵢ)/nᵢ = squared,  at the distance squared / λ
 *
 * The sum is convex in λ (each term is half of √((λ + hitsᵢ − missesᵢ)² + 4 hitsᵢ missesᵢ) plus a straight line), so from
 * a point above the root Newton's method descends to it without fail. One group alone would have its Wilson limit, so the
 * smaller of the two groups' λ is such a point; Newcombe's λ is near the root, and where it lies below, one step leads above.
 */
export function scoreReach(hits1: number, misses1: number, hits2: number, misses2: number, squared: number): number {
  const rise1 = wilsonRise(hits1, misses1, squared);
  const rise2 = wilsonRise(hits2, misses2, squared);
  if (rise1 === 0 && rise2 === 0) return 0; // the limit is −1 or 1
  const above = squared / Math.max(rise1, rise2);
  const n1 = hits1 + misses1;
  const n2 = hits2 + misses2;
  let multiplier = squared / Math.sqrt(rise1 * rise1 + rise2 * rise2);
  for (;;) {
    const root1 = Math.sqrt((multiplier + hits1 - misses1) ** 2 + 4 * hits1 * misses1);
    const root2 = Math.sqrt((multiplier + hits2 - misses2) ** 2 + 4 * hits2 * misses2);
    const spread1 = spreadAt(multiplier, root1, hits1, misses1);
    const spread2 = spreadAt(multiplier, root2, hits2, misses2);
    const excess = multiplier * (multiplier * (spread1 / n1 + spread2 / n2)) - squared;
    const slope = multiplier * (steepness(spread1, root1, n1) + steepness(spread2, root2, n2));
    const next = Math.min(above, multiplier - excess / slope); // where flat, the root is above
    if (!(Math.abs(next - multiplier) > SETTLED * multiplier)) return squared / next; // NaN ends it too
    multiplier = next;
  }
}

/** p(1 − p) at the most likely p, each factor in the form without cancellation. */
function spreadAt(multiplier: number, root: number, hits: number, misses: number): number {
  const n = hits + misses;
  const p = multiplier < n ? (2 * hits) / (n - multiplier + root) : (multiplier - n + root) / (2 * multiplier);
  return (p * 2 * misses) / (n + multiplier + root);
}

/** The root is 0 only at the kink of a group at 0 %, where any slope between its two sides will do. */
function steepness(spread: number, root: number, n: number): number {
  return spread === 0 ? 0 : spread * (1 / n + 1 / root);
}
