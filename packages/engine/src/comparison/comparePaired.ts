import { estimateBy } from '../interval/oneWayIn.ts';
import { type IntervalEstimate, type IntervalOptions, supports } from '../interval/types.ts';
import { pairedMethods, type PairedMethodId } from './paired/methods.ts';
import { emptyPairs, type Pairs, requirePairs } from './types.ts';

export interface ComparePairedOptions extends IntervalOptions {
  readonly method?: PairedMethodId;
}

/**
 * The difference of two rates of the same members measured twice, first − second, with its interval: the one way in.
 *
 * The default is `tango`, because McNemar's test is the one that goes with paired counts and Tango's interval says the same
 * as that test; it is defined for every count.
 *
 * @param pairs    how many met both times, only the first, only the second, neither
 * @param options  method (default `tango`), level (default 0.95), sides (default `two-sided`)
 * @returns        fractions in [−1, 1] with method and level; nulls and a reason when there are no pairs
 * @throws RangeError when the counts, the method or the level are impossible
 * @example comparePaired({ both: 4, firstOnly: 9, secondOnly: 3, neither: 16 }).upper // 0.3897
 * @example comparePaired({ both: 0, firstOnly: 0, secondOnly: 0, neither: 0 }).reason // 'there are no pairs'
 *
 * Source: Tango 1998, Stat Med 17:891.
 */
export function comparePaired(
  pairs: Pairs,
  { method = 'tango', ...options }: ComparePairedOptions = {},
): IntervalEstimate<PairedMethodId> {
  requirePairs(pairs);
  const { both, firstOnly, secondOnly, neither } = pairs;
  return estimateBy({
    methods: pairedMethods,
    method,
    counts: pairs,
    value: (firstOnly - secondOnly) / (both + firstOnly + secondOnly + neither),
    support: supports.difference,
    empty: emptyPairs(pairs),
    ...options,
  });
}
