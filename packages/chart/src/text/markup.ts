/**
 * Characters that XML 1.0 forbids, other control characters, halves of surrogate pairs, and the marks that turn the reading
 * order of a line around: a name could use them to say on the screen what it does not say in the file.
 */
const unwanted = /(?![\t\n\r])[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/gu;
/** Whatever may need a change; nearly every text has none of these. */
const suspicious = /[^ !#-%(-;=?-~\u00A1-\u1FFF]/;
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** One line of plain text: no control characters, no line breaks. */
export function cleanText(text: string): string {
  if (!suspicious.test(text)) return text;
  return text.replace(unwanted, '').replace(/[\t\n\r\u2028\u2029]+/g, ' ');
}

/** Text as it may stand in an element or between quotes. */
export function escapeText(text: string): string {
  if (!suspicious.test(text)) return text;
  return cleanText(text).replace(/[&<>"']/g, (character) => entities[character]!);
}

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/**
 * An element as text. Attribute values are escaped here and nowhere else; numbers are written to a tenth of a pixel.
 *
 * @param inner  markup made by these functions
 */
export function element(name: string, attributes: Attributes, inner = ''): string {
  let markup = `<${name}`;
  for (const key in attributes) {
    const value = attributes[key];
    if (value === undefined) continue;
    markup += ` ${key}="${typeof value === 'number' ? tenth(value) : escapeText(value)}"`;
  }
  return inner === '' ? `${markup}/>` : `${markup}>${inner}</${name}>`;
}

/** A place in pixels, to a tenth: the same bytes everywhere, and never an exponent. */
export function tenth(pixels: number): string {
  return `${Math.round(pixels * 10) / 10}`;
}

/** What a pointer over the element shows. */
export function tooltip(text: string): string {
  return `<title>${escapeText(text)}</title>`;
}

export interface LabelStyle {
  readonly size?: number;
  readonly weight?: number;
  readonly fill?: string;
  readonly anchor?: 'middle' | 'end';
  /** The whole of a text that was cut, for the tooltip. */
  readonly whole?: string;
  /** A rim that keeps the text readable where lines pass behind it. */
  readonly halo?: string;
}

/** A line of text with its baseline at y. */
export function label(x: number, y: number, text: string, { size, weight, fill, anchor, whole, halo }: LabelStyle = {}): string {
  const inner = (whole === undefined ? '' : tooltip(whole)) + escapeText(text);
  const rim = halo === undefined ? {} : { stroke: halo, 'stroke-width': 3, 'paint-order': 'stroke' };
  return element('text', { x, y, 'font-size': size, 'font-weight': weight, fill, 'text-anchor': anchor, ...rim }, inner);
}
