import {
  estimateOf,
  propagate,
  readGroups,
  type DisparityEstimate,
  type DisparityGroup,
  type DisparityOptions,
} from './groups.ts';

/**
 * Mean of all members over their groups: what the groups are compared with. Shares are taken as fixed.
 *
 *   μ = Σ p y, s = √Σ p² s²
 *
 * @param rows     groups with counts, or with estimates and standard errors
 * @param options  direction; scale 1, level 0.95 unless said otherwise
 * @returns        on the scale of the data, value ± z s; null with a reason where no group has a value
 * @throws RangeError when a group, the direction, the scale or the level is impossible
 * @example overallMean([{ group: 'A', population: 100, numerator: 60 }, { group: 'B', population: 300, numerator: 120 }], { direction: 'higher', scale: 100 }).value // 45
 *
 * Source: Hosseinpoor and others 2016, BMC Med Res Methodol 16:141.
 */
export function overallMean(rows: readonly DisparityGroup[], options: DisparityOptions): DisparityEstimate {
  const { mean, share, standardError, level } = readGroups(rows, options);
  return estimateOf(
    { value: mean, standardError: Number.isNaN(mean) ? NaN : propagate(share, standardError) },
    level,
    'linearised',
  );
}
