import { gammaCut } from '../../number/gammaQuantile.ts';
import type { RateColumns } from '../columns.ts';
import type { AskedEnds, IntervalColumns } from '../types.ts';

interface Ends {
  /** What is added to the count for the lower limit, and for the upper one. */
  readonly near: number;
  readonly far: number;
  /** Whether the lower limit is 0 at no events. */
  readonly pinned: boolean;
}

/** All rows by a method whose limits are quantiles of gamma(x + near) and gamma(x + far) over the exposure. */
export function gammaColumns({ near, far, pinned }: Ends) {
  return ({ events, exposures }: RateColumns, ends: AskedEnds, { value, lower, upper }: IntervalColumns): void => {
    const { probability, z } = ends.lower ?? ends.upper?.opposite ?? NOWHERE;
    for (let row = 0; row < value.length; row += 1) {
      const x = events[row] ?? NaN;
      const exposure = exposures[row] ?? NaN;
      value[row] = x / exposure;
      if (!(exposure > 0)) {
        lower[row] = NaN;
        upper[row] = NaN;
        continue;
      }
      lower[row] = ends.lower === null || (pinned && x === 0) ? 0 : gammaCut(probability, z, x + near, false) / exposure;
      upper[row] = ends.upper === null ? Infinity : gammaCut(probability, z, x + far, true) / exposure;
    }
  };
}

const NOWHERE = { probability: NaN, z: NaN };
