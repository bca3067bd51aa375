/**
 * Value of a polynomial by Horner's rule.
 *
 * @param coefficients  from the highest power down
 * @param x             where to evaluate it
 * @returns             c₀ xᵐ + … + cₘ
 * @example polynomial([2, 0, 1], 3) // 19
 */
export function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (const coefficient of coefficients) value = value * x + coefficient;
  return value;
}
