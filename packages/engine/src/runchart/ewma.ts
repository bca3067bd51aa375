import { requirePositive } from '../number/require.ts';
import { isBeyond } from './limits/write.ts';
import { readYardstick, type YardstickOptions } from './yardstick.ts';

export interface EwmaOptions extends YardstickOptions {
  /** λ, the weight of the newest point: above 0, at most 1; 0.2 by default. The smaller, the smaller the change that it finds. */
  readonly lambda?: number;
  /** L, standard errors of the average from the centre to its limits; 3 by default. */
  readonly sigmas?: number;
}

/** An EWMA chart: columns with one entry a point. A missing point has neither average nor limits, and changes nothing. */
export interface EwmaChart {
  readonly centre: number;
  readonly sigma: number;
  readonly average: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Indices of the averages strictly outside their limits, by more than rounding. */
  readonly beyond: readonly number[];
  /** Why there are no limits; null when there are. */
  readonly reason: string | null;
}

/**
 * Exponentially weighted moving average: each average keeps some of all points before it, so that small lasting changes show
 * sooner than on a chart of single points. The limits widen over the first points to their final width.
 *
 *   zᵢ = λ xᵢ + (1 − λ) zᵢ₋₁,  z₀ = centre
 *   limits: centre ± L σ √(λ/(2 − λ) · (1 − (1 − λ)²ⁱ))
 *
 * The limits hold for points that do not share patients.
 *
 * @param values   the series in order of time; NaN is missing
 * @param options  λ, L, and centre and spread of the process, from the series itself where they are not given
 * @throws RangeError when a value is infinite or an option is out of its domain
 * @example ewma([9.45, 7.99, 9.29], { centre: 10, sigma: 1, lambda: 0.1, sigmas: 2.7 }).average // [9.945, 9.7495, 9.70355]
 *
 * Source: Roberts 1959, Technometrics 1:239; Montgomery, Introduction to Statistical Quality Control, ch. 9.
 */
export function ewma(values: ArrayLike<number>, { lambda = 0.2, sigmas = 3, ...options }: EwmaOptions = {}): EwmaChart {
  if (!(lambda > 0 && lambda <= 1)) throw new RangeError(`lambda must be a number above 0 and at most 1, got ${lambda}`);
  requirePositive('sigmas', sigmas);
  const { values: series, centre, sigma, reason } = readYardstick(values, options);
  const average = new Float64Array(series.length).fill(NaN);
  const lower = new Float64Array(series.length).fill(NaN);
  const upper = new Float64Array(series.length).fill(NaN);
  const beyond: number[] = [];
  let last = centre;
  let observed = 0;
  series.forEach((value, index) => {
    if (Number.isNaN(value)) return;
    observed += 1;
    last = lambda * value + (1 - lambda) * last;
    const reach = sigmas * sigma * Math.sqrt((lambda / (2 - lambda)) * (1 - (1 - lambda) ** (2 * observed)));
    average[index] = last;
    lower[index] = centre - reach;
    upper[index] = centre + reach;
    if (isBeyond(last, lower[index], upper[index])) beyond.push(index);
  });
  return { centre, sigma, average, lower, upper, beyond, reason };
}
