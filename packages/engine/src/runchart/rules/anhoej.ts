import { binomialQuantile } from '../../number/binomial.ts';
import { requireWhole } from '../../number/require.ts';

/** Below this many useful points the authors tabulate no limits: the formula goes on, the verdict is only indicative. */
export const usefulMin = 10;

export interface AnhoejLimits {
  /** The longest run that chance explains. */
  readonly longestRunMax: number;
  /** The fewest crossings of the centre that chance explains. */
  readonly crossingsMin: number;
}

export interface AnhoejVerdict extends AnhoejLimits {
  readonly longRun: boolean;
  readonly fewCrossings: boolean;
  readonly signal: boolean;
  /** Fewer than ten useful points: take the verdict as a hint. */
  readonly indicative: boolean;
}

/**
 * The limits of the Anhøj rules, which widen with the length of the series so that false signals stay rare.
 *
 *   longestRunMax = round(log₂ n + 3),  crossingsMin = 5 % quantile of Binomial(n − 1, ½)
 *
 * @param useful  n, the points that are not on the centre
 * @returns       both NaN when there is no useful point
 * @throws RangeError unless `useful` is a whole number of at least 0
 * @example anhoejLimits(24) // { longestRunMax: 8, crossingsMin: 8 }
 *
 * Source: Anhøj and Olesen 2014, PLoS ONE 9:e113825.
 */
export function anhoejLimits(useful: number): AnhoejLimits {
  requireWhole('useful', useful);
  if (useful === 0) return { longestRunMax: NaN, crossingsMin: NaN };
  return {
    longestRunMax: Math.round(Math.log2(useful) + 3),
    crossingsMin: binomialQuantile(0.05, { trials: useful - 1, probability: 0.5 }),
  };
}

/**
 * The Anhøj rules: a signal when the longest run exceeds its limit or the crossings fall short of theirs.
 *
 * @param series  useful points, longest run in points, crossings of the centre (NaN both when no point is useful)
 * @throws RangeError unless `useful` is a whole number of at least 0
 * @example judgeAnhoej({ useful: 24, longestRun: 9, crossings: 8 }).signal // true
 *
 * Source: Anhøj and Olesen 2014, PLoS ONE 9:e113825.
 */
export function judgeAnhoej(series: {
  readonly useful: number;
  readonly longestRun: number;
  readonly crossings: number;
}): AnhoejVerdict {
  const limits = anhoejLimits(series.useful);
  const longRun = series.longestRun > limits.longestRunMax;
  const fewCrossings = series.crossings < limits.crossingsMin;
  return { ...limits, longRun, fewCrossings, signal: longRun || fewCrossings, indicative: series.useful < usefulMin };
}
