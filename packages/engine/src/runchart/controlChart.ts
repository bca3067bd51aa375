import { requirePositive } from '../number/require.ts';
import { createLimitColumns, type LimitColumns, type PhaseEstimate } from './limits/columns.ts';
import { controlConstants, type ConstantsId, type ControlConstants } from './limits/constants.ts';
import { limitKernels, type ControlChartId } from './limits/kernels.ts';
import { readSeries, type ControlSeries } from './limits/series.ts';
import { isBeyond } from './limits/write.ts';
import { cutPhases, type PhaseOptions, type PhaseSpan } from './phases.ts';

/** Which chart, and how its limits are set. */
export interface ControlChartOptions extends PhaseOptions {
  readonly chart: ControlChartId;
  /** Whether moving ranges above their own limit are left out, once (I, P′, U′, T and I′ charts); not by default. */
  readonly screen?: boolean;
  /** Standard errors from the centre to the control limits; 3 by default. */
  readonly sigmas?: number;
  /** The constants for moving ranges, by name or as numbers; those printed in textbooks by default. */
  readonly constants?: ConstantsId | ControlConstants;
}

/** One phase of a control chart: where it lies and what its baseline says. */
export interface ControlPhase extends PhaseSpan, PhaseEstimate {
  /** Points of the baseline that set centre and limits. */
  readonly observed: number;
  /** Why a phase has no limits; null when it has. */
  readonly reason: string | null;
}

/** A control chart: columns with one entry a point, the points beyond the limits, and its phases. */
export interface ControlChart extends LimitColumns {
  readonly chart: ControlChartId;
  readonly sigmas: number;
  readonly screened: boolean;
  readonly constants: ControlConstants;
  /** Indices of the points strictly outside their limits, by more than rounding. Ghosted points are among them when they lie there. */
  readonly beyond: readonly number[];
  /** The ghosted points, as they were given. */
  readonly exclude: readonly number[];
  readonly phases: readonly ControlPhase[];
}

/**
 * A control chart: centre, control and warning limits at every point, and the points beyond them. All-equal values, rates that
 * are all 0 or all 1, and σz = 0 give limits on the centre. The limits hold for points that do not share patients.
 *
 * - `i`, `mr`: single values and their moving ranges, from `{ values }`
 * - `p`, `pp`: proportions, and Laney's P′ for those that vary more than chance, from `{ numerators, denominators }`
 * - `u`, `up`: events per exposure, and Laney's U′, from `{ events, exposures }`
 * - `c`: events in equal periods; `g`: cases between events; `t`: time between events, from `{ values }`
 * - `xbar`, `s`: means and standard deviations, from `{ subgroups }`
 * - `ip`: Taylor's I′ for sums over sizes, from `{ numerators, denominators }`
 *
 * Missing is NaN. A moving range beside a missing point is missing; a ghosted point is left out and its neighbours are joined.
 * A pair with one part missing, or a denominator of 0, gives no point and no limit there and touches nothing else.
 *
 * @param series   the points in order of time
 * @param options  the chart, its phases and baseline, and how limits are set
 * @returns        columns as typed arrays, NaN where there is no value or no limit; `reason` says why a phase has none
 * @throws RangeError when the series does not suit the chart, a number is infinite, negative where it cannot be or a numerator
 *                 exceeds its denominator, or an option is out of its domain
 * @example controlChart({ values: [4, 6, 5, 7, 3] }, { chart: 'i' }).upper[0] // 10.9840
 *
 * Source: Montgomery, Introduction to Statistical Quality Control; each kernel in limits/ names its own.
 */
export function controlChart(series: ControlSeries, options: ControlChartOptions): ControlChart {
  const { chart, screen = false, sigmas = 3, exclude = [] } = options;
  if (!Object.hasOwn(limitKernels, chart))
    throw new RangeError(`chart must be one of ${Object.keys(limitKernels).join(', ')}, got ${String(chart)}`);
  requirePositive('sigmas', sigmas);
  const constants = resolveConstants(options.constants ?? 'printed');
  const input = readSeries(series, chart);
  const points = input.values.length;
  const spans = cutPhases(points, options);
  const ghosts = new Uint8Array(points);
  for (const point of exclude) ghosts[point] = 1;

  const columns = createLimitColumns(points);
  const phases = spans.map((span) => {
    const estimate = limitKernels[chart](input, span, { sigmas, screen, constants, ghosts }, columns);
    return { ...span, ...estimate, ...describeBaseline(chart, span, columns, ghosts) };
  });
  const beyond: number[] = [];
  columns.value.forEach((value, index) => {
    if (isBeyond(value, columns.lower[index]!, columns.upper[index]!)) beyond.push(index);
  });
  return { chart, sigmas, screened: screen, constants, ...columns, beyond, exclude, phases };
}

/** Constants by name or as given. */
function resolveConstants(constants: ConstantsId | ControlConstants): ControlConstants {
  if (typeof constants === 'string') {
    if (!Object.hasOwn(controlConstants, constants))
      throw new RangeError(`constants must be one of ${Object.keys(controlConstants).join(', ')}, got ${constants}`);
    return controlConstants[constants];
  }
  requirePositive('d2', constants.d2);
  if (!(constants.D4 > 1 && constants.D4 < Infinity)) throw new RangeError(`D4 must be a number above 1, got ${constants.D4}`);
  return constants;
}

/** How many points set the limits, and why there are none where that is so. */
function describeBaseline(
  chart: ControlChartId,
  { start, end, baselineEnd }: PhaseSpan,
  { value, upper }: LimitColumns,
  ghosts: Uint8Array,
): Pick<ControlPhase, 'observed' | 'reason'> {
  let observed = 0;
  for (let index = start; index <= baselineEnd; index += 1) {
    if (ghosts[index] === 0 && !Number.isNaN(value[index]!)) observed += 1;
  }
  if (upper.subarray(start, end + 1).some((limit) => !Number.isNaN(limit))) return { observed, reason: null };
  if (chart === 'xbar' || chart === 's') return { observed, reason: 'no subgroup of the baseline has two values or more' };
  if (chart === 'mr' || observed > 0) return { observed, reason: 'no two points in a row: the baseline has no moving range' };
  return { observed, reason: 'no point of the baseline was observed' };
}
