/**
 * What the limits without a closed form share: a start and a step for a root sought in the logarithm of a mean or of odds.
 * From this start whole counts settle in two or three turns.
 */

/**
 * About where the signed root of the deviance is z, as a distance from the estimate: `first` is z over the square root of
 * the information, `skew` that of the count in units of its standard deviation, from −1 to 1.
 */
export function startFrom(first: number, skew: number): number {
  const second = (skew * first) / 6;
  return second > 0 ? first * (1 + second) : first / (1 - second);
}

/** Halley's step from Newton's and the ratio of the second derivative to the first; never more than twice Newton's. */
export function halley(newton: number, bend: number): number {
  return newton / Math.max(0.5, 1 - (newton * bend) / 2);
}

/** The iteration is of third order: the step made for a relative miss of 1e-5 leaves one below rounding. */
export const SETTLED = 1e-5;

/** Where rounding keeps the miss above `SETTLED` (a level next to 0), there is nothing to gain by more turns. */
export const TURNS_MAX = 40;

/** Below this a fractional count moves no limit by more than rounding, but leaves a search no slope to follow. */
export const NONE = Number.EPSILON;
