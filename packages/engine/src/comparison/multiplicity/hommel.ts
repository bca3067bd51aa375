/**
 * Closed testing with Simes' test: the adjusted p-value is the largest Simes p-value of any set that holds the hypothesis.
 *
 * Among sets of one size the largest p-values count, whose Simes p-value is S(size) = size · min p₍ⱼ₎ / j. A hypothesis is
 * rejected at α when every size with S(size) > α has size · p ≤ α, so its adjusted p-value is max over sizes of
 * min(S(size), size · p). S falls and size · p rises with the size: the crossing is found by one walk down.
 */
export function hommel(p: Float64Array): Float64Array {
  const n = p.length;
  const simes = simesOfLargest(p);
  for (let size = n - 1; size > 0; size -= 1) simes[size] = Math.max(simes[size]!, simes[size + 1]!);
  let size = n;
  return p.map((value) => {
    while (size > 1 && size * value > simes[size]!) size -= 1;
    return Math.max(Math.min(simes[size]!, size * value), size < n ? simes[size + 1]! : 0);
  });
}

/**
 * Simes p-value of the `size` largest p-values, for every size: size times the least slope from (n − size, 0) to a point
 * (rank, p). The point lies on the lower hull of the points further right, which grows leftwards as sizes grow.
 */
function simesOfLargest(p: Float64Array): Float64Array {
  const n = p.length;
  const simes = new Float64Array(n + 1);
  const hull: number[] = []; // ranks from right to left
  const height = (at: number) => p[hull[at]! - 1]!;
  for (let rank = n; rank > 0; rank -= 1) {
    while (hull.length > 1 && isAbove(hull, height, rank, p[rank - 1]!)) hull.pop();
    hull.push(rank);
    const origin = rank - 1;
    const slope = (at: number) => height(at) / (hull[at]! - origin);
    // Along the hull from left to right slopes fall, then rise.
    let left = hull.length - 1;
    let right = 0;
    while (left > right) {
      const middle = Math.ceil((left + right) / 2);
      if (slope(middle) <= slope(middle - 1)) right = middle;
      else left = middle - 1;
    }
    simes[n - origin] = (n - origin) * slope(left);
  }
  return simes;
}

/** Whether the leftmost point of the hull lies on or above the line from a new point further left to the one right of it. */
function isAbove(hull: readonly number[], height: (at: number) => number, rank: number, value: number): boolean {
  const last = hull.length - 1;
  const [middle, right] = [hull[last]!, hull[last - 1]!];
  return (height(last) - value) * (right - rank) >= (height(last - 1) - value) * (middle - rank);
}
