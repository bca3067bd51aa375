import { requirePositive } from '../../../number/require.ts';
import { historyOf, markBack } from './history.ts';
import { lineAt } from './line.ts';
import { aimless, type BothSidesRule, type RuleKernel } from './types.ts';

/** Points in a row that keep away from the centre, the last so many of them on both sides of it. */
export function compileBothSides({ points, sigmas }: BothSidesRule): RuleKernel {
  const row = historyOf('points', points, { min: 2 });
  requirePositive('sigmas', sigmas);
  const line = lineAt(sigmas);
  return ({ z }, { start, end }, { ends, members }) => {
    let signals = 0;
    let farAbove = 0;
    let farBelow = 0;
    for (let index = start; index <= end; index += 1) {
      const distance = z[index]!;
      if (Number.isNaN(distance)) continue;
      farAbove = ((farAbove << 1) | Number(distance > line)) & row;
      farBelow = ((farBelow << 1) | Number(distance < -line)) & row;
      if ((farAbove | farBelow) !== row || farAbove === row || farBelow === row) continue;
      ends[index] = 1;
      signals += 1;
      markBack(z, index, row, members, aimless);
    }
    return signals;
  };
}
