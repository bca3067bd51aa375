import type { DisparityEstimate, Groups, DisparityOptions } from '../groups.ts';
import { varianceOf } from './betweenGroupVariance.ts';
import { distanceFrom, estimateIndex, meanOf, type DisparityIndex, type Shares } from './kernel.ts';

/** Generalised entropy of order 2 as an index. */
export const generalisedEntropy2Index: DisparityIndex = {
  id: 'generalised-entropy-2',
  title: 'Generalised entropy of order 2',
  undefinedWhen: 'the mean is 0 or there is no group',
  value: entropyOf,
  gradient(groups) {
    const mean = meanOf(groups);
    const entropy = entropyOf(groups);
    return groups.share.map((p, j) => (p * (distanceFrom(mean, groups.estimate[j] ?? NaN) / mean - 2 * entropy)) / mean);
  },
};

/** Half the squared coefficient of variation. */
function entropyOf(groups: Shares): number {
  return varianceOf(groups) / (2 * meanOf(groups) ** 2 || NaN);
}

/**
 * Generalised entropy of order 2: half the squared coefficient of variation (as a fraction), the member of Theil's family
 * that a group at 0 does not upset.
 *
 *   GE(2) = Σ p (r − 1)² / 2, r = y / μ; slope p (r − 1 − 2 GE) / μ
 *
 * A kernel: `measureDisparity` is the way in, with contract and noise floor.
 *
 * @param rows     groups with counts, or with estimates and standard errors
 * @param options  direction; scale 1, level 0.95 unless said otherwise
 * @returns        a pure number, value ± z s; null with a reason where undefined, the mean being 0
 * @throws RangeError when a group, the direction, the scale or the level is impossible
 * @example generalisedEntropy2([{ group: 'A', population: 100, numerator: 60 }, { group: 'B', population: 100, numerator: 40 }], { direction: 'higher' }).value // 0.02
 *
 * Source: Shorrocks 1980, Econometrica 48:613.
 */
export function generalisedEntropy2(rows: Groups, options: DisparityOptions): DisparityEstimate {
  return estimateIndex(generalisedEntropy2Index, rows, options);
}
