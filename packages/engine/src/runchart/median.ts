/**
 * The median of what was observed: the middle value, or the mean of the two middle values.
 *
 * @param values  any numbers; NaN is missing and is skipped
 * @returns       the median in the unit of the values; NaN when nothing was observed
 * @example median([0.5, NaN, 0.7, 0.6]) // 0.6
 */
export function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort();
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? NaN) + upper) / 2;
}
