import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { defineProgram, type ProgramInput, programInForce, scales, shippedPrograms } from '../packages/benchmark/src/index.ts';

const page = readFileSync(new URL('../docs/concepts/programs.md', import.meta.url), 'utf8');
/** Cells of the table rows that open with one of the ids. */
const rowsOf = (ids: readonly string[]) =>
  page
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter(([, id]) => ids.some((one) => id === `\`${one}\``))
    .map((cells) => cells.slice(1, -1));

test('the table of the page has every shipped program, its kind and status', () => {
  const programs = shippedPrograms();
  expect(rowsOf(programs.map(({ id }) => id)).map((cells) => cells.slice(0, 3))).toEqual(
    programs.map(({ id, written: { kind, status } }) => [`\`${id}\``, kind, status]),
  );
});

test('the page has every scale', () => {
  const ids = Object.keys(scales);
  expect(
    rowsOf(ids)
      .map(([id]) => id)
      .toSorted(),
  ).toEqual(ids.map((id) => `\`${id}\``).toSorted());
});

describe('the program to begin with', () => {
  const [, text = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? [];

  test('holds, and rests on nothing unverified', () => {
    const program = programInForce(defineProgram(JSON.parse(text) as ProgramInput), { year: 2026 });
    const { benchmark, scale, weight } = program.measures[0]!;
    expect([benchmark, scale, weight].map(({ standing }) => standing)).toEqual(['verified', 'verified', 'verified']);
  });

  const edits: Readonly<Record<string, (text: string) => string>> = {
    '`"direction": "up"`': (from) => from.replace('"higher"', '"up"'),
    'weights of 0.5 and 0.4': (from) => from.replace(/0\.5 }\n {2}\]/, '0.4 }\n  ]'),
    '`"scale": "quarts"`': (from) => from.replace('"scale": "quarters"', '"scale": "quarts"'),
    '`"source": "exhibit"`': (from) => from.replace('"source": "contract"', '"source": "exhibit"'),
    'two measures `CBP`': (from) => from.replace('"id": "GSD9"', '"id": "CBP"'),
    '`"wieght": 0.5`': (from) => from.replace('"weight"', '"wieght"'),
  };
  const faults = page.split('\n').flatMap((line) => {
    const [, edit = '', answer = ''] = line.split('|').map((cell) => cell.trim());
    return Object.hasOwn(edits, edit) ? [[edit, answer.replaceAll('`', '')] as const] : [];
  });

  test('the page has every fault that is tried here', () => {
    expect(faults.map(([edit]) => edit)).toEqual(Object.keys(edits));
  });

  test.for(faults)('%s is answered as the page says', ([edit, answer]) => {
    const changed = JSON.parse(edits[edit]!(text)) as ProgramInput;
    expect(() => defineProgram(changed)).toThrow(answer);
  });
});
