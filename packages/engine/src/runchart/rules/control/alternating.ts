import { coincide } from '../../coincide.ts';
import { historyOf, markBack } from './history.ts';
import { aimless, type AlternatingRule, type RuleKernel } from './types.ts';

/** Points in a row that go up and down in turns; a value that repeats the one before ends the row. */
export function compileAlternating({ points }: AlternatingRule): RuleKernel {
  const row = historyOf('points', points, { min: 3 });
  const turns = row >>> 2; // all points but the two ends
  return ({ z, value }, { start, end }, { ends, members }) => {
    let signals = 0;
    let turned = 0;
    let rose = 0;
    let fell = 0;
    let last = NaN;
    for (let index = start; index <= end; index += 1) {
      if (Number.isNaN(z[index]!)) continue;
      const now = value[index]!;
      const moved = Number(!(now === last || coincide(now, last)));
      const rises = Number(now > last) & moved;
      const falls = Number(now < last) & moved;
      turned = (turned << 1) | (rises & fell) | (falls & rose);
      rose = rises;
      fell = falls;
      last = now;
      if ((turned & turns) !== turns) continue;
      ends[index] = 1;
      signals += 1;
      markBack(z, index, row, members, aimless);
    }
    return signals;
  };
}
