import { unitRange } from '../text/numbers.ts';
import type { Unit } from '../model.ts';

/** An axis of rates spans at least five points: a difference of one in a thousand should not fill the picture. */
const ratesApart = 0.05;

/**
 * What the value axis spans: everything drawn with a little air, never beyond what the unit can be, and down to 0 only when
 * the data come near it (a rate between 52 and 58 % would look flat on an axis from 0).
 *
 * @param numbers  all that must be visible; none gives null
 */
export function valueDomain(numbers: readonly number[], unit: Unit): [number, number] | null {
  if (numbers.length === 0) return null;
  let min = Infinity;
  let max = -Infinity;
  for (const number of numbers) {
    min = Math.min(min, number);
    max = Math.max(max, number);
  }
  const { low, high } = unitRange[unit];
  min = Math.max(low, min);
  max = Math.min(high, max);
  const distance = max - min;
  // All equal, but for rounding: some room around, or the axis would have no length.
  const equal = distance <= 1e-9 * Math.max(Math.abs(min), Math.abs(max));
  const smallest = unit === 'percent' || unit === 'points' ? ratesApart : equal ? Math.abs(max) * 0.2 || 1 : 0;
  const span = Math.max(distance, smallest);
  const air = 0.08 * span + (span - distance) / 2;
  const floor = unit === 'number' && min >= 0 ? 0 : low;
  const length = distance + 2 * air;
  const bottom = floor === 0 && min <= 0.3 * span ? 0 : Math.max(floor, min - air);
  const top = Math.min(high, Math.max(max + air, bottom + length));
  // Where the top had to stop, the room goes below: a series at 100 % all along still lies on an axis of some length.
  return [Math.max(floor, Math.min(bottom, top - length)), top];
}
