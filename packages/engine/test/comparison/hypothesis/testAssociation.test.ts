import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { associationTests, type AssociationTestId } from '../../../src/comparison/hypothesis/association/methods.ts';
import { testAssociation } from '../../../src/comparison/hypothesis/testAssociation.ts';
import { testTwoProportions } from '../../../src/comparison/hypothesis/testTwoProportions.ts';
import { fourCounts, groups, tables, transposed } from './tables.ts';

describe('published values', () => {
  test('Agresti 2002, Categorical Data Analysis, table 2.8: job satisfaction by income', () => {
    const table = [
      [1, 3, 10, 6],
      [2, 3, 10, 7],
      [1, 6, 14, 12],
      [0, 1, 9, 11],
    ];
    expect(testAssociation(table).statistic?.toFixed(2)).toBe('5.97');
    expect(testAssociation(table).df).toBe(9);
    expect(testAssociation(table, { method: 'fisher-rxc' }).p?.toFixed(4)).toBe('0.7827'); // as R 4.2 fisher.test prints it
  });

  test('Armitage 1955, Biometrics 11:375: tonsils and Streptococcus pyogenes', () => {
    const table = [
      [19, 497],
      [29, 560],
      [24, 269],
    ];
    expect(testAssociation(table).statistic?.toFixed(2)).toBe('7.88');
  });
});

