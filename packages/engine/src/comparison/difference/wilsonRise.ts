/**
 * How far the upper Wilson limit lies above the rate, u − p; with hits and misses exchanged, how far the lower one lies
 * below it, p − l. Taken directly, because limit minus rate would lose digits in large groups. `squared` is z².
 */
export function wilsonRise(hits: number, misses: number, squared: number): number {
  const n = hits + misses;
  const k = squared / n;
  const square = (hits / n) * (misses / n);
  const tilt = (k * (misses - hits)) / n;
  const root = Math.sqrt(k * (k + 4 * square));
  return tilt >= 0 ? (tilt + root) / (2 * (1 + k)) : (2 * k * square) / (root - tilt); // of two forms the one without cancellation
}
