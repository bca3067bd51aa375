import type { Proportion } from '../../../interval/types.ts';

/** A group of ordered groups: its counts, and where it stands in the order. */
export interface ScoredProportion extends Proportion {
  /** Any number: the rank, or the middle of an age band or of a deprivation quintile. */
  readonly score: number;
}
