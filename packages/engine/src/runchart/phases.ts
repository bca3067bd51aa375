/** How a series is cut into phases, and which points set centre and limits. Indices count from 0. */
export interface PhaseOptions {
  /** Index of the first point of every later phase, rising. Everything starts anew in a phase, trends included. */
  readonly phases?: readonly number[];
  /** So many leading points of each phase set its centre and limits, the rules look at all; without it all points set them. */
  readonly freeze?: number;
  /** Ghosted points: drawn, but they neither count nor set anything, and the points beside them become neighbours. */
  readonly exclude?: readonly number[];
}

/** One phase of a series: its first and last point and the last one of its baseline, all inclusive. */
export interface PhaseSpan {
  readonly start: number;
  readonly end: number;
  readonly baselineEnd: number;
}

/**
 * Cuts a series into its phases.
 *
 * @param length   points of the series, missing and ghosted ones among them
 * @param options  first points of later phases, and how many leading points of each make its baseline (a freeze longer than
 *                 a phase takes all of it)
 * @returns        the phases in order of time; none for an empty series
 * @throws RangeError when a phase starts outside the series or not after the one before, a ghosted point lies outside or is
 *                 named twice, or freeze is not a whole number of at least 1
 * @example cutPhases(24, { phases: [12], freeze: 8 }) // [{ start: 0, end: 11, baselineEnd: 7 }, { start: 12, end: 23, baselineEnd: 19 }]
 */
export function cutPhases(length: number, { phases = [], freeze, exclude = [] }: PhaseOptions = {}): PhaseSpan[] {
  if (freeze !== undefined && !(Number.isSafeInteger(freeze) && freeze >= 1))
    throw new RangeError(`freeze must be a whole number of at least 1, got ${freeze}`);
  phases.forEach((start, index) => {
    if (!(Number.isSafeInteger(start) && start > (phases[index - 1] ?? 0) && start < length))
      throw new RangeError(
        `phases[${index}] must be the index of a point after ${phases[index - 1] ?? 0} and before ${length}, got ${start}`,
      );
  });
  exclude.forEach((point, index) => {
    if (!(Number.isSafeInteger(point) && point >= 0 && point < length))
      throw new RangeError(`exclude[${index}] must be the index of a point before ${length}, got ${point}`);
    if (exclude.indexOf(point) !== index) throw new RangeError(`exclude[${index}] names point ${point} a second time`);
  });
  if (length === 0) return [];
  const starts = [0, ...phases];
  return starts.map((start, index) => {
    const end = (starts[index + 1] ?? length) - 1;
    return { start, end, baselineEnd: freeze === undefined ? end : Math.min(end, start + freeze - 1) };
  });
}
