import { requirePositive } from '../../../number/require.ts';
import { lineAt } from './line.ts';
import { high, low, type OutsideRule, type RuleKernel } from './types.ts';

/** Points beyond the limits. */
export function compileOutside({ sigmas }: OutsideRule): RuleKernel {
  requirePositive('sigmas', sigmas);
  const line = lineAt(sigmas);
  return ({ z }, { start, end }, { ends, members }) => {
    let signals = 0;
    for (let index = start; index <= end; index += 1) {
      const distance = z[index]!;
      if (!(Math.abs(distance) > line)) continue;
      ends[index] = 1;
      members[index] = distance > 0 ? high : low;
      signals += 1;
    }
    return signals;
  };
}
