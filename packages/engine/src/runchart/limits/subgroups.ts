import type { PhaseSpan } from '../phases.ts';
import type { LimitInput } from './columns.ts';

/**
 * Subgroups as columns: mean, standard deviation and size of each. NaN is a missing value; an empty subgroup has neither mean
 * nor deviation, one of a single value has no deviation.
 */
export function summariseSubgroups(subgroups: readonly ArrayLike<number>[]): LimitInput {
  const values = new Float64Array(subgroups.length).fill(NaN);
  const sizes = new Float64Array(subgroups.length);
  const deviations = new Float64Array(subgroups.length).fill(NaN);
  subgroups.forEach((subgroup, index) => {
    const observed = Float64Array.from(subgroup).filter((value) => !Number.isNaN(value));
    const size = observed.length;
    sizes[index] = size;
    if (size === 0) return;
    const rough = observed.reduce((total, value) => total + value, 0) / size;
    const mean = rough + observed.reduce((rest, value) => rest + (value - rough), 0) / size; // equal values have themselves as mean
    values[index] = mean;
    if (size === 1) return;
    deviations[index] = Math.sqrt(observed.reduce((squares, value) => squares + (value - mean) ** 2, 0) / (size - 1));
  });
  return { values, sizes, deviations };
}

/** What the subgroups of a baseline say together. */
export interface Pooled {
  /** Mean of all values: the subgroups' means weighted by size. */
  readonly mean: number;
  /** Mean of the subgroups' deviations where their sizes are equal, √(Σ(n − 1)s² / Σ(n − 1)) where not; NaN without one. */
  readonly deviation: number;
}

/** Pools the baseline's subgroups; ghosted and empty ones are left out. */
export function poolSubgroups(
  { values, sizes, deviations }: LimitInput,
  { start, baselineEnd }: PhaseSpan,
  ghosts: Uint8Array,
): Pooled {
  let [count, equal, firstSize] = [0, true, NaN];
  let [size, total, freedom, squares, deviation] = [0, 0, 0, 0, 0];
  for (let index = start; index <= baselineEnd; index += 1) {
    const n = sizes[index]!;
    if (ghosts[index] === 1 || n === 0) continue;
    if (count === 0) firstSize = n;
    equal &&= n === firstSize;
    count += 1;
    size += n;
    total += n * values[index]!;
    if (n === 1) continue;
    freedom += n - 1;
    squares += (n - 1) * deviations[index]! ** 2;
    deviation += deviations[index]!;
  }
  if (freedom === 0) return { mean: total / size, deviation: NaN };
  return { mean: total / size, deviation: equal ? deviation / count : Math.sqrt(squares / freedom) };
}
