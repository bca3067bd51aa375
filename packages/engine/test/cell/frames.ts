import fc from 'fast-check';
import { createFrameBuilder, type CellFrame, type Membership } from '../../src/cell/frame.ts';

/** One row as a reader would write it: its members, then its counts. */
export interface Row {
  readonly members: readonly string[];
  readonly counts: readonly number[];
}

export const dimensions = { practice: 'exclusive', stratum: 'exclusive', period: 'overlapping' } as const satisfies Record<
  string,
  Membership
>;
export const columns = ['denominator', 'numerator'] as const;

export function frameOf(
  rows: readonly Row[],
  {
    dimensions: names = dimensions,
    columns: counts = columns,
  }: { readonly dimensions?: Readonly<Record<string, Membership>>; readonly columns?: readonly string[] } = {},
): CellFrame {
  const builder = createFrameBuilder(names, counts);
  for (const row of rows) builder.add(row.members, row.counts);
  return builder.build();
}

/** A frame as names and counts, so that frames that code their members differently compare equal. */
export function tableOf(frame: CellFrame): Record<string, readonly number[]> {
  const names = Object.values(frame.dimensions);
  return Object.fromEntries(
    Array.from({ length: frame.length }, (_, row) => [
      names.map(({ members, codes }) => members[codes[row] ?? -1]).join(' | '),
      Object.values(frame.columns).map((column) => column[row] ?? NaN),
    ]),
  );
}

/** The plain way: one object a group, added up row by row. */
export function countPlainly(rows: readonly Row[], keep: readonly number[]): Record<string, readonly number[]> {
  const groups: Record<string, number[]> = {};
  for (const { members, counts } of rows) {
    const key = keep.map((index) => members[index]).join(' | ');
    const group = (groups[key] ??= counts.map(() => 0));
    for (const [index, count] of counts.entries()) group[index] = (group[index] ?? 0) + count;
  }
  return groups;
}

const count = fc.integer({ min: 0, max: 400 });
/** Rows over 4 practices, 3 strata and 2 periods: small enough that combinations meet, and some never occur. */
export const anyRow: fc.Arbitrary<Row> = fc.record({
  members: fc.tuple(
    fc.constantFrom('A', 'B', 'C', 'D'),
    fc.constantFrom('White', 'Asian', 'Unknown'),
    fc.constantFrom('2025-01', '2025-02'),
  ),
  counts: fc.tuple(count, count),
});
export const anyRows = fc.array(anyRow, { maxLength: 60 });
