import type { DegreesOfFreedom } from './chiSquare.ts';
import { incompleteBeta, type Tails } from './incompleteBeta.ts';
import { stirlingError } from './logGamma.ts';
import { normalQuantile } from './normalQuantile.ts';
import { requireFraction, requirePositive } from './require.ts';

/**
 * Distribution function of Student's t: both tails, each computed directly.
 *
 * @param t       any number
 * @param degrees degrees of freedom, above 0
 * @returns       lower P(T ≤ t) and upper P(T > t)
 * @throws RangeError when df is not a number above 0
 * @example studentCdf(-2.5, { df: 3 }) // { lower: 0.0438533235, upper: 0.9561466765 }
 *
 * Source: Abramowitz and Stegun 1964, 26.7.1 (Student's t as an incomplete beta function).
 */
export function studentCdf(t: number, { df }: DegreesOfFreedom): Tails {
  requirePositive('df', df);
  if (Number.isNaN(t)) return { lower: NaN, upper: NaN };
  const beyond = within(Math.abs(t), df).upper / 2;
  return t > 0 ? { lower: 1 - beyond, upper: beyond } : { lower: beyond, upper: 1 - beyond };
}

/**
 * Quantile of Student's t: the t with P(T ≤ t) = p.
 *
 * @param p       a probability in [0, 1]
 * @param degrees degrees of freedom, above 0
 * @returns       t; −Infinity at p = 0 and Infinity at p = 1
 * @throws RangeError when p is outside [0, 1], or df is not a number above 0
 * @example studentQuantile(0.975, { df: 10 }) // 2.2281388520
 */
export function studentQuantile(p: number, { df }: DegreesOfFreedom): number {
  requireFraction('p', p);
  requirePositive('df', df);
  return p < 0.5 ? -size(p, df) : size(1 - p, df);
}

/** How P(|T| ≤ t) and P(|T| > t) share out 1. */
function within(t: number, df: number): Tails {
  const ratio = t / Math.sqrt(df);
  if (ratio > FAR) return { lower: 1, upper: ratio ** -df * powerScale(df) };
  const square = ratio * ratio;
  if (square < 1) return incompleteBeta(square / (1 + square), { a: 0.5, b: df / 2 });
  const { lower, upper } = incompleteBeta(1 / (1 + square), { a: df / 2, b: 0.5 });
  return { lower: upper, upper: lower };
}

/**
 * The t of at least 0 with P(T > t) = q, by Newton's steps between logarithms. Both the tail and the middle are concave
 * there, so that steps from a bound beyond the root (for the middle: before it) come nearer without ever passing it.
 */
function size(q: number, df: number): number {
  if (q === 0) return Infinity;
  const power = Math.sqrt(df) * powerScale(df) ** (1 / df) * (2 * q) ** (-1 / df);
  if (power > FAR_ENOUGH * Math.sqrt(df)) return power;
  const middle = 1 - 2 * q; // exact where it is used
  const peak = gammaRatio(df) / Math.sqrt(df * Math.PI);
  const density = (t: number): number => peak * Math.exp((-(df + 1) / 2) * Math.log1p((t * t) / df));
  if (q >= 0.25) {
    for (let t = middle / (2 * peak); ;) {
      const { lower } = within(t, df);
      const step = (Math.log(middle / lower) * lower) / (2 * t * density(t));
      if (!(Math.abs(step) > ENOUGH)) return middle === 0 ? 0 : t * Math.exp(step);
      t *= Math.exp(step);
    }
  }
  for (let t = Math.min(power, wallaceBound(q, df)); ;) {
    const { upper } = within(t, df);
    if (upper === 0) return t; // beside the smallest double no tail is told from another
    const step = (Math.log(upper / (2 * q)) * upper) / (2 * t * density(t));
    if (!(Math.abs(step) > ENOUGH)) return t * Math.exp(step);
    t *= Math.exp(step);
  }
}

/** A t beyond the quantile, and near it from some ten degrees of freedom on. Source: Wallace 1959, Ann Math Stat 30:1121. */
function wallaceBound(q: number, df: number): number {
  const z = normalQuantile(q);
  return df > 0.5 ? Math.sqrt(df * Math.expm1((z * z) / (df - 0.5))) : Infinity;
}

/** Far out the tail is a power, P(|T| > r √df) = powerScale / rᵈᶠ: to the last digit from the first of these on; the square of r overflows soon after the second. */
const FAR_ENOUGH = 1e10;
const FAR = 1e150;
/** A step after which the next one, its square, would not show. */
const ENOUGH = 1e-8;

function powerScale(df: number): number {
  return (2 * gammaRatio(df)) / (df * Math.sqrt(Math.PI));
}

/** Γ((df + 1) / 2) / Γ(df / 2), by what the two Stirling formulas leave out: the logarithms themselves would cancel. */
function gammaRatio(df: number): number {
  const x = df / 2;
  return Math.sqrt(x) * Math.exp(x * Math.log1p(0.5 / x) - 0.5 + stirlingError(x + 0.5) - stirlingError(x));
}
