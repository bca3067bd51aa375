/** The largest times 1, the next times 2, and so on; none above the one after it. */
export function hochberg(p: Float64Array): Float64Array {
  return falling(p.map((value, at) => (p.length - at) * value));
}

/** n/rank times p; none above the one after it. */
export function benjaminiHochberg(p: Float64Array): Float64Array {
  return falling(p.map((value, at) => (p.length * value) / (at + 1)));
}

/** The same times 1 + 1/2 + … + 1/n, the price of any dependence. */
export function benjaminiYekutieli(p: Float64Array): Float64Array {
  const price = harmonic(p.length);
  return falling(p.map((value, at) => (price * p.length * value) / (at + 1)));
}

/** Added from the small terms up. */
function harmonic(n: number): number {
  let total = 0;
  for (let k = n; k > 0; k -= 1) total += 1 / k;
  return total;
}

function falling(values: Float64Array): Float64Array {
  let least = 1;
  for (let at = values.length - 1; at >= 0; at -= 1) {
    least = Math.min(least, values[at]!);
    values[at] = least;
  }
  return values;
}
