import { sum } from '../../../number/sum.ts';
import { fourfoldOf } from '../fourfold.ts';
import { minor } from '../../../number/minor.ts';
import { fromChiSquare, noTest } from '../outcome.ts';
import type { Outcome } from '../types.ts';
import { isComparable, type Stratum } from './types.ts';

/** Σ w (log odds ratio − their mean)², w = 1 / Σ 1/cell; ½ is added to every cell of every stratum if any cell is 0. */
export function woolfHomogeneity(strata: readonly Stratum[]): Outcome {
  if (strata.length < 2) return noTest('fewer than two strata');
  const counted = strata.map(fourfoldOf);
  if (!counted.some(isComparable)) return noTest('no stratum has members of both groups');
  const tables = counted.map(({ cells }) => cells);
  const added = tables.some((cells) => cells.includes(0)) ? 0.5 : 0;
  const parts = tables.map((cells) => {
    const [a, b, c, d] = cells.map((cell) => cell + added) as [number, number, number, number];
    return { cross: a * d, counter: b * c, weight: 1 / (1 / a + 1 / b + 1 / c + 1 / d) };
  });
  const first = parts[0]!;
  const logs = parts.map((part) => logOfRatio(part, first));
  const mean = sum(parts.map(({ weight }, at) => weight * logs[at]!)) / sum(parts.map(({ weight }) => weight));
  return fromChiSquare(sum(parts.map(({ weight }, at) => weight * (logs[at]! - mean) ** 2)), strata.length - 1);
}

interface Odds {
  readonly cross: number;
  readonly counter: number;
}

/** log of one odds ratio over another, exact where they nearly agree: only differences of logarithms matter here. */
function logOfRatio(one: Odds, other: Odds): number {
  const beyond = minor(one.cross, one.counter, other.cross, other.counter) / one.counter / other.cross;
  return Math.abs(beyond) < 0.5 ? Math.log1p(beyond) : Math.log((one.cross / one.counter) * (other.counter / other.cross));
}
