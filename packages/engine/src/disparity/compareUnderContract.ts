import { simultaneousLevel } from '../comparison/simultaneousLevel.ts';
import { shown } from '../number/require.ts';
import { type ComparisonContract, defineDisparityContract, isComparison } from './contract.ts';
import { inFraming } from './framing.ts';
import type { DisparityEstimate, DisparityGroup } from './groups.ts';
import { indexNoise, type IndexNoise } from './noise/indexNoise.ts';
import { compareWithReference, type RatioEstimate, type ReferenceComparison } from './pairwise/compareWithReference.ts';

/** One group under a contract: the comparison that it names, and everything else that was compared. */
export interface ContractComparison extends ReferenceComparison {
  /** Difference, ratio or ratio of the complements, as the contract has it. */
  readonly estimate: DisparityEstimate | RatioEstimate;
  /** Whether the interval excludes equality; null where there is none. */
  readonly standsOut: boolean | null;
}

/** Every group against the reference of a contract, with what chance alone would show. */
export interface ComparedUnderContract {
  readonly contract: ComparisonContract;
  readonly rows: readonly ContractComparison[];
  /** The group that is the reference, or `overall`, `rest`, `benchmark`; null where no group qualifies. */
  readonly reference: string | null;
  /** How the rule came to the reference, when not straight away. */
  readonly note: string | null;
  /** How many groups were compared, and the coverage of each single interval. */
  readonly comparisons: number;
  readonly comparisonLevel: number;
  readonly standingOut: number;
  /** How many would stand out on average if no group truly differed; null against the best, which is picked by its value. */
  readonly expectedByChance: number | null;
  /** The widest of the gaps beside what chance alone makes of it; null with a reason where it is not known. */
  readonly noise: IndexNoise | null;
  readonly noiseReason: string | null;
  /** Groups that are not compared: without a value, without members, or with fewer than the contract asks for. */
  readonly omitted: readonly string[];
  readonly reason: string | null;
}

/**
 * Every group against the reference of its contract, never without what chance alone would show: the way in to comparisons,
 * of which `compareWithReference` and `compareGroups` are the kernels.
 *
 * The best group is the best of those with enough members. It is picked by its value, so that simultaneous intervals hold for
 * all pairs. Groups that are too small are not compared, and count in `overall` and `rest`.
 *
 * @param rows      groups on the unit of the contract
 * @param contract  every choice, made beforehand
 * @param options   seed and draws of the noise floor; 1 and 5,000 unless said otherwise
 * @returns         one row for each group that is large enough, in the order given
 * @throws RangeError when the contract or a group is impossible, or a named reference is not among the groups
 * @example compareUnderContract([{ group: 'A', population: 20, numerator: 19 }, { group: 'B', population: 80, numerator: 48 }, { group: 'C', population: 50, numerator: 20 }], { measure: 'CBP', index: 'difference', direction: 'higher', scale: 'absolute', unit: 100, framing: 'as-measured', reference: 'best', weights: 'none', denominatorMin: 30, rollUp: null, source: 'other', correction: 'simultaneous', level: 0.95 }).note // 'A is better, with 20 of 30 members needed'
 *
 * Source: that of `compareWithReference`; Dunn 1961, JASA 56:52 (simultaneous level).
 */
