import { startFrom } from '../halley.ts';

/**
 * The scale on which limits without a closed form are sought: how far the log odds of a count fall from those observed.
 * For a lower limit that count is those who met the measure, for an upper limit those who did not: `falling` of them, and
 * `rest` others. Where log odds of rates fall by `fall`, the rates keep full relative accuracy at both ends of [0, 1].
 */

/**
 * Half the deviance: the log of how much less likely the counts have become.
 * Written with the smaller of the two counts, whose share does not cancel; the first form also serves falls beyond
 * any that whole counts can have, where the second would overflow.
 */
export function halfDeviance(falling: number, rest: number, fall: number): number {
  const n = falling + rest;
  return falling <= rest || fall > 700
    ? n * Math.log1p((falling / n) * Math.expm1(-fall)) + falling * fall
    : n * Math.log1p((rest / n) * Math.expm1(fall)) - rest * fall;
}

/** A rough start for the fall whose signed root of the deviance is z. */
export function roughFall(falling: number, rest: number, z: number): number {
  const n = falling + rest;
  return startFrom(Math.abs(z) * Math.sqrt(n / rest / falling), (rest - falling) / n);
}
