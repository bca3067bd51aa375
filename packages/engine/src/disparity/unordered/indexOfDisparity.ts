import { indexOfBest, type DisparityEstimate, type Groups } from '../groups.ts';
import { estimateIndex, meanOf, type DisparityIndex, type Shares } from './kernel.ts';
import { meanDifferenceIndex, type MeanDifferenceOptions } from './meanDifference.ts';

export interface IndexOfDisparityOptions extends MeanDifferenceOptions {
  /** What the groups are set against: the mean of all members (default), or the best group, every other group alike. */
  readonly from?: 'mean' | 'best';
}

/**
 * Index of disparity as an index: a mean difference in percent of what it is taken from.
 *
 * @param from      what differences are taken from
 * @param weighted  whether groups count by their members; from the best they never do
 * @example indexOfDisparityIndex('best', false).id // 'index-of-disparity-from-best'
 */
export function indexOfDisparityIndex(from: 'mean' | 'best', weighted: boolean): DisparityIndex {
  const difference = meanDifferenceIndex(from, from === 'mean' && weighted);
  const value = (groups: Shares) => (factorOf(groups, from) * difference.value(groups)) / (centreOf(groups, from) || NaN);
  return {
    id: `index-of-disparity${from === 'best' ? '-from-best' : weighted ? '' : '-unweighted'}`,
    title: `Index of disparity${from === 'best' ? ' from best' : weighted ? ', by members' : ', every group alike'}`,
    undefinedWhen: from === 'mean' ? 'the mean is 0 or there is no group' : 'the best group is at 0 or there are fewer than two',
    value,
    gradient(groups) {
      const centre = centreOf(groups, from);
      const ratio = value(groups);
      const factor = factorOf(groups, from);
      const best = from === 'best' ? indexOfBest(groups) : -1;
      return difference.gradient(groups).map((slope, j) => {
        const ofCentre = from === 'mean' ? (groups.share[j] ?? NaN) : Number(j === best);
        return (factor * slope - ratio * ofCentre) / centre;
      });
    },
  };
}

/** Percent; from the best, which is not one of those that differ, the mean is over the other J − 1. */
function factorOf({ share }: Shares, from: 'mean' | 'best'): number {
  return from === 'mean' ? 100 : (100 * share.length) / (share.length - 1 || NaN);
}

function centreOf(groups: Shares, from: 'mean' | 'best'): number {
  return from === 'mean' ? meanOf(groups) : (groups.estimate[indexOfBest(groups)] ?? NaN);
}

/**
 * Index of disparity: the mean difference from the mean of all members, or from the best group, in percent of it.
 *
 *   IDIS = 100 Σ w |y − μ| / μ, or 100 Σ_others |y − best| / ((J − 1) best); quotient rule for the slopes
 *
 * A kernel: `measureDisparity` is the way in, with contract and noise floor.
 *
 * @param rows     groups with counts, or with estimates and standard errors
 * @param options  direction; from `mean`, weighted true (it means nothing from the best), scale 1, level 0.95 unless said otherwise
 * @returns        percent, value ± z s; null with a reason where undefined
 * @throws RangeError when a group, the direction, the scale or the level is impossible
 * @example indexOfDisparity([{ group: 'A', population: 100, numerator: 60 }, { group: 'B', population: 100, numerator: 30 }], { direction: 'higher' }).value // 33.3333
 * @example indexOfDisparity([{ group: 'A', population: 100, numerator: 60 }, { group: 'B', population: 100, numerator: 40 }], { direction: 'higher', from: 'best' }).value // 33.3333
 *
 * Source: Pearcy and Keppel 2002, Public Health Rep 117:273.
 */
export function indexOfDisparity(
  rows: Groups,
  { from = 'mean', weighted = true, ...options }: IndexOfDisparityOptions,
): DisparityEstimate {
  if (from !== 'mean' && from !== 'best') throw new RangeError(`from must be 'mean' or 'best', got ${String(from)}`);
  return estimateIndex(indexOfDisparityIndex(from, weighted), rows, options);
}
