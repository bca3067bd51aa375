import type { DisparityEstimate, Groups, DisparityOptions } from '../groups.ts';
import { varianceOf } from './betweenGroupVariance.ts';
import { distanceFrom, estimateIndex, meanOf, type DisparityIndex, type Shares } from './kernel.ts';

/** Between-group standard deviation as an index. */
export const betweenGroupSdIndex: DisparityIndex = {
  id: 'between-group-sd',
  title: 'Between-group standard deviation',
  undefinedWhen: 'no group has a value',
  value: deviationOf,
  gradient(groups) {
    const deviation = deviationOf(groups);
    const mean = meanOf(groups);
    return groups.share.map((p, j) => (p * distanceFrom(mean, groups.estimate[j] ?? NaN)) / deviation);
  },
};

/** √Σ p (y − μ)². */
export function deviationOf(groups: Shares): number {
  return Math.sqrt(varianceOf(groups));
}

/**
 * Between-group standard deviation: how far groups lie from their mean, in the unit of the scale. Where all are equal it is
 * 0 and has no interval; chance alone makes it larger than 0, so set it beside its noise floor.
 *
 *   BGSD = √Σ p (y − μ)²; slope p (y − μ) / BGSD
 *
 * A kernel: `measureDisparity` is the way in, with contract and noise floor.
 *
 * @param rows     groups with counts, or with estimates and standard errors
 * @param options  direction; scale 1, level 0.95 unless said otherwise
 * @returns        value ± z s; null with a reason where undefined
 * @throws RangeError when a group, the direction, the scale or the level is impossible
 * @example betweenGroupSd([{ group: 'A', population: 100, numerator: 60 }, { group: 'B', population: 100, numerator: 40 }], { direction: 'higher' }).value // 0.1
 * @example betweenGroupSd([{ group: 'A', population: 100, numerator: 60 }, { group: 'B', population: 50, numerator: 30 }], { direction: 'higher' }).reason // 'the index has no slope at these values'
 *
 * Source: Ahn and others 2018, JCO Clin Cancer Inform 2 (HD*Calc).
 */
export function betweenGroupSd(rows: Groups, options: DisparityOptions): DisparityEstimate {
  return estimateIndex(betweenGroupSdIndex, rows, options);
}
