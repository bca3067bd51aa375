import { methodOf } from '../../interval/oneWayIn.ts';
import { noTest } from './outcome.ts';
import type { TestMethod, TestResult } from './types.ts';

interface Question<Counts, Id extends string> {
  readonly methods: Readonly<Record<Id, TestMethod<Counts>>>;
  readonly method: Id;
  readonly counts: Counts;
  /** Why there is no test, whatever the method. */
  readonly empty: string | null;
  /** Refuses counts that are not whole, by name: asked by exact tests only, absent where there are none. */
  readonly requireWholeCounts?: (counts: Counts) => void;
}

/** A test by the method of choice: what `testAssociation` and its like share. */
export function testBy<Counts, Id extends string>(question: Question<Counts, Id>): TestResult<Id> {
  const { methods, method, counts, empty, requireWholeCounts } = question;
  const chosen: TestMethod<Counts> = methodOf(methods, method);
  if (chosen.exact) requireWholeCounts?.(counts);
  const { statistic, df, p, reason } = empty === null ? chosen.test(counts) : noTest(empty);
  return { statistic: orNull(statistic), df: orNull(df), p: orNull(p), method, reason };
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
