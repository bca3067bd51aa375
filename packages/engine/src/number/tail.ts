import { normalQuantile } from './normalQuantile.ts';
import { requireLevel } from './require.ts';

/** Which ends of an interval are asked for. A one-sided interval holds the level at one end and leaves the other open. */
export type IntervalSides = 'two-sided' | 'lower' | 'upper';

/** One end of an interval: which one, and how much chance is left beyond it. */
export interface Tail {
  readonly side: 'lower' | 'upper';
  /** Chance left beyond this end: (1 − level) / 2, or 1 − level when only one end is asked for. */
  readonly probability: number;
  /** Standard normal quantile, signed as it is added: −1.96 at the lower end for level 0.95, +1.96 at the upper. */
  readonly z: number;
  /** The same chance at the other end: what a hybrid interval takes from its second group. */
  readonly opposite: Tail;
}

/** The two ends of an interval. */
export interface Ends {
  readonly lower: Tail;
  readonly upper: Tail;
}

let last: { readonly level: number; readonly sides: IntervalSides; readonly ends: Ends } | undefined;

/**
 * Both ends of an interval at a level. The last answer is kept: a table asks for one level in thousands of cells, and the
 * quantile is most of a closed-form interval's cost.
 *
 * @param level  coverage as a fraction in (0, 1); above 0.5 when one-sided
 * @param sides  `two-sided` splits 1 − level over both ends; `lower` and `upper` leave all of it beyond that one end
 * @throws RangeError when the level is not such a fraction
 * @example tailsOf(0.95).lower.z // -1.959964
 * @example tailsOf(0.95, 'upper').upper.probability // 0.05
 */
export function tailsOf(level: number, sides: IntervalSides = 'two-sided'): Ends {
  if (last?.level === level && last.sides === sides) return last.ends;
  requireLevel(level);
  if (sides !== 'two-sided' && sides !== 'lower' && sides !== 'upper')
    throw new RangeError(`sides must be one of two-sided, lower, upper, got ${String(sides)}`);
  if (sides !== 'two-sided' && level <= 0.5) throw new RangeError(`a one-sided level is a fraction above 0.5, got ${level}`);
  const probability = sides === 'two-sided' ? remainder(level) / 2 : remainder(level);
  const ends = endsAt(probability);
  last = { level, sides, ends };
  return ends;
}

function endsAt(probability: number): Ends {
  const z = normalQuantile(probability);
  const lower = { side: 'lower' as const, probability, z };
  const upper = { side: 'upper' as const, probability, z: -z, opposite: lower as Tail };
  return { lower: Object.assign(lower, { opposite: upper as Tail }), upper };
}

/** 1 − level, where a level of up to 15 decimals means that decimal and not the double beside it: 0.05, not 0.050000000000000044. */
function remainder(level: number): number {
  const inDecimals = Math.round((1 - level) * 1e15) / 1e15;
  return 1 - inDecimals === level && inDecimals > 0 ? inDecimals : 1 - level;
}
