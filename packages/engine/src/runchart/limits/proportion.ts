import { noEstimate, type LimitKernel } from './columns.ts';
import { writeRates, writeStandardErrors } from './pooled.ts';
import { fraction, writeLimits } from './write.ts';

/** Variance of one patient's yes or no. */
export function bernoulliVariance(p: number): number {
  return p * (1 - p);
}

/**
 * P chart: proportions x / n about p̄ = Σx / Σn.
 *
 *   p̄ ± k √(p̄(1 − p̄)/n), drawn within [0, 1]
 *
 * Source: Montgomery, Introduction to Statistical Quality Control, ch. 7.
 */
export const limitProportions: LimitKernel = (input, phase, settings, columns) => {
  const centre = writeRates(input, phase, settings, columns);
  writeStandardErrors(input, phase, bernoulliVariance(centre), columns);
  writeLimits(columns, phase, settings, fraction);
  return { ...noEstimate, centre };
};
