import { compareProportions } from '../../comparison/compareProportions.ts';
import { testTwoProportions } from '../../comparison/hypothesis/testTwoProportions.ts';
import { proportionInterval } from '../../interval/proportionInterval.ts';
import type { Interval } from '../../interval/types.ts';
import { normalUpperTail } from '../../number/normal.ts';
import {
  type DisparityEstimate,
  type DisparityGroup,
  type DisparityOptions,
  estimateOf,
  type GroupColumns,
  orNull,
  readGroups,
} from '../groups.ts';
import { limitsAbout } from '../limits.ts';
import { findReference, type Reference, type ReferenceRule } from './reference.ts';
import { type Sides, sidesOf } from './sides.ts';

export interface CompareWithReferenceOptions extends DisparityOptions {
  readonly reference: ReferenceRule;
  /** The best group needs so many members to be the reference; default 0. */
  readonly denominatorMin?: number;
  /** What values are: proportions have a complement, the members who did not; rates have none. Default `proportion`. */
  readonly statistic?: 'proportion' | 'rate';
  /** `score` (default): Newcombe and Koopman where counts are known; `linearised`: value ± z s, ratios on the log scale. */
  readonly intervals?: 'score' | 'linearised';
}

/** A ratio, whose standard error is that of its logarithm. */
export interface RatioEstimate extends Omit<DisparityEstimate, 'standardError'> {
  readonly logStandardError: number | null;
}

/** One group against its reference. Null where undefined, or where the group is the reference and there is nothing to tell. */
export interface ReferenceComparison {
  readonly group: string;
  readonly reference: string;
  readonly isReference: boolean;
  readonly value: number;
  readonly referenceValue: number | null;
  /** Group less reference, on the scale of the data. */
  readonly difference: DisparityEstimate;
  /** Positive when the group is worse off, whatever the direction. */
  readonly gap: DisparityEstimate;
  /** Group over reference. */
  readonly ratio: RatioEstimate;
  /** The same of those who did not: (scale − group) / (scale − reference). For proportions. */
  readonly complementRatio: RatioEstimate | null;
  /** Difference over its standard error, two-sided. */
  readonly z: number | null;
  readonly p: number | null;
  /** With the variance pooled, as if there were no difference; where both counts are known. */
  readonly zPooled: number | null;
  readonly pPooled: number | null;
  /** Different when p ≤ 0.05 and the ratio or its complement is at least 10 % off 1. */
  readonly ahrqClass: 'better' | 'same' | 'worse' | null;
}

export interface ReferenceComparisons {
  readonly rows: readonly ReferenceComparison[];
  /** The group that is the reference, or `overall`, `rest`, `benchmark`; null where no group qualifies. */
  readonly reference: string | null;
  /** How the rule came to the reference, when not straight away. */
  readonly note: string | null;
  /** Why there are no rows; null when there are. */
  readonly reason: string | null;
  /** Groups without a value or without members. */
  readonly omitted: readonly string[];
}

/**
 * Every group against a reference: difference, gap, ratio, ratio of the complements, tests and the AHRQ class.
 *
 *   difference y − y_ref, s = √(s² + s_ref²); ratio y / y_ref, log s = √(s² / y² + s_ref² / y_ref²)
 *   overall: the group is part of its reference, s = √((1 − p)² s² + Σ_others p_k² s_k²); `rest` leaves it out
 *
 * The best group is best partly by luck: gaps to it are above 0 when nothing differs. A reference fixed beforehand has no
 * such bias. Intervals are for one comparison each.
 *
 * A kernel: `compareUnderContract` is the way in, with contract and noise floor.
 *
 * @param rows     groups with counts, or with estimates and standard errors
 * @param options  direction and reference; denominatorMin 0, statistic `proportion`, intervals `score`, scale 1, level 0.95 unless said otherwise
 * @returns        one row for each group with a value, in the order given
 * @throws RangeError when a group, an option or the reference is impossible, or a proportion is outside [0, scale]
 * @example compareWithReference([{ group: 'A', population: 70, numerator: 56 }, { group: 'B', population: 80, numerator: 48 }], { direction: 'lower', reference: 'best' }).rows[0].gap.value // 0.2
 * @example compareWithReference([{ group: 'A', population: 20, numerator: 19 }, { group: 'B', population: 80, numerator: 48 }], { direction: 'higher', reference: 'best', denominatorMin: 30 }).note // 'A is better, with 20 of 30 members needed'
 *
 * Source: Newcombe 1998, Stat Med 17:873; Koopman 1984, Biometrics 40:513; AHRQ, National Healthcare Disparities Report 2010, methods.
 */
