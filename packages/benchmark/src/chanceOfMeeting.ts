import { incompleteBeta } from '@equipoise/engine';
import type { Direction } from './benchmark.ts';
import { type Counts, requireCounts } from './counts.ts';
import { jeffreysShape } from './standing.ts';

/**
 * The probability that the rate behind the counts meets or beats a line: sampling noise alone. Whether the reported rate will by
 * the year's end, when open gaps have been closed, is `chanceByYearEnd`. Jeffreys posterior, Beta(x + ½, n − x + ½).
 *
 * @param cell  whole counts; numerator ≤ denominator
 * @param line  the line as a fraction in [0, 1], and which way is better
 * @returns     probability in [0, 1]; NaN when the denominator is 0, because a prior alone is no finding
 * @throws RangeError when a count is not whole or the line is not a fraction
 * @example chanceOfMeeting({ denominator: 143, numerator: 79 }, { rate: 0.577, direction: 'higher' }) // 0.275289
 *
 * Source: Brown, Cai & DasGupta 2001, Statistical Science 16:101 (the Jeffreys prior for a proportion).
 */
export function chanceOfMeeting(
  cell: Counts,
  { direction, rate }: { readonly direction: Direction; readonly rate: number },
): number {
  requireCounts(cell);
  if (!(rate >= 0 && rate <= 1)) throw new RangeError(`rate is a fraction between 0 and 1, got ${rate}`);
  if (cell.denominator === 0) return NaN;
  const { lower, upper } = incompleteBeta(rate, jeffreysShape(cell));
  return direction === 'higher' ? upper : lower;
}
