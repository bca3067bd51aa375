import { effectiveWeights, ratesOf, type UncertainOptions, type UncertainRates } from './estimates.ts';
import { type MemberColumns, readMembers, type UncertainMember } from './people.ts';

/**
 * Rates by group with each member counted in every group as far as it is likely: the probability-weighted estimator.
 *
 *   rate_r = Σ w p_r y / Σ w p_r,  s² = rate (1 − rate) Σ (w p_r)² / (Σ w p_r)²
 *
 * Without bias only where outcome and group are independent given what the probabilities came from (surname, place); where
 * they go together it draws the groups' rates to one another and hides part of a gap. The error leaves out what is not known
 * of the groups.
 *
 * @param groups   names, in the order of the members' probabilities
 * @param members  probabilities that add to 1 and an outcome in [0, 1]; NaN is missing
 * @param options  level 0.95 unless said otherwise
 * @returns        a rate for each group with its effective number of members; nulls and a reason for a group that nobody may be of
 * @throws RangeError naming the member, the value and the rule
 * @example weightedRates(['A', 'B'], [{ probabilities: [0.9, 0.1], outcome: 1 }, { probabilities: [0.6, 0.4], outcome: 0 }]).groups[0]?.value // 0.6
 *
 * Source: Chen, Kallus, Mao, Svacha and Udell 2019, FAT* '19 (bias); McCartan and others 2025, JASA (error).
 */
export function weightedRates(
  groups: readonly string[],
  members: readonly UncertainMember[],
  options: UncertainOptions = {},
): UncertainRates {
  const columns = readMembers(groups, members);
  const sums = effectiveWeights(columns);
  const found = Array.from(weightedMeans(columns), (value, r) => {
    const { total, squares } = sums[r]!;
    return { value, standardError: Math.sqrt(value * (1 - value) * squares) / total };
  });
  return ratesOf(columns, found, { ...options, method: 'probability-weighted' });
}

/** Σ w p y / Σ w p of each group; NaN where nobody may be of it. */
export function weightedMeans({ groups, members, probability, outcome, weight }: MemberColumns): Float64Array {
  const size = groups.length;
  const hits = new Float64Array(size);
  const totals = new Float64Array(size);
  for (let i = 0; i < members; i += 1)
    for (let r = 0; r < size; r += 1) {
      const share = weight[i]! * probability[i * size + r]!;
      totals[r]! += share;
      hits[r]! += share * outcome[i]!;
    }
  return hits.map((hit, r) => Math.min(1, hit / totals[r]!)); // rounding alone brings a rate above 1
}
