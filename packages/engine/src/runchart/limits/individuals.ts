import { baselineMean } from './baseline.ts';
import { noEstimate, type LimitKernel } from './columns.ts';
import { screenedMean, writeMovingRanges } from './movingRanges.ts';
import { anything, fillStretch, writeLimits } from './write.ts';

/**
 * I chart (XmR): single values about their mean, with the spread from one point to the next as yardstick.
 *
 *   x̄ ± k · (mean moving range) / d2
 *
 * Source: Shewhart's individuals chart as in Montgomery, Introduction to Statistical Quality Control, ch. 6; screening: Nelson
 * 1982, J Qual Technol 14:172.
 */
export const limitIndividuals: LimitKernel = ({ values }, phase, settings, columns) => {
  const { ghosts, constants } = settings;
  columns.value.set(values.subarray(phase.start, phase.end + 1), phase.start);
  const centre = baselineMean(values, phase, ghosts);
  writeMovingRanges(values, { start: phase.start, end: phase.baselineEnd }, ghosts, columns.lower); // overwritten by the limits
  const { mean, used, outside } = screenedMean(columns.lower, phase, constants.D4, settings);
  fillStretch(columns.centre, phase, centre);
  fillStretch(columns.sigma, phase, used / constants.d2);
  writeLimits(columns, phase, settings, anything);
  return { ...noEstimate, centre, movingRange: mean, movingRangeUsed: used, movingRangesOutside: outside };
};
