/**
 * How many terms a continued fraction of a beta or gamma tail needs. A loop that runs to an end known beforehand costs two thirds of
 * one that asks after every term, because the processor need not wait for the answer. Only a guess: its users check.
 *
 * With denominators d + c m and numerators m v, term m divides the error by about exp((d + c m) / √(m v)). Summed to M terms
 * that is 2 d √(M / v) + ⅔ c M √(M / v); each part alone gives an M at which the error is small enough, and the two are joined.
 *
 * @param distance  d: how far the cut lies beyond the mean, as a count
 * @param variance  v: variance of that count
 * @param growth    c / 2
 * @param full      to all digits of a double, or to the 12 that a search for a quantile needs
 */
export function fractionTerms(distance: number, variance: number, growth: number, full: boolean): number {
  const digits = full ? 1 / 40 : 1 / 27; // one over the natural logarithm of the error, whose sign is turned
  const inverse = digits / Math.sqrt(variance);
  const apart = 1.8 * distance * inverse;
  const spread = 1.33 * growth * inverse;
  const root = Math.sqrt(spread);
  return Math.ceil(1 / (apart * apart + 1.45 * root * Math.sqrt(root))); // ¾ for ⅔: a cubic root costs more than a term
}

/** How much the last term may still have changed. */
export function fractionError(full: boolean): number {
  return full ? 1e-15 : 3e-13;
}
