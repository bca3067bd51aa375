import { requirePositive } from '../number/require.ts';
import { controlChart } from './controlChart.ts';

/** Centre and spread of a process. Both are given, or both come from the series' own I chart. */
export interface YardstickOptions {
  /** In the unit of the values. */
  readonly centre?: number;
  /** Standard deviation of a point, above 0, in the unit of the values. */
  readonly sigma?: number;
  /** So many leading points set centre and spread where these are not given; all of them by default. */
  readonly freeze?: number;
}

/** What a chart with a memory rests on. */
export interface Yardstick {
  readonly values: Float64Array;
  readonly centre: number;
  readonly sigma: number;
  /** Why the series sets no spread; null when it does or when it is given. */
  readonly reason: string | null;
}

/**
 * A series with its centre and spread: as given, or mean and mean moving range / 1.128 as on an I chart.
 *
 * @throws RangeError when a value is infinite, only one of the two is given, or one is out of its domain
 */
export function readYardstick(values: ArrayLike<number>, { centre, sigma, freeze }: YardstickOptions): Yardstick {
  const chart = controlChart({ values }, { chart: 'i', ...(freeze === undefined ? {} : { freeze }) });
  if (centre === undefined && sigma === undefined)
    return {
      values: chart.value,
      centre: chart.centre[0] ?? NaN,
      sigma: chart.sigma[0] ?? NaN,
      reason: chart.phases[0]?.reason ?? (chart.value.length === 0 ? 'the series has no point' : null),
    };
  if (centre === undefined || sigma === undefined)
    throw new RangeError(`centre and sigma are given together, got ${centre} and ${sigma}`);
  if (!Number.isFinite(centre)) throw new RangeError(`centre must be a finite number, got ${centre}`);
  requirePositive('sigma', sigma);
  if (freeze !== undefined) throw new RangeError(`freeze is for a series that sets its own centre, got ${freeze}`);
  return { values: chart.value, centre, sigma, reason: null };
}
