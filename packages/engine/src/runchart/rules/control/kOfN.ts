import { requirePositive } from '../../../number/require.ts';
import { requirePoints } from '../../requirePoints.ts';
import { countMarked, historyOf, markBack } from './history.ts';
import { lineAt } from './line.ts';
import { high, low, type KOfNRule, type RuleKernel } from './types.ts';

/**
 * k of n points beyond a line.
 *
 * Where the others may lie anywhere, fewer than n points may do at the beginning of a phase: two points beyond make two of
 * three, whatever the third will be, and the third need not be beyond, so that nobody would tell later.
 */
export function compileKOfN({ k, n, sigmas, upTo = Infinity, others = 'anywhere' }: KOfNRule): RuleKernel {
  requirePoints('k', k, { min: 1 });
  const window = historyOf('n', n, { min: k });
  requirePositive('sigmas', sigmas);
  if (!(upTo > sigmas)) throw new RangeError(`upTo must be above sigmas ${sigmas}, got ${upTo}`);
  if (others !== 'anywhere' && others !== 'same-side')
    throw new RangeError(`others must be anywhere or same-side, got ${String(others)}`);
  const line = lineAt(sigmas);
  const far = lineAt(upTo);
  const sameSide = others === 'same-side';

  return ({ z }, { start, end }, { ends, members }) => {
    let signals = 0;
    let above = 0;
    let below = 0;
    let beyondHigh = 0;
    let beyondLow = 0;
    for (let index = start; index <= end; index += 1) {
      const distance = z[index]!;
      if (Number.isNaN(distance)) continue;
      const near = Number(Math.abs(distance) <= far);
      above = ((above << 1) | Number(distance > 0)) & window;
      below = ((below << 1) | Number(distance < 0)) & window;
      beyondHigh = ((beyondHigh << 1) | (Number(distance > line) & near)) & window;
      beyondLow = ((beyondLow << 1) | (Number(distance < -line) & near)) & window;
      if (countMarked(beyondHigh) < k && countMarked(beyondLow) < k) continue;
      const isHigh = distance > 0;
      const bits = isHigh ? beyondHigh : beyondLow;
      const complete = sameSide ? (isHigh ? above : below) === window : (bits & 1) === 1;
      if (!complete || countMarked(bits) < k) continue;
      ends[index] = 1;
      signals += 1;
      markBack(z, index, bits, members, isHigh ? high : low);
    }
    return signals;
  };
}
