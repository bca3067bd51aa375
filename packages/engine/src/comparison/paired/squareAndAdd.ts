import type { Tail } from '../../number/tail.ts';
import { wilsonRise } from '../difference/wilsonRise.ts';
import { minor } from '../../number/minor.ts';
import type { Pairs } from '../types.ts';

/**
 * The limit √(r² − 2φrs + s²) away from the crude difference, where r and s are the distances of the Wilson limits of the
 * two rates; `apart` is 1 − φ. Taken as (r − s)² + 2(1 − φ)rs with r − s in closed form: where nearly every pair agrees, r and
 * s are nearly equal and φ nearly 1, and the textbook form would lose all its digits.
 */
export function squareAndAdd({ both, firstOnly, secondOnly, neither }: Pairs, { side, z }: Tail, apart: number): number {
  const first = both + firstOnly;
  const second = both + secondOnly;
  const n = first + secondOnly + neither;
  if (n === 0) return NaN;
  const difference = (firstOnly - secondOnly) / n;
  const upwards = side === 'upper' ? 1 : -1;
  const r = upwards > 0 ? wilsonRise(first, n - first, z * z) : wilsonRise(n - first, first, z * z);
  const s = upwards > 0 ? wilsonRise(n - second, second, z * z) : wilsonRise(second, n - second, z * z);
  const k = (z * z) / n;
  const roots = rootOf(first / n, (n - first) / n, k) + rootOf(second / n, (n - second) / n, k);
  const gap = (((neither - both) / n) * (k + (2 * upwards * difference * Math.sqrt(k)) / roots)) / (1 + k);
  return difference + upwards * Math.sqrt(gap * gap + 2 * apart * r * s);
}

function rootOf(hits: number, misses: number, k: number): number {
  return Math.sqrt(k + 4 * hits * misses);
}

/** 1 − φ, without cancellation where nearly every pair agrees; 1 where a rate is 0 or 1 and φ has no value. */
export function lackOfCorrelation({ both: a, firstOnly: b, secondOnly: c, neither: d }: Pairs): number {
  const scale = Math.sqrt((a + b) * (c + d)) * Math.sqrt((a + c) * (b + d));
  if (scale === 0) return 1;
  const excess = minor(a, b, c, d); // scale² − excess² is n(abc + abd + acd + bcd)
  return excess > 0 ? ((a + b + c + d) * (a * b * (c + d) + c * d * (a + b))) / (scale * (scale + excess)) : 1 - excess / scale;
}
