import { type Counts, whyUncounted } from '../counts.ts';
import type { Placement } from '../placeRate.ts';
import { standOn } from '../standing.ts';
import { notAchieved } from './achieved.ts';
import type { PreparedMeasure, PreparedPart } from './prepare.ts';
import { everybody, type ProgramResults, type ResultCell, type ResultKey } from './results.ts';
import { type ScaledShare, scaleShare } from './scaleShare.ts';
import type { ScoredCell, ScoredLine } from './types.ts';

/** Where a cell is, and what it was a year before. */
export interface CellQuestion {
  readonly results: ProgramResults;
  readonly organization: string;
  readonly year: number;
  readonly by?: string;
  readonly stratum?: string;
}

/** One cell of a part: placed, held against the program's lines, and scaled. */
export function scoreCell(part: PreparedPart, prepared: PreparedMeasure, question: CellQuestion): ScoredCell {
  const { results, organization, year, by = everybody.by, stratum = everybody.stratum } = question;
  const key: ResultKey = { organization, measure: part.measure, year, by, stratum };
  const found = results.cell(key);
  const { denominator, numerator } = found ?? { denominator: null, numerator: null };
  const head = { organization, measure: part.measure, direction: part.direction, by, stratum, denominator, numerator };
  const nothing = { rate: null, baseline: null, baselineHidden: false, placement: null, lines: [], parts: [], sentence: null };

  if (found === null) return { ...head, ...nothing, ...notAchieved('NO_DATA', 'no data') };
  const counts = shown(found);
  const rate = counts === null || counts.denominator === 0 ? null : counts.numerator / counts.denominator;
  // A denominator that is shown decides, whether or not its numerator is hidden.
  const uncounted = denominator === null ? null : whyUncounted(denominator, prepared.minimum);
  if (uncounted !== null)
    return { ...head, ...nothing, rate, ...notAchieved(uncounted.status as 'EMPTY' | 'BELOW_MINIMUM', uncounted.reason) };
  if (counts === null) return { ...head, ...nothing, ...notAchieved('SUPPRESSED', 'hidden by the release') };

  const before = results.cell({ ...key, year: year - 1 });
  const placement = part.place?.(counts) ?? null;
  const lines = part.lines.map(({ mark, ...line }): ScoredLine => standOn(counts, line, { closure: undefined, mark }));
  const baseline = shown(before);
  const position = { counts, baseline, baselineHidden: before !== null && baseline === null, placement, lines };
  const { baselineHidden } = position;
  return { ...head, rate, baseline, baselineHidden, placement, lines, ...scaled(part, prepared, position) };
}

interface Positioned {
  readonly counts: Counts;
  readonly baseline: Counts | null;
  readonly baselineHidden: boolean;
  readonly placement: Placement | null;
  readonly lines: readonly ScoredLine[];
}

function scaled(
  part: PreparedPart,
  { scale, scaleReason }: PreparedMeasure,
  { counts, baseline, baselineHidden, placement, lines }: Positioned,
): ScaledShare {
  if (scale === null)
    return { ...notAchieved('UNDETERMINED', scaleReason ?? 'the program scales nothing here'), parts: [], sentence: null };
  const { above = null, below = null, percentile = null } = placement ?? {};
  const position = {
    direction: part.direction,
    rate: counts,
    baseline,
    percentile,
    below,
    above,
    lines: [...(placement?.lines ?? []), ...lines],
  };
  return scaleShare(scale, position, { baselineHidden, benchmarkReason: part.benchmarkReason });
}

function shown(cell: ResultCell | null): Counts | null {
  if (cell === null || cell.denominator === null || cell.numerator === null) return null;
  return { denominator: cell.denominator, numerator: cell.numerator };
}
