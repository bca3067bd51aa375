import { markSide } from './oneSide.ts';
import { countSides, rememberAnhoejLimits } from './sides.ts';
import { high, low, type RuleKernel } from './types.ts';

/** Rows on one side that are longer than chance explains in so long a phase. Complete at each point beyond that length. */
export function compileLongRun(): RuleKernel {
  const limitsOf = rememberAnhoejLimits();
  return ({ z }, span, { ends, members }) => {
    const { useful, longestRun } = countSides(z, span);
    const { longestRunMax } = limitsOf(useful);
    if (!(longestRun > longestRunMax)) return 0;
    let signals = 0;
    let side = 0;
    let length = 0;
    for (let index = span.start; index <= span.end; index += 1) {
      const distance = z[index]!;
      if (!(Math.abs(distance) > 0)) continue; // on the centre or missing
      length = distance * side > 0 ? length + 1 : 1;
      side = distance > 0 ? high : low;
      if (length <= longestRunMax) continue;
      ends[index] = 1;
      signals += 1;
      markSide(z, index, length, members);
    }
    return signals;
  };
}
