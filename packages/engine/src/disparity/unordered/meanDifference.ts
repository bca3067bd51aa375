import { indexOfBest, type DisparityEstimate, type Groups, type DisparityOptions } from '../groups.ts';
import { estimateIndex, meanOf, signOf, type DisparityIndex, type Shares } from './kernel.ts';

/** What differences are taken from. */
export type DifferenceFrom = 'best' | 'mean' | 'reference';

export interface MeanDifferenceOptions extends DisparityOptions {
  /** Whether groups count by their members (default) or all alike. */
  readonly weighted?: boolean;
}

export interface MeanDifferenceFromReferenceOptions extends MeanDifferenceOptions {
  readonly referenceGroup: string;
}

/**
 * Mean difference as an index, from the best group, the mean, or a reference group.
 *
 * @param from      what differences are taken from
 * @param weighted  whether groups count by their members
 * @example meanDifferenceIndex('mean', true).id // 'mean-difference-from-mean'
 */
export function meanDifferenceIndex(from: DifferenceFrom, weighted: boolean): DisparityIndex {
  return {
    id: `mean-difference-from-${from}${weighted ? '' : '-unweighted'}`,
    title: `Mean difference from ${from}, ${weighted ? 'by members' : 'every group alike'}`,
    undefinedWhen: 'no group has a value',
    value: (groups) => meanDifferenceOf(groups, from, weighted),
    gradient(groups) {
      const { share, estimate } = groups;
      const centre = centreOf(groups, from);
      const slopes = estimate.map((y, j) => weightOf(share, j, weighted) * signOf(y, centre));
      const back = slopes.reduce((total, slope) => total + slope, 0);
      if (from === 'mean') return slopes.map((slope, j) => slope - (share[j] ?? NaN) * back);
      slopes[placeOfCentre(groups, from)] = -back;
      return slopes;
    },
  };
}

/** Σ w |y − centre|, w the shares or 1 / J. */
export function meanDifferenceOf(groups: Shares, from: DifferenceFrom, weighted: boolean): number {
  const { share, estimate } = groups;
  const centre = centreOf(groups, from);
  let total = 0;
  for (let j = 0; j < share.length; j += 1)
    total += weightOf(share, j, weighted) * Math.abs(signOf(estimate[j] ?? NaN, centre) * ((estimate[j] ?? NaN) - centre));
  return share.length === 0 ? NaN : total;
}

function centreOf(groups: Shares, from: DifferenceFrom): number {
  return from === 'mean' ? meanOf(groups) : (groups.estimate[placeOfCentre(groups, from)] ?? NaN);
}

function placeOfCentre(groups: Shares, from: 'best' | 'reference'): number {
  return from === 'best' ? indexOfBest(groups) : (groups.reference ?? -1);
}

function weightOf(share: Float64Array, j: number, weighted: boolean): number {
  return weighted ? (share[j] ?? NaN) : 1 / share.length;
}

/**
 * Mean difference from the best group: how far the groups lie from it on average. The best of several is partly good luck,
 * so the value is above 0 when nothing differs; the interval takes the best group as given.
 *
 *   MDB = Σ w |y − best|, w the shares or 1 / J; slope w sign, and minus their sum on the best
 *
 * A kernel: `measureDisparity` is the way in, with contract and noise floor.
 *
 * @param rows     groups with counts, or with estimates and standard errors
 * @param options  direction; weighted true, scale 1, level 0.95 unless said otherwise
 * @returns        in the unit of the scale, value ± z s; null with a reason where undefined
 * @throws RangeError when a group, the direction, the scale or the level is impossible
 * @example meanDifferenceFromBest([{ group: 'A', population: 100, numerator: 60 }, { group: 'B', population: 300, numerator: 120 }], { direction: 'higher' }).value // 0.15
 *
 * Source: Hosseinpoor and others 2016, BMC Med Res Methodol 16:141.
 */
export function meanDifferenceFromBest(rows: Groups, { weighted = true, ...options }: MeanDifferenceOptions): DisparityEstimate {
  return estimateIndex(meanDifferenceIndex('best', weighted), rows, options);
}

/**
 * Mean difference from the mean of all members: how far the groups lie from it on average. The mean is that of the members
 * also where groups count alike, and varies in the error.
 *
 *   MDM = Σ w |y − μ|, w the shares or 1 / J; slope w sign − p Σ w sign
 *
 * A kernel: `measureDisparity` is the way in, with contract and noise floor.
 *
 * @param rows     groups with counts, or with estimates and standard errors
 * @param options  direction; weighted true, scale 1, level 0.95 unless said otherwise
 * @returns        in the unit of the scale, value ± z s; null with a reason where undefined
 * @throws RangeError when a group, the direction, the scale or the level is impossible
 * @example meanDifferenceFromMean([{ group: 'A', population: 100, numerator: 60 }, { group: 'B', population: 300, numerator: 120 }], { direction: 'higher' }).value // 0.075
 *
 * Source: Hosseinpoor and others 2016, BMC Med Res Methodol 16:141.
 */
export function meanDifferenceFromMean(rows: Groups, { weighted = true, ...options }: MeanDifferenceOptions): DisparityEstimate {
  return estimateIndex(meanDifferenceIndex('mean', weighted), rows, options);
}

/**
 * Mean difference from a reference group that was chosen beforehand: how far the groups lie from it on average, on
 * whichever side.
 *
 *   MDR = Σ w |y − y_ref|, w the shares or 1 / J; slope w sign, and minus their sum on the reference
 *
 * A kernel: `measureDisparity` is the way in, with contract and noise floor.
 *
 * @param rows     groups with counts, or with estimates and standard errors
 * @param options  direction and referenceGroup; weighted true, scale 1, level 0.95 unless said otherwise
 * @returns        in the unit of the scale, value ± z s; null with a reason where undefined
 * @throws RangeError when a group, the direction, the scale or the level is impossible, or the reference has no value
 * @example meanDifferenceFromReference([{ group: 'A', population: 100, numerator: 60 }, { group: 'B', population: 300, numerator: 120 }], { direction: 'higher', referenceGroup: 'B' }).value // 0.05
 *
 * Source: Hosseinpoor and others 2016, BMC Med Res Methodol 16:141.
 */
export function meanDifferenceFromReference(
  rows: Groups,
  { weighted = true, ...options }: MeanDifferenceFromReferenceOptions,
): DisparityEstimate {
  return estimateIndex(meanDifferenceIndex('reference', weighted), rows, options);
}
