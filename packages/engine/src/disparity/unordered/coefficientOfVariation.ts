import type { DisparityEstimate, Groups, DisparityOptions } from '../groups.ts';
import { deviationOf } from './betweenGroupSd.ts';
import { distanceFrom, estimateIndex, meanOf, type DisparityIndex, type Shares } from './kernel.ts';

/** Coefficient of variation as an index. */
export const coefficientOfVariationIndex: DisparityIndex = {
  id: 'coefficient-of-variation',
  title: 'Coefficient of variation',
  undefinedWhen: 'the mean is 0 or there is no group',
  value: variationOf,
  gradient(groups) {
    const deviation = deviationOf(groups);
    const mean = meanOf(groups);
    return groups.share.map(
      (p, j) =>
        100 * ((p * distanceFrom(mean, groups.estimate[j] ?? NaN)) / (deviation * mean) - (deviation * p) / (mean * mean)),
    );
  },
};

/** 100 BGSD / μ. */
export function variationOf(groups: Shares): number {
  return (100 * deviationOf(groups)) / (meanOf(groups) || NaN);
}

/**
 * Coefficient of variation: the between-group standard deviation in percent of the mean. The mean varies in the error too.
 *
 *   CV = 100 BGSD / μ; slope 100 [p (y − μ) / (BGSD μ) − BGSD p / μ²]
 *
 * A kernel: `measureDisparity` is the way in, with contract and noise floor.
 *
 * @param rows     groups with counts, or with estimates and standard errors
 * @param options  direction; scale 1, level 0.95 unless said otherwise
 * @returns        percent, value ± z s; null with a reason where undefined, the mean being 0; no interval where all are equal
 * @throws RangeError when a group, the direction, the scale or the level is impossible
 * @example coefficientOfVariation([{ group: 'A', population: 100, numerator: 60 }, { group: 'B', population: 100, numerator: 30 }], { direction: 'higher' }).value // 33.3333
 *
 * Source: Ahn and others 2018, JCO Clin Cancer Inform 2 (HD*Calc).
 */
export function coefficientOfVariation(rows: Groups, options: DisparityOptions): DisparityEstimate {
  return estimateIndex(coefficientOfVariationIndex, rows, options);
}
