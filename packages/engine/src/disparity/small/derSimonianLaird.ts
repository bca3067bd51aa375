import { chiSquareCdf } from '../../number/chiSquare.ts';
import { sum } from '../../number/sum.ts';

/** Independent estimates pooled, and how much more they differ than their errors have it. */
export interface Pooling {
  /** Pooled with weights 1 / variance: one truth for all. */
  readonly fixed: number;
  readonly fixedError: number;
  /** Cochran's Q on `df` degrees of freedom, and its chance were there one truth. */
  readonly q: number;
  readonly df: number;
  readonly p: number;
  /** Variance between the truths, 0 where chance explains all. */
  readonly tau2: number;
  /** Pooled with weights 1 / (variance + tau²): the mean of many truths. */
  readonly random: number;
  readonly randomError: number;
}

/**
 * Estimates with known variances pooled: Cochran's Q and the variance between them by DerSimonian and Laird.
 *
 *   w = 1/v,  Q = Σ w (y − μ)²,  tau² = max(0, (Q − (k − 1)) / (Σ w − Σ w² / Σ w))
 *
 * @param estimates  y, and v above 0; at least one. With one alone p is NaN and tau² 0.
 *
 * Source: DerSimonian and Laird 1986, Control Clin Trials 7:177.
 */
export function derSimonianLaird(estimates: readonly { readonly value: number; readonly variance: number }[]): Pooling {
  const fixed = weigh(estimates, 0);
  const q = sum(estimates.map(({ value, variance }) => (value - fixed.mean) ** 2 / variance));
  const df = estimates.length - 1;
  const squares = sum(estimates.map(({ variance }) => 1 / variance ** 2));
  const tau2 = df === 0 ? 0 : Math.max(0, (q - df) / (fixed.weight - squares / fixed.weight));
  const random = weigh(estimates, tau2);
  return {
    fixed: fixed.mean,
    fixedError: Math.sqrt(1 / fixed.weight),
    q,
    df,
    p: df === 0 ? NaN : chiSquareCdf(q, { df }).upper,
    tau2,
    random: random.mean,
    randomError: Math.sqrt(1 / random.weight),
  };
}

function weigh(
  estimates: readonly { readonly value: number; readonly variance: number }[],
  tau2: number,
): { readonly mean: number; readonly weight: number } {
  const weight = sum(estimates.map(({ variance }) => 1 / (variance + tau2)));
  return { mean: sum(estimates.map(({ value, variance }) => value / (variance + tau2))) / weight, weight };
}
