import { runsLimits } from '../../runsTest.ts';
import { countSides, markPhase } from './sides.ts';
import type { RuleKernel, RunsTestRule } from './types.ts';

/** Fewer or more runs than chance explains in so long a phase. */
export function compileRunsTest({ table = 'exact' }: RunsTestRule): RuleKernel {
  runsLimits(0, table); // a table that there is not is refused at once
  return ({ z }, span, marks) => {
    const { useful, runs } = countSides(z, span);
    const { runsMin, runsMax } = runsLimits(useful, table);
    if (!(runs < runsMin || runs > runsMax)) return 0; // no limits are NaN
    markPhase(z, span, marks);
    return 1;
  };
}
