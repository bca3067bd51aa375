import { countSides, markPhase, rememberAnhoejLimits } from './sides.ts';
import type { RuleKernel } from './types.ts';

/** Fewer crossings of the centre than chance explains in so long a phase. */
export function compileFewCrossings(): RuleKernel {
  const limitsOf = rememberAnhoejLimits();
  return ({ z }, span, marks) => {
    const { useful, runs } = countSides(z, span);
    if (!(runs - 1 < limitsOf(useful).crossingsMin)) return 0;
    markPhase(z, span, marks);
    return 1;
  };
}
