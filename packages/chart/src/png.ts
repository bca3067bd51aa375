import { fileURLToPath } from 'node:url';
import { grey } from './palette.ts';
import { requireWithin } from './require.ts';

/** Open Sans (SIL Open Font License 1.1, fonts/OFL.txt): the only type that a PNG is set in, so that every machine draws the same. */
const fontFiles = ['OpenSans-Regular.ttf', 'OpenSans-SemiBold.ttf'].map((name) =>
  fileURLToPath(new URL(`../fonts/${name}`, import.meta.url)),
);

export interface PngOptions {
  /** Width in pixels, 16 to 8,000; by default that of the picture. Twice the picture's width gives a sharp print. */
  readonly width?: number;
}

/**
 * A picture as PNG, set in the font that this package ships; fonts of the machine are not looked at. The font has Latin, Greek,
 * Cyrillic, Vietnamese and Hebrew letters.
 *
 * @param svg      a picture made by this package
 * @param options  width of the image; its height follows
 * @returns        the bytes of a PNG file
 * @throws RangeError when the width is out of range
 */
export async function toPng(svg: string, { width }: PngOptions = {}): Promise<Uint8Array> {
  if (width !== undefined) requireWithin('width', width, 16, 8000);
  // Loaded when first asked for: SVG text must not need a native library.
  const { Resvg } = await import('@resvg/resvg-js');
  const image = new Resvg(svg, {
    background: grey.paper,
    fitTo: width === undefined ? { mode: 'original' } : { mode: 'width', value: width },
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Open Sans' },
  });
  return image.render().asPng();
}
