import type { Measure } from '../../measure/define.ts';
import { requirePositive } from '../../number/require.ts';
import { createLimitColumns, type LimitColumns } from '../../runchart/limits/columns.ts';
import { controlConstants, type ConstantsId } from '../../runchart/limits/constants.ts';
import { fillStretch, isBeyond } from '../../runchart/limits/write.ts';
import { cutPhases, type PhaseOptions, type PhaseSpan } from '../../runchart/phases.ts';
import type { ControlRule } from '../../runchart/rules/control/types.ts';
import { ruleFamilies, type RuleFamilyId } from '../../runchart/rules/families.ts';
import { findSignals } from '../../runchart/rules/findSignals.ts';
import { describeSharing, type SharedPatients } from '../../runchart/sharing.ts';
import { type GapPeriod, readArms, requireDirection, writeGaps } from './gapArms.ts';
import { type GapChartId, type GapEstimate, gapKernels, writeSamplingErrors } from './gapLimits.ts';
import { directSignals, type GapSignal } from './gapSignals.ts';

export interface GapControlChartOptions extends PhaseOptions, Pick<Measure, 'direction' | 'window'> {
  /** The measure that counts the same care by independent months, where there is one: a way out for periods that share patients. */
  readonly monthly?: Measure['monthly'];
  /** Default `p`. */
  readonly chart?: GapChartId;
  /** A family by name or rules of one's own; a point outside, a run too long and too few crossings (Anhøj) by default. */
  readonly rules?: RuleFamilyId | readonly ControlRule[];
  /** Standard errors from the centre to the control limits; 3 by default. */
  readonly sigmas?: number;
  /** Whether moving ranges above their own limit are left out, once (`pp` and `i`); not by default. */
  readonly screen?: boolean;
  /** The constants for moving ranges; those printed in textbooks by default. */
  readonly constants?: ConstantsId;
  /** Coverage of the intervals of changes as a fraction; 0.95 by default. */
  readonly level?: number;
}

/** One phase of the chart: where it lies and what its baseline says. */
export interface GapPhase extends PhaseSpan, GapEstimate {
  /** Periods of the baseline that have a gap and set centre and limits. */
  readonly observed: number;
  /** Why a phase has no limits; null when it has. */
  readonly reason: string | null;
}

/** A control chart of a gap: columns with one entry a period, in fractions, positive when the group is worse off. */
export interface GapControlChart extends LimitColumns {
  readonly chart: GapChartId;
  readonly sigmas: number;
  readonly screened: boolean;
  /** Indices of the periods strictly outside their limits, by more than rounding. */
  readonly beyond: readonly number[];
  readonly exclude: readonly number[];
  readonly phases: readonly GapPhase[];
  /** The rules that the gap breaks, each with its direction; none where patients are shared. */
  readonly signals: readonly GapSignal[];
  /** Why the periods may not be judged: then there are no limits and no signals. Null when they share no patients. */
  readonly sharing: SharedPatients | null;
}

/** Default rules: those that cry wolf least. */
export const gapRules: readonly ControlRule[] = [{ rule: 'outside', sigmas: 3 }, ...ruleFamilies.anhoej.rules];

/**
 * A control chart of the gap between a group and its reference, whose limits know that every period's gap has a sampling error of
 * its own: whether the gap itself changed, which neither group's chart tells.
 *
 *   gap_t ± 0 about Σ w_t gap_t / Σ w_t, w_t = 1/s_t²;  limits: centre ± k s_t;  s_t² = p̄(1 − p̄)/n_t of the group + the same of the reference
 *
 * - `p` (default): s_t from the counts, p̄ pooled over the baseline. Small periods get wide limits and little weight, and a gap
 *   that wavered in its baseline is not thereby allowed to
 * - `pp`: s_t times σz, for gaps that vary more than sampling explains (Laney)
 * - `i`: the mean moving range, all periods alike: where what varies is not sampling at all
 *
 * A period in which one of the two is missing or empty has no gap: it neither counts nor breaks a run. Periods that share patients
 * are drawn and not judged. A signal is `widening` or `narrowing`, comes with what each of the two did, and says when the gap
 * narrowed by levelling down.
 *
 * @param periods  counts of both arms in order of time, no member in both; NaN is missing
 * @param options  direction and window of the measure; chart, rules, phases, baseline and how limits are set
 * @returns        columns as typed arrays, NaN where there is no gap or no limit; `reason` says why a phase has none
 * @throws RangeError when periods do not rise in time, counts are impossible, or an option is
 * @example gapControlChart([{ period: '2025-01', group: { denominator: 50, numerator: 20 }, reference: { denominator: 100, numerator: 60 } }, { period: '2025-02', group: { denominator: 50, numerator: 30 }, reference: { denominator: 100, numerator: 60 } }], { direction: 'higher', window: 'month' }).upper[0] // 0.3581
 *
 * Source: Montgomery, Introduction to Statistical Quality Control, ch. 7 (limits that vary with the size of the sample); Laney
 * 2002, Quality Engineering 14:531.
 */
