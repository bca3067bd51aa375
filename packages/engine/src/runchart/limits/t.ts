import { baselineMean } from './baseline.ts';
import { noEstimate, type LimitKernel } from './columns.ts';
import { screenedMean, writeMovingRanges } from './movingRanges.ts';
import { fillStretch, standardise, warningSigmas } from './write.ts';

/** Makes exponential waiting times nearly normal. */
const exponent = 3.6;

/**
 * T chart: time between rare events. An I chart of the 3.6th roots, drawn on the scale of the times; a lower limit below 0 is
 * drawn at 0. The z-scores are those of the roots.
 *
 * Source: Nelson 1994, J Qual Technol 26:239 (the transformation).
 */
export const limitTimesBetween: LimitKernel = ({ values }, phase, settings, columns) => {
  const { start, end, baselineEnd } = phase;
  const { constants, ghosts, sigmas } = settings;
  const { value, z, lower } = columns;
  value.set(values.subarray(start, end + 1), start);
  for (let index = start; index <= end; index += 1) z[index] = Math.pow(values[index]!, 1 / exponent);
  const middle = baselineMean(z, phase, ghosts);
  writeMovingRanges(z, { start, end: baselineEnd }, ghosts, lower); // overwritten by the limits
  const { mean, used, outside } = screenedMean(lower, phase, constants.D4, settings);
  const error = used / constants.d2;
  const time = (root: number) => Math.pow(Math.max(0, root), exponent);
  fillStretch(columns.centre, phase, time(middle));
  fillStretch(columns.sigma, phase, NaN); // the limits are not symmetrical
  fillStretch(columns.lower, phase, time(middle - sigmas * error));
  fillStretch(columns.upper, phase, time(middle + sigmas * error));
  fillStretch(columns.lowerWarning, phase, time(middle - warningSigmas * error));
  fillStretch(columns.upperWarning, phase, time(middle + warningSigmas * error));
  for (let index = start; index <= end; index += 1) {
    z[index] = ghosts[index] === 1 ? NaN : standardise(z[index]!, middle, error);
  }
  return { ...noEstimate, centre: time(middle), movingRange: mean, movingRangeUsed: used, movingRangesOutside: outside };
};
