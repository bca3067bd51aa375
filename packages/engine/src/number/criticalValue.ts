import { normalQuantile } from './normalQuantile.ts';

let lastLevel = NaN;
let lastValue = NaN;

/**
 * The normal quantile that leaves half of what a level does not cover in each tail: 1.96 at 0.95.
 *
 *   z = −Φ⁻¹((1 − level) / 2)
 *
 * The last one is kept: a table asks for one level in thousands of cells, and the quantile is most of an interval's cost.
 *
 * @param level  coverage as a fraction in (0, 1)
 * @example criticalValue(0.95) // 1.959964
 */
export function criticalValue(level: number): number {
  if (level !== lastLevel) {
    // (1 + level) / 2 would round away the digits of a level close to 1.
    lastValue = -normalQuantile((1 - level) / 2);
    lastLevel = level;
  }
  return lastValue;
}
