import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { disparityIndices } from '../packages/engine/src/index.ts';

const page = readFileSync(new URL('../docs/concepts/disparity-indices.md', import.meta.url), 'utf8');
/** Cells of the rows that open with an index's id. A bar inside a cell is escaped. */
const rows = page
  .split('\n')
  .filter((line) => /^\| `[a-z0-9.-]+` \| (absolute|relative) /.test(line))
  .map((line) =>
    line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  );

const weightsShown = { population: 'members', equal: 'groups alike', none: '–' };
const needsShown = { nothing: '', order: 'an order', reference: 'a reference' };

test('the table of the page is that of the metadata: every index, in order, as it applies', () => {
  expect(rows.map((cells) => cells.slice(0, 6))).toEqual(
    Object.entries(disparityIndices).map(([id, { scale, weights, needs, directed, zeroAllowed }]) => [
      `\`${id}\``,
      scale,
      weightsShown[weights],
      needsShown[needs],
      directed ? 'yes' : '',
      zeroAllowed ? 'yes' : 'no',
    ]),
  );
});

test('every index has a formula, a paper with its year, and when to use it and when not', () => {
  const unfit = rows.filter((cells) => {
    const [formula = '', paper = '', use = '', avoid = ''] = cells.slice(6);
    return formula === '' || !/\b(19|20)\d\d\b/.test(paper) || use.length < 8 || avoid.length < 8;
  });
  expect(unfit).toEqual([]);
});

test('whether a group at 0 leaves a value is what the engine does', () => {
  const groups = [
    { group: 'A', population: 100, numerator: 0, rank: 1 },
    { group: 'B', population: 150, numerator: 60, rank: 2 },
    { group: 'C', population: 200, numerator: 100, rank: 3 },
  ];
  const otherwise = Object.entries(disparityIndices).filter(([, { estimate, needs, zeroAllowed }]) => {
    const { value } = estimate(groups, { direction: 'higher' }, needs === 'reference' ? 'C' : undefined);
    return (value !== null) !== zeroAllowed;
  });
  expect(otherwise.map(([id]) => id)).toEqual([]);
});

test('every index that the page recommends is one', () => {
  const [, choice = ''] = /## Which to choose\n([\s\S]*?)\n## /.exec(page) ?? [];
  const named = [...choice.matchAll(/`([a-z0-9.-]+-[a-z0-9.-]+)`/g)].map(([, id = '']) => id);
  expect(named.length).toBeGreaterThan(5);
  for (const id of named) expect(Object.keys(disparityIndices)).toContain(id);
});
