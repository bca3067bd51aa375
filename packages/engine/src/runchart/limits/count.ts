import { baselineMean } from './baseline.ts';
import { noEstimate, type LimitKernel } from './columns.ts';
import { fillStretch, notNegative, writeLimits } from './write.ts';

/**
 * C chart: events in periods that give each event the same opportunity.
 *
 *   c̄ ± k √c̄, drawn from 0 up
 *
 * Source: Montgomery, Introduction to Statistical Quality Control, ch. 7.
 */
export const limitCounts: LimitKernel = ({ values }, phase, settings, columns) => {
  columns.value.set(values.subarray(phase.start, phase.end + 1), phase.start);
  const centre = baselineMean(values, phase, settings.ghosts);
  fillStretch(columns.centre, phase, centre);
  fillStretch(columns.sigma, phase, Math.sqrt(centre));
  writeLimits(columns, phase, settings, notNegative);
  return { ...noEstimate, centre };
};
