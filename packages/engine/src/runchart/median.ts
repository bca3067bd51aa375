/**
 * The median of what was observed: the middle value, or the mean of the two middle values.
 *
 * @param values  any numbers; NaN is missing and is skipped
 * @returns       the median in the unit of the values; NaN when nothing was observed
 * @example median([0.5, NaN, 0.7, 0.6]) // 0.6
 */
export function median(values: ArrayLike<number>): number {
  const sorted = new Float64Array(values).sort(); // NaN comes last
  let observed = sorted.length;
  while (observed > 0 && Number.isNaN(sorted[observed - 1]!)) observed -= 1;
  if (observed === 0) return NaN;
  const half = observed >> 1;
  const upper = sorted[half]!;
  return observed % 2 === 1 ? upper : (sorted[half - 1]! + upper) / 2;
}
