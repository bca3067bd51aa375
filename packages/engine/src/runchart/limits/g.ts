import { coincide } from '../coincide.ts';
import { median } from '../median.ts';
import { baselineMean } from './baseline.ts';
import { noEstimate, type LimitKernel } from './columns.ts';
import { fillStretch, notNegative, writeLimits } from './write.ts';

/**
 * G chart: cases between rare events. The limits come from the mean, the centre is drawn at the median, because so skewed a
 * series has far more than half of its points below its mean.
 *
 *   m ± k √(m(m + 1)), drawn from 0 up
 *
 * The z-scores are 0 at the median and k at the limits, so that the rules see the lines that are drawn.
 *
 * Source: Benneyan 2001, Health Care Manag Sci 4:305; the median as centre as in qicharts2 0.8.1.
 */
export const limitCasesBetween: LimitKernel = ({ values }, phase, settings, columns) => {
  const { start, end, baselineEnd } = phase;
  const { ghosts, sigmas } = settings;
  columns.value.set(values.subarray(start, end + 1), start);
  const mean = baselineMean(values, phase, ghosts);
  const centre = median(values.subarray(start, baselineEnd + 1).filter((_, index) => ghosts[start + index] !== 1));
  const sigma = Math.sqrt(mean * (mean + 1));
  fillStretch(columns.centre, phase, mean);
  fillStretch(columns.sigma, phase, sigma);
  writeLimits(columns, phase, settings, notNegative);
  fillStretch(columns.centre, phase, centre);
  for (let index = start; index <= end; index += 1) {
    const value = values[index]!;
    const toLimit = value > centre ? mean + sigmas * sigma - centre : centre - (mean - sigmas * sigma);
    const distance = coincide(value, centre) ? 0 * toLimit : (sigmas * (value - centre)) / toLimit;
    columns.z[index] = ghosts[index] === 1 ? NaN : distance;
  }
  return { ...noEstimate, centre, mean };
};
