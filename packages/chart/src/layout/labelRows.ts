/** A label for a place on a horizontal axis, and how much room it takes, its place in the middle. */
export interface Wanted {
  readonly x: number;
  readonly width: number;
}

export interface RowedLabel {
  /** 0 is the row next to the plot. */
  readonly row: number;
  /** Where its leader passes each row from the plot up; the last is the middle of the label itself. */
  readonly way: readonly number[];
}

/**
 * Names above lines that stand close to each other: every label lies in the first of as few rows as hold them all, the
 * neighbours shared out among the rows, each as near to its line as the others allow; the leaders to the upper rows pass
 * between the labels of the lower ones, and none crosses another.
 *
 * @param wanted  from left to right
 * @param gap     pixels between two labels, or a label and a leader
 * @param room    edges that no label passes
 * @throws RangeError when the room does not even hold one label and the leaders of all others
 */
export function labelRows(
  wanted: readonly Wanted[],
  gap: number,
  room: { readonly left: number; readonly right: number },
): RowedLabel[] {
  for (let rows = 1; rows <= Math.max(1, wanted.length); rows += 1) {
    const placed = tryRows(wanted, rows, gap, room);
    if (placed !== null) return placed;
  }
  throw new RangeError(`${wanted.length} labels need more room than ${room.right - room.left} pixels`);
}

function tryRows(
  wanted: readonly Wanted[],
  rows: number,
  gap: number,
  room: { readonly left: number; readonly right: number },
): RowedLabel[] | null {
  const ways: number[][] = wanted.map(() => []);
  for (let row = 0; row < rows; row += 1) {
    const here = wanted.map((_, index) => index).filter((index) => index % rows >= row);
    const middles = spreadApart(
      here.map((index) => ({
        x: ways[index]!.at(-1) ?? wanted[index]!.x,
        width: index % rows === row ? wanted[index]!.width : 0,
      })),
      gap,
      room,
    );
    if (middles === null) return null;
    here.forEach((index, at) => ways[index]!.push(middles[at]!));
  }
  return ways.map((way) => ({ row: way.length - 1, way }));
}

/**
 * Middles of boxes in their order, none touching another, the squares of their moves as small as can be: less the room that
 * the boxes before take, the places must not fall, which is the isotonic regression (Barlow and others 1972, pool adjacent
 * violators); null when the room does not hold them.
 */
export function spreadApart(
  boxes: readonly Wanted[],
  gap: number,
  { left, right }: { readonly left: number; readonly right: number },
): number[] | null {
  const [first, last] = [boxes[0], boxes.at(-1)];
  if (first === undefined || last === undefined) return [];
  const offsets: number[] = [0];
  for (let index = 1; index < boxes.length; index += 1)
    offsets.push(offsets[index - 1]! + (boxes[index - 1]!.width + boxes[index]!.width) / 2 + gap);
  const low = left + first.width / 2;
  const high = right - last.width / 2 - offsets.at(-1)!;
  if (low > high) return null;
  const pools: { mean: number; size: number }[] = [];
  boxes.forEach(({ x }, index) => {
    let pool = { mean: x - offsets[index]!, size: 1 };
    for (let before = pools.at(-1); before !== undefined && before.mean > pool.mean; before = pools.at(-1)) {
      const size = before.size + pool.size;
      pool = { mean: (before.mean * before.size + pool.mean * pool.size) / size, size };
      pools.pop();
    }
    pools.push(pool);
  });
  return pools
    .flatMap(({ mean, size }) => Array.from({ length: size }, () => Math.min(high, Math.max(low, mean))))
    .map((place, index) => place + offsets[index]!);
}
