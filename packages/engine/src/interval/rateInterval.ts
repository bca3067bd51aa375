import { estimateBy } from './oneWayIn.ts';
import { rateMethods, type RateMethodId } from './rate/methods.ts';
import { type IntervalEstimate, type IntervalOptions, type Rate, requireRate, supports } from './types.ts';

export interface RateIntervalOptions extends IntervalOptions {
  readonly method?: RateMethodId;
}

/** Events per unit of exposure with their interval. */
export type RateEstimate = IntervalEstimate<RateMethodId>;

/**
 * Events over an exposure and their interval by the method of choice: the one way in. The exposure is person-time for a
 * rate; the expected count gives the ratio of observed to expected.
 *
 * @param rate     events, possibly fractional (weighted), and the exposure in any unit
 * @param options  method (default `phe`), level (default 0.95), sides (default `two-sided`)
 * @returns        events per unit of exposure with method and level; nulls and a reason when the exposure is 0
 * @throws RangeError when the numbers, the method or the level are impossible
 * @example rateInterval({ events: 10, exposure: 310 }).upper // 0.05933
 * @example rateInterval({ events: 0, exposure: 0 }).reason // 'exposure is 0'
 *
 * Source: the default is that of Public Health England 2018, Technical Guide: Confidence Intervals.
 */
export function rateInterval(rate: Rate, { method = 'phe', ...options }: RateIntervalOptions = {}): RateEstimate {
  requireRate(rate);
  const { events, exposure } = rate;
  return estimateBy({
    methods: rateMethods,
    method,
    counts: rate,
    value: events / exposure,
    support: supports.ratio,
    empty: exposure === 0 ? 'exposure is 0' : null,
    ...options,
  });
}
