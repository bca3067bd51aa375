import { betaFraction } from './betaFraction.ts';
import {
  betaDensity,
  betaExponent,
  betaPeak,
  betaRest,
  betaTails,
  beyondMean,
  isCorner,
  requireShape,
  type Shape,
} from './incompleteBeta.ts';
import { expNearZero, log1pNearZero } from './nearZero.ts';
import { normalQuantile } from './normalQuantile.ts';
import { quantileStep } from './quantileStep.ts';
import { requireFraction } from './require.ts';

/**
 * Quantile of the beta distribution: the x with P(B ≤ x) = p, to a relative error below 1e-13 also where x is tiny.
 *
 * @param p      a probability in [0, 1]
 * @param shape  a and b, above 0
 * @returns      x in [0, 1]
 * @throws RangeError when p is outside [0, 1], or a or b is not a number above 0
 * @example betaQuantile(0.025, { a: 81, b: 183 }) // 0.2527367456
 *
 * Source: first guess of Carter 1947, Biometrika 34:352; from there by Taylor's series in the logarithm of the tail.
 */
export function betaQuantile(p: number, { a, b }: Shape): number {
  requireFraction('p', p);
  requireShape(a, b);
  return p <= 0.5 ? betaCut(p, normalQuantile(p), a, b, false) : betaCut(1 - p, normalQuantile(1 - p), a, b, true);
}

/**
 * The other tail's quantile: the x with P(B > x) = q, to a relative error below 1e-13 however small q is.
 *
 * @param q      a probability in [0, 1]
 * @param shape  a and b, above 0
 * @returns      x in [0, 1]
 * @throws RangeError when q is outside [0, 1], or a or b is not a number above 0
 * @example betaUpperQuantile(0.025, { a: 82, b: 182 }) // 0.3676219226
 *
 * Source: as betaQuantile.
 */
export function betaUpperQuantile(q: number, { a, b }: Shape): number {
  requireFraction('q', q);
  requireShape(a, b);
  return q <= 0.5 ? betaCut(q, normalQuantile(q), a, b, true) : betaCut(1 - q, normalQuantile(1 - q), a, b, false);
}

/**
 * The x that cuts the tail p off a beta distribution: the inside of both quantiles, for kernels that know z already. Plain
 * numbers, because an object a call would cost as much as the work.
 *
 * @param p      at most ½
 * @param z      standard normal quantile of p, so at most 0
 * @param upper  which tail
 */
export function betaCut(p: number, z: number, a: number, b: number, upper: boolean): number {
  if (p === 0) return upper ? 1 : 0;
  if (a === 1) return -Math.expm1((upper ? Math.log(p) : Math.log1p(-p)) / b);
  if (b === 1) return Math.exp((upper ? Math.log1p(-p) : Math.log(p)) / a);
  const own = upper ? b : a; // the shape at the end that the tail lies towards decides how the tail begins
  const other = upper ? a : b;
  if (own < 1 || other < 0.5 || z < -8 || (other < 1 && z > -1)) return cautiousCut(p, a, b, upper);
  const odds = other < 1 ? powerOdds(p, own, upper) : carterOdds(upper ? -z : z, a, b);
  // The smaller of x and 1 − x is looked for, because the other one would not carry its digits.
  return odds <= 1 ? smallCut(p, z, a, b, upper, odds) : 1 - smallCut(p, z, b, a, !upper, 1 / odds);
}

/** Odds of the quantile at a signed z, for a and b above 1: good to two hundredths of the tail where these are above 7. */
function carterOdds(z: number, a: number, b: number): number {
  const s = a + a - 1;
  const t = b + b - 1;
  const inverse = 1 / (s * t);
  const n = a + b - 1;
  const half = n * inverse; // (1/s + 1/t) / 2
  const l = (z * z - 3) / 6;
  const w = z * Math.sqrt((n + l * half) * inverse) + (s - t) * inverse * (l + 5 / 6 - (2 / 3) * half);
  return (a / b) * Math.exp(w + w);
}

/** Odds of the quantile for the other shape 1: beyond those for a smaller one, near enough from ½ up. */
function powerOdds(p: number, own: number, upper: boolean): number {
  const odds = Math.expm1(-Math.log(p) / own);
  return upper ? odds : 1 / odds;
}

