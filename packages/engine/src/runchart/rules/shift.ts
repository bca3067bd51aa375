import { requirePoints } from '../requirePoints.ts';
import type { Run } from '../runs.ts';

/**
 * The shift rule: a run of at least so many useful points on one side of the centre.
 * Six is taught by IHI, seven by NHS Making Data Count, eight for Shewhart charts, nine by Nelson.
 *
 * @param runs    the runs of a series about its centre
 * @param points  how many useful points make a shift, 2 or more
 * @returns       the runs that are long enough, in order of time
 * @throws RangeError unless `points` is a whole number of at least 2
 * @example findShifts(findRuns([1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9], 5).runs, 6) // [{ start: 0, end: 5, length: 6, side: 'below' }]
 *
 * Source: Perla, Provost and Murray 2011, BMJ Qual Saf 20:46.
 */
export function findShifts(runs: readonly Run[], points: number): Run[] {
  requirePoints('shift', points, { min: 2 });
  return runs.filter((run) => run.length >= points);
}