export function gapControlChart(periods: readonly GapPeriod[], options: GapControlChartOptions): GapControlChart {
  const { direction, window, monthly = null, chart = 'p', rules = gapRules, exclude = [], level = 0.95 } = options;
  const { sigmas = 3, screen = false, constants = 'printed' } = options;
  requireDirection(direction);
  requireChoice('chart', chart, gapKernels);
  requireChoice('constants', constants, controlConstants);
  requirePositive('sigmas', sigmas);
  const arms = readArms(periods, direction);
  const spans = cutPhases(periods.length, options);
  const ghosts = new Uint8Array(periods.length);
  for (const point of exclude) ghosts[point] = 1;
  const columns = createLimitColumns(periods.length);
  writeGaps(arms, columns.value);
  const counting = periods.filter((_, index) => ghosts[index] === 0 && !Number.isNaN(columns.value[index]!));
  const sharing = describeSharing(
    { window, monthly },
    counting.map(({ period }) => period),
  );

  const settings = { sigmas, screen, constants: controlConstants[constants], ghosts };
  const estimates = spans.map((span) => {
    writeSamplingErrors(arms, span, ghosts, columns.sigma);
    return gapKernels[chart](span, settings, columns);
  });
  if (sharing) forgetLimits(columns);
  const phases = spans.map((span, index): GapPhase => {
    const estimate = estimates[index]!;
    return { ...span, ...estimate, ...describeBaseline(span, { columns, ghosts, sharing }) };
  });
  const found = sharing ? [] : findSignals({ ...columns, phases }, rules);
  const beyond: number[] = [];
  columns.value.forEach((value, index) => {
    if (isBeyond(value, columns.lower[index]!, columns.upper[index]!)) beyond.push(index);
  });
  return {
    chart,
    sigmas,
    screened: screen,
    ...columns,
    beyond,
    exclude,
    phases,
    signals: directSignals(found, { periods, arms, columns, ghosts, phases, chart, direction, window, level }),
    sharing,
  };
}

function requireChoice(name: string, chosen: string, choices: object): void {
  if (!Object.hasOwn(choices, chosen))
    throw new RangeError(`${name} must be one of ${Object.keys(choices).join(', ')}, got ${String(chosen)}`);
}

/** What overlapping periods leave of a chart: the gaps, and the centre that describes them. */
function forgetLimits({ sigma, lower, upper, lowerWarning, upperWarning, z }: LimitColumns): void {
  for (const column of [sigma, lower, upper, lowerWarning, upperWarning, z])
    fillStretch(column, { start: 0, end: column.length - 1 }, NaN);
}

/** How many periods set the limits, and why there are none where that is so. */
function describeBaseline(
  { start, end, baselineEnd }: PhaseSpan,
  {
    columns: { value, upper },
    ghosts,
    sharing,
  }: { readonly columns: LimitColumns; readonly ghosts: Uint8Array; readonly sharing: SharedPatients | null },
): Pick<GapPhase, 'observed' | 'reason'> {
  let observed = 0;
  for (let index = start; index <= baselineEnd; index += 1) {
    if (ghosts[index] === 0 && !Number.isNaN(value[index]!)) observed += 1;
  }
  if (sharing) return { observed, reason: sharing.reason };
  if (upper.subarray(start, end + 1).some((limit) => !Number.isNaN(limit))) return { observed, reason: null };
  if (observed === 0) return { observed, reason: 'no period of the baseline has a gap' };
  return { observed, reason: 'no two gaps in a row: the baseline has no moving range' };
}
