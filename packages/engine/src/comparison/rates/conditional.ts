import type { Limit, Proportion } from '../../interval/types.ts';
import type { Tail } from '../../number/tail.ts';
import type { TwoRates } from '../types.ts';

/**
 * A limit of the rate ratio from one of a binomial proportion: given how many events there are in all, the group's share of
 * them is binomial with odds (ratio · t₁ / t₂).
 */
export function conditionalLimit(binomialLimit: Limit<Proportion>, { group, reference }: TwoRates, tail: Tail): number {
  const { events: x1, exposure: t1 } = group;
  const { events: x2, exposure: t2 } = reference;
  if (t1 === 0 || t2 === 0) return NaN;
  if (tail.side === 'lower' && x1 === 0) return 0;
  if (tail.side === 'upper' && x2 === 0) return Infinity;
  const share = binomialLimit({ denominator: x1 + x2, numerator: x1 }, tail);
  if (share <= 0.5) return (share / (1 - share)) * (t2 / t1);
  const rest = binomialLimit({ denominator: x1 + x2, numerator: x2 }, tail.opposite); // 1 − share would lose its digits
  return ((1 - rest) / rest) * (t2 / t1);
}
