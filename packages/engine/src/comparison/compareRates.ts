import { type IntervalEstimate, type IntervalOptions, supports } from '../interval/types.ts';
import { type Comparison, compareBy } from './compareBy.ts';
import { rateDifference } from './rates/difference.ts';
import { rateDifferenceMethods, type RateDifferenceMethodId, rateRatioMethods, type RateRatioMethodId } from './rates/methods.ts';
import { requireTwoRates, type TwoRates } from './types.ts';

/** What two rates of events can be compared by, and the methods for each. */
export interface RateComparisonMethodIds {
  readonly ratio: RateRatioMethodId;
  readonly difference: RateDifferenceMethodId;
}

export type RateComparisonMeasure = keyof RateComparisonMethodIds;

export interface CompareRatesOptions<M extends RateComparisonMeasure = 'ratio'> extends IntervalOptions {
  readonly measure?: M;
  /** One of the methods of the measure. */
  readonly method?: RateComparisonMethodIds[M];
}

/**
 * Two rates of events per exposure compared, the group with its reference: the one way in. By their ratio or by their
 * difference, group − reference.
 *
 * The value is always the crude one. A ratio to a reference without events is Infinity; without events in both there is no
 * value, with a reason, though most methods then still have an interval: from 0 to Infinity.
 *
 * The defaults have an answer for every count and say the same: `score` of the ratio excludes 1 exactly where
 * `miettinen-nurminen` of the difference excludes 0, since both turn one score test into an interval.
 *
 * @param rates    events and exposure of the group and of its reference
 * @param options  measure (default `ratio`), method (`score`; `miettinen-nurminen` for a difference), level (default 0.95), sides (default `two-sided`)
 * @returns        ratios in [0, Infinity], or events per unit of exposure, with method and level; nulls and a reason where there are none
 * @throws RangeError when the numbers, the measure, the method or the level are impossible
 * @example compareRates({ group: { events: 6, exposure: 21.3 }, reference: { events: 0, exposure: 18.4 } }).lower // 1.3493
 * @example compareRates({ group: { events: 6, exposure: 21.3 }, reference: { events: 0, exposure: 18.4 } }, { measure: 'difference' }).lower // 0.0729
 * @example compareRates({ group: { events: 6, exposure: 21.3 }, reference: { events: 0, exposure: 18.4 } }, { method: 'wald-log' }).reason // 'wald-log needs events in both: events of the reference are 0'
 *
 * Source: Miettinen and Nurminen 1985, Stat Med 4:213.
 */
export function compareRates<M extends RateComparisonMeasure = 'ratio'>(
  rates: TwoRates,
  { measure = 'ratio' as M, method, ...options }: CompareRatesOptions<M> = {},
): IntervalEstimate<RateComparisonMethodIds[M]> {
  requireTwoRates(rates);
  return compareBy(comparisons, { measure, method, counts: rates, empty: withoutExposure(rates), ...options });
}

const comparisons: { readonly [M in RateComparisonMeasure]: Comparison<TwoRates, RateComparisonMethodIds[M]> } = {
  ratio: {
    methods: rateRatioMethods,
    fallback: 'score',
    support: supports.ratio,
    value: ({ group, reference }) => (group.events / group.exposure) * (reference.exposure / reference.events),
  },
  difference: {
    methods: rateDifferenceMethods,
    fallback: 'miettinen-nurminen',
    support: supports.any,
    value: rateDifference,
  },
};

function withoutExposure({ group, reference }: TwoRates): string | null {
  if (group.exposure === 0) return 'exposure of the group is 0';
  return reference.exposure === 0 ? 'exposure of the reference is 0' : null;
}
