import { noEstimate, type LimitKernel } from './columns.ts';
import { writeRates, writeStandardErrors } from './pooled.ts';
import { notNegative, writeLimits } from './write.ts';

/**
 * U chart: events per exposure about ū = Σ events / Σ exposures.
 *
 *   ū ± k √(ū/n), drawn from 0 up
 *
 * Source: Montgomery, Introduction to Statistical Quality Control, ch. 7.
 */
export const limitRates: LimitKernel = (input, phase, settings, columns) => {
  const centre = writeRates(input, phase, settings, columns);
  writeStandardErrors(input, phase, centre, columns);
  writeLimits(columns, phase, settings, notNegative);
  return { ...noEstimate, centre };
};
