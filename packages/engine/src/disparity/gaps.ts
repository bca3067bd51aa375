import { compareProportions } from '../comparison/compareProportions.ts';
import { differenceMethods, type DifferenceMethodId } from '../comparison/difference/methods.ts';
import { simultaneousLevel } from '../comparison/simultaneousLevel.ts';
import { methodOf } from '../interval/oneWayIn.ts';
import { type Proportion, requireProportion } from '../interval/types.ts';
import { requireCount, requireLevel } from '../number/require.ts';
import { rowsByName } from '../number/rowsByName.ts';
import { sum } from '../number/sum.ts';

/** Counts of one group of members; no member in two groups. */
export interface GroupCounts extends Proportion {
  readonly stratum: string;
}

export interface CompareGroupsOptions {
  /** Whether a higher or a lower rate is better. */
  readonly direction: 'higher' | 'lower';
  /** `rest`: all other groups together; or the stratum that every group is compared with, chosen before the rates are seen. */
  readonly reference: string;
  /** Coverage as a fraction: of all intervals together when simultaneous, else of each. */
  readonly level?: number;
  /** Whether the intervals hold the level together (default) or one by one. */
  readonly simultaneous?: boolean;
  /** A group or a reference with fewer members is not compared. */
  readonly denominatorMin?: number;
  /** Method of the intervals of the gaps. */
  readonly method?: DifferenceMethodId;
}

/** One group against its reference. Gap and limits are fractions in [−1, 1]; null with a reason where not compared. */
export interface GroupGap {
  readonly stratum: string;
  readonly group: Proportion;
  readonly reference: Proportion;
  readonly referenceName: string;
  /** Positive when the group is worse off, whatever the measure's direction. */
  readonly gap: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Whether the interval excludes 0. */
  readonly standsOut: boolean | null;
  readonly reason: string | null;
}

/** What was compared and how: the answer repeats the question. */
export interface GapContract {
  readonly direction: 'higher' | 'lower';
  readonly scale: 'difference';
  readonly reference: string;
  /** Coverage asked for. */
  readonly level: number;
  /** Coverage of each single interval. */
  readonly comparisonLevel: number;
  /** How many groups were compared. */
  readonly comparisons: number;
  readonly method: DifferenceMethodId;
  readonly denominatorMin: number;
  /** How many groups would stand out on average if every true gap were 0. */
  readonly expectedByChance: number;
}

export interface GroupComparison {
  readonly gaps: readonly GroupGap[];
  readonly contract: GapContract;
}

/**
 * Gaps between groups and their reference, with simultaneous intervals: which groups are worse off by more than chance.
 *
 *   gap = p_reference − p_group when higher is better, p_group − p_reference when lower is better
 *
 * Against `rest` each group meets all other given groups together, so the two never share a member. The k gaps then
 * depend on one another (a member counts in one group and in k − 1 references); Bonferroni's inequality holds regardless.
 * Of two groups each is the rest of the other: that is one comparison, told from both sides.
 * A group that is too small to be compared still counts in the rest of the others.
 *
 * Its contract says what was compared; one that fixes everything beforehand is for `compareUnderContract`.
 *
 * @param groups   counts by stratum, each member in one group only
 * @param options  direction and reference; level 0.95, simultaneous true, denominatorMin 0, method `newcombe` unless said otherwise
 * @returns        one gap for each group but a named reference, in the order given, and the contract
 * @throws RangeError when counts, level, direction or method are impossible, a stratum has no name, appears twice or is called `rest`, or the reference is not among the groups
 * @example compareGroups([{ stratum: 'A', denominator: 70, numerator: 56 }, { stratum: 'B', denominator: 80, numerator: 48 }], { direction: 'lower', reference: 'B' }).gaps[0].gap // 0.2
 * @example compareGroups([{ stratum: 'A', denominator: 24, numerator: 9 }, { stratum: 'B', denominator: 80, numerator: 48 }], { direction: 'higher', reference: 'rest', denominatorMin: 30 }).gaps[0].reason // 'denominator 24 of 30 needed'
 *
 * Source: Newcombe 1998, Stat Med 17:873 (interval by default); Dunn 1961, JASA 56:52 (simultaneous level).
 */
export function compareGroups(
  groups: readonly GroupCounts[],
  { direction, reference, level = 0.95, simultaneous = true, denominatorMin = 0, method = 'newcombe' }: CompareGroupsOptions,
): GroupComparison {
  requireGroups(groups);
  requireLevel(level);
  requireCount('denominatorMin', denominatorMin);
  methodOf(differenceMethods, method);
  if (direction !== 'higher' && direction !== 'lower')
    throw new RangeError(`direction must be 'higher' or 'lower', got ${String(direction)}`);
  const strata = groups.map(({ stratum }) => stratum);
  if (reference !== 'rest' && !strata.includes(reference))
    throw new RangeError(`reference ${reference} is not among the groups ${strata.join(', ')}`);

  const pairs = groups
    .filter(({ stratum }) => stratum !== reference)
    .map(({ stratum, denominator, numerator }) => {
      const others = groups.filter((other) => (reference === 'rest' ? other.stratum !== stratum : other.stratum === reference));
      const pair = { group: { denominator, numerator }, reference: add(others) };
      const unfit = whyNot(pair.reference, denominatorMin);
      const reason = whyNot(pair.group, denominatorMin) ?? (unfit && `reference: ${unfit}`);
      return { stratum, ...pair, referenceName: reference, reason };
    });
  const comparisons = pairs.filter(({ reason }) => reason === null).length;
  const looks = reference === 'rest' && areTwo(groups) ? 1 : comparisons;
  const comparisonLevel = simultaneous ? simultaneousLevel(level, looks) : level;
  const gaps = pairs.map((pair): GroupGap => {
    if (pair.reason !== null) return { ...pair, gap: null, lower: null, upper: null, standsOut: null };
    const worse = direction === 'lower' ? pair : { group: pair.reference, reference: pair.group };
    const { value: gap, lower, upper, reason } = compareProportions(worse, { method, level: comparisonLevel });
    return { ...pair, gap, lower, upper, standsOut: lower === null || upper === null ? null : lower > 0 || upper < 0, reason };
  });
  const expectedByChance = comparisons * (1 - comparisonLevel);
  return {
    gaps,
    contract: {
      direction,
      scale: 'difference',
      reference,
      level,
      comparisonLevel,
      comparisons,
      method,
      denominatorMin,
      expectedByChance,
    },
  };
}

/** Whether just two groups have members. */
function areTwo(groups: readonly { readonly denominator: number }[]): boolean {
  return groups.filter(({ denominator }) => denominator > 0).length === 2;
}

function requireGroups(groups: readonly GroupCounts[]): void {
  for (const group of groups) requireProportion(group);
  if (rowsByName(groups, 'groups').has('rest'))
    throw new RangeError('stratum rest has the name of the reference rule, call it otherwise');
}

function add(groups: readonly Proportion[]): Proportion {
  return {
    denominator: sum(groups.map(({ denominator }) => denominator)),
    numerator: sum(groups.map(({ numerator }) => numerator)),
  };
}

function whyNot({ denominator }: Proportion, denominatorMin: number): string | null {
  if (denominator === 0) return 'denominator is 0';
  return denominator < denominatorMin ? `denominator ${denominator} of ${denominatorMin} needed` : null;
}
