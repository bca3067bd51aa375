import { coincide } from '../coincide.ts';
import type { LimitColumns, LimitSettings } from './columns.ts';

/** What a value can be; limits are drawn no further. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

export const anything: Range = { min: -Infinity, max: Infinity };
export const notNegative: Range = { min: 0, max: Infinity };
export const fraction: Range = { min: 0, max: 1 };

/** Standard errors from the centre to a warning limit. */
export const warningSigmas = 2;

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Limits and z-scores of points whose value, centre and standard error stand in their columns. */
export function writeLimits(
  { value, centre, sigma, lower, upper, lowerWarning, upperWarning, z }: LimitColumns,
  { start, end }: Stretch,
  { sigmas, ghosts }: LimitSettings,
  { min, max }: Range,
): void {
  for (let index = start; index <= end; index += 1) {
    const middle = centre[index]!;
    const error = sigma[index]!;
    const low = middle - sigmas * error;
    const high = middle + sigmas * error;
    const lowWarning = middle - warningSigmas * error;
    const highWarning = middle + warningSigmas * error;
    // Not Math.max and Math.min, which cost three times the rest of the loop; NaN passes through here too.
    lower[index] = low < min ? min : low;
    upper[index] = high > max ? max : high;
    lowerWarning[index] = lowWarning < min ? min : lowWarning;
    upperWarning[index] = highWarning > max ? max : highWarning;
    z[index] = ghosts[index] === 1 ? NaN : standardise(value[index]!, middle, error);
  }
}

/**
 * Distance from the centre in standard errors: 0 on the centre, whatever the rounding; infinite off it where the limits have no
 * width; NaN without a value or without limits.
 */
export function standardise(value: number, centre: number, sigma: number): number {
  if (coincide(value, centre)) return 0 * sigma;
  return (value - centre) / sigma;
}

/** Sets one value for a whole stretch. */
export function fillStretch(column: Float64Array, { start, end }: Stretch, value: number): void {
  column.fill(value, start, end + 1);
}

/** Whether a value lies strictly outside its limits, by more than rounding; false where value or limits are missing. */
export function isBeyond(value: number, lower: number, upper: number): boolean {
  return (value > upper && !coincide(value, upper)) || (value < lower && !coincide(value, lower));
}
