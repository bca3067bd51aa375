import type { Block, Page } from '../layout/block.ts';
import { valueDomain } from '../layout/valueDomain.ts';
import { statusWords, type ChartPoint, type SeriesModel } from '../model.ts';
import { grey } from '../palette.ts';
import { element, label, tenth, tooltip } from '../text/markup.ts';
import { markerBand, type AnnotationGroup } from './annotations.ts';
import { absenceGlyph, absenceOf, ghostPoint, plainPoint, pointGroup, signalPoint } from './glyphs.ts';
import { periodAxis } from './periodAxis.ts';
import { phaseStrip } from './phaseStrip.ts';
import { centreLines, lastLimits, limitLines, shownLimits, targetLine, valueLine, type SeriesPlace } from './seriesLines.ts';
import type { PointSignals } from './seriesSignals.ts';
import { endLabels, endRoom, valueAxis, type EndLabel, type ValueAxis } from './valueAxis.ts';

export type NamedSeries = SeriesModel & { readonly centreName: string };

/** The value axis over everything that must be visible. */
export function seriesAxis({ points, phases = [], target, unit }: SeriesModel, height: number): ValueAxis {
  const numbers: (number | null | undefined)[] = [target, ...phases.map(({ centre }) => centre)];
  for (const point of points) {
    const { lower, upper } = shownLimits(point);
    numbers.push(point.value, lower, upper);
  }
  const visible = numbers.filter((number) => number !== null && number !== undefined);
  return valueAxis(valueDomain(visible, unit), unit, height);
}

export interface SeriesPlot {
  readonly model: NamedSeries;
  readonly axis: ValueAxis;
  readonly signals: readonly (PointSignals | undefined)[];
  readonly groups: readonly AnnotationGroup[];
  readonly height: number;
}

const stripHeight = 18;
const absenceHeight = 18;

/** The plot itself: from above, the names of phases, annotation markers, the lines and points, months without a number, months. */
export function seriesPlot({ model, axis, signals, groups, height }: SeriesPlot, page: Page): Block {
  const { points, phases = [], target = null } = model;
  const ends = page.compact ? [] : lineEnds(model, axis);
  const left = page.left + axis.room;
  const right = page.right - endRoom(ends, page);
  const half = points.length === 0 ? 0 : (right - left) / points.length / 2;
  const x = (point: number) => left + (2 * point + 1) * half;
  const markers = markerBand(groups, x, page);
  const periods = periodAxis(points, x, page);
  const strip = phases.length > 1 || phases.some(({ label }) => label !== undefined) ? stripHeight : 0;
  const absent = points.some(({ status }) => status !== 'REPORTED') ? absenceHeight : 0;
  const above = 10 + strip + markers.height;

  return {
    height: above + height + absent + periods.height + 8,
    draw: (blockTop) => {
      const top = blockTop + above;
      const floor = top + height;
      const bottom = floor + absent;
      const place: SeriesPlace = { x, y: (value) => top + axis.y(value), half };
      return [
        absentMonths(points, place, top, bottom),
        axis.draw({ left, right, top }),
        limitLines(points, phases, place),
        element('path', { d: `M${tenth(left)} ${tenth(bottom)}H${tenth(right)}`, stroke: grey.line }),
        strip === 0 ? '' : phaseStrip(phases, axis.format.value, place, top - markers.height - strip, bottom),
        markers.draw(top, bottom),
        centreLines(phases, place),
        target === null ? '' : targetLine(target, place, left, right),
        valueLine(points, place),
        pointGroup(seriesPoints(points, signals, axis, place, floor + absent / 2)),
        endLabels(ends, right, top, height),
        emptyMessage(points, (left + right) / 2, top + height / 2),
        periods.draw(bottom),
      ].join('');
    },
  };
}

/** Every point, with or without a number, labelled. */
function seriesPoints(
  points: readonly ChartPoint[],
  signals: readonly (PointSignals | undefined)[],
  { format }: ValueAxis,
  { x, y, half }: SeriesPlace,
  absentY: number,
): string {
  const radius = Math.min(3.6, Math.max(2, 0.7 * half));
  const absentRadius = Math.min(4, Math.max(2, 0.85 * half));
  let drawn = '';
  points.forEach((point, index) => {
    const { label, value, status, ghosted, detail } = point;
    const signal = signals[index];
    const shown = value === null ? statusWords[status] : format.value(value);
    const remarks = remarksOn(detail, ghosted, signal);
    const words = tooltip(`${label}: ${shown}${remarks}`);
    const absence = absenceOf(status);
    if (absence !== null) drawn += absenceGlyph[absence](x(index), absentY, absentRadius, words);
    else drawn += glyphOf(point, signal)(x(index), y(value!), radius, words);
  });
  return drawn;
}

function glyphOf({ ghosted }: ChartPoint, signal: PointSignals | undefined) {
  if (ghosted) return ghostPoint;
  return signal ? signalPoint(signal.meaning) : plainPoint;
}

function remarksOn(detail: string | undefined, ghosted: boolean | undefined, signal: PointSignals | undefined): string {
  const remarks = [detail ?? '', ghosted ? 'left out of the calculation' : '', ...(signal?.names ?? [])].filter(
    (text) => text !== '',
  );
  return remarks.length === 0 ? '' : ` (${remarks.join(', ')})`;
}

/** A shade behind every month without a number, from top to axis. */
function absentMonths(points: readonly ChartPoint[], { x, half }: SeriesPlace, top: number, bottom: number): string {
  let shades = '';
  points.forEach(({ status }, index) => {
    if (status !== 'REPORTED')
      shades += `M${tenth(x(index) - half)} ${tenth(top)}H${tenth(x(index) + half)}V${tenth(bottom)}H${tenth(x(index) - half)}Z`;
  });
  return shades === '' ? '' : element('path', { class: 'gaps', d: shades, fill: grey.shade });
}

function emptyMessage(points: readonly ChartPoint[], x: number, y: number): string {
  if (points.some(({ status }) => status === 'REPORTED')) return '';
  const message = points.length === 0 ? 'No points to show' : 'No point has a number to show';
  return label(x, y + 4, message, { size: 13, anchor: 'middle', fill: grey.quietText });
}

/** Names and values for the right ends of the lines: those of the last phase. */
function lineEnds(
  { points, phases = [], target = null, targetName = 'Target', centreName }: NamedSeries,
  axis: ValueAxis,
): EndLabel[] {
  const { lower, upper } = lastLimits(points, phases);
  const ends: readonly (readonly [string, number | null])[] = [
    [centreName, phases.at(-1)?.centre ?? null],
    [targetName, target],
    ['Upper limit', upper],
    ['Lower limit', lower],
  ];
  return ends.flatMap(([name, value]) =>
    value === null ? [] : [{ text: `${name} ${axis.format.value(value)}`, y: axis.y(value) }],
  );
}
