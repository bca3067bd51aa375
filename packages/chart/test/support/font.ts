import { readFileSync } from 'node:fs';

/** Advance widths of a TrueType font, in thousandths of the type size, read from its tables (OpenType: cmap format 4, hmtx). */
export function readAdvances(path: URL): (character: string) => number {
  const bytes = readFileSync(path);
  const u16 = (at: number) => bytes.readUInt16BE(at);
  const tables = new Map<string, number>();
  for (let index = 0; index < u16(4); index += 1) {
    const at = 12 + 16 * index;
    tables.set(bytes.toString('latin1', at, at + 4), bytes.readUInt32BE(at + 8));
  }
  const table = (name: string) => tables.get(name)!;
  const unitsPerEm = u16(table('head') + 18);
  const metrics = u16(table('hhea') + 34);
  const subtables = Array.from(
    { length: u16(table('cmap') + 2) },
    (_, index) => table('cmap') + bytes.readUInt32BE(table('cmap') + 8 + 8 * index),
  );
  const cmap = subtables.find((at) => u16(at) === 4)!;
  const segments = u16(cmap + 6); // twice their number: the bytes of one column
  const glyphOf = (code: number) => {
    for (let at = cmap + 14; at < cmap + 14 + segments; at += 2) {
      if (code > u16(at)) continue;
      const start = u16(at + 2 + segments);
      if (code < start) break;
      const delta = u16(at + 2 + 2 * segments);
      const rangeAt = at + 2 + 3 * segments;
      if (u16(rangeAt) === 0) return (code + delta) & 0xffff;
      return (u16(rangeAt + u16(rangeAt) + 2 * (code - start)) + delta) & 0xffff;
    }
    throw new RangeError(`the font has no U+${code.toString(16)}`);
  };
  return (character) => {
    const glyph = glyphOf(character.codePointAt(0)!);
    return (1000 * u16(table('hmtx') + 4 * Math.min(glyph, metrics - 1))) / unitsPerEm;
  };
}
