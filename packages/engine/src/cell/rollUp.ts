import { dimensionOf, type CellFrame, type Dimension } from './frame.ts';

/** Thrown when a sum would count a patient twice. */
export class OverlapError extends Error {
  override readonly name = 'OverlapError';
  constructor(dimension: string) {
    super(
      `cannot add over ${dimension}: a patient may fall under several of its members; keep ${dimension}, or choose one member first`,
    );
  }
}

/** Up to this many possible groups a row are counted in one flat table; more of them go through a map of those that occur. */
const denseGroupsPerRow = 8;

/**
 * Adds up over every dimension that is not kept. Refuses to count a patient twice.
 *
 * Cells of one member (tallies with 0 and 1 in the columns) become counts by the same sum. The result has one row for
 * each combination that occurs, in the order of the kept members, whatever the order of the rows.
 *
 * @param frame  cells or tallies
 * @param keep   names of the dimensions to keep, in the order in which rows are to be sorted
 * @returns      a new frame; a sum with a withheld count (NaN) is NaN
 * @throws OverlapError when a dimension with overlapping members would be added over
 * @throws RangeError when a name is not a dimension of the frame
 * @example rollUp({ length: 2, dimensions: { practice: { members: ['A', 'B'], codes: Uint32Array.of(0, 1), membership: 'exclusive' } }, columns: { denominator: Float64Array.of(30, 12) } }, []).columns.denominator[0] // 42
 */
export function rollUp(frame: CellFrame, keep: readonly string[]): CellFrame {
  for (const [name, { membership, members }] of Object.entries(frame.dimensions)) {
    if (membership === 'overlapping' && members.length > 1 && !keep.includes(name)) throw new OverlapError(name);
  }
  const kept = keep.map((name) => dimensionOf(frame, name));
  const { groups, firstRows } = groupRows(frame.length, kept);
  return {
    length: firstRows.length,
    dimensions: Object.fromEntries(
      keep.map((name, d) => {
        const { members, codes, membership } = kept[d]!;
        return [name, { members, membership, codes: Uint32Array.from(firstRows, (row) => codes[row]!) }];
      }),
    ),
    columns: Object.fromEntries(
      Object.entries(frame.columns).map(([name, column]) => {
        const sums = new Float64Array(firstRows.length);
        for (let row = 0; row < frame.length; row += 1) sums[groups[row]!]! += column[row]!;
        return [name, sums];
      }),
    ),
  };
}

/** Numbers the combinations that occur, in the order of their members; a row that stands for each of them comes along. */
function groupRows(length: number, kept: readonly Dimension[]): { groups: Uint32Array; firstRows: Uint32Array } {
  // A mixed-radix number names a combination; 2⁵³ of them are told apart.
  const keys = new Float64Array(length);
  let possible = 1;
  for (const { members, codes } of kept) {
    possible *= Math.max(1, members.length);
    for (let row = 0; row < length; row += 1) keys[row] = keys[row]! * members.length + codes[row]!;
  }
  if (possible > Number.MAX_SAFE_INTEGER) throw new RangeError('the kept dimensions have more combinations than can be numbered');
  const groups = new Uint32Array(length);
  return possible <= denseGroupsPerRow * length ? numberDense(keys, groups, possible) : numberSparse(keys, groups);
}

function numberDense(keys: Float64Array, groups: Uint32Array, possible: number): { groups: Uint32Array; firstRows: Uint32Array } {
  const first = new Uint32Array(possible); // row + 1 of the first that has the key; 0 when none
  for (let row = keys.length - 1; row >= 0; row -= 1) first[keys[row]!] = row + 1;
  const firstRows: number[] = [];
  const number = new Uint32Array(possible);
  for (let key = 0; key < possible; key += 1) {
    if (first[key] === 0) continue;
    number[key] = firstRows.length;
    firstRows.push(first[key]! - 1);
  }
  for (let row = 0; row < keys.length; row += 1) groups[row] = number[keys[row]!]!;
  return { groups, firstRows: Uint32Array.from(firstRows) };
}

function numberSparse(keys: Float64Array, groups: Uint32Array): { groups: Uint32Array; firstRows: Uint32Array } {
  const first = new Map<number, number>();
  for (let row = 0; row < keys.length; row += 1) if (!first.has(keys[row]!)) first.set(keys[row]!, row);
  const sorted = Float64Array.from(first.keys()).sort();
  const number = new Map<number, number>();
  for (let group = 0; group < sorted.length; group += 1) number.set(sorted[group]!, group);
  for (let row = 0; row < keys.length; row += 1) groups[row] = number.get(keys[row]!)!;
  return { groups, firstRows: Uint32Array.from(sorted, (key) => first.get(key)!) };
}
