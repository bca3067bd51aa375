/**
 * Sum of many numbers, with the rounding errors carried along: as accurate as if added at twice the precision.
 *
 * @param values  any finite numbers
 * @returns       their sum; 0 for none
 * @example sum([1, 1e100, 1, -1e100]) // 2
 *
 * Source: Neumaier 1974, Z Angew Math Mech 54:39.
 */
export function sum(values: Iterable<number>): number {
  let total = 0;
  let lost = 0;
  for (const value of values) {
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}
