import { betaCut } from '../../number/betaQuantile.ts';
import type { ProportionColumns } from '../columns.ts';
import type { AskedEnds, IntervalColumns } from '../types.ts';

interface Ends {
  /** What is added to the count on whose side the limit lies, and to the other one. */
  readonly near: number;
  readonly far: number;
  /** Whether the limit is 0 at no hits and 1 at all hits. */
  readonly pinned: boolean;
}

/** All rows by a method whose limits are quantiles of beta(x + near, n − x + far) and beta(x + far, n − x + near). */
export function betaColumns({ near, far, pinned }: Ends) {
  return ({ denominators, numerators }: ProportionColumns, ends: AskedEnds, { value, lower, upper }: IntervalColumns): void => {
    const { probability, z } = ends.lower ?? ends.upper?.opposite ?? NOWHERE;
    for (let row = 0; row < value.length; row += 1) {
      const n = denominators[row] ?? NaN;
      const x = numerators[row] ?? NaN;
      value[row] = x / n;
      if (!(n > 0)) {
        lower[row] = NaN;
        upper[row] = NaN;
        continue;
      }
      lower[row] = ends.lower === null || (pinned && x === 0) ? 0 : betaCut(probability, z, x + near, n - x + far, false);
      upper[row] = ends.upper === null || (pinned && x === n) ? 1 : betaCut(probability, z, x + far, n - x + near, true);
    }
  };
}

const NOWHERE = { probability: NaN, z: NaN };