describe('laws', () => {
  const small = tables({ rows: 3, columns: 3, max: 4 });

  test.for(Object.keys(associationTests) as AssociationTestId[])(
    '%s: neither turning the table nor the order of rows matters',
    (method) => {
      fc.assert(
        fc.property(small, (table) => {
          const p = testAssociation(table, { method }).p ?? NaN;
          expect(testAssociation(transposed(table), { method }).p).toBeCloseTo(p, 12);
          expect(testAssociation(table.toReversed(), { method }).p).toBeCloseTo(p, 12);
        }),
        { seed: 1 },
      );
    },
  );

  test('a table against every other table with its margins, gone through one by one', () => {
    fc.assert(
      fc.property(tables({ rows: 2, columns: 4, max: 4 }), small, (flat, square) => {
        for (const table of [flat, square]) {
          const chances = chancesOfAll(table);
          const own = chanceOf(table);
          const rarer = chances.filter((chance) => chance <= own * (1 + 1e-7)).reduce((a, b) => a + b, 0);
          expect(chances.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 10);
          expect(testAssociation(table, { method: 'fisher-rxc' }).p).toBeCloseTo(rarer, 10);
        }
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  test('of two by two, the exact test is Fisher’s', () => {
    fc.assert(
      fc.property(fourCounts(30), ([a, b, c, d]) => {
        const table = [
          [a, b],
          [c, d],
        ];
        const fisher = testTwoProportions(groups(a, b, c, d), { method: 'fisher-two-sided' }).p;
        expect(testAssociation(table, { method: 'fisher-rxc' }).p).toBe(fisher);
      }),
      { seed: 1 },
    );
  });

  test('G of two columns and of the rest add to G of the whole', () => {
    fc.assert(
      fc.property(tables({ rows: 2, columns: 3, max: 50 }), (table) => {
        const g = (counts: number[][]) => testAssociation(counts, { method: 'g-test' }).statistic ?? 0; // an empty margin adds nothing
        const merged = table.map(([a = 0, b = 0, c = 0]) => [a + b, c]);
        const parts = g(table.map(([a = 0, b = 0]) => [a, b])) + g(merged);
        expect(g(table)).toBeCloseTo(parts, 9);
      }),
      { seed: 1 },
    );
  });

  test('equal rates have a statistic of exactly 0, however large the counts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3e7 }),
        fc.integer({ min: 1, max: 3e7 }),
        fc.integer({ min: 1, max: 99 }),
        (a, b, k) => {
          const table = [
            [a, b],
            [a * k, b * k],
            [a, b],
          ];
          for (const method of ['chi-square', 'g-test'] as const)
            expect(testAssociation(table, { method })).toMatchObject({ statistic: 0, p: 1 });
        },
      ),
      { seed: 1 },
    );
  });
});

describe('edges', () => {
  test('a row or column without counts: no chi-square, and the exact test leaves it out', () => {
    const table = [
      [4, 0, 1],
      [2, 0, 3],
    ];
    const without = table.map(([a = 0, , c = 0]) => [a, c]);
    expect(testAssociation(table)).toEqual({
      statistic: null,
      df: 2,
      p: null,
      method: 'chi-square',
      reason: 'column 2 holds no counts',
    });
    expect(testAssociation(transposed(table), { method: 'g-test' }).reason).toBe('row 2 holds no counts');
    const exact = testAssociation(table, { method: 'fisher-rxc' });
    expect(exact.p).toBe(testAssociation(without, { method: 'fisher-rxc' }).p);
  });

  test('when no other table has these margins, the exact p-value is 1; an empty table has none', () => {
    const exact = (table: number[][]) => testAssociation(table, { method: 'fisher-rxc' });
    expect(
      exact([
        [3, 2, 1],
        [0, 0, 0],
      ]).p,
    ).toBe(1);
    expect(
      exact([
        [0, 0],
        [0, 0],
      ]),
    ).toMatchObject({ p: null, reason: 'the table holds no counts' });
  });

  test('too many tables to go through are refused with a reason', () => {
    const table = [
      [4e5, 3e5, 2e5],
      [5e5, 3e5, 2e5],
      [4e5, 4e5, 2e5],
    ];
    const { p, reason } = testAssociation(table, { method: 'fisher-rxc' });
    expect(p).toBeNull();
    expect(reason).toBe('too many tables have these margins to go through them: take chi-square');
  });

  test('what cannot be is refused by name', () => {
    expect(() => testAssociation([[1, 2]])).toThrow('table must have at least 2 rows and 2 columns, got 1 by 2');
    expect(() => testAssociation([[1, 2], [3]])).toThrow('row 2 must have 2 counts as row 1 has, got 1');
    const negative = [
      [1, 2],
      [3, -4],
    ];
    expect(() => testAssociation(negative)).toThrow('row 2 column 2 must be a number of at least 0, got -4');
    const fractional = [
      [1, 2.5],
      [3, 4],
    ];
    expect(testAssociation(fractional).reason).toBeNull();
    expect(() => testAssociation(fractional, { method: 'fisher-rxc' })).toThrow(
      'row 1 column 2 must be a whole number of at least 0, got 2.5',
    );
    expect(() =>
      testAssociation(
        [
          [1, 2],
          [3, 4],
        ],
        { method: 'fisher' as AssociationTestId },
      ),
    ).toThrow('method must be one of chi-square, g-test, fisher-rxc, got fisher');
  });

  test('each method goes by its id', () => {
    for (const [id, method] of Object.entries(associationTests)) expect(method.id).toBe(id);
  });
});

/** Chance of a table given its margins: factorials of the margins over those of the cells and of the total. */
function chanceOf(table: readonly (readonly number[])[]): number {
  const add = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
  const margins = [...table.map(add), ...transposed(table).map(add)];
  const below = [add(table.flat()), ...table.flat()];
  return Math.exp(add(margins.map(logFactorial)) - add(below.map(logFactorial)));
}

function logFactorial(n: number): number {
  let log = 0;
  for (let k = 2; k <= n; k += 1) log += Math.log(k);
  return log;
}

/** The chances of all tables with the margins of this one, by brute force. */
function chancesOfAll(table: readonly (readonly number[])[]): number[] {
  const columns = transposed(table).map((column) => column.reduce((a, b) => a + b, 0));
  const rows = table.map((row) => row.reduce((a, b) => a + b, 0));
  const found: number[] = [];
  const fill = (cells: readonly number[]): void => {
    const [row, column] = [Math.floor(cells.length / columns.length), cells.length % columns.length];
    if (row === rows.length) {
      found.push(chanceOf(rows.map((_, i) => cells.slice(i * columns.length, (i + 1) * columns.length))));
      return;
    }
    const inRow = cells.slice(row * columns.length).reduce((a, b) => a + b, 0);
    const inColumn = cells.filter((_, i) => i % columns.length === column).reduce((a, b) => a + b, 0);
    const most = Math.min((rows[row] ?? 0) - inRow, (columns[column] ?? 0) - inColumn);
    for (let k = 0; k <= most; k += 1) {
      if (column === columns.length - 1 && k !== (rows[row] ?? 0) - inRow) continue;
      if (row === rows.length - 1 && k !== (columns[column] ?? 0) - inColumn) continue;
      fill([...cells, k]);
    }
  };
  fill([]);
  return found;
}
