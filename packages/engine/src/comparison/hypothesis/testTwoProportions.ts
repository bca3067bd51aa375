import { emptyGroup } from '../compareProportions.ts';
import { requireTwoProportions, requireWholeProportions, type TwoProportions } from '../types.ts';
import { testBy } from './oneWayIn.ts';
import { type TwoProportionTestId, twoProportionTests } from './twoProportions/methods.ts';
import type { TestResult } from './types.ts';

export interface TestTwoProportionsOptions {
  readonly method?: TwoProportionTestId;
}

/**
 * Tests whether two groups without a member in common have the same rate: the one way in.
 *
 * @param groups   counts of the group and of its reference; whole counts for the exact tests (all of Fisher's)
 * @param options  method (default `two-proportion-z-pooled`)
 * @returns        statistic (z is positive where the group's rate is the higher; none for an exact test), degrees of freedom
 *                 of a chi-square, p-value; nulls and a reason when a denominator is 0 or there is no variance to judge by
 * @throws RangeError when the counts or the method are impossible
 * @example testTwoProportions({ group: { denominator: 70, numerator: 56 }, reference: { denominator: 80, numerator: 48 } }).p // 0.008045
 * @example testTwoProportions({ group: { denominator: 10, numerator: 0 }, reference: { denominator: 10, numerator: 5 } }, { method: 'fisher-two-sided' }).p // 0.0325077
 * @example testTwoProportions({ group: { denominator: 9, numerator: 0 }, reference: { denominator: 8, numerator: 0 } }).reason // 'nobody in either group met the measure'
 *
 * Source: Fisher 1935, JRSS 98:39; see `twoProportionTests` for each method's own.
 */
export function testTwoProportions(
  groups: TwoProportions,
  { method = 'two-proportion-z-pooled' }: TestTwoProportionsOptions = {},
): TestResult<TwoProportionTestId> {
  requireTwoProportions(groups);
  const empty = emptyGroup(groups);
  return testBy({ methods: twoProportionTests, method, counts: groups, empty, requireWholeCounts: requireWholeProportions });
}
