/** Up to so many values are sorted one by one as they come: quicker than a sort that has to be called. */
const few = 64;

/**
 * The median of one stretch of a column, as `median` has it, without room of its own.
 *
 * @param values   columns end to end; NaN is missing and is skipped
 * @param start    first point of the stretch
 * @param end      last point, inclusive
 * @param scratch  overwritten; at least as long as the stretch
 * @returns        the median; NaN when nothing was observed
 */
export function medianBetween(values: Float64Array, start: number, end: number, scratch: Float64Array): number {
  let count = 0;
  for (let index = start; index <= end; index += 1) {
    const value = values[index]!;
    if (value !== value) continue;
    let place = count;
    if (end - start < few) {
      for (; place > 0 && scratch[place - 1]! > value; place -= 1) scratch[place] = scratch[place - 1]!;
    }
    scratch[place] = value;
    count += 1;
  }
  if (count === 0) return NaN;
  if (end - start >= few) scratch.subarray(0, count).sort();
  const half = count >> 1;
  return count % 2 === 1 ? scratch[half]! : (scratch[half - 1]! + scratch[half]!) / 2;
}
