import { type GroupColumns, indexOfBest } from '../groups.ts';
import { fitSlope } from '../ordered/fit.ts';
import { expit, solveLogit } from '../ordered/logit.ts';
import { riditsOf, standingOf, whyUnordered } from '../ordered/ridits.ts';
import { atkinsonIndex } from '../unordered/atkinson.ts';
import { betweenGroupSdIndex } from '../unordered/betweenGroupSd.ts';
import { betweenGroupVarianceIndex } from '../unordered/betweenGroupVariance.ts';
import { coefficientOfVariationIndex } from '../unordered/coefficientOfVariation.ts';
import { generalisedEntropy2Index } from '../unordered/generalisedEntropy2.ts';
import { indexOfDisparityIndex } from '../unordered/indexOfDisparity.ts';
import { type DisparityIndex, meanOf, type Shares } from '../unordered/kernel.ts';
import { meanDifferenceIndex } from '../unordered/meanDifference.ts';
import { meanLogDeviationIndex } from '../unordered/meanLogDeviation.ts';
import { theilIndexKernel } from '../unordered/theil.ts';

/**
 * An index as a distance from equality: never below 0, larger the more unequal. A signed index enters with its size, a ratio
 * with the larger of itself and its inverse.
 */
export interface Distance {
  readonly title: string;
  /** What the groups must have for it. */
  readonly needs: 'nothing' | 'order' | 'reference';
  /** Whether values must lie between 0 and the scale. */
  readonly bounded?: boolean;
  /** The index of whatever stands in the buffer of estimates when it is called; NaN where undefined. */
  readonly over: (groups: GroupColumns, shares: Shares) => () => number;
}

/** Every index that chance alone can make large, by id. */
export const distances = {
  range: plain('Largest minus smallest', ({ estimate }) => extent(estimate)),
  'widest-gap-from-rest': plain('Widest gap between a group and all others together', (shares) => {
    const { share, estimate } = shares;
    const mean = meanOf(shares);
    return largest(estimate, (y, j) => Math.abs(y - mean) / (1 - (share[j] ?? NaN)));
  }),
  'widest-gap-from-mean': plain('Widest gap between a group and the overall mean', (shares) => {
    const mean = meanOf(shares);
    return largest(shares.estimate, (y) => Math.abs(y - mean));
  }),
  'widest-gap-from-reference': {
    ...plain('Widest gap between a group and the reference', ({ estimate, reference = -1 }) => {
      const centre = estimate[reference] ?? NaN;
      return largest(estimate, (y) => Math.abs(y - centre));
    }),
    needs: 'reference',
  },
  'between-group-variance': ofIndex(betweenGroupVarianceIndex),
  'between-group-sd': ofIndex(betweenGroupSdIndex),
  'coefficient-of-variation': ofIndex(coefficientOfVariationIndex),
  'mean-difference-from-best': ofIndex(meanDifferenceIndex('best', true)),
  'mean-difference-from-best-unweighted': ofIndex(meanDifferenceIndex('best', false)),
  'mean-difference-from-mean': ofIndex(meanDifferenceIndex('mean', true)),
  'mean-difference-from-mean-unweighted': ofIndex(meanDifferenceIndex('mean', false)),
  'mean-difference-from-reference': { ...ofIndex(meanDifferenceIndex('reference', true)), needs: 'reference' },
  'mean-difference-from-reference-unweighted': { ...ofIndex(meanDifferenceIndex('reference', false)), needs: 'reference' },
  'index-of-disparity': ofIndex(indexOfDisparityIndex('mean', true)),
  'index-of-disparity-unweighted': ofIndex(indexOfDisparityIndex('mean', false)),
  'index-of-disparity-from-best': ofIndex(indexOfDisparityIndex('best', false)),
  'theil-index': ofIndex(theilIndexKernel),
  'mean-log-deviation': ofIndex(meanLogDeviationIndex),
  'generalised-entropy-2': ofIndex(generalisedEntropy2Index),
  'atkinson-0.5': ofIndex(atkinsonIndex(0.5)),
  'atkinson-1': ofIndex(atkinsonIndex(1)),
  'atkinson-2': ofIndex(atkinsonIndex(2)),
  'population-attributable-risk': plain('Population attributable risk', attributable),
  'population-attributable-fraction': plain(
    'Population attributable fraction, in percent of the mean',
    (shares) => (100 * attributable(shares)) / (meanOf(shares) || NaN),
  ),
  'absolute-concentration-index': ordered('Absolute concentration index, its size', concentration),
  'relative-concentration-index': ordered(
    'Relative concentration index, its size',
    (groups, shares) => concentration(groups, shares) / positive(meanOf(shares)),
  ),
  'erreygers-index': ordered(
    'Erreygers index between 0 and the scale, its size',
    (groups, shares) => (4 * concentration(groups, shares)) / groups.scale,
  ),
  'wagstaff-index': ordered('Wagstaff index between 0 and the scale, its size', (groups, shares) => {
    const mean = meanOf(shares) / groups.scale;
    return concentration(groups, shares) / groups.scale / positive(mean * (1 - mean));
  }),
  'slope-index-of-inequality': line('Slope index of inequality, linear, its size', ({ bottom, top }) => Math.abs(top - bottom)),
  'relative-index-of-inequality-pamuk': line(
    'Relative index of inequality (Pamuk), linear, its size',
    ({ bottom, top, mean }) => Math.abs(top - bottom) / positive(mean),
  ),
  'relative-index-of-inequality-kunst-mackenbach': line(
    'Relative index of inequality (Kunst-Mackenbach), linear, or its inverse where that is larger',
    eitherWay,
  ),
  'slope-index-of-inequality-logit': logit('Slope index of inequality, logit, its size', ({ bottom, top }) =>
    Math.abs(top - bottom),
  ),
  'relative-index-of-inequality-pamuk-logit': logit(
    'Relative index of inequality (Pamuk), logit, its size',
    ({ bottom, top, mean }) => Math.abs(top - bottom) / positive(mean),
  ),
  'relative-index-of-inequality-kunst-mackenbach-logit': logit(
    'Relative index of inequality (Kunst-Mackenbach), logit, or its inverse where that is larger',
    eitherWay,
  ),
} as const satisfies Readonly<Record<string, Distance>>;

