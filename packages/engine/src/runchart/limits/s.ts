import { noEstimate, type LimitKernel } from './columns.ts';
import { logMeanDeviation, relativeDeviation } from './constants.ts';
import { poolSubgroups } from './subgroups.ts';
import { fillStretch, notNegative, writeLimits } from './write.ts';

/**
 * S chart: standard deviations of subgroups about their mean (pooled where sizes differ). A subgroup of one value has none.
 *
 *   B3 s̄ to B4 s̄,  B3, B4 = 1 ∓ k √(1 − c4²)/c4, drawn from 0 up
 *
 * Source: Montgomery, Introduction to Statistical Quality Control, ch. 6.
 */
export const limitDeviations: LimitKernel = (input, phase, settings, columns) => {
  const { deviation } = poolSubgroups(input, phase, settings.ghosts);
  columns.value.set(input.deviations.subarray(phase.start, phase.end + 1), phase.start);
  fillStretch(columns.centre, phase, deviation);
  for (let index = phase.start; index <= phase.end; index += 1) {
    columns.sigma[index] = deviation * relativeDeviation(logMeanDeviation(input.sizes[index]!));
  }
  writeLimits(columns, phase, settings, notNegative);
  return { ...noEstimate, centre: deviation, deviation };
};
