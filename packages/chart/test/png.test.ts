import { readdirSync, readFileSync, statSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { funnelSvg, runChartSvg, toPng } from '../src/index.ts';
import { funnel, series } from './support/models.ts';

/** The size of an image, and its rows of pixels unpacked (PNG, third edition: IHDR, IDAT). */
function readPng(bytes: Uint8Array): { readonly width: number; readonly height: number; readonly data: Buffer } {
  const png = Buffer.from(bytes);
  expect([...png.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
  const packed: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') packed.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20), data: inflateSync(Buffer.concat(packed)) };
}

const svg = runChartSvg(series([0.5, 0.6, null, 0.55]));

test.for([undefined, 320, 1280])(
  'an image %s pixels wide has that width, the height of the picture, and all of its rows',
  async (width) => {
    const image = readPng(await toPng(svg, width === undefined ? {} : { width }));
    const [, pictureWidth, pictureHeight] = /width="(\d+)" height="(\d+)"/.exec(svg)!.map(Number);
    expect(image.width).toBe(width ?? pictureWidth);
    expect(Math.abs(image.height - (image.width * pictureHeight!) / pictureWidth!)).toBeLessThanOrEqual(1);
    expect(image.data.length).toBe(image.height * (1 + 4 * image.width));
  },
);

test('its words are there: another title gives another image, the same one the same bytes', async () => {
  const titled = (title: string) => toPng(funnelSvg(funnel([], { title })));
  const [first, again, other] = [await titled('One'), await titled('One'), await titled('Two')];
  expect(Buffer.compare(first, again)).toBe(0);
  expect(Buffer.compare(first, other)).not.toBe(0);
});

test('the fonts are light and come with their licence', () => {
  const folder = new URL('../fonts/', import.meta.url);
  const files = readdirSync(folder);
  expect(files.toSorted()).toEqual(['OFL.txt', 'OpenSans-Regular.ttf', 'OpenSans-SemiBold.ttf']);
  expect(files.reduce((bytes, file) => bytes + statSync(new URL(file, folder)).size, 0)).toBeLessThan(1_000_000);
  expect(readFileSync(new URL('OFL.txt', folder), 'utf8')).toContain('SIL OPEN FONT LICENSE Version 1.1');
});
