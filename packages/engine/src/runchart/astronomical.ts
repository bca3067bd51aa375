import { controlChart } from './controlChart.ts';
import type { PhaseOptions } from './phases.ts';

/**
 * A proxy for astronomical points: those outside the limits of an individuals (XmR) chart of the series. An astronomical point is
 * a judgement in its source, a value that anyone would call blatantly different; the limits are not that judgement, so none of
 * these is counted among the signals of a run chart.
 *
 * @param values   the series in order of time; NaN is missing
 * @param options  phases, the points that set the limits and ghosted points
 * @returns        indices of the points outside, ghosted ones left out
 * @throws RangeError as {@link controlChart}
 * @example outsideXmrLimits([5, 6, 4, 5, 7, 5, 4, 6, 30, 5, 6, 4]) // [8]
 *
 * Source: Perla, Provost and Murray 2011, BMJ Qual Saf 20:46 (astronomical point).
 */
export function outsideXmrLimits(values: ArrayLike<number>, options: PhaseOptions = {}): number[] {
  const ghosts = new Set(options.exclude);
  return controlChart({ values }, { ...options, chart: 'i' }).beyond.filter((point) => !ghosts.has(point));
}
