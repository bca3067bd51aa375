import { requireInteger } from '../number/require.ts';

/** @throws RangeError unless `value` is a whole number of points, `min` or more */
export function requirePoints(name: string, value: number, { min }: { readonly min: number }): void {
  requireInteger(name, value);
  if (value < min) throw new RangeError(`${name} must be at least ${min}, got ${value}`);
}
