import { lineHeight, textSize, type Block, type Page } from '../layout/block.ts';
import { label } from '../text/markup.ts';
import { fitText, textWidth } from '../text/measure.ts';
import type { Glyph } from './glyphs.ts';

export interface LegendItem {
  readonly glyph: Glyph;
  /** A sample of a line is wider than that of a point. */
  readonly kind: 'line' | 'point';
  readonly text: string;
}

const gapAfter = 14;

/** What the glyphs and lines mean, only those that are there, in as many rows as the width asks for. */
export function legend(items: readonly LegendItem[], page: Page): Block[] {
  if (items.length === 0) return [];
  let x = page.left;
  let row = 0;
  const placed = items.map((item) => {
    const sample = item.kind === 'line' ? 28 : 15;
    const words = fitText(item.text, page.right - page.left - sample, textSize);
    const width = sample + textWidth(words.text, textSize);
    if (x > page.left && x + width > page.right) {
      x = page.left;
      row += 1;
    }
    const at = { ...item, words, sample, x, row };
    x += width + gapAfter;
    return at;
  });
  return [
    {
      height: (row + 1) * (lineHeight + 2) + 4,
      draw: (top) =>
        placed
          .map(({ glyph, words, sample, x, row }) => {
            const middle = top + row * (lineHeight + 2) + 9;
            return glyph(x + (sample - 4) / 2, middle, 4) + label(x + sample, middle + 4, words.text, cut(words.whole));
          })
          .join(''),
    },
  ];
}

function cut(whole: string | undefined): { readonly whole?: string } {
  return whole === undefined ? {} : { whole };
}
