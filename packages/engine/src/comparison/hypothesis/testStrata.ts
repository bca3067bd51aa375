import { named } from '../../number/named.ts';
import { requireWholeProportions } from '../types.ts';
import { testBy } from './oneWayIn.ts';
import { type StrataTestId, strataTests, type StrataTestMethod } from './strata/methods.ts';
import { idleStrata, requireStrata, type Stratum } from './strata/types.ts';
import type { TestResult } from './types.ts';

export interface TestStrataOptions {
  readonly method?: StrataTestId;
}

export interface StrataTestResult extends TestResult<StrataTestId> {
  /** Strata that add nothing to this test: they lack a group, or all of their members had the same outcome. */
  readonly idle: readonly string[];
}

/**
 * Tests two groups over strata: whether they differ once strata are held fixed (`cmh` and its like), or whether the strata
 * agree on one odds ratio (`breslow-day-tarone` and its like). The one way in.
 *
 * @param strata   counts of the group and of its reference by stratum, each named once; whole counts for `cmh-exact`
 * @param options  method (default `cmh`)
 * @returns        statistic, degrees of freedom and p-value (an exact test has a p-value only), and the strata that add
 *                 nothing; nulls and a reason when none adds anything or the common odds ratio is 0 or infinite
 * @throws RangeError when the counts, the names or the method are impossible
 * @example testStrata([{ stratum: '18-44', group: { denominator: 100, numerator: 12 }, reference: { denominator: 100, numerator: 20 } }, { stratum: '45-64', group: { denominator: 50, numerator: 9 }, reference: { denominator: 50, numerator: 16 } }, { stratum: '65+', group: { denominator: 200, numerator: 30 }, reference: { denominator: 200, numerator: 41 } }]) // { statistic: 6.469003, df: 1, p: 0.0109772, method: 'cmh', reason: null, idle: [] }
 * @example testStrata([{ stratum: '65+', group: { denominator: 0, numerator: 0 }, reference: { denominator: 9, numerator: 4 } }]).idle // ['65+']
 *
 * Source: Mantel and Haenszel 1959, JNCI 22:719; see `strataTests` for each method's own.
 */
export function testStrata(strata: readonly Stratum[], { method = 'cmh' }: TestStrataOptions = {}): StrataTestResult {
  requireStrata(strata);
  const methods: Readonly<Record<StrataTestId, StrataTestMethod>> = strataTests;
  const result = testBy({ methods, method, counts: strata, empty: null, requireWholeCounts: requireWholeStrata });
  return { ...result, idle: idleStrata(strata, methods[method].adds) };
}

function requireWholeStrata(strata: readonly Stratum[]): void {
  for (const { stratum, ...groups } of strata) named(`stratum ${stratum}`, () => requireWholeProportions(groups));
}