export function compareWithReference(
  rows: readonly DisparityGroup[],
  { reference: rule, denominatorMin = 0, statistic = 'proportion', intervals = 'score', ...options }: CompareWithReferenceOptions,
): ReferenceComparisons {
  const groups = readGroups(rows, options);
  if (statistic !== 'proportion' && statistic !== 'rate')
    throw new RangeError(`statistic must be 'proportion' or 'rate', got ${String(statistic)}`);
  if (intervals !== 'score' && intervals !== 'linearised')
    throw new RangeError(`intervals must be 'score' or 'linearised', got ${String(intervals)}`);
  const reference = findReference(groups, rule, denominatorMin);
  if (statistic === 'proportion') requireProportions(groups, reference);
  const { omitted } = groups;
  if (reference === null) {
    const reason = groups.names.length === 0 ? 'no group has a value' : `no group has the ${denominatorMin} members needed`;
    return { rows: [], reference: null, note: null, reason, omitted };
  }
  return {
    rows: groups.names.map((_, j) => compareOne(groups, j, reference, { proportions: statistic === 'proportion', intervals })),
    reference: reference.name,
    note: reference.note,
    reason: null,
    omitted,
  };
}

interface Ways {
  readonly proportions: boolean;
  readonly intervals: 'score' | 'linearised';
}

function compareOne(groups: GroupColumns, j: number, reference: Reference, ways: Ways): ReferenceComparison {
  const { names, direction } = groups;
  const group = names[j] ?? '';
  const isReference = reference.kind === 'group' && reference.place === j;
  const lone = reference.kind === 'rest' && names.length < 2;
  const sides = sidesOf(groups, j, reference);
  const why = isReference ? 'the group is the reference' : lone ? 'there is no other group' : null;
  const difference = differenceOf(sides, groups, ways, why);
  const ratio = ratioOf(sides, groups, ways, why, false);
  const complementRatio = ways.proportions ? ratioOf(sides, groups, ways, why, true) : null;
  const { differenceError, counts } = sides;
  const z = why === null && differenceError > 0 ? (sides.value - sides.referenceValue) / differenceError : NaN;
  const p = 2 * normalUpperTail(Math.abs(z));
  const pooled =
    why === null && counts?.reference ? testTwoProportions({ group: counts.group, reference: counts.reference }) : null;
  return {
    group,
    reference: reference.name,
    isReference,
    value: sides.value,
    referenceValue: lone ? null : sides.referenceValue,
    difference,
    gap: direction === 'lower' ? difference : mirrored(difference),
    ratio,
    complementRatio,
    z: orNull(z),
    p: orNull(p),
    zPooled: pooled?.statistic ?? null,
    pPooled: pooled?.p ?? null,
    ahrqClass: Number.isNaN(p) ? null : classOf(sides, { p, ratio, complementRatio, direction }),
  };
}

/** How far one group is worse off than the reference, with its interval: the gap of `compareWithReference` and nothing else. */
export function estimateGap(groups: GroupColumns, j: number, reference: Reference): DisparityEstimate {
  const difference = differenceOf(sidesOf(groups, j, reference), groups, { intervals: 'score' }, null);
  return groups.direction === 'lower' ? difference : mirrored(difference);
}

function differenceOf(
  sides: Sides,
  { scale, level }: GroupColumns,
  { intervals }: Pick<Ways, 'intervals'>,
  why: string | null,
): DisparityEstimate {
  const { value, referenceValue, differenceError, counts } = sides;
  if (why !== null) return withoutInterval(why === 'the group is the reference' ? 0 : NaN, level, why);
  const linear = estimateOf({ value: value - referenceValue, standardError: differenceError }, level, 'linearised');
  if (intervals === 'linearised' || counts === null) return linear;
  const { group, reference } = counts;
  const [method, { lower, upper }, shift] =
    reference === null
      ? (['wilson', proportionInterval(group, { level }), referenceValue] as const)
      : (['newcombe', compareProportions({ group, reference }, { level }), 0] as const);
  return { ...linear, lower: scaled(lower, scale, shift), upper: scaled(upper, scale, shift), method, reason: null };
}

