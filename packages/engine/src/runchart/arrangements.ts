/** So many points lie above the centre, so many below. */
export interface Split {
  readonly above: number;
  readonly below: number;
}

/** What chance explains: a longer run, fewer crossings or more is a signal. */
export interface RunLimits {
  readonly longestRunMax: number;
  readonly crossingsMin: number;
  /** No limit unless given. */
  readonly crossingsMax?: number;
}

/**
 * Walks through all equally likely arrangements of points above and below a centre at once, one point at a time: the next
 * point is above with probability (above points left) / (points left). A state is (above points placed, side of the last
 * point, length of its run, crossings so far); crossings are counted up to their limits, which is all that a verdict needs.
 * Signals and quiet arrangements are added up apart, positive terms only, so that a tiny chance keeps its digits.
 *
 * @param split   how many points lie on each side
 * @param limits  a run longer than `longestRunMax`, or crossings below `crossingsMin` or above `crossingsMax`, are a signal
 * @returns       probability of a signal, and of none
 */
export function walkArrangements({ above, below }: Split, limits: RunLimits): { signal: number; quiet: number } {
  const points = above + below;
  if (points === 0) return { signal: 0, quiet: 1 };
  const { longestRunMax, crossingsMin, crossingsMax = Infinity } = limits;
  const counted = crossingsMax < points ? crossingsMax + 1 : crossingsMin; // from here on every crossing is alike
  const lengths = Math.min(longestRunMax, Math.max(above, below));
  const width = counted + 1;
  const stateAt = (placedAbove: number, side: number, length: number) =>
    ((placedAbove * 2 + side) * lengths + length - 1) * width;
  let now = new Float64Array((above + 1) * 2 * lengths * width);
  let next = new Float64Array(now.length);
  let signal = 0;

  const arrive = (placedAbove: number, side: number, length: number, crossings: number, chance: number) => {
    if (chance === 0) return;
    if (length > longestRunMax || crossings > crossingsMax) signal += chance; // whatever follows, this stays
    else next[stateAt(placedAbove, side, length) + crossings]! += chance;
  };
  arrive(1, 0, 1, 0, above / points);
  arrive(0, 1, 1, 0, below / points);

  for (let placed = 1; placed < points; placed += 1) {
    [now, next] = [next, now];
    next.fill(0);
    const left = points - placed;
    for (let placedAbove = Math.max(0, placed - below); placedAbove <= Math.min(above, placed); placedAbove += 1) {
      const toAbove = (above - placedAbove) / left;
      const toBelow = (below - placed + placedAbove) / left;
      for (let side = 0; side < 2; side += 1) {
        const stay = side === 0 ? toAbove : toBelow;
        const cross = side === 0 ? toBelow : toAbove;
        for (let length = 1; length <= lengths; length += 1) {
          const state = stateAt(placedAbove, side, length);
          for (let crossings = 0; crossings < width; crossings += 1) {
            const chance = now[state + crossings]!;
            if (chance === 0) continue; // most states cannot be reached yet
            const crossed = Math.min(crossings + 1, counted);
            arrive(placedAbove + 1 - side, side, length + 1, crossings, chance * stay);
            arrive(placedAbove + side, 1 - side, 1, crossed, chance * cross);
          }
        }
      }
    }
  }

  let quiet = 0;
  for (let state = 0; state < next.length; state += 1) {
    if (state % width < crossingsMin) signal += next[state]!;
    else quiet += next[state]!;
  }
  return { signal, quiet };
}
