import type { PhaseSpan } from '../phases.ts';
import { noEstimate, type LimitColumns, type LimitKernel, type LimitSettings, type PhaseEstimate } from './columns.ts';
import { screenedMean, writeMovingRanges } from './movingRanges.ts';
import { writeRates, writeStandardErrors } from './pooled.ts';
import { standardise, writeLimits, type Range } from './write.ts';

/**
 * A P or U chart whose limits also hold the variation between points that chance alone does not explain: the standard errors
 * of the plain chart are multiplied by σz, the mean moving range of the z-scores over d2. σz may be below 1.
 *
 * Source: Laney 2002, Quality Engineering 14:531.
 */
export function laneyKernel(variance: (centre: number) => number, range: Range): LimitKernel {
  return (input, phase, settings, columns) => {
    const centre = writeRates(input, phase, settings, columns);
    writeStandardErrors(input, phase, variance(centre), columns);
    const estimate = widen(phase, settings, columns);
    writeLimits(columns, phase, settings, range);
    return { ...estimate, centre };
  };
}

/** Multiplies the standard errors by σz. */
function widen(phase: PhaseSpan, settings: LimitSettings, { value, centre, sigma, lower, z }: LimitColumns): PhaseEstimate {
  const { start, end, baselineEnd } = phase;
  const { ghosts, constants } = settings;
  for (let index = start; index <= baselineEnd; index += 1) {
    // Where every rate is 0 or every rate 1, the errors are 0 and 0/0 says no more than "on the centre".
    z[index] = sigma[index] === 0 ? 0 : standardise(value[index]!, centre[index]!, sigma[index]!);
  }
  writeMovingRanges(z, { start, end: baselineEnd }, ghosts, lower); // both columns are overwritten by the limits
  const { mean, used, outside } = screenedMean(lower, phase, constants.D4, settings);
  const sigmaZ = used / constants.d2;
  for (let index = start; index <= end; index += 1) {
    if (sigma[index] !== 0) sigma[index] = sigma[index]! * sigmaZ;
  }
  return { ...noEstimate, movingRange: mean, movingRangeUsed: used, movingRangesOutside: outside, sigmaZ };
}
