import type { DisparityGroup, DisparityOptions } from '../groups.ts';
import { betweenGroupVariance } from '../unordered/betweenGroupVariance.ts';

/** The variance between groups, split into what chance adds and what is left. In squared units of the data. */
export interface NoiseCorrectedVariance {
  readonly observed: number | null;
  /** What chance alone adds on average. */
  readonly noise: number | null;
  /** Observed less noise, at least 0: what practices may be ranked by. */
  readonly corrected: number | null;
  /** Square root of the corrected variance, in the unit of the data. */
  readonly correctedSd: number | null;
  /** Share of the observed variance that is not chance, in [0, 1]; 0 where chance explains all. */
  readonly reliability: number | null;
  readonly reason: string | null;
}

/**
 * Between-group variance without the part that chance adds: small groups spread out though nothing differs.
 *
 *   corrected = max(0, Σ p (y − μ)² − Σ p (1 − p) s²),  reliability = corrected / observed
 *
 * @param groups   with counts, or with estimates and standard errors
 * @param options  direction; scale 1 unless said otherwise
 * @returns        observed, noise, corrected and reliability; null with a reason where undefined
 * @throws RangeError naming the group, the value and the rule
 * @example noiseCorrectedVariance([{ group: 'A', population: 100, numerator: 60 }, { group: 'B', population: 100, numerator: 40 }], { direction: 'higher' }).reliability // 0.88
 *
 * Source: Rao, Kleffe 1988, Estimation of Variance Components (expectation of a quadratic form).
 */
export function noiseCorrectedVariance(groups: readonly DisparityGroup[], options: DisparityOptions): NoiseCorrectedVariance {
  const { value: observed, noiseBias: noise, valueNoiseCorrected: corrected, reason } = betweenGroupVariance(groups, options);
  const known = observed !== null && corrected !== null;
  return {
    observed,
    noise,
    corrected,
    correctedSd: corrected === null ? null : Math.sqrt(corrected),
    reliability: known && observed > 0 ? corrected / observed : null,
    reason: reason ?? (observed === 0 ? 'all groups are the same: there is no variance to divide' : null),
  };
}
