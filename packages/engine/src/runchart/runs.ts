import { coincide } from './coincide.ts';

export type Side = 'above' | 'below';

/** Part of a series: its first and last point, both included. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** An unbroken row of useful points on one side of the centre. */
export interface Run {
  /** Index of the first useful point, from 0. */
  readonly start: number;
  /** Index of the last useful point. Points on the centre and missing ones may lie between. */
  readonly end: number;
  /** Useful points in the run, at least 1. */
  readonly length: number;
  readonly side: Side;
}

/** A series seen from its centre line. */
export interface Sides {
  readonly above: number;
  readonly below: number;
  /** Indices of the points on the centre, which say nothing about a side. */
  readonly onCentre: readonly number[];
  readonly runs: readonly Run[];
}

/**
 * Splits a series into runs about a centre. A point on the centre (within rounding) is not useful and a missing point was not
 * observed: neither counts, and neither breaks a run. About a centre that is not known (NaN) no point has a side.
 *
 * @param values   the series in order of time; NaN is missing
 * @param centre   the centre line in the unit of the values
 * @param stretch  the part to look at, all of the series unless told; indices stay those of the series
 * @example findRuns([3, 4, 2, NaN, 1, 5], 3).runs.map((run) => run.length) // [1, 2, 1]
 *
 * Source: Perla, Provost and Murray 2011, BMJ Qual Saf 20:46; Anhøj and Olesen 2014, PLoS ONE 9:e113825.
 */
export function findRuns(
  values: ArrayLike<number>,
  centre: number,
  { start, end }: Stretch = { start: 0, end: values.length - 1 },
): Sides {
  const counts = { above: 0, below: 0 };
  const onCentre: number[] = [];
  const runs: { start: number; end: number; length: number; side: Side }[] = [];
  if (Number.isNaN(centre)) return { ...counts, onCentre, runs };
  for (let index = start; index <= end; index += 1) {
    const value = values[index] ?? NaN;
    if (Number.isNaN(value)) continue;
    if (coincide(value, centre)) {
      onCentre.push(index);
      continue;
    }
    const side: Side = value > centre ? 'above' : 'below';
    counts[side] += 1;
    const run = runs.at(-1);
    if (run?.side === side) {
      run.end = index;
      run.length += 1;
    } else {
      runs.push({ start: index, end: index, length: 1, side });
    }
  }
  return { ...counts, onCentre, runs };
}
