import type { Page } from '../layout/block.ts';
import type { Meaning } from '../model.ts';
import { absenceGlyph, absenceOf, absenceWords, ghostPoint, lineSample, signalPoint, type Absence } from './glyphs.ts';
import { capital, type NumberFormat } from '../text/numbers.ts';
import type { LegendItem } from './legend.ts';
import { carriedStyle, centreStyle, lastLimits, limitStyle, shownLimits, targetStyle, type Limits } from './seriesLines.ts';
import type { NamedSeries } from './seriesPlot.ts';
import type { PointSignals } from './seriesSignals.ts';
import type { ValueAxis } from './valueAxis.ts';

const meaningWords: Readonly<Record<Meaning, string>> = {
  better: 'Change for the better',
  worse: 'Change for the worse',
  change: 'Change',
};

/** What is in the plot and what it means. A narrow page has no room beside the lines, so their values stand here. */
export function seriesLegend(
  model: NamedSeries,
  signals: readonly (PointSignals | undefined)[],
  { format }: ValueAxis,
  { compact }: Page,
): LegendItem[] {
  const { points, phases = [], target = null, targetName = 'Target', centreName } = model;
  const named = (name: string, value: number | null) => (compact && value !== null ? `${name} ${format.value(value)}` : name);
  const items: LegendItem[] = [];
  if (phases.some(({ centre }) => centre !== null)) {
    const name = compact && phases.length > 1 ? `Last ${centreName.toLowerCase()}` : centreName;
    items.push({ kind: 'line', glyph: lineSample(centreStyle), text: named(name, phases.at(-1)!.centre) });
  }
  if (phases.some(({ baselineEnd, end, centre }) => centre !== null && baselineEnd !== undefined && baselineEnd < end))
    items.push({ kind: 'line', glyph: lineSample(carriedStyle), text: `${centreName} of the baseline, carried on` });
  if (points.map(shownLimits).some(({ lower, upper }) => lower !== null || upper !== null))
    items.push({
      kind: 'line',
      glyph: lineSample(limitStyle),
      text: compact ? limitWords(lastLimits(points, phases), format) : 'Limits',
    });
  if (target !== null) items.push({ kind: 'line', glyph: lineSample(targetStyle), text: named(targetName, target) });
  for (const meaning of ['better', 'worse', 'change'] as const) {
    const members = signals.filter((signal, index) => signal?.meaning === meaning && !points[index]!.ghosted);
    const names = new Set(members.flatMap((signal) => signal!.names));
    if (names.size > 0)
      items.push({ kind: 'point', glyph: signalPoint(meaning), text: `${meaningWords[meaning]}: ${[...names].join(', ')}` });
  }
  if (points.some(({ ghosted, value }) => ghosted && value !== null))
    items.push({ kind: 'point', glyph: ghostPoint, text: 'Left out of the calculation' });
  const absences = new Set(points.map(({ status }) => absenceOf(status)));
  for (const absence of Object.keys(absenceWords) as Absence[]) {
    if (absences.has(absence)) items.push({ kind: 'point', glyph: absenceGlyph[absence], text: capital(absenceWords[absence]) });
  }
  return items;
}

function limitWords({ lower, upper }: Limits, { value }: NumberFormat): string {
  const ends = [lower, upper].filter((limit) => limit !== null).map(value);
  return ends.length === 0 ? 'Limits' : `Last limits ${ends.join(' and ')}`;
}
