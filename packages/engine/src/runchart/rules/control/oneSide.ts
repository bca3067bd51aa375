import { historyOf } from './history.ts';
import { high, low, type OneSideRule, type RuleKernel } from './types.ts';

/** Points in a row on one side of the centre. Complete at each point from the one that makes the row long enough. */
export function compileOneSide({ points, onCentre = 'break' }: OneSideRule): RuleKernel {
  const row = historyOf('points', points, { min: 2 });
  if (onCentre !== 'break' && onCentre !== 'skip')
    throw new RangeError(`onCentre must be break or skip, got ${String(onCentre)}`);
  const skips = onCentre === 'skip';
  return ({ z }, { start, end }, { ends, members }) => {
    let signals = 0;
    let above = 0;
    let below = 0;
    for (let index = start; index <= end; index += 1) {
      const distance = z[index]!;
      if (Number.isNaN(distance) || (skips && distance === 0)) continue;
      above = (above << 1) | Number(distance > 0);
      below = (below << 1) | Number(distance < 0);
      if ((above & row) !== row && (below & row) !== row) continue;
      ends[index] = 1;
      signals += 1;
      markSide(z, index, points, members);
    }
    return signals;
  };
}

/** Marks so many points back from one, those that lie on its side. */
export function markSide(z: Float64Array, index: number, points: number, members: Int8Array): void {
  const side = z[index]! > 0 ? high : low;
  for (let back = index, left = points; left > 0; back -= 1) {
    if (!(z[back]! * side > 0)) continue; // missing, or on the centre
    members[back] = side;
    left -= 1;
  }
}
