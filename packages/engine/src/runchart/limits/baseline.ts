import type { PhaseSpan } from '../phases.ts';

/**
 * Mean of a phase's baseline. A second pass adds what the first one rounded away, so that equal values have themselves as mean:
 * ten times 0.1 in a row sums to less than 1, and every point would lie above its own mean.
 *
 * @param values  NaN is missing
 * @param ghosts  1 where a point is ghosted
 * @returns       NaN when nothing was observed
 */
export function baselineMean(values: Float64Array, { start, baselineEnd }: PhaseSpan, ghosts: Uint8Array): number {
  let count = 0;
  let total = 0;
  for (let index = start; index <= baselineEnd; index += 1) {
    const value = values[index]!;
    if (ghosts[index] === 1 || Number.isNaN(value)) continue;
    count += 1;
    total += value;
  }
  const mean = total / count;
  let rest = 0;
  for (let index = start; index <= baselineEnd; index += 1) {
    const value = values[index]!;
    if (ghosts[index] === 1 || Number.isNaN(value)) continue;
    rest += value - mean;
  }
  return mean + rest / count;
}
