import type { PhaseSpan } from '../phases.ts';
import { noEstimate, type LimitColumns, type LimitInput, type LimitKernel } from './columns.ts';
import { screenedMean } from './movingRanges.ts';
import { writeRates, writeStandardErrors } from './pooled.ts';
import { anything, writeLimits } from './write.ts';

/** Upper limit of a standardised moving range, in their mean. */
const rangeLimit = 3.2665;

/**
 * I′ chart (normalised individuals): means or rates of points of different size, without a guess about their distribution.
 *
 *   sᵢ = √(π/2) |yᵢ − yᵢ₋₁| / √(1/nᵢ + 1/nᵢ₋₁),  limits ȳ ± k s̄/√nᵢ,  ȳ = Σx / Σn
 *
 * Source: Taylor, Normalized Individuals (I′) Control Chart, variation.com; as in qicharts2 0.8.1 and pbcharts 0.1.
 */
export const limitNormalised: LimitKernel = (input, phase, settings, columns) => {
  const centre = writeRates(input, phase, settings, columns);
  writeDeviations(input, phase, settings.ghosts, columns);
  const { used, outside } = screenedMean(columns.lower, phase, rangeLimit, settings);
  writeStandardErrors(input, phase, used * used, columns);
  writeLimits(columns, phase, settings, anything);
  return { ...noEstimate, centre, unitSigma: used, movingRangesOutside: outside };
};

/** What each pair of neighbours says about the deviation of a point of size 1; into a column that the limits overwrite. */
function writeDeviations(
  { sizes }: LimitInput,
  { start, baselineEnd }: PhaseSpan,
  ghosts: Uint8Array,
  { value, lower }: LimitColumns,
): void {
  let before = NaN;
  let sizeBefore = NaN;
  for (let index = start; index <= baselineEnd; index += 1) {
    if (ghosts[index] === 1) {
      lower[index] = NaN;
      continue;
    }
    const now = value[index]!;
    const size = sizes[index]!;
    lower[index] = (Math.sqrt(Math.PI / 2) * Math.abs(now - before)) / Math.sqrt(1 / size + 1 / sizeBefore);
    before = now;
    sizeBefore = size;
  }
}
