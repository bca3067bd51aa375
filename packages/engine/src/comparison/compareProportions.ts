import { estimateBy } from '../interval/oneWayIn.ts';
import { type IntervalEstimate, type IntervalOptions, supports } from '../interval/types.ts';
import { differenceMethods, type DifferenceMethodId } from './difference/methods.ts';
import { requireTwoProportions, type TwoProportions } from './types.ts';

export interface CompareProportionsOptions extends IntervalOptions {
  readonly method?: DifferenceMethodId;
}

/**
 * The difference of two independent rates, p_group − p_reference, with its interval: the one way in.
 *
 * @param groups   counts of the group and of its reference; no member in both
 * @param options  method (default `newcombe`), level (default 0.95), sides (default `two-sided`)
 * @returns        fractions in [−1, 1] with method and level; nulls and a reason when a denominator is 0
 * @throws RangeError when the counts, the method or the level are impossible
 * @example compareProportions({ group: { denominator: 56, numerator: 5 }, reference: { denominator: 29, numerator: 0 } }).lower // -0.0381
 * @example compareProportions({ group: { denominator: 0, numerator: 0 }, reference: { denominator: 29, numerator: 0 } }).reason // 'denominator of the group is 0'
 */
export function compareProportions(
  groups: TwoProportions,
  { method = 'newcombe', ...options }: CompareProportionsOptions = {},
): IntervalEstimate<DifferenceMethodId> {
  requireTwoProportions(groups);
  const { group, reference } = groups;
  return estimateBy({
    methods: differenceMethods,
    method,
    counts: groups,
    value: group.numerator / group.denominator - reference.numerator / reference.denominator,
    support: supports.difference,
    empty: emptyGroup(groups),
    ...options,
  });
}

/** Which denominator is 0, in words; null when neither is. */
export function emptyGroup({ group, reference }: TwoProportions): string | null {
  if (group.denominator === 0) return 'denominator of the group is 0';
  return reference.denominator === 0 ? 'denominator of the reference is 0' : null;
}
