import type { RunsTable } from '../../runsTest.ts';
import type { TrendTies } from '../trend.ts';

/**
 * A rule for points about a centre line, every parameter open. Points that are missing, ghosted or without limits take no part:
 * they neither count nor break, and the points beside them are neighbours. Everything starts anew in a phase. No rule looks at
 * more than 31 points in a row, but for those of a whole phase.
 */
export type ControlRule =
  | OutsideRule
  | KOfNRule
  | OneSideRule
  | TrendRule
  | AlternatingRule
  | WithinRule
  | BothSidesRule
  | LongRunRule
  | FewCrossingsRule
  | RunsTestRule;

/** One point strictly more than so many standard errors from the centre. */
export interface OutsideRule {
  readonly rule: 'outside';
  readonly sigmas: number;
}

/** k of n points in a row strictly more than so many standard errors from the centre, all on one side of it. */
export interface KOfNRule {
  readonly rule: 'k-of-n';
  readonly k: number;
  readonly n: number;
  readonly sigmas: number;
  /** Points further out than this do not count; without it all do. */
  readonly upTo?: number;
  /**
   * Where the points that are not beyond the line may lie: `anywhere` (the default; the signal is complete at a point that is
   * itself beyond, with its k-th point even among the first few of a series), or on the `same-side` of the centre (complete at
   * the n-th point, wherever on that side it lies).
   */
  readonly others?: 'anywhere' | 'same-side';
}

/** So many points in a row on one side of the centre. */
export interface OneSideRule {
  readonly rule: 'one-side';
  readonly points: number;
  /** Whether a point on the centre ends the row (the default) or is left out of it. */
  readonly onCentre?: 'break' | 'skip';
}

/** So many points in a row, each above the one before, or each below; the first one counts. A turning point belongs to both. */
export interface TrendRule {
  readonly rule: 'trend';
  readonly points: number;
  /** Whether a value that repeats the one before ends the trend (the default) or is left out of it. */
  readonly ties?: TrendTies;
}

/** So many points in a row that go up and down in turns. */
export interface AlternatingRule {
  readonly rule: 'alternating';
  readonly points: number;
}

/** So many points in a row no further than so many standard errors from the centre. */
export interface WithinRule {
  readonly rule: 'within';
  readonly points: number;
  readonly sigmas: number;
}

/** So many points in a row all strictly further out than so many standard errors, some of them above and some below. */
export interface BothSidesRule {
  readonly rule: 'both-sides';
  readonly points: number;
  readonly sigmas: number;
}

/** A run on one side longer than chance explains in a phase of its length: the first of the Anhøj rules. */
export interface LongRunRule {
  readonly rule: 'long-run';
}

/** Fewer crossings of the centre than chance explains in a phase of its length: the second of the Anhøj rules. */
export interface FewCrossingsRule {
  readonly rule: 'few-crossings';
}

/** Fewer or more runs than chance explains in a phase of its length, from ten useful points on. */
export interface RunsTestRule {
  readonly rule: 'runs-test';
  /** Where the limits come from; exact by default. */
  readonly table?: RunsTable;
}

/** What rules look at, one entry a point, of one series or of many end to end. */
export interface RuleInput {
  /** Distance from the centre in standard errors: 0 on the centre, NaN for a point that takes no part. */
  readonly z: Float64Array;
  /** What is drawn: where the limits vary, its steps are not those of `z`. */
  readonly value: Float64Array;
}

/** A phase, first and last point inclusive. */
export interface RuleSpan {
  readonly start: number;
  readonly end: number;
}

/** Where a rule leaves what it found. Entries of points that it does not find stay as they are. */
export interface RuleMarks {
  /** 1 where a signal is complete. */
  readonly ends: Uint8Array;
  /** The points that make signals up: {@link high}, {@link low} or {@link aimless}. */
  readonly members: Int8Array;
}

/** A member of a signal above the centre, or of a rising one. */
export const high = 1;
/** A member of a signal below the centre, or of a falling one. */
export const low = -1;
/** A member of a signal that points neither way. */
export const aimless = 2;

/** Goes through a phase once, marks what it finds and counts the points at which a signal is complete. Allocates nothing. */
export type RuleKernel = (input: RuleInput, span: RuleSpan, marks: RuleMarks) => number;
