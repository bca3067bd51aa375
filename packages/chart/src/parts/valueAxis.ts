import { scaleLinear } from 'd3-scale';
import { textSize, type Page } from '../layout/block.ts';
import { spread } from '../layout/spread.ts';
import { grey } from '../palette.ts';
import { element, label, tenth } from '../text/markup.ts';
import { textWidth } from '../text/measure.ts';
import { numberFormat, type NumberFormat } from '../text/numbers.ts';
import type { Unit } from '../model.ts';

/** The value axis: its ticks, how its numbers are written, and where a value stands, in pixels under the top of the plot. */
export interface ValueAxis {
  readonly format: NumberFormat;
  /** Room that the ticks take left of the plot. */
  readonly room: number;
  y(value: number): number;
  draw(edges: { readonly left: number; readonly right: number; readonly top: number }): string;
}

/** @param domain  null when there is nothing to measure: an axis without ticks */
export function valueAxis(domain: readonly [number, number] | null, unit: Unit, height: number): ValueAxis {
  if (domain === null) return { format: numberFormat(unit, NaN), room: 0, y: () => height / 2, draw: () => '' };
  const scale = scaleLinear(domain, [height, 0]);
  const ticks = scale.ticks(Math.max(2, Math.floor(height / 42)));
  const format = numberFormat(unit, ticks.length > 1 ? ticks[1]! - ticks[0]! : domain[1] - domain[0]);
  const words = ticks.map((tick) => format.tick(tick));
  return {
    format,
    room: Math.ceil(Math.max(0, ...words.map((word) => textWidth(word, textSize)))) + 8,
    y: (value) => scale(Math.min(domain[1], Math.max(domain[0], value))),
    draw: ({ left, right, top }) => {
      let lines = '';
      let names = '';
      ticks.forEach((tick, index) => {
        const y = Math.round(top + scale(tick)) + 0.5; // a line of one pixel stays one pixel wide
        lines += `M${tenth(left)} ${y}H${tenth(right)}`;
        names += label(left - 6, y + 4, words[index]!);
      });
      return (
        element('path', { class: 'grid', d: lines, stroke: grey.grid }) +
        element('g', { class: 'values', fill: grey.quietText, 'text-anchor': 'end' }, names)
      );
    },
  };
}

/** A name for the right end of a line. */
export interface EndLabel {
  readonly text: string;
  readonly y: number;
}

const labelGap = 14;

/**
 * Names right of the plot, moved apart where lines end close to each other, each with a connector to its line. A plot too low
 * for all of them names the first.
 */
export function endLabels(ends: readonly EndLabel[], x: number, top: number, height: number): string {
  const labels = ends.slice(0, Math.floor(height / labelGap));
  const places = spread(
    labels.map(({ y }) => y),
    labelGap,
    { min: 4, max: height - 4 },
  );
  return labels
    .map(({ text, y }, index) => {
      const place = places[index]!;
      const connector = element('path', {
        d: `M${tenth(x + 1)} ${tenth(top + y)}L${tenth(x + 9)} ${tenth(top + place)}`,
        stroke: grey.line,
        fill: 'none',
      });
      return connector + label(x + 12, top + place + 4, text);
    })
    .join('');
}

/** Room that end labels take; none on a page too narrow for them. */
export function endRoom(labels: readonly EndLabel[], { compact }: Page): number {
  if (compact) return 2;
  return 14 + Math.ceil(Math.max(0, ...labels.map(({ text }) => textWidth(text, textSize))));
}
