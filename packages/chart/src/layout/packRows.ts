/** Something that stands over a place on the axis and takes room to both sides of it. */
export interface Pill {
  readonly x: number;
  readonly width: number;
}

export interface PackedPill {
  readonly left: number;
  /** 0 is the row next to the plot. */
  readonly row: number;
}

/**
 * Puts each pill over its place, in the first row where it touches no other: neighbours that are too close climb.
 *
 * @param pills  from left to right
 * @param room   no pill reaches beyond these edges; the places lie within
 * @param gap    pixels between two pills of a row
 */
export function packRows(
  pills: readonly Pill[],
  room: { readonly left: number; readonly right: number },
  gap: number,
): PackedPill[] {
  const ends: number[] = [];
  return pills.map(({ x, width }) => {
    const left = Math.max(room.left, Math.min(room.right - width, x - width / 2));
    const free = ends.findIndex((end) => end + gap <= left);
    const row = free === -1 ? ends.length : free;
    ends[row] = left + width;
    return { left, row };
  });
}
