/** Lower ends, in years, of the built-in age bands: the bounds of adult Medicaid and of the catalogue's measures. */
export const ageBandStarts: readonly number[] = [0, 18, 45, 65, 76];

/**
 * Names of the age bands between whole-year bounds.
 *
 * @param starts  lower ends in whole years, ascending; the last band is open
 * @throws RangeError when the ends are not whole years in ascending order
 * @example ageBands([0, 18, 65]) // ['0-17', '18-64', '65+']
 */
export function ageBands(starts: readonly number[]): string[] {
  if (!starts.every((start, index) => Number.isSafeInteger(start) && start > (starts[index - 1] ?? -1))) {
    throw new RangeError(`ages of bands must be whole years in ascending order, got ${starts.join(', ')}`);
  }
  return starts.map((start, index) => (index + 1 < starts.length ? `${start}-${starts[index + 1]! - 1}` : `${start}+`));
}
