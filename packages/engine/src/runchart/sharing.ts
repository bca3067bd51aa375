import type { Measure } from '../measure/define.ts';
import { monthNumber, sharePatients, type MeasureWindow, type Period } from '../measure/period.ts';

/** A way to judge a series whose points share patients, or to chart it otherwise. */
export type WayOut =
  /** The same care counted by independent months, where the measure names the one that does. */
  | { readonly way: 'independent-months'; readonly measure: string; readonly text: string }
  /** Points so far apart that they share nothing, counted back from the last one; indices from 0. */
  | { readonly way: 'every-twelfth-point'; readonly points: readonly number[]; readonly text: string }
  /** Rules by a null distribution simulated for this window: `calibrate`. */
  | { readonly way: 'calibrate'; readonly needs: readonly string[]; readonly text: string };

/** Why a series is not judged, and what may be done instead. */
export interface SharedPatients {
  readonly window: MeasureWindow;
  readonly reason: string;
  readonly waysOut: readonly WayOut[];
}

/** Months from one window's end to the first that shares nothing with it. */
const windowMonths = 12;

/**
 * Why run-chart rules and control limits may not judge these points: they rest on some of the same patients' results. Under
 * no change at all, 24 points of a rolling year trip the Anhøj rules in 87 % of series and a shift of six in 93 %.
 *
 * @param measure  what the measure looks back on, and the measure that counts the same care by independent months, if any
 * @param periods  the months of the points that are shown, in order of time
 * @returns        null when no two points share patients: the usual rules hold
 * @throws RangeError when a period is not a month
 * @example describeSharing({ window: 'rolling-12', monthly: null }, ['2024-01', '2024-02', '2025-02'])?.waysOut[0] // { way: 'every-twelfth-point', points: [1, 2], text: 'chart points that are twelve months apart: 2024-02, 2025-02' }
 */
export function describeSharing(
  { window, monthly }: Pick<Measure, 'window' | 'monthly'>,
  periods: readonly Period[],
): SharedPatients | null {
  if (!sharePatients(window, periods)) return null;
  const waysOut: WayOut[] = [];
  if (monthly !== null) {
    waysOut.push({
      way: 'independent-months',
      measure: monthly,
      text: `chart ${monthly}, the same care by independent months`,
    });
  }
  if (window === 'snapshot') {
    waysOut.push({
      way: 'calibrate',
      needs: ['persistence'],
      text: 'judge by rules calibrated for this panel, given the share of readings that stay from one month to the next',
    });
  } else {
    const points = pointsApart(periods);
    waysOut.push(
      {
        way: 'every-twelfth-point',
        points,
        text: `chart points that are twelve months apart: ${points.map((point) => periods[point]).join(', ')}`,
      },
      { way: 'calibrate', needs: [], text: 'judge by rules calibrated by simulation for windows of twelve months' },
    );
  }
  return {
    window,
    reason: sharingReason(window),
    waysOut,
  };
}

/** Why points of such a window are not judged. */
export function sharingReason(window: MeasureWindow): string {
  return `points of window ${window} share patients from one to the next, so run-chart rules do not hold`;
}

/** From the last point back, each next one that is twelve months or more away. */
function pointsApart(periods: readonly Period[]): number[] {
  const points: number[] = [];
  let from = Infinity;
  for (let point = periods.length - 1; point >= 0; point -= 1) {
    const month = monthNumber(periods[point]!);
    if (from - month < windowMonths) continue;
    points.unshift(point);
    from = month;
  }
  return points;
}
