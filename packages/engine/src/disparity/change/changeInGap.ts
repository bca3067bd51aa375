import { type Proportion, requireProportion } from '../../interval/types.ts';
import { type MeasureWindow, measureWindows, type Period, sharePatients } from '../../measure/period.ts';
import { named } from '../../number/named.ts';
import { normalUpperTail } from '../../number/normal.ts';
import { requireCount, requireLevel, requirePositive, shown } from '../../number/require.ts';
import { type DisparityEstimate, estimateOf, orNull } from '../groups.ts';

/** A group at one time: counts, or an estimate with its standard error on the scale of the data. */
export type GroupAtTime = Proportion | { readonly estimate: number; readonly standardError?: number };

/** Two groups in one period. No member in both groups. */
export interface GapAtTime {
  /** YYYY-MM in which the measure's window ends. */
  readonly period: Period;
  readonly group: GroupAtTime;
  readonly reference: GroupAtTime;
}

export interface ChangeInGapOptions {
  /** Whether a higher or a lower value is better. */
  readonly direction: 'higher' | 'lower';
  /** What the measure looks back on: windows that share patients' results are refused. */
  readonly window: MeasureWindow;
  /** What everybody would come to: 1 for fractions, 100 for percent. Default 1; counts come out on it. Infinity: there is no complement. */
  readonly scale?: number;
  /** Coverage of the interval as a fraction; default 0.95. */
  readonly level?: number;
}

/** A ratio of the two groups at both times: above 1 when the group is worse off. Null where undefined. */
export interface RatioAtTimes {
  readonly baseline: number | null;
  readonly followUp: number | null;
  /** Whether it came down; null where one of them is undefined. */
  readonly narrowed: boolean | null;
}

/** A gap at two times. All gaps are positive when the group is worse off. */
export interface ChangeInGap extends DisparityEstimate {
  readonly gapBaseline: number | null;
  readonly gapFollowUp: number | null;
  /** Part of the change that the group made; with the reference's part it adds to the value. */
  readonly fromGroup: number | null;
  readonly fromReference: number | null;
  readonly z: number | null;
  /** Two-sided, of no change. */
  readonly p: number | null;
  readonly narrowed: boolean | null;
  /** Of the values as they are reported. */
  readonly ratio: RatioAtTimes;
  /** Of what is left to the scale: those not screened where the measure counts those who are. */
  readonly complementRatio: RatioAtTimes;
  /** The gap narrowed although the group did not improve: only because the reference got worse. */
  readonly levellingDown: boolean;
  /** Difference, ratio and complement ratio do not agree on whether the gap narrowed. */
  readonly conflict: boolean;
  /** The gap turned round: the other one of the two is now worse off. */
  readonly turned: boolean;
  /** What the interval and the test take for granted. */
  readonly assumes: string;
}

/**
 * What became of a gap from one period to another: how much of the change is the group's own doing and how much the
 * reference's, whether the framings agree, and whether it is more than chance.
 *
 *   change = gap₁ − gap₀ (negative: narrowing),  variance = sum of the four,  z = change / s
 *   higher is better: from group = −(y₁ − y₀) of the group, from reference = y₁ − y₀ of the reference; else the other way round
 *   ratio: the better group's place over the worse one's, reference / group when higher is better, else group / reference
 *
 * Many of the same members stand at both ends. Their covariance is not known without linkage, so the interval takes the two
 * samples as independent; where members keep their outcome it is too wide, not too narrow.
 *
 * @param baseline  counts or estimates of both groups in the earlier period
 * @param followUp  the same in the later one
 * @param options   direction and window; scale 1, level 0.95 unless said otherwise
 * @returns         the change on the scale with interval and test; nulls and a reason where a group has no members
 * @throws RangeError when the windows overlap or are in the wrong order, or a number or option is impossible
 * @example changeInGap({ period: '2024-12', group: { denominator: 1000, numerator: 400 }, reference: { denominator: 1000, numerator: 600 } }, { period: '2025-12', group: { denominator: 1000, numerator: 550 }, reference: { denominator: 1000, numerator: 720 } }, { direction: 'higher', window: 'rolling-12' }).value // -0.03
 * @example changeInGap({ period: '2024-12', group: { denominator: 9, numerator: 4 }, reference: { denominator: 9, numerator: 6 } }, { period: '2025-06', group: { denominator: 9, numerator: 5 }, reference: { denominator: 9, numerator: 7 } }, { direction: 'higher', window: 'rolling-12' }) // throws windows of 2024-12 and 2025-06 overlap
 *
 * Source: Keppel and others 2005, Vital Health Stat 2:141 (choice of framing and reference).
 */
