import { estimateBy } from './oneWayIn.ts';
import { proportionMethods, type ProportionMethodId } from './proportion/methods.ts';
import { type IntervalEstimate, type IntervalOptions, type Proportion, requireProportion, supports } from './types.ts';

export interface ProportionIntervalOptions extends IntervalOptions {
  readonly method?: ProportionMethodId;
}

/** A rate with its interval, as fractions in [0, 1]. */
export type ProportionEstimate = IntervalEstimate<ProportionMethodId>;

/**
 * A rate and its interval by the method of choice: the one way in. The value is always numerator / denominator,
 * never the shifted centre of the interval.
 *
 * @param cell     counts, possibly fractional; numerator ≤ denominator
 * @param options  method (default `wilson`), level (default 0.95), sides (default `two-sided`)
 * @returns        fractions in [0, 1] with method and level; nulls and a reason when the denominator is 0
 * @throws RangeError when the counts, the method or the level are impossible
 * @example proportionInterval({ denominator: 20, numerator: 0 }).upper // 0.1611
 * @example proportionInterval({ denominator: 0, numerator: 0 }).reason // 'denominator is 0'
 */
export function proportionInterval(
  cell: Proportion,
  { method = 'wilson', ...options }: ProportionIntervalOptions = {},
): ProportionEstimate {
  requireProportion(cell);
  const { denominator, numerator } = cell;
  return estimateBy({
    methods: proportionMethods,
    method,
    counts: cell,
    value: numerator / denominator,
    support: supports.proportion,
    empty: denominator === 0 ? 'denominator is 0' : null,
    ...options,
  });
}
