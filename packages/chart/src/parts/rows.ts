import { lineHeight, textSize, type Page } from '../layout/block.ts';
import type { Unit } from '../model.ts';
import { grey } from '../palette.ts';
import { element, label, tenth } from '../text/markup.ts';
import { textWidth, wrapText, type WrappedText } from '../text/measure.ts';
import { numberFormat } from '../text/numbers.ts';

/** What stands beside the strip of a row, or over it: its name and its numbers. */
export interface RowWords {
  readonly label: string;
  readonly numbers: string;
}

/** Where the strips begin and end, and whether names stand left and numbers right of them or both over each. */
export interface Columns {
  readonly beside: boolean;
  readonly nameWidth: number;
  /** Edges of the strips. */
  readonly left: number;
  readonly right: number;
}

/** Names left and numbers right of the strips, or where that leaves too little room, both over each strip. */
export function columnsOf(rows: readonly RowWords[], page: Page): Columns {
  const inner = page.right - page.left;
  const numbersWidth = Math.max(0, ...rows.map(({ numbers }) => textWidth(numbers, textSize)));
  const beside = !page.compact && numbersWidth <= 0.3 * inner;
  const nameWidth = beside
    ? Math.min(0.3 * inner, Math.max(0, ...rows.map(({ label }) => textWidth(label, textSize) + 1)))
    : inner;
  // Half a number of the axis stands beyond the strips.
  const air = 16;
  return {
    beside,
    nameWidth,
    left: page.left + (beside ? nameWidth + air : 6),
    right: page.right - (beside ? numbersWidth + air : 6),
  };
}

/** The words of a row and its strip, in pixels under the top of the plot. */
export interface PlacedRow {
  readonly name: WrappedText;
  readonly nameTop: number;
  readonly stripTop: number;
  readonly stripHeight: number;
}

/** Rows under each other, each with a strip as high as asked or, where its name stands beside it, as high as the name. */
export function placeRows(
  rows: readonly RowWords[],
  { beside, nameWidth }: Columns,
  stripHeights: readonly number[],
): { readonly rows: readonly PlacedRow[]; readonly height: number } {
  let top = 0;
  const placed = rows.map(({ label, numbers }, index): PlacedRow => {
    const name = beside || numbers === '' ? wrapText(label, nameWidth, textSize, 3) : nameWithNumbers(label, numbers, nameWidth);
    const words = name.lines.length * lineHeight;
    const stripHeight = beside ? Math.max(stripHeights[index]!, words + 8) : stripHeights[index]!;
    const row = beside
      ? { name, nameTop: top + (stripHeight - words) / 2, stripTop: top, stripHeight }
      : { name, nameTop: top + 4, stripTop: top + words + 6, stripHeight };
    top = row.stripTop + stripHeight;
    return row;
  });
  return { rows: placed, height: top };
}

/** Both in three lines at most; where that is too little the name is cut and never the numbers. */
function nameWithNumbers(label: string, numbers: string, width: number): WrappedText {
  const both = wrapText(`${label}: ${numbers}`, width, textSize, 3);
  if (both.whole === undefined) return both;
  return { lines: [...wrapText(label, width, textSize, 2).lines, numbers], whole: both.whole };
}

/** The same line through every strip; the words over the strips stay clear of it. */
export function throughStrips(rows: readonly PlacedRow[], x: number, top: number): string {
  return rows.map(({ stripTop, stripHeight }) => `M${tenth(x)} ${tenth(top + stripTop)}v${tenth(stripHeight)}`).join('');
}

/** Names and numbers of all rows. */
export function rowWords(
  words: readonly RowWords[],
  rows: readonly PlacedRow[],
  { beside }: Columns,
  top: number,
  page: Page,
): string {
  const names = rows.map(({ name, nameTop }) => textLines(name, page.left, top + nameTop)).join('');
  if (!beside) return names;
  const numbers = rows.map(({ stripTop, stripHeight }, index) =>
    label(page.right, top + stripTop + stripHeight / 2 + 4, words[index]!.numbers),
  );
  return names + element('g', { class: 'numbers', 'text-anchor': 'end' }, numbers.join(''));
}

/** Lines of text under each other; a text that was cut is whole in its tooltip. */
function textLines({ lines, whole }: WrappedText, x: number, top: number): string {
  return lines
    .map((line, index) =>
      label(x, top + textSize + index * lineHeight, line, whole !== undefined && index === lines.length - 1 ? { whole } : {}),
    )
    .join('');
}

/** The value axis under the rows: its ticks with their numbers, but for those that would touch the one before or the edge of the picture. */
export function tickNames(
  unit: Unit,
  ticks: readonly number[],
  scale: (value: number) => number,
  top: number,
  page: Page,
): string {
  const format = numberFormat(unit, ticks.length > 1 ? ticks[1]! - ticks[0]! : NaN);
  let end = 0;
  return ticks
    .map((tick) => {
      const x = scale(tick);
      const text = format.tick(tick);
      const half = textWidth(text, textSize) / 2;
      const mark = element('path', { d: `M${tenth(x)} ${tenth(top)}v5`, stroke: grey.line });
      if (x - half < end || x + half > page.width) return mark;
      end = x + half + 6;
      return mark + label(x, top + 17, text, { fill: grey.quietText, anchor: 'middle' });
    })
    .join('');
}

/** An arrow head at the end of a word, or of a line: 1 points right, -1 left. */
export function arrowHead(x: number, y: number, way: 1 | -1): string {
  return element('path', { d: `M${tenth(x)} ${tenth(y)}l${-6 * way} -3.5v7Z`, fill: grey.quietText });
}

/** A value with its interval, ends marked. */
export function intervalPath(from: number, to: number, y: number): string {
  const [left, right] = [tenth(from), tenth(to)];
  return `M${left} ${tenth(y)}H${right}M${left} ${tenth(y - 4)}v8M${right} ${tenth(y - 4)}v8`;
}
