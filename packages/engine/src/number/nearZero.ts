/** Math.log1p, without a call where the argument is small: the search for a quantile spends much of its time in such calls. */
export function log1pNearZero(x: number): number {
  const v = x / (2 + x);
  const s = v * v;
  if (s > 0.0225) return Math.log1p(x);
  return v * (2 + s * (2 / 3 + s * (2 / 5 + s * (2 / 7 + s * (2 / 9 + s * (2 / 11 + s * (2 / 13 + s * (2 / 15))))))));
}

/** Math.exp, likewise. */
export function expNearZero(x: number): number {
  if (x * x > 1e-4) return Math.exp(x);
  return 1 + x * (1 + x * (1 / 2 + x * (1 / 6 + x * (1 / 24 + x * (1 / 120)))));
}
