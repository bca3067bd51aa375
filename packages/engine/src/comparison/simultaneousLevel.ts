import { requireLevel, requireWhole } from '../number/require.ts';

/**
 * The level that each of several intervals needs so that all of them together hold the given level, by Bonferroni's
 * inequality. It holds however the comparisons depend on one another.
 *
 *   1 − (1 − level) / comparisons
 *
 * @param level        coverage wanted for all intervals together, as a fraction
 * @param comparisons  how many intervals are looked at; 0 is taken as 1
 * @returns            coverage for each interval, as a fraction
 * @throws RangeError when the level is not a fraction or the number of comparisons not a whole number
 * @example simultaneousLevel(0.95, 5) // 0.99
 *
 * Source: Dunn 1961, JASA 56:52.
 */
export function simultaneousLevel(level: number, comparisons: number): number {
  requireLevel(level);
  requireWhole('comparisons', comparisons);
  return comparisons <= 1 ? level : 1 - (1 - level) / comparisons;
}
