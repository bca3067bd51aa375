/**
 * Moves labels apart along one axis: each stays as close to its place as the others allow, in their order.
 *
 * @param wanted  middles of the labels, in any order
 * @param gap     pixels from middle to middle
 * @param room    where the middles may lie; with too little room for all, they overrun its end
 */
export function spread(wanted: readonly number[], gap: number, room: { readonly min: number; readonly max: number }): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
  // Labels that touch form a block about the mean of their places; blocks that then touch become one.
  const blocks: { middle: number; members: number[] }[] = [];
  for (const index of order) {
    let block = { middle: wanted[index]!, members: [index] };
    for (;;) {
      block.middle = clamp(block.middle, block.members.length, gap, room);
      const before = blocks.at(-1);
      if (!before || before.middle + ((before.members.length + block.members.length) / 2) * gap <= block.middle + 1e-9) break;
      blocks.pop();
      const members = [...before.members, ...block.members];
      block = { middle: members.reduce((sum, member) => sum + wanted[member]!, 0) / members.length, members };
    }
    blocks.push(block);
  }
  const placed = [...wanted];
  for (const { middle, members } of blocks) {
    members.forEach((member, at) => (placed[member] = middle + (at - (members.length - 1) / 2) * gap));
  }
  return placed;
}

function clamp(middle: number, size: number, gap: number, { min, max }: { readonly min: number; readonly max: number }): number {
  const half = ((size - 1) / 2) * gap;
  return Math.max(min + half, Math.min(max - half, middle));
}
