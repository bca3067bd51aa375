import type { Status } from '@equipoise/engine';
import type { Direction } from './benchmark.ts';
import { requireCounts, type Uncounted, whyUncounted } from './counts.ts';
import { completeLine, type NamedLine, requirePercent } from './ladder.ts';
import { requireStandingOptions, standOn, type Standing, type StandingOptions } from './standing.ts';
import { readMark } from './threshold.ts';

/** One stratum's counts, whole; null where a release hides them. */
export interface StratumCounts {
  readonly stratum: string;
  readonly denominator: number | null;
  readonly numerator: number | null;
}

/** What does not apply is null, never 0 and never false: a stratum that is too small has not failed. */
export interface PlacedStratum extends StratumCounts, Required<NamedLine>, Nullable<Standing> {
  readonly rate: number | null;
  readonly status: Status;
  readonly reason: string | null;
}

type Nullable<Of> = { readonly [Name in keyof Of]: Of[Name] | null };

/**
 * The same line applied to each stratum: whether it is met, how many patients it takes, and how sure that is.
 *
 * @param cells    counts of each stratum; null where hidden
 * @param line     its name and the percent as printed, and which way is better
 * @param options  denominatorMin (0), comparison (`exact`), closure
 * @returns        one entry a stratum, in the order given; where a stratum is empty, under the minimum or hidden everything is
 *                 null, and the reason says why
 * @throws RangeError when a count is not whole, or the percent is not plain digits or above 100
 * @example placeStrata([{ stratum: 'a', denominator: 143, numerator: 79 }, { stratum: 'b', denominator: 24, numerator: 9 }], { name: '50th', text: '57.7', direction: 'higher' }, { denominatorMin: 30 }).map(({ met, patientsToReach, reason }) => [met, patientsToReach, reason]) // [[false, 4, null], [null, null, 'not payable: 24 of 30']]
 */
export function placeStrata(
  cells: readonly StratumCounts[],
  { direction, ...named }: NamedLine & { readonly direction: Direction },
  options: StandingOptions = {},
): readonly PlacedStratum[] {
  requireStandingOptions(options);
  requirePercent(named);
  const { closure, comparison = 'exact', denominatorMin = 0 } = options;
  const line = completeLine(named);
  const mark = readMark({ comparison, direction, thresholdPercent: line.text });
  const lineRate = Number(`${line.text}e-2`);
  return cells.map(({ denominator, numerator, stratum }) => {
    if (denominator === null || numerator === null) return { stratum, denominator, numerator, ...line, ...unplaced, ...hidden };
    const cell = { denominator, numerator };
    requireCounts(cell);
    const why = whyUncounted(denominator, denominatorMin);
    if (why !== null) return { stratum, ...cell, ...line, ...unplaced, ...why };
    const standing = standOn(cell, { ...line, rate: lineRate }, { closure, mark });
    return { stratum, ...cell, ...standing, rate: numerator / denominator, status: 'REPORTED', reason: null };
  });
}

const hidden: Uncounted = { status: 'SUPPRESSED', reason: 'hidden by the release' };

const unplaced = {
  rate: null,
  met: null,
  distance: null,
  patientsToReach: null,
  reachable: null,
  chance: null,
  chanceByYearEnd: null,
};
