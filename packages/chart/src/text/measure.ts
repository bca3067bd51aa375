import { cleanText } from './markup.ts';

/**
 * Advance widths of " " to "~" in thousandths of the type size: Open Sans SemiBold (table hmtx), so that the regular weight and
 * the usual stand-ins (Helvetica, Arial) take no more room than is kept for them.
 */
const advances = Float64Array.from([
  260, 275, 436, 646, 572, 864, 739, 243, 317, 317, 548, 572, 272, 322, 274, 390, 572, 572, 572, 572, 572, 572, 572, 572, 572,
  572, 274, 274, 572, 572, 572, 455, 897, 661, 659, 634, 733, 558, 533, 726, 751, 305, 300, 638, 543, 921, 783, 787, 615, 787,
  639, 550, 565, 743, 623, 945, 623, 592, 576, 329, 390, 329, 572, 425, 320, 580, 623, 497, 623, 576, 362, 554, 635, 279, 279,
  573, 279, 954, 635, 610, 623, 623, 432, 487, 396, 635, 534, 815, 551, 535, 479, 385, 550, 385, 572,
]);
const otherAlphabet = 720;
/** Ideographs and whatever else fills a square; the shipped font has none of them, a browser's has. */
const square = 1050;

/** Roughly how wide a line of text is, never much too little. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (let index = 0; index < text.length; index += 1) width += advanceOf(text.charCodeAt(index));
  return (width * size) / 1000;
}

function advanceOf(code: number): number {
  if (code >= 0x20 && code < 0x7f) return advances[code - 0x20]!;
  if (code >= 0x300 && code < 0x370) return 0; // accents that stand on the letter before
  if (code === 0x2014) return 1000;
  if (code >= 0xdc00 && code < 0xe000) return 0; // the second half of a pair
  return code < 0x1100 || (code >= 0x1e00 && code < 0x2600) ? otherAlphabet : square;
}

/** The text, or as much of it as fits with an ellipsis. */
export function fitText(text: string, width: number, size: number): { readonly text: string; readonly whole?: string } {
  const clean = cleanText(text);
  if (textWidth(clean, size) <= width) return { text: clean };
  return { text: cutToWidth(clean, width, size), whole: clean };
}

function cutToWidth(text: string, width: number, size: number): string {
  const ellipsis = '…';
  let used = textWidth(ellipsis, size);
  let kept = '';
  for (const character of text) {
    used += textWidth(character, size);
    if (used > width) break;
    kept += character;
  }
  return `${kept.trimEnd()}${ellipsis}`;
}

export interface WrappedText {
  readonly lines: readonly string[];
  /** The whole text, when the lines do not hold it all. */
  readonly whole?: string;
}

/** Breaks a text into lines at its spaces, and a word that is wider than a line where it must; the last line allowed is cut. */
export function wrapText(text: string, width: number, size: number, linesMax: number): WrappedText {
  const clean = cleanText(text).trim();
  if (clean === '') return { lines: [] };
  if (textWidth(clean, size) <= width) return { lines: [clean] };
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const space = textWidth(' ', size);
  for (const word of clean.split(/ +/).flatMap((word) => pieces(word, width, size))) {
    const wide = textWidth(word, size);
    if (line !== '' && used + space + wide > width) {
      lines.push(line);
      line = '';
      used = 0;
    }
    used += line === '' ? wide : space + wide;
    line += line === '' ? word : ` ${word}`;
  }
  lines.push(line);
  if (lines.length <= linesMax) return { lines };
  const rest = lines.slice(linesMax - 1).join(' ');
  return { lines: [...lines.slice(0, linesMax - 1), cutToWidth(rest, width, size)], whole: clean };
}

function pieces(word: string, width: number, size: number): string[] {
  if (textWidth(word, size) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (part !== '' && textWidth(part + character, size) > width) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}
