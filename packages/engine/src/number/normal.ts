import { polynomial } from './polynomial.ts';

const SQRT_32 = 4 * Math.SQRT2;
const INV_SQRT_2PI = 0.3989422804014327;

/**
 * Cumulative distribution function of the standard normal, P(Z ≤ x), to full double
 * accuracy in both tails.
 *
 * @param x  any number
 * @returns  a probability; NaN for NaN
 * @example normalCdf(-1.959964) // 0.025
 *
 * Source: Cody 1969, Math Comp 23:631 (rational approximations of the error function).
 */
export function normalCdf(x: number): number {
  return normalUpperTail(-x);
}

/**
 * Upper tail of the standard normal, P(Z > x), computed directly: 1 − Φ(x) would be 0 from x = 8.3 on.
 *
 * @param x  any number
 * @returns  a probability; NaN for NaN
 * @example normalUpperTail(12) // 1.776482112e-33
 *
 * Source: Cody 1969, Math Comp 23:631 (rational approximations of the error function).
 */
export function normalUpperTail(x: number): number {
  const size = Math.abs(x);
  if (size <= 0.67448975) return 0.5 - x * central(x * x);
  const tail = size <= SQRT_32 ? density(size) * middle(size) : far(size);
  return x > 0 ? tail : 1 - tail;
}

/** exp(−x²/2) with the square split, because the rounding of x² alone would cost three digits at x = 37. */
function density(x: number): number {
  const coarse = Math.trunc(x * 16) / 16;
  return Math.exp((-coarse * coarse) / 2) * Math.exp((-(x - coarse) * (x + coarse)) / 2);
}

/** (Φ(x) − 1/2) / x as a function of x². */
function central(square: number): number {
  return polynomial(CENTRAL_ABOVE, square) / polynomial(CENTRAL_BELOW, square);
}

function middle(x: number): number {
  return polynomial(MIDDLE_ABOVE, x) / polynomial(MIDDLE_BELOW, x);
}

function far(x: number): number {
  if (x > 38.6) return 0; // below the smallest double
  const s = 1 / (x * x);
  const correction = (s * polynomial(FAR_ABOVE, s)) / polynomial(FAR_BELOW, s);
  return (density(x) * (INV_SQRT_2PI - correction)) / x;
}

// Coefficients from the highest power down.
const CENTRAL_ABOVE = [0.06568233791820745, 2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356];
const CENTRAL_BELOW = [1, 47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673];
const MIDDLE_ABOVE = [
  1.0765576773720192e-8, 0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002, 2494.5375852903726,
  6848.190450536283, 11602.65143764735, 9842.714838383978,
];
const MIDDLE_BELOW = [
  1, 22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097, 34900.95272114598,
  38912.00328609327, 19685.429676859992,
];
const FAR_ABOVE = [
  0.023073441764940174, 0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934,
  2.9112874951168793e-5,
];
const FAR_BELOW = [1, 1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824, 7.297515550839662e-5];
