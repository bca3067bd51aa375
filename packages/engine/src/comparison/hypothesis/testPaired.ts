import { requireWhole } from '../../number/require.ts';
import { emptyPairs, type Pairs, requirePairs } from '../types.ts';
import { testBy } from './oneWayIn.ts';
import { type PairedTestId, pairedTests } from './paired/methods.ts';
import type { TestResult } from './types.ts';

export interface TestPairedOptions {
  readonly method?: PairedTestId;
}

/**
 * Tests whether the same members met a measure as often the second time as the first: the one way in.
 *
 * @param pairs    how many met both times, only the first, only the second, neither; whole counts for the exact tests
 * @param options  method (default `mcnemar-mid-p`)
 * @returns        statistic, degrees of freedom and p-value (an exact test has a p-value only); nulls and a reason when there are
 *                 no pairs, or nobody changed and the method has no answer to that
 * @throws RangeError when the counts or the method are impossible
 * @example testPaired({ both: 36, firstOnly: 12, secondOnly: 2, neither: 50 }).p // 0.00738525
 * @example testPaired({ both: 36, firstOnly: 12, secondOnly: 2, neither: 50 }, { method: 'mcnemar' }).statistic // 7.142857
 * @example testPaired({ both: 5, firstOnly: 0, secondOnly: 0, neither: 5 }, { method: 'mcnemar' }).reason // 'nobody met the measure one time only'
 *
 * Source: McNemar 1947, Psychometrika 12:153; see `pairedTests` for each method's own.
 */
export function testPaired(pairs: Pairs, { method = 'mcnemar-mid-p' }: TestPairedOptions = {}): TestResult<PairedTestId> {
  requirePairs(pairs);
  const empty = emptyPairs(pairs);
  return testBy({ methods: pairedTests, method, counts: pairs, empty, requireWholeCounts: requireWholePairs });
}

function requireWholePairs({ both, firstOnly, secondOnly, neither }: Pairs): void {
  requireWhole('both', both);
  requireWhole('firstOnly', firstOnly);
  requireWhole('secondOnly', secondOnly);
  requireWhole('neither', neither);
}
