import { shown } from '../../number/require.ts';
import { normalQuantile } from '../../number/normalQuantile.ts';
import {
  type DisparityEstimate,
  type Groups,
  type DisparityOptions,
  estimateOf,
  type GroupColumns,
  type Kernel,
  orNull,
  propagate,
  readGroups,
} from '../groups.ts';
import { fitSlope, type SlopeErrors, type SlopeFit, type SlopeModel, type SlopeOptions } from './fit.ts';

/**
 * Two statistics go by the name of relative index of inequality: the ratio of the ends of the fitted curve
 * (`kunst-mackenbach`, 1 when all is equal), and the slope over the mean (`pamuk`, 0 when all is equal).
 */
export type RelativeIndexKind = 'kunst-mackenbach' | 'pamuk';

export interface SlopeIndexOptions extends DisparityOptions, SlopeOptions {}

export interface RelativeIndexOptions extends SlopeIndexOptions {
  /** Which of the two is meant; there is no default. */
  readonly kind: RelativeIndexKind;
}

/** An index with the curve that it was read from. */
export interface SlopeEstimate extends DisparityEstimate {
  readonly model: SlopeModel;
  readonly errors: SlopeErrors;
  /** Of the curve: on the scale of the data for a line, on that of log odds for a logit. */
  readonly intercept: number | null;
  readonly slope: number | null;
  /** Fitted values at the ends of the order. A line may leave what is possible; a logit cannot. */
  readonly bottom: number | null;
  readonly top: number | null;
}

export interface RelativeIndexEstimate extends SlopeEstimate {
  readonly kind: RelativeIndexKind;
  /** Of the logarithm of the ratio, from which its limits come; null for Pamuk's. */
  readonly logStandardError: number | null;
}

/**
 * Slope index of inequality: how much better or worse the top of the order does than its bottom, by a curve fitted to all
 * groups. Positive when the more advantaged have the higher value.
 *
 *   linear: least squares on ridits, weights p;  logit: grouped logistic regression on ridits, weights p
 *   SII = fitted(1) − fitted(0) = F(y),  se = √Σ (∂F/∂y)² s²
 *
 * A kernel: `measureDisparity` is the way in, with contract and noise floor.
 *
 * @param groups   one row each, with `rank`, least advantaged first
 * @param options  model `linear` and errors `groups` unless said otherwise; a logit needs the scale of the data
 * @returns        value and limits on the scale of the data, and the curve
 * @throws RangeError when an option is unknown, or a logit is asked of estimates outside 0 and the scale
 * @example slopeIndexOfInequality([{ group: 'poor', population: 50, numerator: 20, rank: 1 }, { group: 'rich', population: 50, numerator: 30, rank: 2 }], { direction: 'higher' }).value // 0.4
 *
 * Source: Mackenbach and Kunst 1997, Soc Sci Med 44:757.
 */
export function slopeIndexOfInequality(groups: Groups, options: SlopeIndexOptions): SlopeEstimate {
  const columns = readGroups(groups, options);
  const fit = fitSlope(columns, options);
  return { ...estimateOf(slopeIndex(fit), columns.level, methodOf(options)), ...curveOf(fit, options) };
}

/**
 * Relative index of inequality, in the meaning that is named.
 *
 *   kunst-mackenbach: fitted(1) / fitted(0), limits on the log scale;  pamuk: (fitted(1) − fitted(0)) / μ
 *
 * A kernel: `measureDisparity` is the way in, with contract and noise floor.
 *
 * @param groups   one row each, with `rank`, least advantaged first
 * @param options  kind; model `linear` and errors `groups` unless said otherwise
 * @returns        value and limits, free of unit, and the curve; null where a fitted end or the mean is not above 0
 * @throws RangeError when an option is unknown, or a logit is asked of estimates outside 0 and the scale
 * @example relativeIndexOfInequality([{ group: 'poor', population: 50, numerator: 20, rank: 1 }, { group: 'rich', population: 50, numerator: 30, rank: 2 }], { direction: 'higher', kind: 'pamuk' }).value // 0.8
 * @example relativeIndexOfInequality([{ group: 'poor', population: 50, numerator: 20, rank: 1 }, { group: 'rich', population: 50, numerator: 30, rank: 2 }], { direction: 'higher', kind: 'kunst-mackenbach' }).value // 2.3333
 *
 * Source: Kunst and Mackenbach 1995, Measuring socioeconomic inequalities in health (WHO); Pamuk 1985, Popul Stud 39:17.
 */
