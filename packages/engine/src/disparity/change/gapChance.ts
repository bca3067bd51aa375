import { createRandom, type Random } from '../../number/random.ts';
import { requireWholePositive } from '../../number/require.ts';
import { drawSuccesses, type ObservedPhase } from '../../runchart/batch/drawCounts.ts';
import { createLimitColumns, type LimitColumns, type LimitSettings } from '../../runchart/limits/columns.ts';
import { controlConstants } from '../../runchart/limits/constants.ts';
import { findSignals } from '../../runchart/rules/findSignals.ts';
import { type GapArm, type GapArms, type GapPeriod, readArms, writeGaps } from './gapArms.ts';
import { gapControlChart, type GapControlChartOptions, type GapPhase, gapRules } from './gapControlChart.ts';
import { gapKernels, writeSamplingErrors } from './gapLimits.ts';

export interface GapChanceOptions extends GapControlChartOptions {
  /** Series drawn; 2,000 by default. */
  readonly runs?: number;
  /** Seed of the draws; 1 by default. */
  readonly seed?: number;
}

/**
 * How often a gap like this one shows a signal though nothing changed: the share of series, drawn at the denominators of this one,
 * that break a rule of the chart. `p`: both arms are binomial about their pooled rates; `pp` and `i`: gaps are normal, with the
 * spread that these charts take from the points.
 *
 * @param periods  counts of both arms in order of time; NaN is missing
 * @param options  as of {@link gapControlChart}; runs 2,000 and seed 1 unless said otherwise
 * @returns        a share in [0, 1]; null where the chart gives no verdict: patients are shared, or there are no limits
 * @throws RangeError as {@link gapControlChart}, or unless runs is a whole number above 0
 * @example chanceOfGapSignal([{ period: '2025-01', group: { denominator: 50, numerator: 20 }, reference: { denominator: 100, numerator: 60 } }, { period: '2025-02', group: { denominator: 50, numerator: 30 }, reference: { denominator: 100, numerator: 60 } }], { direction: 'higher', window: 'rolling-12' }) // null
 */
export function chanceOfGapSignal(periods: readonly GapPeriod[], options: GapChanceOptions): number | null {
  const { chart = 'p', rules = gapRules, exclude = [], sigmas = 3, screen = false, constants = 'printed' } = options;
  const { runs = 2_000, seed = 1 } = options;
  requireWholePositive('runs', runs);
  const { phases, value, z, sharing } = gapControlChart(periods, options);
  if (sharing || z.every(Number.isNaN)) return null;
  const arms = readArms(periods, options.direction);
  const ghosts = new Uint8Array(periods.length);
  for (const point of exclude) ghosts[point] = 1;
  const settings: LimitSettings = { sigmas, screen, constants: controlConstants[constants], ghosts };
  const observed = phases.map((phase) => observe(phase, value, ghosts));
  const columns = createLimitColumns(periods.length);
  columns.value.set(value);
  const draw =
    chart === 'p'
      ? prepareCounts(arms, phases, observed, settings)
      : prepareNormal(arms, phases, observed, settings, chart === 'pp');
  const random = createRandom(seed);
  let signals = 0;
  for (let run = 0; run < runs; run += 1) {
    draw(random, columns);
    for (const phase of phases) gapKernels[chart](phase, settings, columns);
    if (findSignals({ ...columns, phases }, rules).some(({ points }) => points.length > 0)) signals += 1;
  }
  return signals / runs;
}

/** Overwrites gaps and their sampling errors by a draw of what they might have been had nothing changed within any phase. */
type Draw = (random: Random, columns: LimitColumns) => void;

/** The periods of a phase that have a gap and count. */
function observe({ start, end }: GapPhase, value: Float64Array, ghosts: Uint8Array): Int32Array {
  const points: number[] = [];
  for (let index = start; index <= end; index += 1) {
    if (ghosts[index] === 0 && !Number.isNaN(value[index]!)) points.push(index);
  }
  return Int32Array.from(points);
}

/** Hits of each arm spread over its patients by chance, given what they add up to. */
function prepareCounts(
  observed: GapArms,
  phases: readonly GapPhase[],
  points: readonly Int32Array[],
  { ghosts }: LimitSettings,
): Draw {
  const copy = ({ size, hits }: GapArm): GapArm => ({ size, hits: hits.slice() });
  const drawn = { minuend: copy(observed.minuend), subtrahend: copy(observed.subtrahend) };
  const sums = (arm: GapArm) => points.filter(({ length }) => length > 0).map((of) => sumsOf(arm, of));
  const arms = (['minuend', 'subtrahend'] as const).map((side) => ({ hits: drawn[side].hits, sums: sums(observed[side]) }));
  return (random, columns) => {
    for (const arm of arms) for (const phase of arm.sums) drawSuccesses(random, phase, arm.hits);
    writeGaps(drawn, columns.value);
    for (const phase of phases) writeSamplingErrors(drawn, phase, ghosts, columns.sigma);
  };
}

function sumsOf({ size, hits }: GapArm, points: Int32Array): ObservedPhase {
  let [total, all] = [0, 0];
  for (const point of points) {
    total += hits[point]!;
    all += size[point]!;
  }
  return { points, total, sizes: size, size: all, sigma: size };
}

/** Normal gaps: as far apart as their sampling errors have it, times any σz, which the chart takes out again; or all alike. */
function prepareNormal(
  arms: GapArms,
  phases: readonly GapPhase[],
  points: readonly Int32Array[],
  { ghosts }: LimitSettings,
  bySize: boolean,
): Draw {
  const errors = new Float64Array(ghosts.length);
  for (const phase of phases) writeSamplingErrors(arms, phase, ghosts, errors);
  return (random, { value, sigma }) => {
    sigma.set(errors);
    for (const of of points) for (const point of of) value[point] = random.normal() * (bySize ? errors[point]! : 1);
  };
}
