import { fractionError, fractionTerms } from './fractionTerms.ts';

/**
 * The density of the logarithm over the lower tail of a gamma distribution of unit scale, xᵃ e⁻ˣ / γ(a, x), for x up to the
 * mean or a little above it: the continued fraction of the beta distribution for b without end.
 *
 * @param beyond  a − x
 * @param full    to all digits of a double, or to the 12 that a search for a quantile needs
 *
 * Source: DiDonato and Morris 1992, ACM Trans Math Softw 18:360 (algorithm 708, BFRAC), b → ∞ with b x held.
 */
export function gammaLowerFraction(a: number, x: number, beyond: number, full: boolean): number {
  if (x < 1e-18) return a; // all that is left of it next to 0
  const slope = 2 / x;
  let rise = (beyond + 1) / x;
  let step = a + 1;
  let share = x / step;
  let am = a;
  let above = 1;
  let nextAbove = a * rise * share;
  let below = 0;
  let nextBelow = 1;
  let left = fractionTerms(beyond, x, 2, full);
  for (let m = 1; ;) {
    for (const end = m + Math.min(left, CHUNK); m < end; m += 1) {
      let k = m * share;
      let numerator = am * share * k;
      am += 1;
      step += 2;
      share = x / step;
      rise += slope;
      let denominator = m + k + am * rise * share;
      above = denominator * nextAbove + numerator * above;
      below = denominator * nextBelow + numerator * below;
      m += 1;
      k = m * share;
      numerator = am * share * k;
      am += 1;
      step += 2;
      share = x / step;
      rise += slope;
      denominator = m + k + am * rise * share;
      nextAbove = denominator * above + numerator * nextAbove;
      nextBelow = denominator * below + numerator * nextBelow;
    }
    left -= CHUNK;
    if (left > 0) {
      const scale = 1 / nextAbove;
      nextAbove = 1;
      above *= scale;
      below *= scale;
      nextBelow *= scale;
    } else {
      const change = nextAbove * below - above * nextBelow;
      if (!(Math.abs(change) > fractionError(full) * Math.abs(nextAbove * below))) return nextAbove / nextBelow;
      left = 4;
    }
  }
}

/**
 * The density of the logarithm over the upper tail of a gamma distribution of unit scale, xᵃ e⁻ˣ / Γ(a, x), for x from the
 * mean or a little below it: Legendre's continued fraction.
 *
 * @param beyond  x − a
 * @param full    to all digits of a double, or to the 12 that a search for a quantile needs
 *
 * Source: Abramowitz and Stegun 1964, 6.5.31, contracted to its even part.
 */
export function gammaUpperFraction(a: number, beyond: number, full: boolean): number {
  let denominator = beyond + 1;
  let am = a - 1; // a − m
  let above = 1;
  let nextAbove = denominator;
  let below = 0;
  let nextBelow = 1;
  let left = fractionTerms(beyond, a, 1, full);
  for (let m = 1; ;) {
    for (const end = m + Math.min(left, CHUNK); m < end; m += 1) {
      let numerator = m * am;
      denominator += 2;
      am -= 1;
      above = denominator * nextAbove + numerator * above;
      below = denominator * nextBelow + numerator * below;
      m += 1;
      numerator = m * am;
      denominator += 2;
      am -= 1;
      nextAbove = denominator * above + numerator * nextAbove;
      nextBelow = denominator * below + numerator * nextBelow;
    }
    left -= CHUNK;
    if (left > 0) {
      const scale = 1 / nextAbove;
      nextAbove = 1;
      above *= scale;
      below *= scale;
      nextBelow *= scale;
    } else {
      const change = nextAbove * below - above * nextBelow;
      if (!(Math.abs(change) > fractionError(full) * Math.abs(nextAbove * below))) return nextAbove / nextBelow;
      left = 4;
    }
  }
}

/** Terms after which the numbers, each of them growing by some √v a term, are cut back. */
const CHUNK = 16;