export function compareUnderContract(
  rows: readonly DisparityGroup[],
  contract: ComparisonContract,
  { seed = 1, draws = 5000 }: { readonly seed?: number; readonly draws?: number } = {},
): ComparedUnderContract {
  const terms = defineDisparityContract(contract);
  if (!isComparison(terms))
    throw new RangeError(
      `contract ${contract.measure}: index ${shown(contract.index)} is of all groups: measureDisparity gives it`,
    );
  const { index, reference, denominatorMin, level, unit } = terms;
  const { rows: framed, direction } = inFraming(rows, terms);
  const statistic = isProportion(framed, unit) ? ('proportion' as const) : ('rate' as const);
  const compare = (at: number) =>
    compareWithReference(framed, { direction, reference, denominatorMin, scale: unit, level: at, statistic });
  const small = new Set(rows.filter(({ population }) => population < denominatorMin).map(({ group }) => group));
  const first = compare(level);
  const large = ({ group }: ReferenceComparison) => !small.has(group);
  const compared = first.rows.filter((row) => large(row) && !row.isReference);
  const tooSmall = typeof reference === 'object' && 'group' in reference && small.has(reference.group);
  const comparisons = tooSmall ? 0 : compared.filter(({ difference }) => difference.value !== null).length;
  const looks = looksOf(reference, comparisons, first.rows.length);
  const comparisonLevel = terms.correction === 'simultaneous' ? simultaneousLevel(level, looks) : level;
  const all = comparisonLevel === level ? first : compare(comparisonLevel);
  const answers = tooSmall ? [] : all.rows.filter(large).map((row) => underContract(row, index));
  const floor = noiseOf(terms, { framed, small, direction, reference: all.reference, seed, draws });
  return {
    contract: terms,
    rows: answers,
    reference: all.reference,
    note: all.note,
    comparisons,
    comparisonLevel,
    standingOut: answers.filter(({ standsOut }) => standsOut === true).length,
    expectedByChance: reference === 'best' ? null : comparisons * (1 - comparisonLevel),
    ...floor,
    omitted: rows.map(({ group }) => group).filter((group) => small.has(group) || all.omitted.includes(group)),
    reason: all.reason ?? (tooSmall ? `the reference has fewer than the ${denominatorMin} members needed` : null),
  };
}

/** How many differences there are to look at: all pairs against the best; one between two groups and all, or the rest, of both. */
function looksOf(reference: ComparisonContract['reference'], comparisons: number, groups: number): number {
  if (reference === 'best') return (comparisons * (comparisons + 1)) / 2;
  return (reference === 'rest' || reference === 'overall') && groups === 2 ? 1 : comparisons;
}

function isProportion(rows: readonly DisparityGroup[], unit: number): boolean {
  return rows.every(({ estimate = 0 }) => Number.isNaN(estimate) || (estimate >= 0 && estimate <= unit));
}

function underContract(row: ReferenceComparison, index: ComparisonContract['index']): ContractComparison {
  const estimate =
    index === 'difference'
      ? row.difference
      : index === 'ratio'
        ? row.ratio
        : (row.complementRatio ?? withoutComplement(row.ratio));
  const { lower, upper } = estimate;
  const equality = index === 'difference' ? 0 : 1;
  const standsOut = lower === null || upper === null ? null : lower > equality || upper < equality;
  return { ...row, estimate, standsOut };
}

/** Values beyond the unit have no complement. */
function withoutComplement(ratio: RatioEstimate): RatioEstimate {
  const reason = 'a value is beyond the unit: there are no members who did not';
  return { ...ratio, value: null, logStandardError: null, lower: null, upper: null, reason, method: 'none' };
}

/** The floor of the widest difference, whatever the scale: equality of one is that of all. */
function noiseOf(
  { reference: rule, level, unit }: ComparisonContract,
  {
    framed,
    small,
    reference,
    ...options
  }: {
    readonly framed: readonly DisparityGroup[];
    readonly small: ReadonlySet<string>;
    readonly direction: 'higher' | 'lower';
    readonly reference: string | null;
    readonly seed: number;
    readonly draws: number;
  },
): Pick<ComparedUnderContract, 'noise' | 'noiseReason'> {
  const entered = framed.filter(({ group, population }) => population > 0 && !small.has(group));
  const benchmark = typeof rule === 'object' && 'benchmark' in rule;
  const named = rule === 'largest' || (typeof rule === 'object' && !benchmark);
  const missing = named && !entered.some(({ group }) => group === reference);
  if (benchmark || missing || entered.length < 2) {
    const why = benchmark
      ? 'a number from outside has no noise, and each interval holds what chance does to its group'
      : missing
        ? 'the reference is not among the groups that are large enough'
        : 'fewer than two groups are large enough';
    return { noise: null, noiseReason: why };
  }
  const distance =
    rule === 'rest'
      ? 'widest-gap-from-rest'
      : rule === 'overall'
        ? 'widest-gap-from-mean'
        : rule === 'best'
          ? 'range' // from the best to the worst
          : 'widest-gap-from-reference';
  const [noise] = indexNoise(entered, {
    ...options,
    scale: unit,
    level,
    indices: [distance],
    ...(named && reference !== null ? { referenceGroup: reference } : {}),
  }).indices;
  return { noise: noise ?? null, noiseReason: noise?.reason ?? null };
}
