import type { PhaseSpan } from '../phases.ts';
import type { ControlConstants } from './constants.ts';

/** What a chart is made from, one entry a point, or several series end to end; NaN is missing. */
export interface LimitInput {
  /** Measured values, numerators, events or means of subgroups, as the chart needs. */
  readonly values: Float64Array;
  /** Denominators, exposures or sizes of subgroups; empty for a chart that has none. */
  readonly sizes: Float64Array;
  /** Standard deviations of subgroups; empty but for Xbar and S charts. */
  readonly deviations: Float64Array;
}

/** A control chart by column, one entry a point. All in the unit of the values but z. */
export interface LimitColumns {
  /** What is drawn: the value, the rate, the mean or deviation of a subgroup, the moving range; NaN where there is none. */
  readonly value: Float64Array;
  readonly centre: Float64Array;
  /** Standard error of the point, uncut; NaN where the chart has no single one (T). */
  readonly sigma: Float64Array;
  /** Control limits, cut to what the value can be; NaN where there is none. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Warning limits, at two standard errors. */
  readonly lowerWarning: Float64Array;
  readonly upperWarning: Float64Array;
  /**
   * Distance from the centre in standard errors, from uncut limits: what the rules look at. 0 on the centre, NaN where the
   * point is missing, ghosted or without limits, infinite beside limits of no width.
   */
  readonly z: Float64Array;
}

export interface LimitSettings {
  /** Standard errors from the centre to the control limits. */
  readonly sigmas: number;
  /** Whether moving ranges above their own limit are left out, once. */
  readonly screen: boolean;
  readonly constants: ControlConstants;
  /** 1 for each ghosted point, 0 for the others; as long as the input. */
  readonly ghosts: Uint8Array;
}

/** What the baseline of a phase says; NaN where the chart has no such number. */
export interface PhaseEstimate {
  /** As drawn. */
  readonly centre: number;
  /** Mean moving range: of the values, of their z-scores (P′, U′), of their 3.6th roots (T). */
  readonly movingRange: number;
  /** The mean moving range that the limits rest on: after screening, where it was asked for. */
  readonly movingRangeUsed: number;
  /** Moving ranges above their own limit, 3.267 times the mean: those that screening leaves out. */
  readonly movingRangesOutside: number;
  /** Laney's σz: how much more the rates vary than chance alone would make them. */
  readonly sigmaZ: number;
  /** Mean standard deviation of subgroups, pooled where their sizes differ. */
  readonly deviation: number;
  /** Taylor's standard deviation of a point of size 1. */
  readonly unitSigma: number;
  /** The mean that the limits of a G chart rest on; its centre is the median. */
  readonly mean: number;
}

export const noEstimate: PhaseEstimate = {
  centre: NaN,
  movingRange: NaN,
  movingRangeUsed: NaN,
  movingRangesOutside: NaN,
  sigmaZ: NaN,
  deviation: NaN,
  unitSigma: NaN,
  mean: NaN,
};

/** Writes one phase of a chart into columns, from the first point of the phase to its last; allocates nothing by the point. */
export type LimitKernel = (input: LimitInput, phase: PhaseSpan, settings: LimitSettings, columns: LimitColumns) => PhaseEstimate;

/**
 * Room for the columns of a chart.
 *
 * @param length  points, of one series or of many end to end
 */
export function createLimitColumns(length: number): LimitColumns {
  return {
    value: new Float64Array(length),
    centre: new Float64Array(length),
    sigma: new Float64Array(length),
    lower: new Float64Array(length),
    upper: new Float64Array(length),
    lowerWarning: new Float64Array(length),
    upperWarning: new Float64Array(length),
    z: new Float64Array(length),
  };
}
