import type { Direction } from '../../measure/define.ts';
import { sum } from '../../number/sum.ts';
import { tailsOf } from '../../number/tail.ts';
import { isBeyond } from '../limits/write.ts';
import { chanceOutside } from './chance.ts';
import type { PresentUnit } from './counts.ts';
import type { FunnelBasis, FunnelLimits } from './limits.ts';

/** The units outside one pair of limits, strictly, as indices. */
export interface FunnelOutside {
  readonly level: number;
  readonly above: readonly number[];
  readonly below: readonly number[];
  /** Units that chance alone would put there by the level's promise: (1 − level) × units. */
  readonly expected: number;
  /** The same from the counts themselves, which are whole; null where limits are widened or a denominator is not whole. */
  readonly expectedFromCounts: number | null;
}

/** Which side of its limits a unit lies on, and what that means. */
export interface FunnelPlace {
  /** The widest pair of limits that the unit lies outside of; null when it lies inside all. */
  readonly beyond: number | null;
  readonly side: 'above' | 'below' | null;
  /** Null inside the limits, and without a direction. */
  readonly verdict: 'better' | 'worse' | null;
}

/** Lists who lies strictly outside a pair of limits, by more than rounding, beside how many chance alone would put there. */
export function whoIsOutside(
  value: Float64Array,
  { level, lower, upper }: FunnelLimits,
  { basis, present }: { readonly basis: FunnelBasis; readonly present: readonly PresentUnit[] },
): FunnelOutside {
  const { statistic, target, widened } = basis;
  const out = present.filter(({ index }) => isBeyond(value[index]!, lower[index]!, upper[index]!)).map(({ index }) => index);
  const chances = present.map(({ index, denominator }) =>
    chanceOutside(statistic, { denominator, target: target ?? NaN }, { lower: lower[index]!, upper: upper[index]! }),
  );
  const fromCounts = sum(chances);
  return {
    level,
    above: out.filter((index) => value[index]! > upper[index]!),
    below: out.filter((index) => value[index]! < lower[index]!),
    expected: 2 * tailsOf(level).lower.probability * present.length,
    expectedFromCounts: widened || Number.isNaN(fromCounts) ? null : fromCounts,
  };
}

/** Neither above nor below, and no verdict. */
export const inside: FunnelPlace = { beyond: null, side: null, verdict: null };

/** The widest limits that each unit passes. */
export function placesOf(
  outside: readonly FunnelOutside[],
  { units, direction }: { readonly units: number; readonly direction: Direction | undefined },
): FunnelPlace[] {
  const places = Array.from({ length: units }, () => inside);
  for (const { level, above, below } of outside.toSorted((a, b) => a.level - b.level)) {
    for (const index of above) places[index] = placeOf(level, 'above', direction);
    for (const index of below) places[index] = placeOf(level, 'below', direction);
  }
  return places;
}

function placeOf(beyond: number, side: 'above' | 'below', direction: Direction | undefined): FunnelPlace {
  if (direction === undefined) return { beyond, side, verdict: null };
  return { beyond, side, verdict: (side === 'above') === (direction === 'higher') ? 'better' : 'worse' };
}
