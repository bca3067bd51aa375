import { shown } from '../../number/require.ts';
import { sum } from '../../number/sum.ts';
import type { GroupColumns } from '../groups.ts';
import { expit, solveLogit } from './logit.ts';
import { riditsOf, whyUnordered } from './ridits.ts';

/** A straight line through the groups' estimates, or an S-shaped one that stays between 0 and the scale. */
export type SlopeModel = 'linear' | 'logit';

/**
 * Whose variance stands behind a standard error: that of each group's estimate (`groups`, the default); that of the model
 * (`model`: binomial for a logit, what is left about a line otherwise); or each group's own distance from the curve
 * (`residuals`, known as HC1). Distances from the curve say how well it fits and need three groups: over five groups, their
 * 95 % intervals hold the index that the whole population would give some 80 % of the time.
 */
export type SlopeErrors = 'groups' | 'model' | 'residuals';

export interface SlopeOptions {
  readonly model?: SlopeModel;
  readonly errors?: SlopeErrors;
}

/** A curve fitted to estimates by ridit, or the reason why there is none. */
export interface SlopeFit {
  readonly intercept: number;
  readonly slope: number;
  /** Fitted values at ridit 0 and at ridit 1, in the unit of the estimates. */
  readonly bottom: number;
  readonly top: number;
  /** By how much each fitted end moves with each group's estimate. */
  readonly bottomGradient: Float64Array;
  readonly topGradient: Float64Array;
  /** Standard error of each group's estimate, in the sense that was asked for. */
  readonly standardError: Float64Array;
  readonly reason: string | null;
}

/**
 * Fits a curve through the groups by ridit, each weighted by its members, once: by their square, large groups have all the say.
 *
 * @throws RangeError when model or errors are unknown, or a logit is asked of estimates outside 0 and the scale
 */
export function fitSlope(columns: GroupColumns, { model = 'linear', errors = 'groups' }: SlopeOptions): SlopeFit {
  if (model !== 'linear' && model !== 'logit') throw new RangeError(`model must be 'linear' or 'logit', got ${shown(model)}`);
  if (errors !== 'groups' && errors !== 'model' && errors !== 'residuals')
    throw new RangeError(`errors must be 'groups', 'model' or 'residuals', got ${shown(errors)}`);
  const unordered = whyUnordered(columns);
  if (unordered !== null) return without(unordered);
  const ridits = riditsOf(columns);
  if (new Set(ridits).size < 2) return without('fewer than two groups with a place of their own');
  return model === 'linear' ? fitLine(columns, ridits, errors) : fitLogit(columns, ridits, errors);
}

function fitLine(columns: GroupColumns, ridits: Float64Array, errors: SlopeErrors): SlopeFit {
  const { share, population, estimate, mean } = columns;
  const { onIntercept, onSlope } = influence(share, ridits);
  // About the mean, which changes nothing but rounding: groups that are all the same have a slope of exactly 0.
  const about = estimate.map((value) => value - mean);
  const slope = dot(onSlope, about);
  const intercept = mean + dot(onIntercept, about);
  const residuals = estimate.map((value, j) => value - (intercept + slope * at(ridits, j)));
  const spread = sum(residuals.map((residual, j) => at(population, j) * residual * residual)) / freedom(residuals);
  return {
    intercept,
    slope,
    bottom: intercept,
    top: intercept + slope,
    bottomGradient: onIntercept,
    topGradient: onIntercept.map((value, j) => value + at(onSlope, j)),
    standardError: errorsOf(errors, columns, { residuals, model: (j) => Math.sqrt(spread / at(population, j)) }),
    reason: null,
  };
}

function fitLogit(columns: GroupColumns, ridits: Float64Array, errors: SlopeErrors): SlopeFit {
  const { names, share, population, estimate, scale } = columns;
  const outside = estimate.findIndex((value) => value < 0 || value > scale);
  if (outside >= 0)
    throw new RangeError(`group ${names[outside]}: estimate ${estimate[outside]} is not between 0 and the scale ${scale}`);
  const fractions = estimate.map((value) => value / scale);
  const curve = new Float64Array(2);
  if (!solveLogit({ share, ridits, fractions }, curve))
    return without('a logistic curve has no best fit: it would have to be infinitely steep or level at a bound');
  const [intercept, slope] = [at(curve, 0), at(curve, 1)];
  const means = ridits.map((ridit) => expit(intercept + slope * ridit));
  const variances = means.map((mean) => mean * (1 - mean));
  const { onIntercept, onSlope } = influence(share, ridits, variances);
  const [low, high] = [expit(intercept), expit(intercept + slope)];
  return {
    intercept,
    slope,
    bottom: scale * low,
    top: scale * high,
    bottomGradient: onIntercept.map((value) => low * (1 - low) * value),
    topGradient: onIntercept.map((value, j) => high * (1 - high) * (value + at(onSlope, j))),
    standardError: errorsOf(errors, columns, {
      residuals: fractions.map((fraction, j) => scale * (fraction - at(means, j))),
      model: (j) => scale * Math.sqrt(at(variances, j) / at(population, j)),
    }),
    reason: null,
  };
}

/**
 * How far each group's residual pulls the intercept and the slope of a weighted regression: the rows of (XᵀWX)⁻¹XᵀP, with
 * W = P V. V is 1 for a line and the binomial variance for a logit, whose residuals are in fractions.
 */
function influence(share: Float64Array, ridits: Float64Array, variances?: Float64Array) {
  const weights = variances === undefined ? share : share.map((part, j) => part * at(variances, j));
  const total = sum(weights);
  const centre = dot(weights, ridits) / total;
  const spread = sum(weights.map((weight, j) => weight * (at(ridits, j) - centre) ** 2));
  const onSlope = share.map((part, j) => (part * (at(ridits, j) - centre)) / spread);
  return { onSlope, onIntercept: share.map((part, j) => part / total - centre * at(onSlope, j)) };
}

function errorsOf(
  errors: SlopeErrors,
  { standardError }: GroupColumns,
  { residuals, model }: { readonly residuals: Float64Array; readonly model: (group: number) => number },
): Float64Array {
  if (errors === 'groups') return standardError;
  if (errors === 'model') return residuals.map((_, j) => model(j));
  return residuals.map((residual) => Math.abs(residual) * Math.sqrt(residuals.length / freedom(residuals)));
}

/** Groups beyond the two that any curve goes through; NaN where there is none to measure an error by. */
function freedom({ length }: Float64Array): number {
  return length > 2 ? length - 2 : NaN;
}

function without(reason: string): SlopeFit {
  const none = new Float64Array();
  return {
    intercept: NaN,
    slope: NaN,
    bottom: NaN,
    top: NaN,
    bottomGradient: none,
    topGradient: none,
    standardError: none,
    reason,
  };
}

function dot(first: Float64Array, second: Float64Array): number {
  return sum(first.map((value, j) => value * at(second, j)));
}

function at(values: ArrayLike<number>, index: number): number {
  return values[index] ?? NaN;
}
