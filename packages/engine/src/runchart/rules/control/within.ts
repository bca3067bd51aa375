import { requirePositive } from '../../../number/require.ts';
import { historyOf, markBack } from './history.ts';
import { lineAt } from './line.ts';
import { aimless, type RuleKernel, type WithinRule } from './types.ts';

/** Points in a row near the centre; one on the very line is near. */
export function compileWithin({ points, sigmas }: WithinRule): RuleKernel {
  const row = historyOf('points', points, { min: 2 });
  requirePositive('sigmas', sigmas);
  const line = lineAt(sigmas);
  return ({ z }, { start, end }, { ends, members }) => {
    let signals = 0;
    let near = 0;
    for (let index = start; index <= end; index += 1) {
      const distance = z[index]!;
      if (Number.isNaN(distance)) continue;
      near = (near << 1) | Number(Math.abs(distance) <= line);
      if ((near & row) !== row) continue;
      ends[index] = 1;
      signals += 1;
      markBack(z, index, row, members, aimless);
    }
    return signals;
  };
}
