import { type Counts, requireCounts } from './counts.ts';
import { type Mark, numeratorToMeet, readMark, type Threshold } from './threshold.ts';

/**
 * The smallest whole number of patients who must move so that the rate meets or beats a threshold: into the numerator where
 * higher is better, out of it where lower is. Exact whole-number arithmetic; the denominator stays as it is.
 *
 *   higher: ⌈threshold × n / 100⌉ − x,  lower: x − ⌊threshold × n / 100⌋,  never less than 0
 *
 * Held against the rate as reported, rounded half up to two decimals of a percent, a line is met half a hundredth sooner.
 *
 * @param cell       whole counts; numerator ≤ denominator
 * @param threshold  percent as printed (`'57.7'`), which way is better, and the comparison: `exact` (default) or `rounded-2-decimals`
 * @returns          patients; 0 when the threshold is met; null when no number of them is enough (nobody in the denominator, or above 100 %)
 * @throws RangeError when a count is not whole, the percent is not plain digits or the comparison has another name
 * @example patientsToReach({ denominator: 143, numerator: 79 }, { thresholdPercent: '57.7', direction: 'higher' }) // 4
 * @example patientsToReach({ denominator: 20000, numerator: 11539 }, { thresholdPercent: '57.7', direction: 'higher' }) // 1
 * @example patientsToReach({ denominator: 20000, numerator: 11539 }, { thresholdPercent: '57.7', direction: 'higher', comparison: 'rounded-2-decimals' }) // 0
 */
export function patientsToReach(cell: Counts, threshold: Threshold): number | null {
  requireCounts(cell);
  return patientsToMark(cell, readMark(threshold));
}

/** The same for a threshold made ready before, and counts that were checked. */
export function patientsToMark({ denominator, numerator }: Counts, mark: Mark): number | null {
  if (denominator === 0) return null;
  const needed = numeratorToMeet(denominator, mark);
  if (mark.direction === 'lower') return Math.max(0, numerator - needed);
  return needed > denominator ? null : Math.max(0, needed - numerator);
}
