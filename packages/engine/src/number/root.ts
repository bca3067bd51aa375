/** Where to look for a root. */
export interface RootSearch {
  readonly lower: number;
  readonly upper: number;
  /** How near to the root, relative to it; 4 ulps unless told. */
  readonly tolerance?: number;
}

/**
 * The root of a function between two points at which it has opposite signs.
 *
 * Inverse quadratic interpolation where it can be trusted, halving elsewhere. Precision is relative to the root, so that a
 * rate of 1e-12 is as precise as one of ½; a bracket is halved in log scale where its ends differ in size, so that no root
 * takes more than 200 calls, wherever it lies between 0 and 1e308. f may be infinite.
 *
 * @param f       a continuous function; need not be smooth
 * @param search  ends of the bracket, and how near to come relative to the root
 * @returns       the root: of the two ends of the last bracket the one at which f is nearer to 0
 * @throws RangeError when the ends do not bracket a root, or f is not a number somewhere between them
 * @example findRoot((x) => x * x - 2, { lower: 0, upper: 2 }) // 1.414213562373095
 *
 * Source: Chandrupatla 1997, Advances in Engineering Software 28:145.
 */
export function findRoot(f: (x: number) => number, { lower, upper, tolerance = 4 * Number.EPSILON }: RootSearch): number {
  // a is the newest point, b lies on the other side of the root, c is where a or b was before.
  let b = lower;
  let fb = f(b);
  if (fb === 0) return b;
  let a = upper;
  let fa = f(a);
  if (fa === 0) return a;
  if (Number.isNaN(fa) || Number.isNaN(fb)) throw notANumber(Number.isNaN(fb) ? b : a);
  if (fa > 0 === fb > 0) throw new RangeError(`f has the same sign at lower ${lower} and upper ${upper}`);
  a = finite(a);
  b = finite(b);
  let x = middle(a, b);
  let width = logWidth(a, b);
  let idle = 0;
  while (x !== a && x !== b) {
    const fx = f(x);
    if (fx === 0) return x;
    if (Number.isNaN(fx)) throw notANumber(x);
    let c = a;
    let fc = fa;
    if (fx > 0 !== fa > 0) {
      c = b;
      fc = fb;
      b = a;
      fb = fa;
    }
    a = x;
    fa = fx;

    const nearest = Math.abs(fa) < Math.abs(fb) ? a : b;
    const least = (tolerance * Math.abs(nearest)) / 2 / Math.abs(b - a);
    if (least >= 0.5) return nearest;
    const widthNow = logWidth(a, b);
    if (widthNow <= width / 2 && widthNow < Infinity) {
      width = widthNow;
      idle = 0;
    } else idle += 1;
    if (idle >= PATIENCE) x = logMiddle(a, b);
    else {
      const step = interpolate(a, b, c, fa, fb, fc);
      x = step > 0 && step < 1 ? a + Math.min(1 - least, Math.max(least, step)) * (b - a) : middle(a, b);
    }
  }
  return Math.abs(fa) < Math.abs(fb) ? a : b;
}

/** Calls that may pass without halving the bracket in log scale; 62 halvings take the widest bracket there is to 4 ulps. */
const PATIENCE = 2;

/** Inverse quadratic interpolation as a fraction of the way from a to b; NaN where f bends too much to trust it. */
function interpolate(a: number, b: number, c: number, fa: number, fb: number, fc: number): number {
  const place = (a - b) / (c - b);
  const height = (fa - fb) / (fc - fb);
  if (!(height * height < place && (1 - height) * (1 - height) < 1 - place)) return NaN;
  return (fa / (fb - fa)) * (fc / (fb - fc)) + ((c - a) / (b - a)) * (fa / (fc - fa)) * (fb / (fc - fb));
}

/** Half way: in log scale when one end is many times the other, else on the line. */
function middle(a: number, b: number): number {
  const ratio = Math.max(a / b, b / a); // Infinity beside an end of 0: the line first, so that f is not asked at 1e-162
  return ratio > 4 && ratio < Infinity ? logMiddle(a, b) : a / 2 + b / 2;
}

/** Half way in log scale; a bracket around 0 is cut there, and 0 itself counts as the smallest double. */
function logMiddle(a: number, b: number): number {
  if (straddles(a, b)) return 0;
  return Math.sign(a + b) * Math.sqrt(magnitude(a)) * Math.sqrt(magnitude(b));
}

/** How many times (as a logarithm) one end is the other, without cancellation where they are near. */
function logWidth(a: number, b: number): number {
  if (straddles(a, b)) return Infinity;
  const larger = Math.max(magnitude(a), magnitude(b));
  const smaller = Math.min(magnitude(a), magnitude(b));
  return larger < 2 * smaller ? Math.log1p((larger - smaller) / smaller) : Math.log(larger) - Math.log(smaller);
}

function straddles(a: number, b: number): boolean {
  return (a < 0 && b > 0) || (a > 0 && b < 0);
}

function magnitude(x: number): number {
  return Math.max(Number.MIN_VALUE, Math.abs(x));
}

function finite(x: number): number {
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, x));
}

function notANumber(x: number): RangeError {
  return new RangeError(`f is not a number at ${x}`);
}
