import { estimateBy, methodOf } from '../../interval/oneWayIn.ts';
import type { IntervalEstimate, IntervalOptions } from '../../interval/types.ts';
import { type PoolMethod, type PoolMethodId, poolMethods } from './pool/methods.ts';
import { idleStrata, requireStrata, type Stratum } from './strata/types.ts';

export interface PoolStrataOptions extends IntervalOptions {
  readonly method?: PoolMethodId;
}

export interface PooledEstimate extends IntervalEstimate<PoolMethodId> {
  /** Strata that add nothing to this estimate: they lack a group, or their members tell it nothing. */
  readonly idle: readonly string[];
}

/**
 * One difference or ratio of two groups over all strata, with its interval: the one way in.
 *
 *   difference  Σ (x₁n₂ − x₂n₁)/n / Σ n₁n₂/n
 *   risk ratio  Σ x₁n₂/n / Σ x₂n₁/n
 *   odds ratio  Σ x₁m₂/n / Σ x₂m₁/n, m being those who missed
 *
 * @param strata   counts of the group and of its reference by stratum, each named once; possibly fractional
 * @param options  method (default `mh-risk-difference`), level (default 0.95), sides (default `two-sided`)
 * @returns        a fraction in [−1, 1] or a ratio, with limits and the strata that add nothing; nulls and a reason where there
 *                 is none (a ratio of 0 or Infinity has no limits)
 * @throws RangeError when the counts, the names, the method or the level are impossible
 * @example poolStrata([{ stratum: '18-44', group: { denominator: 100, numerator: 12 }, reference: { denominator: 100, numerator: 20 } }, { stratum: '45-64', group: { denominator: 50, numerator: 9 }, reference: { denominator: 50, numerator: 16 } }, { stratum: '65+', group: { denominator: 200, numerator: 30 }, reference: { denominator: 200, numerator: 41 } }]) // { value: -0.074286, lower: -0.131095, upper: -0.017476, method: 'mh-risk-difference', level: 0.95, sides: 'two-sided', reason: null, idle: [] }
 *
 * Source: Mantel and Haenszel 1959, JNCI 22:719; Greenland and Robins 1985, Biometrics 41:55.
 */
export function poolStrata(
  strata: readonly Stratum[],
  { method = 'mh-risk-difference', ...options }: PoolStrataOptions = {},
): PooledEstimate {
  requireStrata(strata);
  const { estimate, support, adds }: PoolMethod = methodOf(poolMethods, method);
  const value = estimate(strata);
  const pooled = estimateBy({ methods: poolMethods, method, counts: strata, value, support, empty: null, ...options });
  return { ...pooled, idle: idleStrata(strata, adds) };
}
