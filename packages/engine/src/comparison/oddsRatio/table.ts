import type { Proportion } from '../../interval/types.ts';
import type { TwoByTwo } from '../../number/noncentralHypergeometric.ts';
import { requireWhole } from '../../number/require.ts';
import { requireTwoProportions, type TwoProportions } from '../types.ts';

/** Hits and misses of the first group above those of the second. */
export function tableOf(first: Proportion, second: Proportion): TwoByTwo {
  return {
    a: first.numerator,
    b: first.denominator - first.numerator,
    c: second.numerator,
    d: second.denominator - second.numerator,
  };
}

/** Refuses counts of which the exact methods could not list the tables. */
export function requireWholeCounts(groups: TwoProportions): void {
  requireTwoProportions(groups);
  requireWhole('numerator of the group', groups.group.numerator);
  requireWhole('denominator of the group', groups.group.denominator);
  requireWhole('numerator of the reference', groups.reference.numerator);
  requireWhole('denominator of the reference', groups.reference.denominator);
}
