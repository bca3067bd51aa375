import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CellFrame } from '../../src/cell/frame.ts';
import { OverlapError, rollUp } from '../../src/cell/rollUp.ts';
import { anyRow, anyRows, countPlainly, frameOf, tableOf, type Row } from './frames.ts';

const position = { practice: 0, stratum: 1, period: 2 } as const;
/** Kept dimensions in any order; the overlapping period is always among them. */
const anyKeep = fc
  .shuffledSubarray(['practice', 'stratum'] as const)
  .chain((some) => fc.shuffledSubarray([...some, 'period' as const], { minLength: some.length + 1 }));

describe('laws', () => {
  test('equals the plain way, for any choice and order of dimensions', () => {
    fc.assert(
      fc.property(anyRows, anyKeep, (rows, keep) => {
        const plainly = countPlainly(
          rows,
          keep.map((name) => position[name]),
        );
        expect(tableOf(rollUp(frameOf(rows), keep))).toEqual(plainly);
      }),
      { seed: 1 },
    );
  });

  test('counting disjoint A and B apart and adding equals counting A ∪ B', () => {
    fc.assert(
      fc.property(anyRows, anyRows, anyKeep, (a, b, keep) => {
        const together = rollUp(frameOf([...a, ...b]), keep);
        const apart = [rollUp(frameOf(a), keep), rollUp(frameOf(b), keep)];
        expect(tableOf(rollUp(concatenate(apart, keep), keep))).toEqual(tableOf(together));
      }),
      { seed: 1 },
    );
  });

  test('rolling up in two steps equals rolling up in one', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const frame = frameOf(rows);
        const twoSteps = rollUp(rollUp(frame, ['practice', 'stratum', 'period']), ['period']);
        expect(tableOf(twoSteps)).toEqual(tableOf(rollUp(frame, ['period'])));
      }),
      { seed: 1 },
    );
  });

  test('the result, its row order included, does not depend on the order of the rows', () => {
    const frameAndOrder = fc
      .array(anyRow, { minLength: 1, maxLength: 60 })
      .chain((rows) =>
        fc.record({ rows: fc.constant(rows), order: fc.shuffledSubarray([...rows.keys()], { minLength: rows.length }) }),
      );
    fc.assert(
      fc.property(frameAndOrder, anyKeep, ({ rows, order }, keep) => {
        const frame = frameOf(rows);
        expect(rollUp(reorder(frame, order), keep)).toEqual(rollUp(frame, keep));
      }),
      { seed: 1 },
    );
  });

  test('rows come in the order of the kept members, each combination once', () => {
    fc.assert(
      fc.property(anyRows, anyKeep, (rows, keep) => {
        const { length, dimensions } = rollUp(frameOf(rows), keep);
        const keys = Array.from({ length }, (_, row) =>
          keep.reduce((key, name) => key * 10 + (dimensions[name]?.codes[row] ?? NaN), 0),
        );
        expect(keys).toEqual([...new Set(keys)].sort((a, b) => a - b));
      }),
      { seed: 1 },
    );
  });

  test('members that never occur change the way of numbering, not the answer', () => {
    fc.assert(
      fc.property(anyRows, anyKeep, (rows, keep) => {
        const frame = frameOf(rows);
        // 3,000 members more in each dimension: too many combinations for a flat table, so they go through the map.
        const sparse = mapDimensions(frame, (members) => [
          ...members,
          ...Array.from({ length: 3000 }, (_, index) => `absent ${index}`),
        ]);
        expect(tableOf(rollUp(sparse, keep))).toEqual(tableOf(rollUp(frame, keep)));
        expect(rollUp(sparse, keep).columns).toEqual(rollUp(frame, keep).columns);
      }),
      { seed: 1, numRuns: 30 },
    );
  });

  test('a withheld count (NaN) withholds every sum that it is part of, and no other', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { minLength: 1, maxLength: 40 }), fc.nat(), anyKeep, (rows, which, keep) => {
        const withheld = which % rows.length;
        const some = rows.map((row, index) => (index === withheld ? { ...row, counts: [NaN, row.counts[1] ?? 0] } : row));
        const expected = countPlainly(
          rows,
          keep.map((name) => position[name]),
        );
        const hit = keep.map((name) => rows[withheld]?.members[position[name]]).join(' | ');
        for (const [group, [denominator, numerator]] of Object.entries(tableOf(rollUp(frameOf(some), keep)))) {
          expect([denominator, numerator]).toEqual(group === hit ? [NaN, expected[group]?.[1]] : expected[group]);
        }
      }),
      { seed: 1 },
    );
  });
});

