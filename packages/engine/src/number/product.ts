/**
 * What the rounding of a product lost: first × second is exactly `first * second + productError(first, second)`.
 * For numbers whose product is neither above 1e300 nor below 1e-290.
 *
 * @example productError(0.1, 10) // 5.551e-17
 *
 * Source: Dekker 1971, Numerische Mathematik 18:224; the splitting is Veltkamp's.
 */
export function productError(first: number, second: number): number {
  const a = coarse(first);
  const b = coarse(second);
  const c = first - a;
  const d = second - b;
  return a * b - first * second + a * d + c * b + c * d;
}

/** The upper half of the digits; the rest of a double fits in 26 bits too, so products of halves are exact. */
function coarse(x: number): number {
  const scaled = x * 134217729;
  return scaled - (scaled - x);
}
