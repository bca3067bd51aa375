import { polynomial } from './polynomial.ts';

const HALF_LOG_2PI = 0.9189385332046727;

/**
 * Natural logarithm of the gamma function, log Γ(x) for x > 0, with full relative accuracy
 * also beside its zeros at 1 and 2, where most implementations keep only absolute accuracy.
 *
 * @param x  a number above 0
 * @returns  log Γ(x)
 * @throws RangeError when x is not above 0
 * @example logGamma(10.5) // 13.940625219404
 *
 * Source: Abramowitz and Stegun 1964, 6.1.33 (series in ζ(k) − 1) and 6.1.41 (Stirling's series).
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`x must be above 0, got ${x}`);
  if (x === Infinity) return Infinity;
  if (x >= 10) return (x - 0.5) * Math.log(x) - x + HALF_LOG_2PI + stirlingError(x);
  if (x < 0.5) return aroundTwo(x) - Math.log1p(x) - Math.log(x); // Γ(x) = Γ(x + 2) / ((x + 1) x)
  if (x < 1.5) return aroundTwo(x - 1) - Math.log1p(x - 1);
  let product = 1;
  let rest = x;
  while (rest >= 2.5) {
    rest -= 1;
    product *= rest;
  }
  return Math.log(product) + aroundTwo(rest - 2);
}

/**
 * What Stirling's formula leaves out: log Γ(x) − ((x − ½) log x − x + ½ log 2π).
 * Adding these instead of log-gammas keeps beta and binomial terms accurate for counts in the millions.
 *
 * @param x  a number above 0
 * @returns  the error, about 1 / 12x
 * @throws RangeError when x is not above 0
 * @example stirlingError(100) // 0.00083333055563
 *
 * Source: Loader 2000, Fast and accurate computation of binomial probabilities; Abramowitz and Stegun 1964, 6.1.41.
 */
export function stirlingError(x: number): number {
  if (x < 16) return smallStirlingError(x);
  const inverse = 1 / x;
  const r = inverse * inverse;
  return inverse * (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r * (1 / 1188)))));
}

function smallStirlingError(x: number): number {
  const twice = x + x;
  if (twice >= 1 && Number.isInteger(twice)) return HALVES[twice] ?? NaN;
  if (x >= 10) return polynomial(STIRLING, 1 / (x * x)) / x;
  return logGamma(x) - ((x - 0.5) * Math.log(x) - x + HALF_LOG_2PI);
}

/** log Γ(2 + e) = (1 − γ) e + Σ (−1)ᵏ (ζ(k) − 1) eᵏ / k, for |e| ≤ ½. */
function aroundTwo(e: number): number {
  return e * polynomial(AROUND_TWO, e);
}

// Coefficients from the highest power down.
const AROUND_TWO = [
  -2.7595228851242334e-10, 5.731367241678862e-10, -1.1921401405860912e-9, 2.4836745438024785e-9, -5.183475041970047e-9,
  1.0838659214896955e-8, -2.2711094608943164e-8, 4.7698101693639804e-8, -1.0043224823968099e-7, 2.1207184805554665e-7,
  -4.492469198764566e-7, 9.55141213040742e-7, -2.039215753801366e-6, 4.374866789907488e-6, -9.439488275268397e-6,
  2.050721277567069e-5, -4.492623673813314e-5, 9.945751278180853e-5, -0.00022315475845357939, 0.0005096695247430425,
  -0.001192753911703261, 0.0028905103307415234, -0.007385551028673986, 0.020580808427784546, -0.0673523010531981,
  0.3224670334241132, 0.42278433509846713,
];
const STIRLING = [
  0.17964437236883057, -0.029550653594771242, 0.00641025641025641, -0.0019175269175269176, 0.0008417508417508417,
  -0.0005952380952380953, 0.0007936507936507937, -0.002777777777777778, 0.08333333333333333,
];
/** The error at whole and half numbers, which counts and their tails ask for most: at ½, 1, 1½ and so on to 15½. */
const HALVES = [
  NaN,
  0.15342640972002736,
  0.08106146679532726,
  0.05481412105191765,
  0.0413406959554093,
  0.03316287351993629,
  0.02767792568499834,
  0.023746163656297496,
  0.020790672103765093,
  0.018488450532673187,
  0.016644691189821193,
  0.015134973221917378,
  0.013876128823070748,
  0.012810465242920227,
  0.01189670994589177,
  0.011104559758206917,
  0.010411265261972096,
  0.009799416126158804,
  0.009255462182712733,
  0.008768700134139386,
  0.00833056343336287,
  0.00793411456431402,
  0.007573675487951841,
  0.007244554301320383,
  0.00694284010720953,
  0.006665247032707682,
  0.006408994188004207,
  0.006171712263039458,
  0.0059513701127588475,
  0.0057462165130101155,
  0.005554733551962801,
  0.005375599032926835,
];
