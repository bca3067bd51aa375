import { addSquare, apply, dot, invertSymmetric } from '../small/linearSystem.ts';
import { effectiveWeights, nobody, ratesOf, type UncertainOptions, type UncertainRates } from './estimates.ts';
import { readMembers, type UncertainMember } from './people.ts';

/**
 * Rates by group from a least-squares fit of the outcome on all probabilities, without an intercept; errors by HC0.
 *
 *   b = (P′WP)⁻¹ P′Wy,  cov(b) = (P′WP)⁻¹ P′ diag(w² e²) P (P′WP)⁻¹
 *
 * It brings back the gap that weighting hides, where a group's rate is the same whatever the surname and place. Being
 * linear it can leave [0, 1].
 *
 * @param groups   names, in the order of the members' probabilities
 * @param members  probabilities that add to 1 and an outcome in [0, 1]; NaN is missing
 * @param options  level 0.95 unless said otherwise
 * @returns        a rate for each group; nulls and a reason where the probabilities cannot tell the groups apart
 * @throws RangeError naming the member, the value and the rule
 * @example regressionRates(['A', 'B'], [{ probabilities: [1, 0], outcome: 1 }, { probabilities: [0.5, 0.5], outcome: 0.75 }, { probabilities: [0, 1], outcome: 0.5 }]).groups[1]?.value // 0.5
 *
 * Source: McCartan and others 2025, JASA (assumption); White 1980, Econometrica 48:817 (errors).
 */
export function regressionRates(
  groups: readonly string[],
  members: readonly UncertainMember[],
  options: UncertainOptions = {},
): UncertainRates {
  const columns = readMembers(groups, members);
  const { probability, outcome, weight, members: rows } = columns;
  // A group that nobody may be of would leave the others without an answer.
  const fitted = [...effectiveWeights(columns).entries()].filter(([, { total }]) => total > 0).map(([r]) => r);
  const size = fitted.length;
  const rowOf = (i: number) => Float64Array.from(fitted, (r) => probability[i * groups.length + r]!);
  const squares = new Float64Array(size * size);
  const products = new Float64Array(size);
  for (let i = 0; i < rows; i += 1) {
    const row = rowOf(i);
    addSquare(squares, row, weight[i]!);
    for (let r = 0; r < size; r += 1) products[r]! += weight[i]! * row[r]! * outcome[i]!;
  }
  const inverse = invertSymmetric(squares, size);
  const rates = apply(inverse, products);
  const meat = new Float64Array(size * size);
  for (let i = 0; i < rows; i += 1) {
    const row = rowOf(i);
    addSquare(meat, row, (weight[i]! * (outcome[i]! - dot(row, rates))) ** 2);
  }
  const found = groups.map((_, r) => {
    const place = fitted.indexOf(r);
    if (place < 0) return { value: NaN, standardError: NaN, reason: nobody };
    const value = rates[place]!;
    const line = inverse.slice(place * size, (place + 1) * size);
    const reason = Number.isNaN(value) ? 'the probabilities cannot tell the groups apart' : null;
    return { value, standardError: Math.sqrt(dot(line, apply(meat, line))), reason };
  });
  return ratesOf(columns, found, { ...options, method: 'regression on probabilities, hc0' });
}
