import { simultaneousLevel } from '../comparison/simultaneousLevel.ts';
import { populationAttributableRisk } from './attributable.ts';
import {
  type DisparityEstimate,
  type DisparityGroup,
  type DisparityOptions,
  estimateOf,
  type Groups,
  readGroups,
} from './groups.ts';
import type { DistanceId } from './noise/distances.ts';
import { erreygersIndex, wagstaffIndex } from './ordered/bounded.ts';
import { absoluteConcentrationIndex, relativeConcentrationIndex } from './ordered/concentration.ts';
import { relativeIndexOfInequality, slopeIndexOfInequality } from './ordered/slope.ts';
import { estimateGap } from './pairwise/compareWithReference.ts';
import { findReference, type ReferenceRule } from './pairwise/reference.ts';
import { distanceOf } from './pairwise/sides.ts';
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
  readonly estimate: (rows: Groups, options: DisparityOptions, reference: string | undefined) => IndexEstimate;
}

const absolute = { scale: 'absolute', weights: 'population', needs: 'nothing', zeroAllowed: true, directed: false } as const;
const relative = { ...absolute, scale: 'relative' } as const;

/** Every index with when it applies, and its kernel: `measureDisparity` is the way in, with contract and noise floor. */
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
  'slope-index-of-inequality-logit': {
    ...absolute,
    title: 'Slope index of inequality, logit',
    needs: 'order',
    estimate: (rows, options) => slopeIndexOfInequality(rows, { ...options, model: 'logit' }),
  },
  'relative-index-of-inequality-pamuk-logit': {
    ...relative,
    title: 'Relative index of inequality (Pamuk), logit',
    needs: 'order',
    estimate: (rows, options) => relativeIndexOfInequality(rows, { ...options, kind: 'pamuk', model: 'logit' }),
  },
  'relative-index-of-inequality-kunst-mackenbach-logit': {
    ...relative,
    title: 'Relative index of inequality (Kunst-Mackenbach), logit',
    needs: 'order',
    estimate: (rows, options) => relativeIndexOfInequality(rows, { ...options, kind: 'kunst-mackenbach', model: 'logit' }),
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
 * Several indices of the same groups, which are read once: a kernel, without contract and noise floor, which
 * `measureDisparity` has.
 *
 * @param rows     groups with counts, or with estimates and standard errors
 * @param options  indices; direction; the reference of those that need one; scale 1, level 0.95 unless said otherwise
 * @returns        one estimate for each index, in the order asked
 * @throws RangeError when a group or an option is impossible, or the reference is not among the groups
 * @example estimateIndices([{ group: 'A', population: 100, numerator: 60 }, { group: 'B', population: 100, numerator: 40 }], { direction: 'higher', indices: ['range', 'mean-difference-from-mean'] }).map(({ value }) => value) // [0.2, 0.1]
 *
 * Source: that of each index, in `disparityIndices`.
 */
export function estimateIndices(
  rows: readonly DisparityGroup[],
  {
    indices,
    referenceGroup,
    ...options
  }: DisparityOptions & { readonly indices: readonly DisparityIndexId[]; readonly referenceGroup?: string },
): IndexEstimate[] {
  const columns = readGroups(rows, options);
  return indices.map((index) => {
    const { needs, estimate } = disparityIndices[index];
    return estimate(columns, options, needs === 'reference' ? referenceGroup : undefined);
  });
}

/**
 * The gap farthest from 0, positive when its group is worse off. It was picked because it is the widest, so its interval holds
 * the level for all gaps together; it is about the group that it names.
 */
function widestGap(rows: Groups, options: DisparityOptions, rule: ReferenceRule): IndexEstimate {
  const groups = readGroups(rows, options);
  const { names, level } = groups;
  const reference = findReference(groups, rule, 0);
  const compared = names.map((_, j) => j).filter((j) => j !== reference?.place);
  if (reference === null || names.length < 2)
    return estimateOf({ value: NaN, standardError: NaN, reason: 'there are no two groups to compare' }, level, 'none');
  const sizes = compared.map((j) => distanceOf(groups, j, reference));
  const place = compared[sizes.indexOf(Math.max(...sizes))] ?? NaN;
  const all = compared.length;
  const gap = estimateGap({ ...groups, level: simultaneousLevel(level, all) }, place, reference);
  return { ...gap, group: names[place] ?? '', level, method: `${gap.method}, simultaneous over ${all}` };
}
