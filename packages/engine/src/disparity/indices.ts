import { simultaneousLevel } from '../comparison/simultaneousLevel.ts';
import { populationAttributableRisk } from './attributable.ts';
import { type DisparityEstimate, type DisparityGroup, type DisparityOptions, estimateOf } from './groups.ts';
import type { DistanceId } from './noise/distances.ts';
import { erreygersIndex, wagstaffIndex } from './ordered/bounded.ts';
import { absoluteConcentrationIndex, relativeConcentrationIndex } from './ordered/concentration.ts';
import { relativeIndexOfInequality, slopeIndexOfInequality } from './ordered/slope.ts';
import { compareWithReference } from './pairwise/compareWithReference.ts';
import type { ReferenceRule } from './pairwise/reference.ts';
import { disparityRange } from './range.ts';
import { atkinson } from './unordered/atkinson.ts';
import { betweenGroupSd } from './unordered/betweenGroupSd.ts';
import { betweenGroupVariance } from './unordered/betweenGroupVariance.ts';
import { coefficientOfVariation } from './unordered/coefficientOfVariation.ts';
import { generalisedEntropy2 } from './unordered/generalisedEntropy2.ts';
import { indexOfDisparity } from './unordered/indexOfDisparity.ts';
import { meanDifferenceFromBest, meanDifferenceFromMean, meanDifferenceFromReference } from './unordered/meanDifference.ts';
import { meanLogDeviation } from './unordered/meanLogDeviation.ts';
import { theilIndex } from './unordered/theil.ts';

/** The indices that a contract can name: those that have a noise floor. */
export type DisparityIndexId = DistanceId;

/** When an index applies, as data. */
export interface IndexApplicability {
  readonly title: string;
  /** Absolute ones are in the unit of the data, or its square; relative ones are pure numbers or percent. */
  readonly scale: 'absolute' | 'relative';
  /** Whether groups count by their members, all alike, or the index looks at some of them only. */
  readonly weights: 'population' | 'equal' | 'none';
  /** What the groups must have: an order, or a reference group named beforehand. */
  readonly needs: 'nothing' | 'order' | 'reference';
  /** Whether it is defined when a group is at 0. */
  readonly zeroAllowed: boolean;
  /** Whether it tells favourable from adverse measures. The others are the same for both. */
  readonly directed: boolean;
}

/** An estimate of an index; one that is the gap of a single group names it. */
export interface IndexEstimate extends DisparityEstimate {
  readonly group?: string;
}

interface IndexEntry extends IndexApplicability {
  readonly estimate: (rows: readonly DisparityGroup[], options: DisparityOptions, reference: string | undefined) => IndexEstimate;
}

const absolute = { scale: 'absolute', weights: 'population', needs: 'nothing', zeroAllowed: true, directed: false } as const;
const relative = { ...absolute, scale: 'relative' } as const;

