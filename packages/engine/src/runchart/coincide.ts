/** Relative distance within which two doubles are one value that was rounded in two ways: (0.2 + 0.4) / 2 is 0.3. */
export const tolerance = 1e-12;

/**
 * Whether two values are the same but for rounding: |a − b| ≤ 10⁻¹² max(|a|, |b|).
 *
 * @param a  a number in any unit
 * @param b  a number in the same unit
 * @returns  false when either is NaN
 */
export function coincide(a: number, b: number): boolean {
  return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));
}
