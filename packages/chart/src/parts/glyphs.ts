import type { Status } from '@equipoise/engine';
import type { Meaning } from '../model.ts';
import { grey, meaningColour } from '../palette.ts';
import { element, tenth } from '../text/markup.ts';

/** Every glyph differs by shape, not by colour alone; `inner` is its tooltip. */
export type Glyph = (x: number, y: number, radius: number, inner?: string) => string;

const outlines: Readonly<Record<Meaning, (x: number, y: number, radius: number) => string>> = {
  better: (x, y, r) =>
    `M${tenth(x)} ${tenth(y - r)}L${tenth(x + r)} ${tenth(y)}L${tenth(x)} ${tenth(y + r)}L${tenth(x - r)} ${tenth(y)}Z`,
  worse: (x, y, r) => `M${tenth(x - 0.8 * r)} ${tenth(y - 0.8 * r)}h${tenth(1.6 * r)}v${tenth(1.6 * r)}h${tenth(-1.6 * r)}Z`,
  change: (x, y, r) => `M${tenth(x)} ${tenth(y - r)}L${tenth(x + r)} ${tenth(y + 0.8 * r)}H${tenth(x - r)}Z`,
};

/** All points of a plot. What most of them share is said once. */
export function pointGroup(points: string): string {
  return element('g', { class: 'points', fill: grey.point, stroke: grey.paper, 'stroke-width': 1 }, points);
}

/** A point that belongs to no signal; it has the looks of its group. */
export const plainPoint: Glyph = (cx, cy, r, inner) => element('circle', { class: 'point', cx, cy, r }, inner);

/** A point that is drawn but does not count. */
export const ghostPoint: Glyph = (cx, cy, r, inner) =>
  element('circle', { class: 'point ghosted', cx, cy, r, fill: grey.paper, stroke: grey.line, 'stroke-width': 1.2 }, inner);

/** A point of a signal: diamond for the better, square for the worse, triangle for a change; larger than the others. */
export function signalPoint(meaning: Meaning): Glyph {
  return (x, y, r, inner) =>
    element(
      'path',
      {
        class: `point ${meaning}`,
        d: outlines[meaning](x, y, r * 1.6),
        fill: meaningColour[meaning],
        stroke: grey.paper,
        'stroke-width': 1,
      },
      inner,
    );
}

/** Kinds of absence, each with a glyph: hidden, too few, nothing there. */
export type Absence = 'SUPPRESSED' | 'BELOW_MINIMUM' | 'NO_DATA';

export function absenceOf(status: Status): Absence | null {
  if (status === 'REPORTED') return null;
  return status === 'SUPPRESSED' || status === 'BELOW_MINIMUM' ? status : 'NO_DATA';
}

export const absenceWords: Readonly<Record<Absence, string>> = {
  SUPPRESSED: 'withheld',
  BELOW_MINIMUM: 'below the minimum denominator',
  NO_DATA: 'no data',
};

/** On the axis: a hatched square, a half-filled circle, a cross. */
export const absenceGlyph: Readonly<Record<Absence, Glyph>> = {
  SUPPRESSED: (x, y, r, inner) =>
    element(
      'path',
      {
        class: 'absent withheld',
        d: `M${tenth(x - r)} ${tenth(y - r)}h${tenth(2 * r)}v${tenth(2 * r)}h${tenth(-2 * r)}ZM${tenth(x - r)} ${tenth(y)}L${tenth(x)} ${tenth(y - r)}M${tenth(x - r)} ${tenth(y + r)}L${tenth(x + r)} ${tenth(y - r)}M${tenth(x)} ${tenth(y + r)}L${tenth(x + r)} ${tenth(y)}`,
        fill: grey.paper,
        stroke: grey.text,
        'stroke-width': 1,
      },
      inner,
    ),
  BELOW_MINIMUM: (x, y, r, inner = '') =>
    element(
      'g',
      { class: 'absent below-minimum', stroke: grey.text, 'stroke-width': 1 },
      inner +
        element('circle', { cx: x, cy: y, r, fill: grey.paper }) +
        element('path', { d: `M${tenth(x - r)} ${tenth(y)}a${tenth(r)} ${tenth(r)} 0 0 0 ${tenth(2 * r)} 0Z`, fill: grey.text }),
    ),
  NO_DATA: (x, y, r, inner) =>
    element(
      'path',
      {
        class: 'absent no-data',
        d: `M${tenth(x - r)} ${tenth(y - r)}l${tenth(2 * r)} ${tenth(2 * r)}m0 ${tenth(-2 * r)}l${tenth(-2 * r)} ${tenth(2 * r)}`,
        fill: 'none',
        stroke: grey.text,
        'stroke-width': 1.4,
      },
      inner,
    ),
};

/** How lines look: the centre carried beyond its baseline is dashed, a target never looks like a centre. */
export interface LineStyle {
  readonly stroke: string;
  readonly 'stroke-width': number;
  readonly 'stroke-dasharray'?: string;
}

/** A short piece of a line, for the legend. */
export function lineSample(style: LineStyle): Glyph {
  return (x, y) => element('path', { d: `M${tenth(x - 11)} ${tenth(y)}H${tenth(x + 11)}`, fill: 'none', ...style });
}
