import { indexNoise, type IndexNoise } from '@equipoise/engine';
import type { ComparedGroup, Disparity } from './disparities.ts';
import { membersOf } from './membersOf.ts';

/** The widest of the gaps of a comparison beside what chance alone makes of it in groups of these sizes. */
export interface GapNoise extends Pick<IndexNoise, 'mean' | 'percentile95' | 'verdict'> {
  /** How many gaps it is the widest of. */
  readonly gaps: number;
}

/**
 * How wide the widest gap would be if no group truly differed, by seeded simulation; null with fewer than two groups to compare.
 * Of the counts that are shown alone: groups that are hidden, unanswered or below the minimum take no part.
 *
 * @param disparity  the compared groups of one organization and period
 */
export function noiseOfGaps({ groups, contract }: Disparity): GapNoise | null {
  const { direction, reference } = contract;
  const rows = groups
    .filter(({ stratum, gap }) => hasGap(gap) || stratum === reference)
    .map(({ stratum, estimate: { denominator, numerator } }) => ({
      group: stratum,
      population: denominator ?? NaN,
      numerator: numerator ?? NaN,
    }));
  const told = groups.filter(({ gap }) => hasGap(gap)).length;
  if (told === 0 || rows.length < 2) return null;
  // Of two groups each is the rest of the other: one gap, told from both sides.
  const gaps = reference === 'rest' && rows.length === 2 ? 1 : told;
  const [noise] = indexNoise(rows, {
    direction,
    ...(reference === 'rest'
      ? { indices: ['widest-gap-from-rest'] }
      : { indices: ['widest-gap-from-reference'], referenceGroup: reference }),
  }).indices;
  return { gaps, mean: noise!.mean, percentile95: noise!.percentile95, verdict: noise!.verdict };
}

/**
 * What a reader takes home of a comparison: the widest gap that stands out, or where none does the widest, with its interval, and
 * how wide chance alone would make the widest.
 *
 * @param disparity  the compared groups of one organization and period
 * @param noise      what chance alone makes of them
 */
export function sentenceOfGaps({ groups, contract }: Disparity, noise: GapNoise | null): string {
  const byWidth = groups.filter(({ gap }) => hasGap(gap)).toSorted((a, b) => Math.abs(b.gap!.gap!) - Math.abs(a.gap!.gap!));
  // A few members can make the widest gap of all: one that stands out goes before it.
  const widest = byWidth.find(({ gap }) => gap!.standsOut === true) ?? byWidth[0];
  if (!widest) return 'No group has a gap that can be shown.';
  const { correction, comparisons } = contract;
  const sure = widest.gap!.standsOut === true && (correction === 'simultaneous' || comparisons === 1);
  return `${whoIsWorseOff(widest, contract)}${noise ? `; ${byChance(noise, sure)}` : ''}.`;
}

function whoIsWorseOff(
  { stratum, gap }: ComparedGroup,
  { reference, level, comparisons, comparisonLevel, correction }: Disparity['contract'],
) {
  const { gap: value, lower, upper } = gap!;
  // Told of the one who is better off, the limits change places and signs.
  const ends = value! < 0 ? [upper, lower].map((limit) => (limit === null ? null : -limit)) : [lower, upper];
  const other = reference === 'rest' ? 'all other members' : membersOf(reference);
  // The widest of several was picked: an interval that is not made for that must say so.
  const alone = correction === 'none' && comparisons > 1 ? ' by itself' : '';
  const together =
    level === comparisonLevel ? alone : ` with ${comparisons === 2 ? 'both' : `all ${comparisons}`} taken together`;
  const interval = ends.every((limit) => limit !== null)
    ? `, ${percent(level)} % interval ${ends.map(points).join(' to ')}${together}`
    : '';
  const told =
    points(value!) === '0.0'
      ? `${membersOf(stratum)} are as well off as ${other}`
      : `${membersOf(stratum)} are ${points(Math.abs(value!))} points ${value! > 0 ? 'worse' : 'better'} off than ${other}`;
  return `${told[0]!.toUpperCase()}${told.slice(1)}${interval}`;
}

/** The smallest groups make the widest gap that chance makes; what they make is no doubt about a large one whose interval has none. */
function byChance({ gaps, mean, percentile95, verdict }: GapNoise, sure: boolean): string {
  if (mean === null || percentile95 === null) return 'what chance alone would show is not known';
  const which = gaps === 1 ? 'such a gap' : `the widest of ${gaps} such gaps`;
  const chance = `${which} would be ${points(mean)} on average, and ${points(percentile95)} one time in twenty, by chance alone`;
  if (verdict !== 'too few to tell') return chance;
  return sure ? `${chance}, small groups being among them` : `${chance}: too few members to tell`;
}

const hasGap = (gap: ComparedGroup['gap']): boolean => gap !== null && gap.gap !== null;
const percent = (level: number): string => String(Number((100 * level).toPrecision(6)));
/** Percentage points with one decimal. */
const points = (fraction: number): string => {
  const shown = (100 * Math.abs(fraction)).toFixed(1);
  return `${fraction < 0 && shown !== '0.0' ? '−' : ''}${shown}`;
};
