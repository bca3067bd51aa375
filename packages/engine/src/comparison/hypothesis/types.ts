import type { Method } from '../../interval/types.ts';

/** What a test finds in its counts. NaN where the method has no such number: an exact test has no statistic, a z test no df. */
export interface Outcome {
  /** A signed z (group minus reference, or rising), or a chi-square. */
  readonly statistic: number;
  /** Degrees of freedom of a chi-square. */
  readonly df: number;
  /** Chance of counts at least this far from the null hypothesis, were it true. */
  readonly p: number;
  /** Why these counts have no test by this method, in words; null when they have one. */
  readonly reason: string | null;
}

export interface TestMethod<Counts> extends Method {
  /** The arithmetic of the method; it trusts its counts. */
  readonly test: (counts: Counts) => Outcome;
  /** An exact test adds up chances of whole tables and takes whole counts only. */
  readonly exact: boolean;
}

/** A test's answer, or null with a reason where there is none: what every one-way-in function returns. */
export interface TestResult<MethodId extends string> {
  readonly statistic: number | null;
  readonly df: number | null;
  readonly p: number | null;
  readonly method: MethodId;
  readonly reason: string | null;
}
