/**
 * A rising factorial a (a + 1) … (a + m − 1) has one factor for every whole number below m. The likelihood of many units needs
 * Σ_{counts m} Σ_{k < m} f(k) for several smooth f: here it is Σ weights × f(points), prepared once from the counts.
 */
export interface Rungs {
  readonly points: Float64Array;
  readonly weights: Float64Array;
}

/** Below this every whole number is a point of its own; above, f changes so little from one to the next that few points do. */
const fine = 4096;

/** Gauss-Legendre points of each stretch from some K to 2 K: enough for 1 / (a + k) and its like to the last digit. */
const order = 20;

/**
 * Points and weights of Σ_{m of counts} Σ_{k < m} f(k), for f smooth on the scale of k, such as log(a + k) and its derivatives.
 * Beyond the fine part, f on a stretch that doubles is its interpolating polynomial at Gauss-Legendre points, and sums of the
 * polynomial up to any count come by Euler and Maclaurin; what these leave out is below the rounding. So the number of points
 * grows with the logarithm of the largest count and not with the number of units.
 *
 * Source: Abramowitz and Stegun 1964, 8.9.15 (integrals of Legendre polynomials), 23.1.30 (Euler-Maclaurin), 25.4.29 (Gauss-Legendre).
 */
export function rungsOf(counts: readonly number[]): Rungs {
  const points: number[] = [];
  const weights: number[] = [];
  const sorted = Float64Array.from(counts).sort();
  const most = sorted.at(-1) ?? 0;
  let ended = 0; // counts that are at most k
  const skip = (k: number): void => {
    while ((sorted[ended] ?? Infinity) <= k) ended += 1;
  };
  for (let k = 0; k < Math.min(most, fine); k += 1) {
    skip(k);
    points.push(k);
    weights.push(sorted.length - ended);
  }
  for (let start = fine; start < most; start *= 2) {
    skip(start);
    const half = start / 2;
    const moments = momentsOf(sorted.subarray(ended), start);
    for (const { node, weight, legendre } of gauss()) {
      points.push(start - 0.5 + half * (1 + node));
      weights.push(weight * moments.reduce((total, moment, m) => total + (m + 0.5) * (legendre[m] ?? 0) * moment, 0));
    }
  }
  return { points: Float64Array.from(points), weights: Float64Array.from(weights) };
}

/** Σ_{counts m} Σ_{start ≤ k < min(m, 2 start)} P(k) for each Legendre polynomial P of the stretch. */
function momentsOf(counts: Float64Array, start: number): Float64Array {
  const half = start / 2;
  const moments = new Float64Array(order);
  const values = new Float64Array(order + 1);
  for (let from = 0, to = 0; from < counts.length; from = to) {
    const end = Math.min(counts[from] ?? 0, 2 * start);
    while (to < counts.length && Math.min(counts[to] ?? 0, 2 * start) === end) to += 1;
    const at = (end - start) / half - 1;
    legendreAt(at, values);
    // The slope that Euler and Maclaurin ask for, at both ends: P′(m + 1) = P′(m − 1) + (2m + 1) P(m), P′(m) at −1 is ∓ m (m + 1) / 2.
    let slope = 0;
    let slopeBefore = 0;
    for (let m = 0; m < order; m += 1) {
      const integral = m === 0 ? at + 1 : ((values[m + 1] ?? 0) - (values[m - 1] ?? 0)) / (2 * m + 1);
      const slopeAtStart = ((m % 2 === 0 ? -1 : 1) * m * (m + 1)) / 2;
      moments[m] = (moments[m] ?? 0) + (to - from) * (half * integral - (slope - slopeAtStart) / (24 * half));
      const slopeNext = slopeBefore + (2 * m + 1) * (values[m] ?? 0);
      slopeBefore = slope;
      slope = slopeNext;
    }
  }
  return moments;
}

/** Legendre polynomials of degree 0 to `order` at one place. */
function legendreAt(x: number, values: Float64Array): void {
  let before = 0;
  let value = 1;
  values[0] = value;
  for (let m = 0; m < order; m += 1) {
    const next = ((2 * m + 1) * x * value - m * before) / (m + 1);
    before = value;
    value = next;
    values[m + 1] = value;
  }
}

interface GaussPoint {
  readonly node: number;
  readonly weight: number;
  readonly legendre: Float64Array;
}

let known: readonly GaussPoint[] | undefined;

/** Roots of the polynomial of degree `order` by Newton's method, with their weights; worked out once. */
function gauss(): readonly GaussPoint[] {
  known ??= Array.from({ length: order }, (_, index) => {
    const legendre = new Float64Array(order + 1);
    let node = Math.cos((Math.PI * (index + 0.75)) / (order + 0.5));
    for (let round = 0, slope = 0; ; round += 1) {
      legendreAt(node, legendre);
      slope = (order * (node * (legendre[order] ?? 0) - (legendre[order - 1] ?? 0))) / (node * node - 1);
      if (round === 5) return { node, weight: 2 / ((1 - node * node) * slope ** 2), legendre };
      node -= (legendre[order] ?? 0) / slope;
    }
  });
  return known;
}
