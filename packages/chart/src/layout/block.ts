import { escapeText, element, label, tooltip } from '../text/markup.ts';
import { wrapText } from '../text/measure.ts';
import { grey } from '../palette.ts';

/** A piece of the picture that takes the whole width: how high it is, and its markup once it is known where it stands. */
export interface Block {
  readonly height: number;
  draw(top: number): string;
}

/** Measures of a picture that all of its parts share. */
export interface Page {
  readonly width: number;
  /** Left and right edges of everything drawn. */
  readonly left: number;
  readonly right: number;
  /** Too narrow for names beside the lines: the legend tells them instead. */
  readonly compact: boolean;
}

export const textSize = 11;
export const lineHeight = 15;

export function pageOf(width: number): Page {
  const compact = width < 480;
  const edge = compact ? 10 : 16;
  return { width, left: edge, right: width - edge, compact };
}

/** Text over as many lines as it needs, up to a limit; a cut text is whole in its tooltip. */
export function paragraph(
  text: string | undefined,
  page: Page,
  { size, weight, fill = grey.text, linesMax, after }: ParagraphStyle,
): Block[] {
  if (text === undefined) return [];
  const { lines, whole } = wrapText(text, page.right - page.left, size, linesMax);
  if (lines.length === 0) return [];
  const leading = Math.round(size * 1.35);
  return [
    {
      height: lines.length * leading + after,
      draw: (top) =>
        lines
          .map((line, index) =>
            label(page.left, top + index * leading + size, line, {
              size,
              ...(weight && { weight }),
              fill,
              ...(index === lines.length - 1 && whole !== undefined && { whole }),
            }),
          )
          .join(''),
    },
  ];
}

export function space(height: number): Block {
  return { height, draw: () => '' };
}

interface ParagraphStyle {
  readonly size: number;
  readonly weight?: number;
  readonly fill?: string;
  readonly linesMax: number;
  readonly after: number;
}

/**
 * The document: blocks under each other on white, with the name and the description that assistive technology reads.
 * No ids, styles or scripts: many pictures can stand in one page, under any content policy.
 */
export function stack(blocks: readonly Block[], { width }: Page, name: string, description: string): string {
  const padding = 12;
  let body = '';
  let top = padding;
  for (const block of blocks) {
    body += block.draw(top);
    top += block.height;
  }
  const height = Math.ceil(top + padding);
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-label': name,
      lang: 'en',
      'font-family': `'Open Sans', Helvetica, Arial, sans-serif`,
      'font-size': textSize,
      fill: grey.text,
    },
    tooltip(name) + `<desc>${escapeText(description)}</desc>` + element('rect', { width, height, fill: grey.paper }) + body,
  );
}
