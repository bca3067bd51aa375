import { baselineMean } from './baseline.ts';
import { noEstimate, type LimitKernel } from './columns.ts';
import { writeMovingRanges } from './movingRanges.ts';
import { fillStretch, notNegative, warningSigmas, writeLimits } from './write.ts';

/**
 * MR chart: the moving ranges themselves. Upper limit D4 · (mean moving range), no lower one; one standard error is a third of
 * the way from the centre to the limit. The upper warning line is drawn, as is customary, at two thirds of the limit's height.
 * Neighbouring ranges share a point, so that rules about runs do not hold for them.
 *
 * Source: Montgomery, Introduction to Statistical Quality Control, ch. 6; the warning line as in qicharts2 0.8.1.
 */
export const limitMovingRanges: LimitKernel = ({ values }, phase, settings, columns) => {
  const { ghosts, constants } = settings;
  writeMovingRanges(values, phase, ghosts, columns.value);
  const centre = baselineMean(columns.value, phase, ghosts);
  fillStretch(columns.centre, phase, centre);
  fillStretch(columns.sigma, phase, (centre * (constants.D4 - 1)) / 3);
  writeLimits(columns, phase, settings, notNegative);
  fillStretch(columns.upperWarning, phase, (warningSigmas / 3) * constants.D4 * centre);
  return { ...noEstimate, centre };
};
