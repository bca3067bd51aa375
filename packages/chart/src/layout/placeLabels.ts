export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** A point that wants a label, and how much room the label takes: the longer wording first. */
export interface Labelled {
  readonly x: number;
  readonly y: number;
  readonly sizes: readonly { readonly width: number; readonly height: number }[];
}

export interface PlacedLabel {
  readonly box: Box;
  /** Which of the sizes was placed. */
  readonly size: number;
  /** Whether it stands so far off that a line must lead to it. */
  readonly apart: boolean;
}

/** Right, left, above, below and between, close by first. */
const directions = [
  [1, 0],
  [-1, 0],
  [0, -1],
  [0, 1],
  [1, -1],
  [-1, -1],
  [1, 1],
  [-1, 1],
] as const;
const distances = [7, 16, 28, 42];
/** Nearer than this to another labelled point, a label could be taken for that point's; only without other room. */
const clearances = [11, 0];

/**
 * Finds room for each label beside its point, or further off with a leader, so that it lies within the plot, covers no point
 * and no other label, and its leader runs through none; a shorter wording is tried before none.
 *
 * @param points    in order of importance
 * @param obstacles what labels must not cover
 * @param room      edges of the plot
 * @returns         null for a label that has no room
 */
export function placeLabels(points: readonly Labelled[], obstacles: readonly Box[], room: Box): (PlacedLabel | null)[] {
  const taken = [...obstacles];
  return points.map((point) => {
    const others = points.filter((other) => other !== point);
    for (const clearance of clearances) {
      const placed = find(point, [...taken, ...others.map((other) => around(other, clearance))], room);
      if (placed === null) continue;
      taken.push(placed.box);
      return placed;
    }
    return null;
  });
}

function around({ x, y }: Labelled, reach: number): Box {
  return { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach };
}

function find({ x, y, sizes }: Labelled, taken: readonly Box[], room: Box): PlacedLabel | null {
  for (const [size, { width, height }] of sizes.entries()) {
    for (const distance of distances) {
      for (const [right, down] of directions) {
        const middleX = x + right * (distance + width / 2);
        const middleY = y + down * (distance + height / 2);
        const box = {
          left: middleX - width / 2,
          right: middleX + width / 2,
          top: middleY - height / 2,
          bottom: middleY + height / 2,
        };
        const inside = box.left >= room.left && box.right <= room.right && box.top >= room.top && box.bottom <= room.bottom;
        const apart = distance > distances[0]!;
        const blocked = (other: Box) =>
          overlap(box, other) || (apart && !holds(other, x, y) && crosses(x, y, middleX, middleY, other));
        if (inside && !taken.some(blocked)) return { box, size, apart };
      }
    }
  }
  return null;
}

function holds({ left, right, top, bottom }: Box, x: number, y: number): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

/** Whether the straight line between two places runs through a box (Liang and Barsky): a leader that did would point at two things. */
function crosses(fromX: number, fromY: number, toX: number, toY: number, { left, right, top, bottom }: Box): boolean {
  let enter = 0;
  let leave = 1;
  for (const [start, way, low, high] of [
    [fromX, toX - fromX, left, right],
    [fromY, toY - fromY, top, bottom],
  ] as const) {
    if (way === 0) {
      if (start <= low || start >= high) return false;
      continue;
    }
    const [first, second] = [(low - start) / way, (high - start) / way];
    enter = Math.max(enter, Math.min(first, second));
    leave = Math.min(leave, Math.max(first, second));
  }
  return enter < leave;
}
