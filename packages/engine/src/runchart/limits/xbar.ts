import { noEstimate, type LimitKernel } from './columns.ts';
import { logMeanDeviation } from './constants.ts';
import { poolSubgroups } from './subgroups.ts';
import { anything, fillStretch, writeLimits } from './write.ts';

/**
 * Xbar chart: means of subgroups about the mean of all values, with the spread within subgroups as yardstick. A subgroup of one
 * value is drawn without limits.
 *
 *   x̿ ± A3 s̄,  A3 = k/(c4 √n)
 *
 * Source: Montgomery, Introduction to Statistical Quality Control, ch. 6.
 */
export const limitMeans: LimitKernel = (input, phase, settings, columns) => {
  const { mean, deviation } = poolSubgroups(input, phase, settings.ghosts);
  columns.value.set(input.values.subarray(phase.start, phase.end + 1), phase.start);
  fillStretch(columns.centre, phase, mean);
  for (let index = phase.start; index <= phase.end; index += 1) {
    const size = input.sizes[index]!;
    columns.sigma[index] = deviation / (Math.exp(logMeanDeviation(size)) * Math.sqrt(size));
  }
  writeLimits(columns, phase, settings, anything);
  return { ...noEstimate, centre: mean, deviation };
};
