import type { Direction } from '@equipoise/engine';
import { paragraph, space, textSize, type Block, type Page } from '../layout/block.ts';
import type { ChartWords } from '../model.ts';
import { capital } from '../text/numbers.ts';
import { grey } from '../palette.ts';

export function header({ title, subtitle, sentence }: ChartWords, page: Page): Block[] {
  return [
    ...paragraph(title, page, { size: page.compact ? 14 : 16, weight: 600, linesMax: 3, after: 2 }),
    ...paragraph(subtitle, page, { size: 12, fill: grey.quietText, linesMax: 3, after: 2 }),
    ...paragraph(sentence, page, { size: 12, linesMax: 8, after: 2 }),
  ];
}

/** What stands over the value axis: what it measures, and which way is better. */
export function axisTitle({ valueLabel }: ChartWords, direction: Direction | undefined, page: Page): Block[] {
  const words = [valueLabel, direction && `${direction} is better`].filter((text) => text !== undefined).join(' · ');
  return paragraph(capital(words), page, { size: textSize, fill: grey.quietText, linesMax: 3, after: 0 });
}

/** Small print under the picture. */
export function notes(lines: readonly string[], page: Page): Block[] {
  const style = { size: textSize, fill: grey.quietText, linesMax: 4, after: 2 };
  return lines.length === 0 ? [] : [space(4), ...lines.flatMap((line) => paragraph(line, page, style))];
}
