import type { PhaseSpan } from '../phases.ts';
import type { LimitSettings } from './columns.ts';

/**
 * Moving ranges: the distance of each point from the one before it. A missing point takes both of its ranges with it, because
 * its neighbours are not consecutive; a ghosted one is left out of the series and its neighbours are joined. The first point of
 * a phase has none.
 *
 * @param values  NaN is missing
 * @param span    from where to where, inclusive
 * @param into    receives the ranges, NaN where there is none
 */
export function writeMovingRanges(
  values: Float64Array,
  { start, end }: { readonly start: number; readonly end: number },
  ghosts: Uint8Array,
  into: Float64Array,
): void {
  let before = NaN;
  for (let index = start; index <= end; index += 1) {
    if (ghosts[index] === 1) {
      into[index] = NaN;
      continue;
    }
    const value = values[index]!;
    into[index] = Math.abs(value - before);
    before = value;
  }
}

/** A mean of ranges before and after screening. */
export interface ScreenedMean {
  readonly mean: number;
  readonly used: number;
  /** Ranges above their limit, screened out or not. */
  readonly outside: number;
}

/**
 * Mean of a baseline's ranges, screened once: ranges above their own upper limit, `limit` times the mean, are left out where
 * that is asked for. Ranges that are all 0 stay: 0 is not above 0.
 *
 * Source: Nelson 1982, J Qual Technol 14:172.
 */
export function screenedMean(
  ranges: Float64Array,
  phase: PhaseSpan,
  limit: number,
  { screen }: Pick<LimitSettings, 'screen'>,
): ScreenedMean {
  const all = meanUpTo(Infinity, ranges, phase);
  const near = meanUpTo(limit * all.mean, ranges, phase);
  return { mean: all.mean, used: screen ? near.mean : all.mean, outside: all.count - near.count };
}

/** Mean and number of the baseline's ranges that are no longer than `most`. */
function meanUpTo(most: number, ranges: Float64Array, { start, baselineEnd }: PhaseSpan): { mean: number; count: number } {
  let count = 0;
  let total = 0;
  for (let index = start; index <= baselineEnd; index += 1) {
    const range = ranges[index]!;
    if (!(range <= most)) continue; // NaN: no range
    count += 1;
    total += range;
  }
  return { mean: total / count, count };
}
