import { lineHeight, textSize, type Block, type Page } from '../layout/block.ts';
import { packRows } from '../layout/packRows.ts';
import type { ChartAnnotation, SeriesModel } from '../model.ts';
import { grey } from '../palette.ts';
import { element, label, tenth, tooltip } from '../text/markup.ts';
import { textWidth, wrapText } from '../text/measure.ts';

/** Annotations in order of time, numbered where they have a place on the axis. */
export interface NumberedAnnotation {
  /** Null when its month is not in the chart. */
  readonly number: number | null;
  readonly annotation: ChartAnnotation;
}

/** The annotations of one point: their numbers follow each other, so that one marker holds them all. */
export interface AnnotationGroup {
  readonly point: number;
  readonly first: number;
  readonly last: number;
  readonly annotations: readonly ChartAnnotation[];
}

export interface Annotations {
  readonly groups: readonly AnnotationGroup[];
  readonly listed: readonly NumberedAnnotation[];
}

export function numberAnnotations({ annotations = [], points }: SeriesModel): Annotations {
  const byPoint = new Map<number, ChartAnnotation[]>();
  const elsewhere: ChartAnnotation[] = [];
  const inTime = annotations.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  for (const annotation of inTime) {
    const place = annotation.at ?? annotation.date.slice(0, 'YYYY-MM'.length);
    const point = points.findIndex(({ label }) => label === place);
    if (point === -1) elsewhere.push(annotation);
    else byPoint.set(point, [...(byPoint.get(point) ?? []), annotation]);
  }
  let next = 1;
  const groups = [...byPoint]
    .sort(([a], [b]) => a - b)
    .map(([point, annotations]) => {
      const first = next;
      next += annotations.length;
      return { point, first, last: next - 1, annotations };
    });
  return {
    groups,
    listed: [
      ...groups.flatMap(({ first, annotations }) =>
        annotations.map((annotation, index) => ({ number: first + index, annotation })),
      ),
      ...elsewhere.map((annotation) => ({ number: null, annotation })),
    ],
  };
}

const pillHeight = 16;
const rowHeight = 19;

export interface MarkerBand {
  readonly height: number;
  /** @param bottom  where the band ends; @param end  where the leaders end */
  draw(bottom: number, end: number): string;
}

/** Numbered markers over the plot, each with a leader down to its month; those that would touch stand in rows. */
export function markerBand(groups: readonly AnnotationGroup[], xOf: (point: number) => number, page: Page): MarkerBand {
  const pills = groups.map(({ first, last, point }) => {
    const text = first === last ? `${first}` : `${first}–${last}`;
    return { x: xOf(point), width: Math.max(pillHeight, textWidth(text, textSize) + 8), text };
  });
  const packed = packRows(pills, page, 3);
  const rows = packed.reduce((most, { row }) => Math.max(most, row + 1), 0);
  return {
    height: rows === 0 ? 0 : rows * rowHeight + 2,
    draw: (bottom, end) => {
      const topOf = (index: number) => bottom - (packed[index]!.row + 1) * rowHeight;
      const leaders = pills.map(({ x }, index) =>
        element('path', { d: `M${tenth(x)} ${tenth(topOf(index) + pillHeight)}V${tenth(end)}` }),
      );
      const markers = groups.map(({ annotations }, index) => {
        const { text, width } = pills[index]!;
        const { left } = packed[index]!;
        const words = annotations.map(({ date, kind, text }) => `${date} ${kind}: ${text}`).join('; ');
        return element(
          'g',
          { class: 'annotation' },
          tooltip(words) +
            element('rect', { x: left, y: topOf(index), width, height: pillHeight, rx: 8, fill: grey.text }) +
            label(left + width / 2, topOf(index) + 12, text, { fill: grey.paper, anchor: 'middle', weight: 600 }),
        );
      });
      return (
        element('g', { class: 'leaders', stroke: grey.line, 'stroke-width': 1, 'stroke-dasharray': '1 3' }, leaders.join('')) +
        markers.join('')
      );
    },
  };
}

/** What the numbers stand for, under the chart. */
export function annotationList(listed: readonly NumberedAnnotation[], page: Page): Block[] {
  return listed.map(({ number, annotation: { date, kind, text } }) => {
    const indent = page.left + 24;
    const place = number === null ? ' (not among the months shown)' : '';
    const { lines, whole } = wrapText(`${date} ${kind}: ${text}${place}`, page.right - indent, textSize, 3);
    return {
      height: lines.length * lineHeight,
      draw: (top) =>
        label(indent - 6, top + textSize, number === null ? '–' : `${number}`, { weight: 600, anchor: 'end' }) +
        lines
          .map((line, index) =>
            label(indent, top + textSize + index * lineHeight, line, {
              ...(whole !== undefined && index === lines.length - 1 && { whole }),
            }),
          )
          .join(''),
    };
  });
}
