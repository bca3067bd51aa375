import { stirlingError } from '../../number/logGamma.ts';
import { requireWhole } from '../../number/require.ts';

/** What turns moving ranges of two into limits. */
export interface ControlConstants {
  /** Mean range of two draws from a normal distribution, in standard deviations: σ = mean moving range / d2. */
  readonly d2: number;
  /** Upper limit of a moving range, in mean moving ranges. */
  readonly D4: number;
}

/** Which constants a chart rests on. */
export type ConstantsId = 'printed' | 'exact' | 'making-data-count';

/**
 * The constants of charts of single values: as the textbooks print them (the default, and what R packages compute with), exact
 * (d2 = 2/√π, D4 = 1 + 3 √(π/2 − 1)), and as Making Data Count rounds them (limits at 2.66 mean moving ranges). Limits differ by
 * less than 0.04 % of their width.
 */
export const controlConstants: Readonly<Record<ConstantsId, ControlConstants>> = {
  printed: { d2: 1.128, D4: 3.267 },
  exact: { d2: 2 / Math.sqrt(Math.PI), D4: 1 + 3 * Math.sqrt(Math.PI / 2 - 1) },
  'making-data-count': { d2: 3 / 2.66, D4: 3.267 },
};

/** Constants of Xbar and S charts for subgroups of one size. */
export interface SubgroupConstants {
  /** Mean standard deviation of a subgroup, in standard deviations of the process. */
  readonly c4: number;
  /** Limits of a mean lie A3 mean deviations from the centre. */
  readonly A3: number;
  /** Limits of a deviation lie at B3 and B4 mean deviations. */
  readonly B3: number;
  readonly B4: number;
}

/**
 * The constants of Xbar and S charts, exact for any size:
 *
 *   c4 = √(2/(n − 1)) Γ(n/2) / Γ((n − 1)/2),  A3 = k/(c4 √n),  B3, B4 = 1 ∓ k √(1 − c4²)/c4, B3 at least 0
 *
 * @param size    values in a subgroup
 * @param sigmas  k, standard errors from the centre to the limits: 3
 * @returns       all NaN below a size of 2, where there is no standard deviation
 * @throws RangeError unless the size is a whole number of at least 0
 * @example subgroupConstants(5) // { c4: 0.93999, A3: 1.4273, B3: 0, B4: 2.089 }
 *
 * Source: Montgomery, Introduction to Statistical Quality Control, appendix table of factors for control charts.
 */
export function subgroupConstants(size: number, sigmas = 3): SubgroupConstants {
  requireWhole('size', size);
  const logC4 = logMeanDeviation(size);
  const c4 = Math.exp(logC4);
  const spread = sigmas * relativeDeviation(logC4);
  return { c4, A3: sigmas / (c4 * Math.sqrt(size)), B3: Math.max(0, 1 - spread), B4: 1 + spread };
}

/**
 * log c4. With a = n/2 the gamma functions are Stirling's formula and what it leaves out; of the formula only
 * −(a − ½) log(1 − 1/2a) − ½ is left, so that 1 − c4², about 1/2n, keeps its digits in large subgroups.
 */
export function logMeanDeviation(size: number): number {
  if (!(size >= 2)) return NaN;
  const half = size / 2;
  return -(half - 0.5) * Math.log1p(-1 / size) - 0.5 + stirlingError(half) - stirlingError(half - 0.5);
}

/** √(1 − c4²)/c4: the standard error of a subgroup's deviation, in mean deviations. */
export function relativeDeviation(logC4: number): number {
  return Math.sqrt(Math.expm1(-2 * logC4));
}
