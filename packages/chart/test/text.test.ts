import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { element, tenth } from '../src/text/markup.ts';
import { fitText, textWidth, wrapText } from '../src/text/measure.ts';
import { count, fixed, levelText, numberFormat } from '../src/text/numbers.ts';
import { readAdvances } from './support/font.ts';

const regular = readAdvances(new URL('../fonts/OpenSans-Regular.ttf', import.meta.url));
const semibold = readAdvances(new URL('../fonts/OpenSans-SemiBold.ttf', import.meta.url));
const ascii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(0x20 + index));

describe('the width of a text', () => {
  test('of plain letters is that of the shipped semibold', () => {
    expect(ascii.map((letter) => textWidth(letter, 1000))).toEqual(ascii.map((letter) => Math.round(semibold(letter))));
  });

  test.for([
    'Upper limit 60.1%',
    'Mujeres que recibieron el tamizaje, según la clínica de su elección',
    'Đặng Thị Hồng, phòng khám Phước Lộc',
    'Aujourd’hui – 2024-03 · “quoted” ≥ 12.5 % — more…',
    'Женщины старше пятидесяти лет',
  ])('%s: never less than either weight takes', (text) => {
    for (const advance of [regular, semibold]) {
      const taken = [...text].reduce((sum, character) => sum + advance(character), 0);
      expect(textWidth(text, 1000)).toBeGreaterThanOrEqual(0.99 * taken);
      expect(textWidth(text, 1000)).toBeLessThanOrEqual(1.35 * taken);
    }
  });
});

describe('text that is too long', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 300 });
  const room = fc.integer({ min: 40, max: 600 });

  test('is broken into lines that fit, and loses nothing but spaces', () => {
    fc.assert(
      fc.property(text, room, (text, width) => {
        const { lines, whole } = wrapText(text, width, 11, Infinity);
        for (const line of lines) expect(textWidth(line, 11)).toBeLessThanOrEqual(width + 1e-9);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.trim().replaceAll(/\s/g, ''));
        expect(whole).toBeUndefined();
      }),
      { seed: 1 },
    );
  });

  test('is cut after the last line allowed, with the whole kept aside', () => {
    fc.assert(
      fc.property(text, room, fc.integer({ min: 1, max: 4 }), (text, width, linesMax) => {
        const all = wrapText(text, width, 11, Infinity).lines;
        const { lines, whole } = wrapText(text, width, 11, linesMax);
        expect(lines.length).toBe(Math.min(all.length, linesMax));
        expect(whole !== undefined).toBe(all.length > linesMax);
        for (const line of lines) expect(textWidth(line, 11)).toBeLessThanOrEqual(width + 1e-9);
      }),
      { seed: 1 },
    );
  });

  test('is cut between characters, never within one', () => {
    expect(fitText('Harbor Clinic', 60, 11)).toEqual({ text: 'Harbor Cl…', whole: 'Harbor Clinic' });
    expect(fitText('Harbor', 60, 11)).toEqual({ text: 'Harbor' });
    expect(fitText('𝒳'.repeat(9), 60, 11).text.isWellFormed()).toBe(true);
  });
});

describe('numbers', () => {
  test.for([
    ['percent', 0.05, 0.5234, '52%', '52.3%'],
    ['percent', 0.005, 0.5234, '52.3%', '52.3%'],
    ['percent', 0.0005, 0.5234, '52.34%', '52.34%'],
    ['percent', 0.2, 1, '100%', '100.0%'],
    ['points', 0.05, -0.034, '-3', '-3.4 points'],
    ['ratio', 0.5, 1.234, '1.2', '1.23'],
    ['number', 5, 12, '12', '12'],
    ['number', 5, 12.34, '12', '12.3'],
    ['number', 1000, 12000, '12000', '12000'],
    ['number', NaN, 3.14, '3', '3.1'],
  ] as const)('%s by steps of %d: %d is %s on a tick and %s as a value', ([unit, step, value, tick, shown]) => {
    const format = numberFormat(unit, step);
    expect(format.tick(value)).toBe(tick);
    expect(format.value(value)).toBe(shown);
  });

  test('that round to zero have no sign', () => {
    expect([fixed(-0.04, 1), fixed(-0, 0), fixed(-0.06, 1)]).toEqual(['0.0', '0', '-0.1']);
  });

  test('levels, counts and places are written plainly', () => {
    expect([0.95, 0.998, 0.9999, 0.5].map(levelText)).toEqual(['95%', '99.8%', '99.99%', '50%']);
    expect([count(1, 'point'), count(2, 'point')]).toEqual(['1 point', '2 points']);
    expect([tenth(1 / 3), tenth(1e-9), tenth(-0.04), tenth(1234.56)]).toEqual(['0.3', '0', '0', '1234.6']);
  });
});

test('attributes are escaped, absent ones left out', () => {
  expect(element('path', { d: `"><&'`, fill: undefined, x: 1.25 })).toBe('<path d="&quot;&gt;&lt;&amp;&#39;" x="1.3"/>');
});