/** Every index with when it applies and how it is had. */
export const disparityIndices: Readonly<Record<DisparityIndexId, IndexEntry>> = {
  range: {
    ...absolute,
    title: 'Range',
    weights: 'none',
    estimate: (rows, options) => disparityRange(rows, options).difference,
  },
  'widest-gap-from-rest': {
    ...absolute,
    title: 'Widest gap from all other groups',
    weights: 'none',
    directed: true,
    estimate: (rows, options) => widestGap(rows, options, 'rest'),
  },
  'widest-gap-from-mean': {
    ...absolute,
    title: 'Widest gap from the mean',
    weights: 'none',
    directed: true,
    estimate: (rows, options) => widestGap(rows, options, 'overall'),
  },
  'widest-gap-from-reference': {
    ...absolute,
    title: 'Widest gap from the reference',
    weights: 'none',
    needs: 'reference',
    directed: true,
    estimate: (rows, options, reference) => widestGap(rows, options, { group: reference ?? '' }),
  },
  'between-group-variance': { ...absolute, title: 'Between-group variance', estimate: betweenGroupVariance },
  'between-group-sd': {
    ...absolute,
    title: 'Between-group standard deviation',
    estimate: (rows, options) => byItsSquare(betweenGroupSd(rows, options), betweenGroupVariance(rows, options), 1),
  },
  'coefficient-of-variation': {
    ...relative,
    title: 'Coefficient of variation',
    estimate: (rows, options) => byItsSquare(coefficientOfVariation(rows, options), generalisedEntropy2(rows, options), 20_000),
  },
  'mean-difference-from-best': {
    ...absolute,
    title: 'Mean difference from best, by members',
    directed: true,
    estimate: meanDifferenceFromBest,
  },
  'mean-difference-from-best-unweighted': {
    ...absolute,
    title: 'Mean difference from best, every group alike',
    weights: 'equal',
    directed: true,
    estimate: (rows, options) => meanDifferenceFromBest(rows, { ...options, weighted: false }),
  },
  'mean-difference-from-mean': {
    ...absolute,
    title: 'Mean difference from the mean, by members',
    estimate: meanDifferenceFromMean,
  },
  'mean-difference-from-mean-unweighted': {
    ...absolute,
    title: 'Mean difference from the mean, every group alike',
    weights: 'equal',
    estimate: (rows, options) => meanDifferenceFromMean(rows, { ...options, weighted: false }),
  },
  'mean-difference-from-reference': {
    ...absolute,
    title: 'Mean difference from the reference, by members',
    needs: 'reference',
    estimate: (rows, options, reference = '') => meanDifferenceFromReference(rows, { ...options, referenceGroup: reference }),
  },
  'mean-difference-from-reference-unweighted': {
    ...absolute,
    title: 'Mean difference from the reference, every group alike',
    weights: 'equal',
    needs: 'reference',
    estimate: (rows, options, reference = '') =>
      meanDifferenceFromReference(rows, { ...options, referenceGroup: reference, weighted: false }),
  },
  'index-of-disparity': { ...relative, title: 'Index of disparity, by members', estimate: indexOfDisparity },
  'index-of-disparity-unweighted': {
    ...relative,
    title: 'Index of disparity, every group alike',
    weights: 'equal',
    estimate: (rows, options) => indexOfDisparity(rows, { ...options, weighted: false }),
  },
  'index-of-disparity-from-best': {
    ...relative,
    title: 'Index of disparity from best',
    weights: 'equal',
    directed: true,
    estimate: (rows, options) => indexOfDisparity(rows, { ...options, from: 'best' }),
  },
  'theil-index': { ...relative, title: 'Theil index', estimate: theilIndex },
  'mean-log-deviation': { ...relative, title: 'Mean log deviation', zeroAllowed: false, estimate: meanLogDeviation },
  'generalised-entropy-2': { ...relative, title: 'Generalised entropy of order 2', estimate: generalisedEntropy2 },
  'atkinson-0.5': { ...relative, title: 'Atkinson index, aversion 0.5', estimate: atkinsonOf(0.5) },
  'atkinson-1': { ...relative, title: 'Atkinson index, aversion 1', estimate: atkinsonOf(1) },
  'atkinson-2': { ...relative, title: 'Atkinson index, aversion 2', estimate: atkinsonOf(2) },
  'population-attributable-risk': {
    ...absolute,
    title: 'Population attributable risk',
    directed: true,
    estimate: (rows, options, group) =>
      populationAttributableRisk(rows, { ...options, reference: group === undefined ? 'best' : { group } }).risk,
  },
  'population-attributable-fraction': {
    ...relative,
    title: 'Population attributable fraction',
    directed: true,
    estimate: (rows, options, group) =>
      populationAttributableRisk(rows, { ...options, reference: group === undefined ? 'best' : { group } }).fraction,
  },
  'absolute-concentration-index': {
    ...absolute,
    title: 'Absolute concentration index',
    needs: 'order',
    estimate: absoluteConcentrationIndex,
  },
  'relative-concentration-index': {
    ...relative,
    title: 'Relative concentration index',
    needs: 'order',
    estimate: relativeConcentrationIndex,
  },
  'erreygers-index': {
    ...relative,
    title: 'Erreygers index',
    needs: 'order',
    estimate: erreygersIndex,
  },
  'wagstaff-index': { ...relative, title: 'Wagstaff index', needs: 'order', estimate: wagstaffIndex },
  'slope-index-of-inequality': {
    ...absolute,
    title: 'Slope index of inequality',
    needs: 'order',
    estimate: slopeIndexOfInequality,
  },
  'relative-index-of-inequality-pamuk': {
    ...relative,
    title: 'Relative index of inequality (Pamuk)',
    needs: 'order',
    estimate: (rows, options) => relativeIndexOfInequality(rows, { ...options, kind: 'pamuk' }),
  },
  'relative-index-of-inequality-kunst-mackenbach': {
    ...relative,
    title: 'Relative index of inequality (Kunst-Mackenbach)',
    needs: 'order',
    estimate: (rows, options) => relativeIndexOfInequality(rows, { ...options, kind: 'kunst-mackenbach' }),
  },
};

function atkinsonOf(epsilon: number): IndexEntry['estimate'] {
  return (rows, options) => atkinson(rows, { ...options, epsilon });
}

/**
 * Limits of a root from those of its square, which hold their level near 0, where those of the root itself are too narrow:
 * of 100 practices of 300 members whose groups differ somewhat, they miss in 10, not 5.
 */
function byItsSquare(root: DisparityEstimate, square: DisparityEstimate, factor: number): DisparityEstimate {
  const { lower, upper } = square;
  if (lower === null || upper === null || square.standardError === 0) return root;
  const limitOf = (limit: number) => Math.sqrt(factor * Math.max(0, limit));
  return { ...root, lower: limitOf(lower), upper: limitOf(upper), reason: null, method: 'roots of the limits of its square' };
}

/**
 * The gap farthest from 0, positive when its group is worse off. It was picked because it is the widest, so its interval holds
 * the level for all gaps together; it is about the group that it names.
 */
function widestGap(
  rows: readonly DisparityGroup[],
  { level = 0.95, ...options }: DisparityOptions,
  reference: ReferenceRule,
): IndexEstimate {
  const compare = (at: number) =>
    compareWithReference(rows, { ...options, reference, level: at, statistic: 'rate' }).rows.filter((row) => !row.isReference);
  const comparisons = compare(level).filter(({ gap }) => gap.value !== null).length;
  const [widest] = compare(simultaneousLevel(level, comparisons)).toSorted((a, b) => sizeOf(b.gap) - sizeOf(a.gap));
  if (widest === undefined || widest.gap.value === null)
    return estimateOf({ value: NaN, standardError: NaN, reason: 'there are no two groups to compare' }, level, 'none');
  return { ...widest.gap, group: widest.group, level, method: `${widest.gap.method}, simultaneous over ${comparisons}` };
}

function sizeOf({ value }: DisparityEstimate): number {
  return value === null ? -1 : Math.abs(value);
}
