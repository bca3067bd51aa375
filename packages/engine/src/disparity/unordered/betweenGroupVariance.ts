import {
  estimateOf,
  orNull,
  propagate,
  readGroups,
  type DisparityEstimate,
  type Groups,
  type DisparityOptions,
} from '../groups.ts';
import { distanceFrom, meanOf, type DisparityIndex, type Shares } from './kernel.ts';

/** Between-group variance as an index. */
export const betweenGroupVarianceIndex: DisparityIndex = {
  id: 'between-group-variance',
  title: 'Between-group variance',
  undefinedWhen: 'no group has a value',
  value: varianceOf,
  gradient(groups) {
    const mean = meanOf(groups);
    return groups.share.map((p, j) => 2 * p * distanceFrom(mean, groups.estimate[j] ?? NaN));
  },
};

/** Σ p (y − μ)². */
export function varianceOf(groups: Shares): number {
  const { share, estimate } = groups;
  const mean = meanOf(groups);
  let total = 0;
  for (let j = 0; j < share.length; j += 1) total += (share[j] ?? NaN) * distanceFrom(mean, estimate[j] ?? NaN) ** 2;
  return share.length === 0 ? NaN : total;
}

export interface BetweenGroupVariance extends DisparityEstimate {
  /** Standard error by the slopes alone, which is 0 where all groups are equal. */
  readonly standardErrorFirstOrder: number | null;
  /** What chance alone adds on average. */
  readonly noiseBias: number | null;
  /** The value less what chance adds, at least 0: what to rank by. */
  readonly valueNoiseCorrected: number | null;
}

/**
 * Between-group variance: how far groups lie from their mean, in squared units of the scale; large groups count for more.
 *
 *   BGV = Σ p (y − μ)²
 *   var = 4 Σ p² s² (y − μ)² + 2 [(Σ p² s²)² − Σ p⁴ s⁴ + Σ p² (1 − p)² s⁴], exact for normal estimates
 *   what chance adds = Σ p (1 − p) s²
 *
 * A kernel: `measureDisparity` is the way in, with contract and noise floor.
 *
 * @param rows     groups with counts, or with estimates and standard errors
 * @param options  direction; scale 1, level 0.95 unless said otherwise
 * @returns        value with its interval, and the value less what chance adds; null with a reason where undefined
 * @throws RangeError when a group, the direction, the scale or the level is impossible
 * @example betweenGroupVariance([{ group: 'A', population: 100, numerator: 60 }, { group: 'B', population: 100, numerator: 40 }], { direction: 'higher' }).valueNoiseCorrected // 0.0088
 *
 * Source: Ahn and others 2018, JCO Clin Cancer Inform 2 (HD*Calc); variance of a quadratic form in normal variables.
 */
export function betweenGroupVariance(rows: Groups, options: DisparityOptions): BetweenGroupVariance {
  const groups = readGroups(rows, options);
  const { share, estimate, standardError, mean, level } = groups;
  const value = varianceOf(groups);
  let slopes = 0;
  let weighted = 0;
  let fourth = 0;
  let own = 0;
  let noiseBias = 0;
  for (let j = 0; j < share.length; j += 1) {
    const p = share[j] ?? NaN;
    const s2 = (standardError[j] ?? NaN) ** 2;
    slopes += p * p * s2 * distanceFrom(mean, estimate[j] ?? NaN) ** 2;
    weighted += p * p * s2;
    fourth += p ** 4 * s2 * s2;
    own += (p * (1 - p) * s2) ** 2;
    noiseBias += p * (1 - p) * s2;
  }
  const exact = Math.sqrt(4 * slopes + 2 * (weighted * weighted - fourth + own));
  const known = Number.isNaN(value) ? NaN : 1;
  const firstOrder = known * propagate(betweenGroupVarianceIndex.gradient(groups), standardError);
  return {
    ...estimateOf({ value, standardError: known * exact }, level, 'exact normal variance'),
    standardErrorFirstOrder: orNull(firstOrder),
    noiseBias: orNull(known * noiseBias),
    valueNoiseCorrected: orNull(Math.max(0, value - noiseBias)),
  };
}
