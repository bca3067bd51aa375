import { coincide } from '../../coincide.ts';
import { trendTies } from '../trend.ts';
import { historyOf } from './history.ts';
import { high, low, type RuleInput, type RuleKernel, type RuleSpan, type TrendRule } from './types.ts';

/** Points in a row that all rise or all fall. A turning point, which belongs to both of its trends, points where the later one goes. */
export function compileTrend({ points, ties = 'break' }: TrendRule): RuleKernel {
  const row = historyOf('points', points, { min: 2 }) >>> 1; // one step less than there are points
  if (!trendTies.includes(ties)) throw new RangeError(`ties must be one of ${trendTies.join(', ')}, got ${String(ties)}`);
  const skips = ties === 'skip';
  return ({ z, value }, { start, end }, { ends, members }) => {
    let signals = 0;
    let rises = 0;
    let falls = 0;
    let last = NaN;
    for (let index = start; index <= end; index += 1) {
      if (Number.isNaN(z[index]!)) continue;
      const now = value[index]!;
      const tied = now === last || coincide(now, last);
      if (tied && skips) continue;
      rises = (rises << 1) | (Number(now > last) & Number(!tied));
      falls = (falls << 1) | (Number(now < last) & Number(!tied));
      last = now;
      if ((rises & row) !== row && (falls & row) !== row) continue;
      ends[index] = 1;
      signals += 1;
      const direction = (rises & row) === row ? high : low;
      markSteps({ z, value }, { start, end: index }, { points, skips }, { members, direction });
    }
    return signals;
  };
}

/** Marks so many points back from one; of values that repeat, the first where repeats are skipped. */
function markSteps(
  { z, value }: RuleInput,
  { start, end }: RuleSpan,
  { points, skips }: { readonly points: number; readonly skips: boolean },
  { members, direction }: { readonly members: Int8Array; readonly direction: number },
): void {
  let first = end;
  let left = points;
  for (let back = end - 1; back >= start; back -= 1) {
    if (Number.isNaN(z[back]!)) continue;
    const tied = value[back] === value[first] || coincide(value[back]!, value[first]!);
    if (tied && !skips) break;
    if (!tied) {
      members[first] = direction;
      left -= 1;
      if (left === 0) return;
    }
    first = back;
  }
  members[first] = direction;
}
