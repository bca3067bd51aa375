import { normalQuantile } from './normalQuantile.ts';
import type { Tails } from './incompleteBeta.ts';

/** A distribution of whole numbers, as far as a search for its quantiles has to know it. */
export interface Counts {
  readonly cdf: (k: number) => Tails;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly sd: number;
  readonly skewness: number;
}

/**
 * Quantile of a distribution of whole numbers: the smallest k with P(X ≤ k) ≥ p.
 * A probability that misses p by rounding alone (1e-14 of it) counts as having reached it.
 * The search starts from the normal quantile corrected for skewness, which is mostly right or a step or two away.
 */
export function discreteQuantile(p: number, { cdf, min, max, mean, sd, skewness }: Counts): number {
  if (p === 0 || min === max) return min;
  if (p === 1) return max;
  const reached = (k: number): boolean => {
    const { lower, upper } = cdf(k);
    return p <= 0.5 ? lower >= p * (1 - ROUNDING) : upper <= (1 - p) * (1 + ROUNDING);
  };
  const z = normalQuantile(p);
  const guess = Math.floor(mean + sd * (z + (skewness * (z * z - 1)) / 6));
  // Double the distance from the guess until the answer is bracketed, then halve the bracket.
  let above = Math.max(min, Math.min(max, guess));
  let below = above - 1;
  if (reached(above)) {
    for (let stride = 1; below >= min && reached(below); stride *= 2) {
      above = below;
      below = Math.max(min - 1, below - stride);
    }
  } else {
    let stride = 1;
    do {
      below = above;
      above = Math.min(max, above + stride);
      stride *= 2;
    } while (above < max && !reached(above));
  }
  while (above - below > 1) {
    const middle = Math.floor(below + (above - below) / 2);
    if (reached(middle)) above = middle;
    else below = middle;
  }
  return above;
}

const ROUNDING = 64 * Number.EPSILON;
