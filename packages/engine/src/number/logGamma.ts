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
