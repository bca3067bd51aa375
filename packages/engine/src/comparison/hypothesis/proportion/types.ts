import type { Proportion } from '../../../interval/types.ts';

/** A rate and the fixed value that it is held against: a benchmark without error of its own. */
export interface AgainstBenchmark {
  readonly cell: Proportion;
  /** A fraction in [0, 1]. */
  readonly benchmark: number;
}
