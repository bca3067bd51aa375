import { differenceMethods, methodCatalogue } from '@equipoise/engine';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wrap } from '../src/wrap.ts';
import { done } from './support/call.ts';
import { parseCsv } from './support/csv.ts';

const printed = async (...args: readonly string[]) => (await done('methods', ...args)).out;

describe('methods', () => {
  test('the list names every family and method, its paper, and the default of each', async () => {
    const text = await printed();
    for (const { id, job, methods, default: chosen } of methodCatalogue) {
      const block = text.slice(text.indexOf(`${id}: ${job}`)).split('\n\n')[0]!;
      expect(block).toContain(`  * ${chosen} `);
      expect(block.match(/^ {2}\*/gm)).toHaveLength(1);
      for (const method of methods) {
        expect(block).toMatch(new RegExp(`^  [* ] ${method.id} `, 'm'));
        expect(unwrapped(block)).toContain(unwrapped(`${method.title} · ${method.paper}`));
      }
    }
  });

  test.for(methodCatalogue)('--for $id says all of each method, and of no other family', async ({ id, methods }) => {
    const text = await printed('--for', id);
    for (const { title, paper, behaviour, use, avoid } of methods)
      for (const said of [title, paper, behaviour, use, avoid]) expect(unwrapped(text)).toContain(unwrapped(said));
    expect(text.match(/^ {4}behaves /gm)).toHaveLength(methods.length);
  });

  test('is read without scrolling sideways', async () => {
    const texts = [await printed(), ...(await Promise.all(methodCatalogue.map(({ id }) => printed('--for', id))))];
    expect(texts.flatMap((text) => text.split('\n')).filter((line) => line.length > 100)).toEqual([]);
  });

  test('CSV and JSON hold every method with every word', async () => {
    const rows = JSON.parse(await printed('--format', 'json')) as Record<string, unknown>[];
    const expected = methodCatalogue.flatMap(({ id, job, function: way, measure, default: chosen, methods }) =>
      methods.map((method) => ({
        family: id,
        job,
        function: way,
        measure,
        method: method.id,
        default: method.id === chosen,
        ...wordsOf(method),
      })),
    );
    expect(rows).toEqual(expected);
    const csv = parseCsv(await printed('--format', 'csv'));
    expect(csv).toEqual(
      expected.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value ?? '')]))),
    );
    expect(parseCsv(await printed('--for', 'difference', '--format', 'csv')).map(({ method }) => method)).toEqual(
      Object.keys(differenceMethods),
    );
  });
});

const unwrapped = (text: string): string => text.replaceAll(/\s+/g, ' ');
const wordsOf = ({ title, paper, behaviour, use, avoid }: (typeof methodCatalogue)[number]['methods'][number]) => ({
  title,
  paper,
  behaviour,
  use,
  avoid,
});

test('wrapped lines are no longer than they may be, unless one word is, and lose no word', () => {
  const word = fc.stringMatching(/^[a-z]{1,12}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), fc.integer({ min: 16, max: 60 }), (words, width) => {
      const lines = wrap('as: ', words.join(' '), width).split('\n');
      expect(lines.every((line) => line.length <= width)).toBe(true);
      expect(lines.map((line) => line.slice(4)).join(' ')).toBe(words.join(' '));
      expect(lines.map((line) => line.slice(0, 4))).toEqual(lines.map((_, index) => (index === 0 ? 'as: ' : '    ')));
    }),
    { seed: 1 },
  );
});
