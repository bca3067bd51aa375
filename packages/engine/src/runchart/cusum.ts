import { requireCount, requirePositive } from '../number/require.ts';
import { coincide } from './coincide.ts';
import { standardise } from './limits/write.ts';
import { readYardstick, type YardstickOptions } from './yardstick.ts';

export interface CusumOptions extends YardstickOptions {
  /** k, the slack in standard deviations: half the change that is to be found; 0.5 by default. */
  readonly slack?: number;
  /** h, the decision limit in standard deviations; 5 by default. */
  readonly limit?: number;
}

/** A tabular CUSUM: columns with one entry a point, in standard deviations. A missing point has no sums, and changes nothing. */
export interface CusumChart {
  readonly centre: number;
  readonly sigma: number;
  /** What has gathered above the centre, at least 0. */
  readonly upper: Float64Array;
  /** What has gathered below the centre, at least 0. */
  readonly lower: Float64Array;
  /** Indices where the upper sum lies strictly beyond the limit, by more than rounding. */
  readonly above: readonly number[];
  /** Indices where the lower sum does. */
  readonly below: readonly number[];
  /** Why there are no sums; null when there are. */
  readonly reason: string | null;
}

/**
 * Cumulative sums of what each point lies off the centre beyond a slack: a small change that lasts adds up until it passes the
 * limit. The sums go on after a signal.
 *
 *   upperᵢ = max(0, upperᵢ₋₁ + zᵢ − k),  lowerᵢ = max(0, lowerᵢ₋₁ − zᵢ − k),  z = (x − centre)/σ
 *
 * The limit holds for points that do not share patients.
 *
 * @param values   the series in order of time; NaN is missing
 * @param options  k, h, and centre and spread of the process, from the series itself where they are not given
 * @throws RangeError when a value is infinite or an option is out of its domain
 * @example cusum([11.66, 12.16, 10.18], { centre: 10, sigma: 1 }).upper // [1.16, 2.82, 2.5]
 *
 * Source: Page 1954, Biometrika 41:100; Montgomery, Introduction to Statistical Quality Control, ch. 9.
 */
export function cusum(values: ArrayLike<number>, { slack = 0.5, limit = 5, ...options }: CusumOptions = {}): CusumChart {
  requireCount('slack', slack);
  requirePositive('limit', limit);
  const { values: series, centre, sigma, reason } = readYardstick(values, options);
  const upper = new Float64Array(series.length).fill(NaN);
  const lower = new Float64Array(series.length).fill(NaN);
  const above: number[] = [];
  const below: number[] = [];
  let high = 0;
  let low = 0;
  series.forEach((value, index) => {
    const z = standardise(value, centre, sigma);
    if (Number.isNaN(z)) return; // missing, or a series too short to have a spread
    high = atLeastZero(high + z - slack);
    low = atLeastZero(low - z - slack);
    upper[index] = high;
    lower[index] = low;
    if (high > limit && !coincide(high, limit)) above.push(index);
    if (low > limit && !coincide(low, limit)) below.push(index);
  });
  return { centre, sigma, upper, lower, above, below, reason };
}

/** 0 for ∞ − ∞ too: beside limits of no width a point on the other side takes everything back. */
function atLeastZero(sum: number): number {
  return sum > 0 ? sum : 0;
}
