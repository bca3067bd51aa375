import { JSDOM, type XmlElement } from 'jsdom';
import type { Box } from '../../src/layout/placeLabels.ts';
import { textWidth } from '../../src/text/measure.ts';

const parser = new new JSDOM().window.DOMParser();

/** Reads markup as strict XML: anything not well formed throws. */
export function readXml(markup: string): XmlElement {
  const { documentElement } = parser.parseFromString(markup, 'application/xml');
  const fault = documentElement.tagName === 'parsererror' ? documentElement : documentElement.querySelector('parsererror');
  if (fault) throw new Error(`${fault.textContent}\n${markup.slice(0, 500)}`);
  return documentElement;
}

export function all(root: XmlElement, selector: string): XmlElement[] {
  return [...root.querySelectorAll(selector)];
}

export function numberOf(element: XmlElement, name: string): number {
  return Number(element.getAttribute(name));
}

/** The words of an element without those of its tooltip. */
export function wordsOf(element: XmlElement): string {
  const tooltip = [...element.children].find(({ tagName }) => tagName === 'title')?.textContent ?? '';
  return element.textContent.slice(tooltip.length);
}

export interface TextBox extends Box {
  readonly words: string;
  readonly size: number;
}

/** Where each text of a picture stands, by the widths that the layout reckons with (a test holds those to the font). */
export function textBoxes(picture: XmlElement): TextBox[] {
  return all(picture, 'text').map((text) => {
    const words = wordsOf(text);
    const size = text.getAttribute('font-size') === null ? 11 : numberOf(text, 'font-size');
    const width = textWidth(words, size);
    const anchor = text.getAttribute('text-anchor') ?? text.parentElement!.getAttribute('text-anchor');
    const left = numberOf(text, 'x') - (anchor === 'middle' ? width / 2 : anchor === 'end' ? width : 0);
    const baseline = numberOf(text, 'y');
    // From the top of a capital to a little under the baseline.
    return { words, size, left, right: left + width, top: baseline - 0.72 * size, bottom: baseline + 0.2 * size };
  });
}
