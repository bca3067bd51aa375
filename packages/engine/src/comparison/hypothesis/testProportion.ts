import { type Proportion, requireProportion } from '../../interval/types.ts';
import { requireFraction, requireWhole } from '../../number/require.ts';
import { testBy } from './oneWayIn.ts';
import { type ProportionTestId, proportionTests } from './proportion/methods.ts';
import type { TestResult } from './types.ts';

export interface TestProportionOptions {
  /** The rate that is held against the cell's, as a fraction in [0, 1]: a fixed number without error of its own. */
  readonly benchmark: number;
  readonly method?: ProportionTestId;
}

/**
 * Tests a rate against a fixed benchmark: the one way in.
 *
 * @param cell     counts; whole ones for the exact tests
 * @param options  benchmark as a fraction, method (default `binomial-score`)
 * @returns        statistic, degrees of freedom and p-value (an exact test has a p-value only); nulls and a reason when the
 *                 denominator is 0, or a benchmark of 0 or 1 leaves no variance
 * @throws RangeError when the counts, the benchmark or the method are impossible
 * @example testProportion({ denominator: 20, numerator: 7 }, { benchmark: 0.5 }) // { statistic: 1.8, df: 1, p: 0.179712, method: 'binomial-score', reason: null }
 * @example testProportion({ denominator: 12, numerator: 0 }, { benchmark: 0.3, method: 'binomial-exact-two-sided' }).p // 0.0233307
 *
 * Source: Wilson 1927, JASA 22:209; see `proportionTests` for each method's own.
 */
export function testProportion(
  cell: Proportion,
  { benchmark, method = 'binomial-score' }: TestProportionOptions,
): TestResult<ProportionTestId> {
  requireProportion(cell);
  requireFraction('benchmark', benchmark);
  return testBy({
    methods: proportionTests,
    method,
    counts: { cell, benchmark },
    empty: cell.denominator === 0 ? 'denominator is 0' : null,
    requireWholeCounts: requireWholeCell,
  });
}

function requireWholeCell({ cell }: { readonly cell: Proportion }): void {
  requireWhole('denominator', cell.denominator);
  requireWhole('numerator', cell.numerator);
}
