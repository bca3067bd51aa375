import { textSize, type Page } from '../layout/block.ts';
import type { ChartPoint } from '../model.ts';
import { grey } from '../palette.ts';
import { element, label, tenth } from '../text/markup.ts';
import { fitText, textWidth } from '../text/measure.ts';

const monthSteps = [1, 2, 3, 4, 6, 12, 24, 36, 48, 60, 120];

/** Names of the points under the plot: every one when there is room, else every so many (months in steps that divide a year). */
export function periodAxis(
  points: readonly ChartPoint[],
  xOf: (point: number) => number,
  page: Page,
): { readonly height: number; draw(top: number): string } {
  const words = points.map(({ label }) => fitText(label, 96, textSize));
  const widest = Math.max(0, ...words.map(({ text }) => textWidth(text, textSize))) + 10;
  const needed = points.length > 1 ? widest / (xOf(1) - xOf(0)) : 1;
  const months = points.every(({ label }) => /^\d{4}-\d{2}$/.test(label));
  const step = (months ? monthSteps.find((step) => step >= needed) : undefined) ?? Math.max(1, Math.ceil(needed));
  const isNamed = (index: number) => index % step === 0;
  return {
    height: 22,
    draw: (top) => {
      let ticks = '';
      let names = '';
      words.forEach(({ text, whole }, index) => {
        const x = xOf(index);
        ticks += `M${tenth(x)} ${tenth(top)}v${isNamed(index) ? 6 : 3}`;
        const half = textWidth(text, textSize) / 2;
        if (isNamed(index) && x + half <= page.width && x - half >= 0)
          names += label(x, top + 17, text, whole === undefined ? {} : { whole });
      });
      return (
        element('path', { d: ticks, stroke: grey.line }) +
        element('g', { class: 'periods', fill: grey.quietText, 'text-anchor': 'middle' }, names)
      );
    },
  };
}
