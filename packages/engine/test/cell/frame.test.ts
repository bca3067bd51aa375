import { describe, expect, test } from 'vitest';
import { cellColumns, cellDimensions, createFrameBuilder, dimensionOf } from '../../src/cell/frame.ts';
import { frameOf, tableOf } from './frames.ts';

describe('the builder', () => {
  test('keeps every row, also when its columns had to grow', () => {
    const rows = Array.from({ length: 5000 }, (_, index) => ({
      members: [`practice ${index % 7}`, `stratum ${index % 5}`, `period ${index}`],
      counts: [index, index / 2],
    }));
    const frame = frameOf(rows);
    expect(frame.length).toBe(5000);
    for (const column of Object.values(frame.columns)) expect(column).toHaveLength(5000);
    for (const { codes } of Object.values(frame.dimensions)) expect(codes).toHaveLength(5000);
    const table = tableOf(frame);
    for (const { members, counts } of rows) expect(table[members.join(' | ')]).toEqual(counts);
  });

  test('codes members in the order in which they appear', () => {
    const frame = frameOf([
      { members: ['B', 'White', '2025-01'], counts: [1, 1] },
      { members: ['A', 'White', '2025-01'], counts: [2, 1] },
      { members: ['B', 'Asian', '2025-01'], counts: [3, 1] },
    ]);
    expect(dimensionOf(frame, 'practice').members).toEqual(['B', 'A']);
    expect(Array.from(dimensionOf(frame, 'practice').codes)).toEqual([0, 1, 0]);
  });

  test('a frame that was built does not change when rows are added after it', () => {
    const builder = createFrameBuilder({ practice: 'exclusive' }, ['denominator']);
    builder.add(['A'], [30]);
    const before = builder.build();
    builder.add(['B'], [12]);
    expect(before.length).toBe(1);
    expect(before.dimensions['practice']?.members).toEqual(['A']);
    expect(builder.build().length).toBe(2);
  });

  test("starts with a measure's dimensions and columns", () => {
    const frame = createFrameBuilder().build();
    expect(Object.keys(frame.dimensions)).toEqual(Object.keys(cellDimensions));
    expect(Object.keys(frame.columns)).toEqual([...cellColumns]);
    expect(frame.length).toBe(0);
  });

  test('refuses a row that does not fit', () => {
    const builder = createFrameBuilder({ practice: 'exclusive', stratum: 'exclusive' }, ['denominator']);
    expect(() => builder.add(['A'], [30])).toThrow('a cell names practice, stratum, got 1 members');
    expect(() => builder.add(['A', 'White'], [30, 3])).toThrow('a cell counts denominator, got 2 counts');
    expect(builder.build().length).toBe(0);
  });
});

test.for(['stratum', 'toString', 'constructor', '__proto__'])('a frame without the dimension %s says which it has', (name) => {
  const frame = createFrameBuilder({ practice: 'exclusive', period: 'overlapping' }, []).build();
  expect(() => dimensionOf(frame, name)).toThrow(`the frame has no dimension ${name}; it has practice, period`);
});
