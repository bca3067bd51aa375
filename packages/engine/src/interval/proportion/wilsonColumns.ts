import type { ProportionColumns } from '../columns.ts';
import type { AskedEnds, IntervalColumns } from '../types.ts';

/** `wilsonLimit` for all rows: the same operations in the same order, but the ends share what they have in common. */
export function wilsonColumns(
  { denominators, numerators }: ProportionColumns,
  ends: AskedEnds,
  { value, lower, upper }: IntervalColumns,
): void {
  const z = Math.abs((ends.lower ?? ends.upper)?.z ?? NaN);
  for (let row = 0; row < value.length; row += 1) {
    const n = denominators[row] ?? NaN;
    const x = numerators[row] ?? NaN;
    const p = x / n;
    value[row] = p;
    const sum = p + (z * z) / (2 * n) + z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
    lower[row] = ends.lower === null && n > 0 ? 0 : (p * p) / sum; // NaN where n is 0
    upper[row] = n > 0 && (ends.upper === null || x === n) ? 1 : Math.min(1, sum / (1 + (z * z) / n));
  }
}
