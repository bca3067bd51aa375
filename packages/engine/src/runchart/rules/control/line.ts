/** As for two values: nearer than this, relative to their size, they differ by rounding alone. */
const tolerance = 1e-12;

/** A distance above this one lies strictly beyond `sigmas`, by more than rounding; one that does not lies within. */
export function lineAt(sigmas: number): number {
  return sigmas / (1 - tolerance);
}
