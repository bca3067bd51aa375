import type { DisparityEstimate, Groups, DisparityOptions } from '../groups.ts';
import { estimateIndex, meanOf, type DisparityIndex, type Shares } from './kernel.ts';

/** Theil's index as an index. */
export const theilIndexKernel: DisparityIndex = {
  id: 'theil-index',
  title: 'Theil index',
  undefinedWhen: 'an estimate is below 0, the mean is 0, or there is no group',
  value: theilOf,
  gradient(groups) {
    const mean = meanOf(groups);
    const theil = theilOf(groups);
    return groups.share.map((p, j) => (p * (Math.log((groups.estimate[j] ?? NaN) / mean) - theil)) / mean);
  },
};

/** Σ p r ln r, r = y / μ; 0 ln 0 is 0. */
function theilOf(groups: Shares): number {
  const { share, estimate } = groups;
  const mean = meanOf(groups) || NaN;
  let total = 0;
  for (let j = 0; j < share.length; j += 1) {
    const ratio = (estimate[j] ?? NaN) / mean;
    if (ratio !== 0) total += (share[j] ?? NaN) * ratio * Math.log(ratio);
  }
  return share.length === 0 ? NaN : Math.max(0, total); // below 0 by rounding alone
}

/**
 * Theil's index: inequality of groups relative to their mean, most sensitive to groups far above it. 0 when all are equal.
 * A group at 0 enters at the limit of the formula, but leaves no interval.
 *
 *   T = Σ p r ln r, r = y / μ; slope p (ln r − T) / μ
 *
 * A kernel: `measureDisparity` is the way in, with contract and noise floor.
 *
 * @param rows     groups with counts, or with estimates and standard errors
 * @param options  direction; scale 1, level 0.95 unless said otherwise
 * @returns        a pure number (some print it times 1000), value ± z s; null with a reason where undefined
 * @throws RangeError when a group, the direction, the scale or the level is impossible
 * @example theilIndex([{ group: 'A', population: 100, numerator: 60 }, { group: 'B', population: 100, numerator: 40 }], { direction: 'higher' }).value // 0.0201355
 *
 * Source: Theil 1967, Economics and Information Theory; Ahn and others 2018, JCO Clin Cancer Inform 2 (HD*Calc).
 */
export function theilIndex(rows: Groups, options: DisparityOptions): DisparityEstimate {
  return estimateIndex(theilIndexKernel, rows, options);
}