describe('edges', () => {
  const rows: readonly Row[] = [
    { members: ['A', 'White', '2025-01'], counts: [30, 3] },
    { members: ['A', 'White', '2025-02'], counts: [31, 4] },
  ];

  test('refuses to add over members that share patients', () => {
    expect(() => rollUp(frameOf(rows), ['practice'])).toThrow(OverlapError);
    expect(() => rollUp(frameOf(rows), ['practice'])).toThrow('cannot add over period: a patient may fall under several');
  });

  test('one period alone may be dropped: nothing is added over it', () => {
    expect(tableOf(rollUp(frameOf(rows.slice(0, 1)), ['practice']))).toEqual({ A: [30, 3] });
  });

  test('tallies of one member each are cells of one', () => {
    const tallies = frameOf(
      Array.from({ length: 10 }, (_, index) => ({ members: ['A', 'White', '2025-01'], counts: [1, index < 4 ? 1 : 0] })),
    );
    expect(tableOf(rollUp(tallies, ['period']))).toEqual({ '2025-01': [10, 4] });
  });

  test('an empty frame has no cells, not cells of zero', () => {
    expect(rollUp(frameOf([]), []).length).toBe(0);
    expect(rollUp(frameOf([]), ['practice', 'period']).length).toBe(0);
  });

  test('the frame given is not changed', () => {
    const frame = frameOf(rows);
    const before = structuredClone(frame);
    rollUp(frame, ['period']);
    expect(frame).toEqual(before);
  });

  test('refuses a dimension that is not there, and more combinations than a number can name', () => {
    expect(() => rollUp(frameOf(rows), ['period', 'clinic'])).toThrow('the frame has no dimension clinic');
    const wide = mapDimensions(frameOf(rows), (members) => [
      ...members,
      ...Array.from<string>({ length: 300_000 }).fill('absent'),
    ]);
    expect(() => rollUp(wide, ['practice', 'stratum', 'period'])).toThrow('more combinations than can be numbered');
  });
});

function mapDimensions(frame: CellFrame, change: (members: readonly string[]) => readonly string[]): CellFrame {
  const dimensions = Object.entries(frame.dimensions).map(([name, dimension]) => [
    name,
    { ...dimension, members: change(dimension.members) },
  ]);
  return { ...frame, dimensions: Object.fromEntries(dimensions) as CellFrame['dimensions'] };
}

function reorder(frame: CellFrame, order: readonly number[]): CellFrame {
  const pick = <T extends Uint32Array | Float64Array>(from: T): T => from.map((_, row) => from[order[row] ?? -1] ?? NaN) as T;
  return {
    length: frame.length,
    dimensions: Object.fromEntries(
      Object.entries(frame.dimensions).map(([name, dimension]) => [name, { ...dimension, codes: pick(dimension.codes) }]),
    ),
    columns: Object.fromEntries(Object.entries(frame.columns).map(([name, column]) => [name, pick(column)])),
  };
}

function concatenate(frames: readonly CellFrame[], keep: readonly ('practice' | 'stratum' | 'period')[]): CellFrame {
  const rows = frames.flatMap((frame) =>
    Object.entries(tableOf(frame)).map(([key, counts]) => ({ members: key.split(' | '), counts })),
  );
  const membership = { practice: 'exclusive', stratum: 'exclusive', period: 'overlapping' } as const;
  return frameOf(rows, { dimensions: Object.fromEntries(keep.map((name) => [name, membership[name]])) });
}
