import { fractionError, fractionTerms } from './fractionTerms.ts';

/**
 * The density of the log odds over the lower tail of a beta distribution, xᵃ yᵇ / B(a, b) / I_x(a, b), for x up to the mean
 * or a little above it: a continued fraction.
 *
 * @param beyond  a y − b x, how far x lies below the mean as a count, from whoever knows it without rounding
 * @param full    to all digits of a double, or to the 12 that a search for a quantile needs
 *
 * Source: DiDonato and Morris 1992, ACM Trans Math Softw 18:360 (algorithm 708, BFRAC).
 */
export function betaFraction(a: number, b: number, x: number, beyond: number, full: boolean): number {
  const n = a + b;
  const y = 1 - x;
  if (n * x < 1e-18) return a; // all that is left of it next to 0
  // Forward, numerators and denominators apart, two terms a turn: no division waits for another and nothing is moved about.
  // Everything is over x, which saves products.
  const variance = n * x * y;
  const slope = (1 + y) / x;
  let rise = (beyond + 1) / x;
  let step = a + 1; // a + 2m − 1
  let share = x / step;
  let above = 1;
  let nextAbove = a * rise * share;
  let below = 0;
  let nextBelow = 1;
  let left = fractionTerms(beyond, variance, 1 + y, full);
  const chunk = variance < 1e4 ? 64 : 16; // terms after which the numbers, each of them growing by some √v a term, are cut back
  let am = a; // a + m − 1
  let nm = n; // a + b + m − 1
  let bm = b - 1; // b − m
  for (let m = 1; ;) {
    for (const end = m + Math.min(left, chunk); m < end; m += 1) {
      let k = m * bm * share;
      let numerator = am * nm * share * k;
      am += 1;
      nm += 1;
      bm -= 1;
      step += 2;
      share = x / step;
      rise += slope;
      let denominator = m + k + am * rise * share;
      above = denominator * nextAbove + numerator * above;
      below = denominator * nextBelow + numerator * below;
      m += 1;
      k = m * bm * share;
      numerator = am * nm * share * k;
      am += 1;
      nm += 1;
      bm -= 1;
      step += 2;
      share = x / step;
      rise += slope;
      denominator = m + k + am * rise * share;
      nextAbove = denominator * above + numerator * nextAbove;
      nextBelow = denominator * below + numerator * nextBelow;
    }
    left -= chunk;
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