export type DistanceId = keyof typeof distances;

function plain(title: string, of: (shares: Shares) => number) {
  return { title, needs: 'nothing', over: (_: GroupColumns, shares: Shares) => () => of(shares) } as const;
}

function ofIndex({ title, value }: DisparityIndex) {
  return plain(title, value);
}

interface Ordered extends GroupColumns {
  readonly standing: Float64Array;
}

function ordered(title: string, of: (groups: Ordered, shares: Shares) => number) {
  return {
    title,
    needs: 'order',
    over(groups: GroupColumns, shares: Shares) {
      const withStanding = { ...groups, standing: standingOf(groups) };
      return () => of(withStanding, shares);
    },
  } as const;
}

/** |Σ p y (2R − 1)|. */
function concentration({ share, standing }: Ordered, { estimate }: Shares): number {
  let total = 0;
  for (let j = 0; j < share.length; j += 1) total += (share[j] ?? NaN) * (standing[j] ?? NaN) * (estimate[j] ?? NaN);
  return Math.abs(total);
}

/** Fitted values at both ends of the order, and the mean. */
interface Ends {
  readonly bottom: number;
  readonly top: number;
  readonly mean: number;
}

/** A ratio of the ends, or its inverse where that is larger. */
function eitherWay({ bottom, top }: Ends): number {
  return Math.max(positive(top) / positive(bottom), bottom / top);
}

/** Ends of the fitted line are weighted sums of the estimates, by weights that the places alone decide. */
function line(title: string, of: (ends: Ends) => number) {
  return {
    title,
    needs: 'order',
    over(groups: GroupColumns, shares: Shares) {
      const { bottomGradient, topGradient, reason } = fitSlope(groups, {});
      return () => {
        if (reason !== null) return NaN;
        const { estimate } = shares;
        let bottom = 0;
        let top = 0;
        for (let j = 0; j < estimate.length; j += 1) {
          bottom += (bottomGradient[j] ?? NaN) * (estimate[j] ?? NaN);
          top += (topGradient[j] ?? NaN) * (estimate[j] ?? NaN);
        }
        return of({ bottom, top, mean: meanOf(shares) });
      };
    },
  } as const;
}

/** Ends of a logistic curve, fitted anew to every set of estimates. */
function logit(title: string, of: (ends: Ends) => number) {
  return {
    title,
    needs: 'order',
    bounded: true,
    over(groups: GroupColumns, shares: Shares) {
      const { share, scale } = groups;
      const fractions = new Float64Array(share.length);
      const data = { share, ridits: riditsOf(groups), fractions };
      const curve = new Float64Array(2);
      return () => {
        for (let j = 0; j < fractions.length; j += 1) fractions[j] = (shares.estimate[j] ?? NaN) / scale;
        if (!solveLogit(data, curve)) return NaN;
        const [intercept = NaN, slope = NaN] = curve;
        return of({ bottom: scale * expit(intercept), top: scale * expit(intercept + slope), mean: meanOf(shares) });
      };
    },
  } as const;
}

/** |reference − mean|, 0 where the reference, by default the best group, is not better than the mean. */
function attributable(shares: Shares): number {
  const { estimate, direction, reference = indexOfBest(shares) } = shares;
  const ahead = ((estimate[reference] ?? NaN) - meanOf(shares)) * (direction === 'higher' ? 1 : -1);
  return Math.max(0, ahead);
}

function extent(values: Float64Array): number {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return high - low;
}

function largest(values: Float64Array, of: (value: number, index: number) => number): number {
  let most = 0;
  for (let j = 0; j < values.length; j += 1) most = Math.max(most, of(values[j] ?? NaN, j));
  return most;
}

/** The value where it can divide: NaN unless above 0. */
function positive(value: number): number {
  return value > 0 ? value : NaN;
}

/** Why groups do not have an index; null when they do. */
export function whyNot({ needs, bounded = false }: Distance, groups: GroupColumns, { reference }: Shares): string | null {
  if (bounded && groups.estimate.some((y) => y < 0 || y > groups.scale))
    return `a value is not between 0 and the scale ${groups.scale}`;
  if (needs === 'order') return whyUnordered(groups);
  return needs === 'reference' && reference === undefined ? 'no reference group is named' : null;
}
