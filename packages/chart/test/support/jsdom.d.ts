/** What the tests use of jsdom, which brings no types of its own. */
declare module 'jsdom' {
  export interface XmlElement {
    readonly tagName: string;
    readonly textContent: string;
    readonly outerHTML: string;
    readonly children: Iterable<XmlElement>;
    readonly parentElement: XmlElement | null;
    readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
    getAttribute(name: string): string | null;
    querySelector(selector: string): XmlElement | null;
    querySelectorAll(selector: string): Iterable<XmlElement>;
  }
  export interface XmlDocument {
    readonly documentElement: XmlElement;
  }
  export class JSDOM {
    constructor(html?: string);
    readonly window: {
      readonly document: XmlDocument;
      readonly DOMParser: new () => { parseFromString(text: string, type: string): XmlDocument };
    };
  }
}
