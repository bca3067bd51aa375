import type { DisparityEstimate, Groups, DisparityOptions } from '../groups.ts';
import { estimateIndex, meanOf, type DisparityIndex } from './kernel.ts';

/** Mean log deviation as an index. */
export const meanLogDeviationIndex: DisparityIndex = {
  id: 'mean-log-deviation',
  title: 'Mean log deviation',
  undefinedWhen: 'an estimate is 0 or below, or there is no group',
  value(groups) {
    const { share, estimate } = groups;
    const mean = meanOf(groups);
    let total = 0;
    for (let j = 0; j < share.length; j += 1) {
      const ratio = (estimate[j] ?? NaN) / mean;
      total -= (share[j] ?? NaN) * (ratio > 0 ? Math.log(ratio) : NaN);
    }
    return share.length === 0 ? NaN : Math.max(0, total); // below 0 by rounding alone
  },
  gradient(groups) {
    const mean = meanOf(groups);
    return groups.share.map((p, j) => (p * (1 - mean / (groups.estimate[j] ?? NaN))) / mean);
  },
};

/**
 * Mean log deviation: inequality of groups relative to their mean, most sensitive to groups far below it. 0 when all are
 * equal, undefined when a group is at 0: a small number in place of 0 would make the answer depend on the scale.
 *
 *   MLD = −Σ p ln r, r = y / μ; slope p (1 − 1 / r) / μ
 *
 * A kernel: `measureDisparity` is the way in, with contract and noise floor.
 *
 * @param rows     groups with counts, or with estimates and standard errors
 * @param options  direction; scale 1, level 0.95 unless said otherwise
 * @returns        a pure number (some print it times 1000), value ± z s; null with a reason where undefined
 * @throws RangeError when a group, the direction, the scale or the level is impossible
 * @example meanLogDeviation([{ group: 'A', population: 100, numerator: 60 }, { group: 'B', population: 100, numerator: 40 }], { direction: 'higher' }).value // 0.020411
 * @example meanLogDeviation([{ group: 'A', population: 100, numerator: 60 }, { group: 'B', population: 100, numerator: 0 }], { direction: 'higher' }).reason // 'an estimate is 0 or below, or there is no group'
 *
 * Source: Theil 1967, Economics and Information Theory; Ahn and others 2018, JCO Clin Cancer Inform 2 (HD*Calc).
 */
export function meanLogDeviation(rows: Groups, options: DisparityOptions): DisparityEstimate {
  return estimateIndex(meanLogDeviationIndex, rows, options);
}
