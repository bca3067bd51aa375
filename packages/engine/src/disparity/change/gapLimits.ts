import { baselineMean } from '../../runchart/limits/baseline.ts';
import type { LimitColumns, LimitSettings } from '../../runchart/limits/columns.ts';
import { limitIndividuals } from '../../runchart/limits/individuals.ts';
import { screenedMean, writeMovingRanges } from '../../runchart/limits/movingRanges.ts';
import { fillStretch, standardise, writeLimits, type Range } from '../../runchart/limits/write.ts';
import type { PhaseSpan } from '../../runchart/phases.ts';
import type { GapArm, GapArms } from './gapArms.ts';

/** Control charts that a gap can have, by the letters that coaches know from rates: P, Laney's P′, single values. */
export type GapChartId = 'p' | 'pp' | 'i';

/** What the baseline of a phase says; NaN where the chart has no such number. */
export interface GapEstimate {
  readonly centre: number;
  /** How much more the gaps vary than sampling alone makes them. */
  readonly sigmaZ: number;
}

/** Limits of one phase about gaps whose values, and standard errors from sampling, stand in their columns. */
export type GapKernel = (phase: PhaseSpan, settings: LimitSettings, columns: LimitColumns) => GapEstimate;

/** How each chart makes its limits. */
export const gapKernels: Readonly<Record<GapChartId, GapKernel>> = {
  p: (phase, settings, columns) => {
    const centre = weightedCentre(phase, settings, columns);
    fillStretch(columns.centre, phase, centre);
    writeLimits(columns, phase, settings, difference);
    return { centre, sigmaZ: NaN };
  },
  pp: (phase, settings, columns) => {
    const centre = weightedCentre(phase, settings, columns);
    fillStretch(columns.centre, phase, centre);
    const sigmaZ = widen(phase, settings, columns);
    writeLimits(columns, phase, settings, difference);
    return { centre, sigmaZ };
  },
  i: (phase, settings, columns) => {
    const values = columns.value;
    const { centre } = limitIndividuals({ values, sizes: none, deviations: none }, phase, settings, columns);
    writeLimits(columns, phase, settings, difference); // again, cut to what a gap can be
    return { centre, sigmaZ: NaN };
  },
};

const none = new Float64Array(0);
const difference: Range = { min: -1, max: 1 };

/** Rates of both arms pooled over the baseline; NaN when it has no gap. */
export function pooledRates({ minuend, subtrahend }: GapArms, phase: PhaseSpan, ghosts: Uint8Array) {
  return { minuend: pooledRate(minuend, phase, ghosts), subtrahend: pooledRate(subtrahend, phase, ghosts) };
}

function pooledRate({ size, hits }: GapArm, { start, baselineEnd }: PhaseSpan, ghosts: Uint8Array): number {
  let total = 0;
  let met = 0;
  for (let index = start; index <= baselineEnd; index += 1) {
    if (ghosts[index] === 1 || Number.isNaN(size[index]!)) continue;
    total += size[index]!;
    met += hits[index]!;
  }
  return met / total;
}

/**
 * Standard errors of the gaps of a phase from sampling alone, about the pooled rates of its baseline.
 *
 *   s_t = √(p̄(1 − p̄)/n_t of the group + p̄(1 − p̄)/n_t of the reference)
 *
 * Pooled, as on a P chart: by the rates of the period itself, 0 of 3 would have no error, and the weights of the centre would
 * follow the luck of the periods.
 */
export function writeSamplingErrors(arms: GapArms, phase: PhaseSpan, ghosts: Uint8Array, sigma: Float64Array): void {
  const { minuend, subtrahend } = pooledRates(arms, phase, ghosts);
  for (let index = phase.start; index <= phase.end; index += 1) {
    const [m, n] = [arms.minuend.size[index]!, arms.subtrahend.size[index]!];
    sigma[index] = Math.sqrt((minuend * (1 - minuend)) / m + (subtrahend * (1 - subtrahend)) / n);
  }
}

/** Mean of the baseline's gaps, each with weight 1/s². A second pass adds what the first rounded away. */
function weightedCentre(phase: PhaseSpan, { ghosts }: LimitSettings, { value, sigma }: LimitColumns): number {
  const mean = weighted(phase, ghosts, { value, sigma, about: 0 });
  if (Number.isNaN(mean)) return baselineMean(value, phase, ghosts); // rates all 0 or all 1 have no error, and one gap
  const centre = mean + weighted(phase, ghosts, { value, sigma, about: mean });
  // Gaps to either side may cancel but for rounding; a gap of 0 then lies on the centre.
  return Math.abs(centre) < 1e-15 ? 0 : centre;
}

function weighted(
  { start, baselineEnd }: PhaseSpan,
  ghosts: Uint8Array,
  { value, sigma, about }: Pick<LimitColumns, 'value' | 'sigma'> & { readonly about: number },
): number {
  let total = 0;
  let weights = 0;
  for (let index = start; index <= baselineEnd; index += 1) {
    if (ghosts[index] === 1 || Number.isNaN(value[index]!)) continue;
    const weight = sigma[index]! ** -2;
    total += weight * (value[index]! - about);
    weights += weight;
  }
  return total / weights;
}

/**
 * Multiplies the standard errors by σz, the mean moving range of the standardised gaps over d2.
 *
 * Source: Laney 2002, Quality Engineering 14:531, there for proportions.
 */
function widen(phase: PhaseSpan, settings: LimitSettings, { value, centre, sigma, lower, z }: LimitColumns): number {
  const { start, end, baselineEnd } = phase;
  const { ghosts, constants } = settings;
  for (let index = start; index <= baselineEnd; index += 1) {
    z[index] = sigma[index] === 0 ? 0 : standardise(value[index]!, centre[index]!, sigma[index]!);
  }
  writeMovingRanges(z, { start, end: baselineEnd }, ghosts, lower); // both columns are overwritten by the limits
  const sigmaZ = screenedMean(lower, phase, constants.D4, settings).used / constants.d2;
  for (let index = start; index <= end; index += 1) {
    if (sigma[index] !== 0) sigma[index] = sigma[index]! * sigmaZ;
  }
  return sigmaZ;
}