function ratioOf(
  sides: Sides,
  { scale, level }: GroupColumns,
  { intervals }: Ways,
  why: string | null,
  complement: boolean,
): RatioEstimate {
  const value = complement ? scale - sides.value : sides.value;
  const referenceValue = complement ? scale - sides.referenceValue : sides.referenceValue;
  const logError = complement ? sides.logComplementError : sides.logRatioError;
  const { standardError: _, ...bare } = withoutInterval(why === 'the group is the reference' ? 1 : NaN, level, why);
  if (why !== null) return { ...bare, logStandardError: null };
  const ratio = referenceValue === 0 ? NaN : value / referenceValue;
  const log = limitsAbout({ value: Math.log(ratio), standardError: logError }, level);
  const { counts } = sides;
  const known = intervals === 'score' && counts !== null && !(counts.reference === null && referenceValue === 0);
  const limits = known ? scoreLimits(counts, { complement, referenceValue: referenceValue / scale, level }) : null;
  const said =
    referenceValue === 0
      ? 'the reference is 0'
      : limits === null && Number.isNaN(logError)
        ? 'the ratio is 0, or an error unknown'
        : null;
  return {
    value: orNull(ratio),
    logStandardError: orNull(logError),
    lower: orNull(limits?.lower ?? Math.exp(log.lower)),
    upper: orNull(limits?.upper ?? Math.exp(log.upper)),
    level,
    reason: said,
    method: limits?.method ?? 'linearised logarithm',
  };
}

/** Koopman's limits for two groups; Wilson's over the benchmark for one. */
function scoreLimits(
  { group, reference }: NonNullable<Sides['counts']>,
  {
    complement,
    referenceValue,
    level,
  }: { readonly complement: boolean; readonly referenceValue: number; readonly level: number },
): Interval & { readonly method: string } {
  const of = ({ denominator, numerator }: { readonly denominator: number; readonly numerator: number }) => ({
    denominator,
    numerator: complement ? denominator - numerator : numerator,
  });
  const { lower, upper } =
    reference === null
      ? proportionInterval(of(group), { level })
      : compareProportions({ group: of(group), reference: of(reference) }, { measure: 'ratio', level });
  const unit = reference === null ? referenceValue : 1;
  return { lower: (lower ?? NaN) / unit, upper: (upper ?? NaN) / unit, method: reference === null ? 'wilson' : 'koopman' };
}

function classOf(
  { value, referenceValue }: Sides,
  judged: {
    readonly p: number;
    readonly ratio: RatioEstimate;
    readonly complementRatio: RatioEstimate | null;
    readonly direction: 'higher' | 'lower';
  },
): 'better' | 'same' | 'worse' {
  const { p, ratio, complementRatio, direction } = judged;
  const far = [ratio.value, complementRatio?.value ?? null].some((one) => one !== null && Math.abs(one - 1) >= 0.1 - 1e-12);
  if (!(p <= 0.05) || !far) return 'same';
  return value > referenceValue === (direction === 'higher') ? 'better' : 'worse';
}

function withoutInterval(value: number, level: number, reason: string | null): DisparityEstimate {
  return { value: orNull(value), standardError: null, lower: null, upper: null, level, reason, method: 'none' };
}

function mirrored(difference: DisparityEstimate): DisparityEstimate {
  const { value, lower, upper } = difference;
  return { ...difference, value: negative(value), lower: negative(upper), upper: negative(lower) };
}

function negative(value: number | null): number | null {
  return value === null ? null : 0 - value; // never −0
}

function scaled(limit: number | null, scale: number, shift: number): number | null {
  return limit === null ? null : scale * limit - shift;
}

function requireProportions({ names, estimate, scale }: GroupColumns, reference: Reference | null): void {
  for (const [j, y] of estimate.entries()) {
    if (!(y >= 0 && y <= scale)) throw new RangeError(`group ${names[j]}: a proportion lies in [0, ${scale}], got ${y}`);
  }
  const { benchmark = NaN } = reference ?? {};
  if (benchmark < 0 || benchmark > scale)
    throw new RangeError(`benchmark of a proportion lies in [0, ${scale}], got ${benchmark}`);
}