function smallCut(p: number, z: number, a: number, b: number, upper: boolean, guess: number): number {
  const n = a + b;
  const scale = p * Math.sqrt((2 * Math.PI * n) / (a * b));
  const full = z > -1.5 || a < 1 || b < 1; // where the continued fractions are slow, they end with more left over
  const reach = 0.7 + 0.5 * z * z; // −log p, roughly: a miss as large as this is where the series ceases to converge
  const rest = betaRest(a, b);
  const mean = a / n;
  let x = guess / (1 + guess);
  if (upper ? x < mean : x > mean) x = mean; // for p up to ½ the cut lies beyond the mean, or before it by less than 1/(3n)
  for (let left = TURNS_MAX; ; left -= 1) {
    const y = 1 - x;
    const beyond = a * y - b * x;
    const ratio = upper ? betaFraction(b, a, y, -beyond, full) : betaFraction(a, b, x, beyond, full);
    const log = beyond > 0.5 * a ? Math.log((n * x) / a) : log1pNearZero(-beyond / a);
    const miss = Math.log(ratio * scale) - rest - a * log - b * log1pNearZero(beyond / b);
    const share = miss / reach;
    const near = share * share < 0.04;
    const h = (upper ? -1 : 1) / ratio;
    const grown = x * expNearZero(near ? quantileStep(miss, h, beyond, n * x * y, y - x, 2 / n) : h * miss);
    x = grown / (y + grown);
    const cube = share * share * share;
    if ((near && cube * cube < SETTLED * ratio) || left === 0) return x;
  }
}

/**
 * Where a shape is below 1, or p next to 0: Newton's steps on the logarithm of the tail, which is concave in the log odds,
 * from a bound on the side from which they do not overshoot.
 */
function cautiousCut(p: number, a: number, b: number, upper: boolean): number {
  const bound = upper ? boundOdds(p, b, a) : boundOdds(p, a, b);
  if ((a + b) * bound < 1e-20) return upper ? 1 : bound; // the power alone decides
  const odds = upper ? 1 / bound : bound;
  const x = odds === Infinity ? 1 : odds / (1 + odds);
  const y = 1 / (1 + odds);
  if (y === 0) return 1;
  return newtonCut(p, x, y, a, b, upper);
}

/** Odds below those of the lower quantile: from the tail's power at 0, and from the shape (a, 1) where b is smaller. */
function boundOdds(p: number, a: number, b: number): number {
  const log = Math.log(p);
  const power = Math.exp((log + logPowerScale(a, b)) / a);
  if (b >= 1) return power;
  return Math.max(power, Math.exp(log / a) / -Math.expm1(log / a));
}

/** log (a B(a, b)). */
function logPowerScale(a: number, b: number): number {
  return 0.5 * Math.log(2 * Math.PI * a) - betaRest(a, b) - a * Math.log1p(b / a) - (b - 0.5) * Math.log1p(a / b);
}

function newtonCut(p: number, xAtFirst: number, yAtFirst: number, a: number, b: number, upper: boolean): number {
  let x = xAtFirst;
  let y = yAtFirst;
  const log = Math.log(p);
  for (let left = TURNS_MAX; ; left -= 1) {
    const beyond = beyondMean(x, y, a, b);
    let ratio: number;
    let miss: number;
    if (upper ? beyond <= 0 && !isCorner(x, a, b) : beyond >= 0 && !isCorner(y, b, a)) {
      ratio = upper ? betaFraction(b, a, y, -beyond, true) : betaFraction(a, b, x, beyond, true);
      miss = log + Math.log(ratio / betaPeak(a, b)) - betaExponent(x, y, a, b, beyond);
    } else {
      const tails = betaTails(x, y, a, b);
      const tail = upper ? tails.upper : tails.lower;
      ratio = betaDensity(x, y, a, b, beyond) / tail;
      miss = Math.log(p / tail);
    }
    const h = (upper ? -1 : 1) / ratio;
    const share = miss / log;
    const near = share * share < 0.04;
    const step = near ? quantileStep(miss, h, beyond, (a + b) * x * y, y - x, 2 / (a + b)) : h * miss;
    const grown = x * Math.exp(step);
    const total = y + grown;
    x = grown / total;
    y /= total;
    const cube = share * share * share;
    if ((near && cube * cube < SETTLED * ratio) || left === 0 || x === 0 || y === 0) return x;
  }
}

/** What the series may leave out of the log odds. */
const SETTLED = 1e-15;
const TURNS_MAX = 100;