export function changeInGap(
  baseline: GapAtTime,
  followUp: GapAtTime,
  { direction, window, scale = 1, level = 0.95 }: ChangeInGapOptions,
): ChangeInGap {
  requireOptions({ direction, window, scale, level });
  requireApart(window, baseline.period, followUp.period);
  const before = readPair('baseline', baseline, scale);
  const after = readPair('followUp', followUp, scale);
  const sign = direction === 'higher' ? -1 : 1;
  const gap = ({ group, reference }: Pair) => sign * (group.value - reference.value);
  const fromGroup = sign * (after.group.value - before.group.value);
  const fromReference = -sign * (after.reference.value - before.reference.value);
  const change = gap(after) - gap(before);
  const standardError = Math.hypot(
    ...[before, after].flatMap(({ group, reference }) => [group.standardError, reference.standardError]),
  );
  const z = change / standardError;
  const ratio = ratiosOf([before, after], direction === 'higher', (value) => value);
  const complementRatio = ratiosOf([before, after], direction === 'lower', (value) => scale - value);
  const known = !Number.isNaN(change);
  const largest = Math.max(
    ...[before, after].flatMap(({ group, reference }) => [group, reference].map(({ value }) => Math.abs(value))),
  );
  const rounding = ROUNDING * largest;
  const narrowed = known ? change < -rounding : null;
  const verdicts = [narrowed, ratio.narrowed, complementRatio.narrowed].filter((verdict) => verdict !== null);
  const reason = [before, after].map(whyUnknown).find((why) => why !== null) ?? null;
  return {
    ...estimateOf({ value: change, standardError, reason }, level, 'difference of two gaps'),
    gapBaseline: orNull(gap(before)),
    gapFollowUp: orNull(gap(after)),
    fromGroup: orNull(fromGroup),
    fromReference: orNull(fromReference),
    z: orNull(z),
    p: Number.isFinite(z) ? 2 * normalUpperTail(Math.abs(z)) : null,
    narrowed,
    ratio,
    complementRatio,
    levellingDown: change < -rounding && fromGroup >= -rounding,
    conflict: new Set(verdicts).size > 1,
    turned: Math.min(gap(before), gap(after)) < -rounding && Math.max(gap(before), gap(after)) > rounding,
    assumes: 'the members of the two periods are independent samples',
  };
}

interface Level {
  readonly value: number;
  readonly standardError: number;
}

interface Pair {
  readonly group: Level;
  readonly reference: Level;
}

function requireOptions({ direction, window, scale, level }: Required<ChangeInGapOptions>): void {
  if (direction !== 'higher' && direction !== 'lower')
    throw new RangeError(`direction must be 'higher' or 'lower', got ${shown(direction)}`);
  if (!measureWindows.includes(window))
    throw new RangeError(`window must be one of ${measureWindows.join(', ')}, got ${shown(window)}`);
  if (scale !== Infinity) requirePositive('scale', scale);
  requireLevel(level);
}

function requireApart(window: MeasureWindow, baseline: Period, followUp: Period): void {
  if (sharePatients(window, [baseline, followUp]))
    throw new RangeError(`windows of ${baseline} and ${followUp} overlap (${window}): the gaps share patients' results`);
  if (baseline > followUp) throw new RangeError(`baseline ${baseline} is after follow-up ${followUp}`);
}

function readPair(when: string, { group, reference }: GapAtTime, scale: number): Pair {
  return { group: readLevel(`${when} group`, group, scale), reference: readLevel(`${when} reference`, reference, scale) };
}

/** NaN is missing. */
function readLevel(who: string, given: GroupAtTime, scale: number): Level {
  if ('estimate' in given) {
    const { estimate, standardError = NaN } = given;
    if (typeof estimate !== 'number' || Math.abs(estimate) === Infinity)
      throw new RangeError(`${who}: estimate must be a number, got ${shown(estimate)}`);
    if (!Number.isNaN(standardError)) named(who, () => requireCount('standardError', standardError));
    return { value: estimate, standardError };
  }
  const { denominator, numerator } = given;
  if (Number.isNaN(denominator) || Number.isNaN(numerator)) return { value: NaN, standardError: NaN };
  named(who, () => requireProportion(given));
  if (scale === Infinity) throw new RangeError(`${who}: counts need a finite scale`);
  const rate = numerator / denominator; // NaN without members
  return { value: scale * rate, standardError: scale * Math.sqrt((rate * (1 - rate)) / denominator) };
}

function whyUnknown({ group, reference }: Pair): string | null {
  if (Number.isNaN(group.value)) return 'the group has no value at one of the two times';
  return Number.isNaN(reference.value) ? 'the reference has no value at one of the two times' : null;
}

/** Ratios above 1 when the group is worse off. */
function ratiosOf(times: readonly Pair[], referenceFirst: boolean, framed: (value: number) => number): RatioAtTimes {
  const [baseline = null, followUp = null] = times.map(({ group, reference }) => {
    const [own, other] = [framed(group.value), framed(reference.value)];
    const [above, below] = referenceFirst ? [other, own] : [own, other];
    return above >= 0 && below > 0 ? orNull(above / below) : null;
  });
  return { baseline, followUp, narrowed: baseline === null || followUp === null ? null : followUp < baseline * (1 - ROUNDING) };
}

/** Values this near, relative to them, differ by rounding alone: 0.6 − 0.4 and 0.7 − 0.5 are one gap. */
const ROUNDING = 1e-12;