export function relativeIndexOfInequality(groups: Groups, options: RelativeIndexOptions): RelativeIndexEstimate {
  const { kind } = options;
  if (kind !== 'kunst-mackenbach' && kind !== 'pamuk')
    throw new RangeError(`kind must be 'kunst-mackenbach' or 'pamuk', got ${shown(kind)}`);
  const columns = readGroups(groups, options);
  const fit = fitSlope(columns, options);
  const curve = { ...curveOf(fit, options), kind };
  if (kind === 'pamuk')
    return { ...estimateOf(pamuk(fit, columns), columns.level, methodOf(options)), ...curve, logStandardError: null };

  const { value, logStandardError, reason } = endRatio(fit);
  const reach = Math.exp(normalQuantile((1 + columns.level) / 2) * logStandardError);
  return {
    ...estimateOf({ value, standardError: value * logStandardError, reason }, columns.level, methodOf(options)),
    lower: orNull(value / reach),
    upper: orNull(value * reach),
    ...curve,
    logStandardError: orNull(logStandardError),
  };
}

export function slopeIndex({ bottom, top, bottomGradient, topGradient, standardError, reason }: SlopeFit): Kernel {
  const gradient = topGradient.map((value, j) => value - (bottomGradient[j] ?? NaN));
  return reason === null
    ? { value: top - bottom, standardError: propagate(gradient, standardError) }
    : { value: NaN, standardError: NaN, reason };
}

export function pamuk(fit: SlopeFit, { share, mean }: GroupColumns): Kernel {
  const { bottom, top, bottomGradient, topGradient, standardError, reason } = fit;
  if (reason !== null) return { value: NaN, standardError: NaN, reason };
  if (!(mean > 0)) return { value: NaN, standardError: NaN, reason: 'the overall mean is not above 0' };
  const value = (top - bottom) / mean;
  const gradient = topGradient.map((up, j) => (up - (bottomGradient[j] ?? NaN) - value * (share[j] ?? NaN)) / mean);
  return { value, standardError: propagate(gradient, standardError) };
}

/** Ratio of the ends of the curve, with the error of its logarithm. */
export function endRatio({ bottom, top, bottomGradient, topGradient, standardError, reason }: SlopeFit) {
  if (reason !== null) return { value: NaN, logStandardError: NaN, reason };
  if (!(bottom > 0 && top > 0)) return { value: NaN, logStandardError: NaN, reason: 'the fitted curve falls to 0 or below' };
  const gradient = topGradient.map((up, j) => up / top - (bottomGradient[j] ?? NaN) / bottom);
  return { value: top / bottom, logStandardError: propagate(gradient, standardError), reason: null };
}

function curveOf({ intercept, slope, bottom, top }: SlopeFit, { model = 'linear', errors = 'groups' }: SlopeOptions) {
  return { model, errors, intercept: orNull(intercept), slope: orNull(slope), bottom: orNull(bottom), top: orNull(top) };
}

function methodOf({ model = 'linear', errors = 'groups' }: SlopeOptions): string {
  const behind = { groups: 'group errors propagated', model: "the model's errors", residuals: 'residual errors (HC1)' };
  return `${model === 'linear' ? 'weighted least squares' : 'grouped logistic regression'} on ridits, ${behind[errors]}`;
}
