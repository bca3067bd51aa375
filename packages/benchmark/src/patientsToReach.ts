import type { Direction } from './benchmark.ts';
import { type Counts, requireCounts } from './counts.ts';
import { readDecimal } from './decimal.ts';

/** A rate to meet or beat, with the percent as printed so that it stays exact. */
export interface Threshold {
  readonly direction: Direction;
  readonly thresholdPercent: string;
}

/**
 * The smallest whole number of patients who must move so that the rate meets or beats a threshold: into the numerator where
 * higher is better, out of it where lower is. Exact whole-number arithmetic; the denominator stays as it is.
 *
 *   higher: ⌈threshold × n / 100⌉ − x,  lower: x − ⌊threshold × n / 100⌋,  never less than 0
 *
 * @param cell       whole counts; numerator ≤ denominator
 * @param threshold  percent as printed (`'57.7'`), and which way is better
 * @returns          patients; 0 when the threshold is met; null when no number of them is enough (nobody in the denominator, or above 100 %)
 * @throws RangeError when a count is not whole or the percent is not plain digits
 * @example patientsToReach({ denominator: 143, numerator: 79 }, { thresholdPercent: '57.7', direction: 'higher' }) // 4
 */
export function patientsToReach(cell: Counts, threshold: Threshold): number | null {
  const short = shortfall(cell, threshold);
  const movable = threshold.direction === 'higher' ? cell.denominator - cell.numerator : cell.numerator;
  if (cell.denominator === 0) return null;
  if (short.units <= 0n) return 0;
  const patients = (short.units + short.perPatient - 1n) / short.perPatient; // rounded up
  return patients > BigInt(movable) ? null : Number(patients);
}

/**
 * How far a rate falls short of a threshold, exactly: `units / (perPatient × denominator)` is the distance as a fraction,
 * positive when short, zero on the line itself; `perPatient` units are what one patient is worth.
 */
export function shortfall(
  cell: Counts,
  { direction, thresholdPercent }: Threshold,
): { readonly perPatient: bigint; readonly units: bigint } {
  requireCounts(cell);
  const { scale, units } = readDecimal('thresholdPercent', thresholdPercent);
  const perPatient = 100n * scale;
  const above = units * BigInt(cell.denominator) - BigInt(cell.numerator) * perPatient;
  return { perPatient, units: direction === 'higher' ? above : -above };
}
