/**
 * How far a count lies from its mean on the scale of a logarithm of probabilities: count log(count / mean) + mean − count,
 * half the deviance of a Poisson count. At least 0, and without cancellation when count and mean are near.
 *
 * @param count       at least 0
 * @param mean        at least 0
 * @param difference  count − mean, which callers know more exactly than a subtraction of rounded numbers would tell
 * @returns           the half deviance; Infinity for a count above a mean of 0
 * @example deviance(30, 20, 10) // 2.1639532432
 *
 * Source: Loader 2000, Fast and accurate computation of binomial probabilities (function bd0).
 */
export function deviance(count: number, mean: number, difference: number): number {
  if (difference === 0) return 0;
  if (count === 0) return -difference;
  if (Math.abs(difference) > 0.5 * (count + mean)) return count * Math.log(count / mean) - difference;
  const v = difference / (count + mean);
  let value = difference * v;
  let term = 2 * count * v;
  for (let power = 3; ; power += 2) {
    term *= v * v;
    const next = value + term / power;
    if (!(Math.abs(next - value) > 0)) return value; // also where it is not a number
    value = next;
  }
}
