import { criticalValue } from '../number/criticalValue.ts';
import { requireLevel } from '../number/require.ts';
import { type Interval, type Proportion, requireProportion } from './types.ts';

/**
 * Wilson score interval for a proportion: our default, because it keeps its
 * coverage at the small denominators that stratified practice panels produce.
 *
 *   z = Φ⁻¹((1 + level) / 2),  p = x / n
 *   (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n)
 *
 * @param cell   counts, possibly fractional (imputed strata); numerator ≤ denominator
 * @param level  coverage as a fraction: 0.95, never 95
 * @returns      bounds within [0, 1]; both NaN when the denominator is 0
 * @throws RangeError when the counts or the level are impossible
 * @example wilson({ denominator: 263, numerator: 81 }, 0.95) // { lower: 0.2553, upper: 0.3662 }
 *
 * Source: Wilson 1927, JASA 22:209. Checked against Newcombe 1998, Stat Med 17:857, table I.
 */
export function wilson(cell: Proportion, level: number): Interval {
  requireProportion(cell);
  requireLevel(level);
  const { denominator: n, numerator: x } = cell;
  if (n === 0) return { lower: NaN, upper: NaN };
  const z = criticalValue(level);
  const p = x / n;
  const centre = p + (z * z) / (2 * n);
  const spread = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return {
    lower: x === 0 ? 0 : Math.max(0, (centre - spread) / scale), // exactly 0 and 1 at the ends, not 1e-17
    upper: x === n ? 1 : Math.min(1, (centre + spread) / scale),
  };
}
