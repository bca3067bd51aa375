/** The largest relative error of limits beside the true ones, so that nobody times wrong answers. */
export function worstError(
  { lower, upper }: { readonly lower: ArrayLike<number>; readonly upper: ArrayLike<number> },
  limits: readonly (readonly number[])[],
): number {
  return Math.max(...limits.flatMap(([least = NaN, most = NaN], row) => [error(lower[row], least), error(upper[row], most)]));
}

function error(actual = NaN, expected: number): number {
  return actual === expected ? 0 : Math.abs(actual / expected - 1);
}
