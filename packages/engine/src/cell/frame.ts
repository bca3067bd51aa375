/** One dimension of a frame, coded: row → index into its members. */
export interface Dimension {
  readonly members: readonly string[];
  readonly codes: Uint32Array;
  /** Whether a patient falls under one member (practice, stratum) or may fall under several (measures, rolling periods). */
  readonly membership: Membership;
}
export type Membership = 'exclusive' | 'overlapping';

/** Counts that add, by column: each row is one cell (or one member's tally, which is a cell of one). Never changed in place. */
export interface CellFrame {
  readonly length: number;
  readonly dimensions: Readonly<Record<string, Dimension>>;
  /** Additive counts. NaN is a count that was withheld: every sum with it is withheld too. */
  readonly columns: Readonly<Record<string, Float64Array>>;
}

/** Collects cells row by row into typed columns, coding each dimension as its members appear. */
export interface FrameBuilder {
  /** Adds a cell: one member a dimension and one count a column, in the order of the builder's lists. */
  add(members: readonly string[], counts: readonly number[]): void;
  build(): CellFrame;
}

/** The dimensions and columns of a measure's cells, everywhere in Equipoise. */
export const cellDimensions = {
  measure: 'overlapping',
  period: 'overlapping',
  organization: 'exclusive',
  stratification: 'overlapping',
  stratum: 'exclusive',
} as const satisfies Record<string, Membership>;
export const cellColumns = ['eligible', 'excluded', 'denominator', 'numerator'] as const;

/**
 * Starts a frame. Columns grow by doubling; nothing is allocated per row.
 *
 * @param dimensions  name → membership; by default those of a measure's cells
 * @param columns     names of the counts
 * @returns           a builder whose `add` throws RangeError when members or counts are too many or too few
 * @example (() => { const b = createFrameBuilder({ practice: 'exclusive' }, ['denominator']); b.add(['A'], [30]); b.add(['A'], [12]); return b.build().length; })() // 2
 */
export function createFrameBuilder(
  dimensions: Readonly<Record<string, Membership>> = cellDimensions,
  columns: readonly string[] = cellColumns,
): FrameBuilder {
  const names = Object.keys(dimensions);
  const indexes = names.map(() => new Map<string, number>());
  let codes = names.map(() => new Uint32Array(1024));
  let counts = columns.map(() => new Float64Array(1024));
  let length = 0;
  return {
    add(members, values) {
      if (members.length !== names.length)
        throw new RangeError(`a cell names ${names.join(', ')}, got ${members.length} members`);
      if (values.length !== columns.length)
        throw new RangeError(`a cell counts ${columns.join(', ')}, got ${values.length} counts`);
      if (length === codes[0]?.length || length === counts[0]?.length) {
        codes = codes.map((old) => grow(old, new Uint32Array(old.length * 2)));
        counts = counts.map((old) => grow(old, new Float64Array(old.length * 2)));
      }
      for (let d = 0; d < names.length; d += 1) {
        const index = indexes[d]!;
        const member = members[d]!;
        let code = index.get(member);
        if (code === undefined) index.set(member, (code = index.size));
        codes[d]![length] = code;
      }
      for (let c = 0; c < columns.length; c += 1) counts[c]![length] = values[c]!;
      length += 1;
    },
    build: () => ({
      length,
      dimensions: Object.fromEntries(
        names.map((name, d) => [
          name,
          { members: [...indexes[d]!.keys()], codes: codes[d]!.slice(0, length), membership: dimensions[name]! },
        ]),
      ),
      columns: Object.fromEntries(columns.map((name, c) => [name, counts[c]!.slice(0, length)])),
    }),
  };
}

function grow<T extends Uint32Array | Float64Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}

/**
 * The dimension of a frame by its name.
 *
 * @param frame  any cells
 * @param name   of one of its dimensions
 * @throws RangeError when the frame has no such dimension
 * @example dimensionOf({ length: 1, dimensions: { practice: { members: ['A'], codes: Uint32Array.of(0), membership: 'exclusive' } }, columns: {} }, 'practice').members // ['A']
 */
export function dimensionOf(frame: CellFrame, name: string): Dimension {
  const dimension = Object.hasOwn(frame.dimensions, name) ? frame.dimensions[name] : undefined;
  if (!dimension) throw new RangeError(`the frame has no dimension ${name}; it has ${Object.keys(frame.dimensions).join(', ')}`);
  return dimension;
}
