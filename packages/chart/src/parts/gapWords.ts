import { scaleLinear } from 'd3-scale';
import { valueDomain } from '../layout/valueDomain.ts';
import type { GapGroup, GapModel, Meaning } from '../model.ts';
import { levelText, numberFormat, type NumberFormat } from '../text/numbers.ts';

export type ComparedGap = GapGroup & { readonly gap: number };

export function isCompared(group: GapGroup): group is ComparedGap {
  return group.gap !== null;
}

/** What the axis spans: the reference, every gap with its interval, and what chance alone would show to either side. */
export function gapDomain({ groups, noise, unit }: GapModel): readonly [number, number] {
  const limits = groups.flatMap(({ gap, lower = null, upper = null }) => [gap, lower, upper]);
  const chance = noise === null ? [] : [noise.mean, noise.percentile95].flatMap((width) => [-width, width]);
  return valueDomain([0, ...limits.filter((limit) => limit !== null), ...chance], unit)!;
}

/** One wording of each number, whatever the width of the picture. */
export function gapFormat(model: GapModel): NumberFormat {
  const ticks = scaleLinear(gapDomain(model), [0, 1]).ticks(6);
  return numberFormat(model.unit, ticks[1]! - ticks[0]!);
}

export function gapMeaning({ gap, standsOut }: ComparedGap): Exclude<Meaning, 'change'> | null {
  if (!standsOut) return null;
  return gap > 0 ? 'worse' : 'better';
}

export const findingWords = {
  worse: 'Worse off, stands out',
  better: 'Better off, stands out',
  none: 'Does not stand out',
} as const;

/** Nothing is said of a group without a verdict. */
export function gapFinding(group: GapGroup): string {
  if (!isCompared(group) || (group.standsOut ?? null) === null) return '';
  return findingWords[gapMeaning(group) ?? 'none'];
}

/** "Black: 7.1 points worse off (95% interval 3.2 to 11.0, 48 of 80)". */
export function gapWords(group: ComparedGap, { level = 0.95 }: GapModel, format: NumberFormat): string {
  const { gap, lower = null, upper = null, detail } = group;
  const side = gap === 0 ? '' : gap > 0 ? ' worse off' : ' better off';
  // Better off by 7.1, but an interval reads along the axis: there it is negative.
  const along = gap < 0 ? `gap ${format.bare(gap)}, ` : '';
  const interval =
    lower === null || upper === null
      ? []
      : [`${along}${levelText(level)} interval ${format.bare(lower)} to ${format.bare(upper)}`];
  const after = [...interval, ...[detail ?? ''].filter((text) => text !== '')];
  return `${group.label}: ${format.value(Math.abs(gap))}${side}${after.length === 0 ? '' : ` (${after.join(', ')})`}`;
}

/** What chance alone would show, or that no one knows; nothing where nothing was compared. */
export function noiseSentence({ groups, noise }: GapModel, format: NumberFormat): string[] {
  if (!groups.some(isCompared)) return [];
  if (noise === null) return ['What chance alone would show is not known here.'];
  const { mean, percentile95, comparisons } = noise;
  const widest = comparisons === 1 ? 'the one gap' : `the widest of ${comparisons} such gaps`;
  return [
    `By chance alone ${widest} would be ${format.value(mean)} wide on average, and wider than ${format.value(percentile95)} one time in twenty.`,
  ];
}
