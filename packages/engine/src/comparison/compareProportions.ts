import { type IntervalEstimate, type IntervalOptions, supports } from '../interval/types.ts';
import { type Comparison, compareBy } from './compareBy.ts';
import { rateDifference } from './difference/limit.ts';
import { differenceMethods, type DifferenceMethodId } from './difference/methods.ts';
import { oddsRatioMethods, type OddsRatioMethodId } from './oddsRatio/methods.ts';
import { ratioMethods, type RatioMethodId } from './ratio/methods.ts';
import { requireTwoProportions, type TwoProportions } from './types.ts';

/** What two rates can be compared by, and the methods for each. */
export interface ComparisonMethodIds {
  readonly difference: DifferenceMethodId;
  readonly ratio: RatioMethodId;
  readonly 'odds-ratio': OddsRatioMethodId;
}

export type ComparisonMeasure = keyof ComparisonMethodIds;

export interface CompareProportionsOptions<M extends ComparisonMeasure = 'difference'> extends IntervalOptions {
  readonly measure?: M;
  /** One of the methods of the measure. */
  readonly method?: ComparisonMethodIds[M];
}

/**
 * Two independent rates compared, the group with its reference: the one way in. By their difference p_group − p_reference,
 * their ratio p_group / p_reference, or the ratio of their odds p / (1 − p).
 *
 * The value is always the crude one. A ratio to a reference without events is Infinity; 0 to 0 is no value, with a reason,
 * though most methods then still have an interval: from 0 to Infinity.
 *
 * The defaults answer for every count: `newcombe` is the usual choice of the field for a difference; `koopman` for a ratio,
 * because the logarithmic interval that epidemiology prints fails on few events; `miettinen-nurminen` for an odds ratio,
 * as a score interval for the same reason, and because it takes fractional counts where the exact ones do not.
 *
 * @param groups   counts of the group and of its reference; no member in both
 * @param options  measure (default `difference`), method (`newcombe`, `koopman` or `miettinen-nurminen`), level (default 0.95), sides (default `two-sided`)
 * @returns        fractions in [−1, 1], or ratios in [0, Infinity], with method and level; nulls and a reason where there are none
 * @throws RangeError when the counts, the measure, the method or the level are impossible, or counts are not whole and an exact
 *   method is asked for
 * @example compareProportions({ group: { denominator: 56, numerator: 5 }, reference: { denominator: 29, numerator: 0 } }).lower // -0.0381
 * @example compareProportions({ group: { denominator: 0, numerator: 0 }, reference: { denominator: 29, numerator: 0 } }).reason // 'denominator of the group is 0'
 * @example compareProportions({ group: { denominator: 15, numerator: 8 }, reference: { denominator: 15, numerator: 4 } }, { measure: 'ratio' }).upper // 5.3363
 * @example compareProportions({ group: { denominator: 12, numerator: 0 }, reference: { denominator: 15, numerator: 3 } }, { measure: 'odds-ratio', method: 'woolf' }).reason // 'woolf needs all four counts above 0: numerator of the group is 0'
 *
 * Source: Fagerland, Lydersen and Laake 2015, Stat Methods Med Res 24:224, compares the methods.
 */
export function compareProportions<M extends ComparisonMeasure = 'difference'>(
  groups: TwoProportions,
  { measure = 'difference' as M, method, ...options }: CompareProportionsOptions<M> = {},
): IntervalEstimate<ComparisonMethodIds[M]> {
  requireTwoProportions(groups);
  return compareBy(comparisons, { measure, method, counts: groups, empty: emptyGroup(groups), ...options });
}

/** Which denominator is 0, in words; null when neither is. */
export function emptyGroup({ group, reference }: TwoProportions): string | null {
  if (group.denominator === 0) return 'denominator of the group is 0';
  return reference.denominator === 0 ? 'denominator of the reference is 0' : null;
}

const comparisons: { readonly [M in ComparisonMeasure]: Comparison<TwoProportions, ComparisonMethodIds[M]> } = {
  difference: {
    methods: differenceMethods,
    fallback: 'newcombe',
    support: supports.difference,
    value: rateDifference,
  },
  ratio: {
    methods: ratioMethods,
    fallback: 'koopman',
    support: supports.ratio,
    value: ({ group, reference }) => (group.numerator * reference.denominator) / (reference.numerator * group.denominator),
  },
  'odds-ratio': {
    methods: oddsRatioMethods,
    fallback: 'miettinen-nurminen',
    support: supports.ratio,
    value: ({ group, reference }) =>
      (group.numerator * (reference.denominator - reference.numerator)) /
      (reference.numerator * (group.denominator - group.numerator)),
  },
};
