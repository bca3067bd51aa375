/** n·p. */
export function bonferroni(p: Float64Array): Float64Array {
  return p.map((value) => Math.min(1, p.length * value));
}

/** 1 − (1 − p)ⁿ. */
export function sidak(p: Float64Array): Float64Array {
  return p.map((value) => atLeastOne(value, p.length));
}

/** The smallest times n, the next times n − 1, and so on; none below the one before it. */
export function holm(p: Float64Array): Float64Array {
  return rising(p.map((value, at) => Math.min(1, (p.length - at) * value)));
}

/** 1 − (1 − p)ⁿ for the smallest, n − 1 for the next, and so on; none below the one before it. */
export function holmSidak(p: Float64Array): Float64Array {
  return rising(p.map((value, at) => atLeastOne(value, p.length - at)));
}

/** Chance of at least one p-value so small among several independent ones, without losing small ones. */
function atLeastOne(p: number, several: number): number {
  return -Math.expm1(several * Math.log1p(-p));
}

function rising(values: Float64Array): Float64Array {
  for (let at = 1; at < values.length; at += 1) values[at] = Math.max(values[at]!, values[at - 1]!);
  return values;
}
