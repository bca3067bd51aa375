import { requireCount, requireFraction, shown } from '../../number/require.ts';
import { sum } from '../../number/sum.ts';

/** A member whose group is known by probability only. */
export interface UncertainMember {
  /** Of each group, in the order of the groups' names; they add to 1. */
  readonly probabilities: readonly number[];
  /** Whether the member met the measure, or a value in [0, 1]. NaN is missing. */
  readonly outcome: number;
  /** How many members the row stands for; default 1. */
  readonly weight?: number;
}

/** Members by column, those with an outcome: probabilities row after row. */
export interface MemberColumns {
  readonly groups: readonly string[];
  readonly members: number;
  readonly probability: Float64Array;
  readonly outcome: Float64Array;
  readonly weight: Float64Array;
  /** Members without an outcome or without probabilities, which count nowhere. */
  readonly missing: number;
}

/** Who an answer is about. Every answer here carries it. */
export const populationOnly = 'population level only: never on a member’s record, never to decide care';

/**
 * Members as columns, checked.
 *
 * @throws RangeError naming the member (counted from 0), the value and the rule
 */
export function readMembers(groups: readonly string[], members: readonly UncertainMember[]): MemberColumns {
  requireNames(groups);
  const kept = members.filter(
    ({ outcome, probabilities, weight = 1 }) => ![outcome, weight, ...probabilities].some((value) => Number.isNaN(value)),
  );
  const columns = {
    groups,
    members: kept.length,
    probability: new Float64Array(kept.length * groups.length),
    outcome: Float64Array.from(kept, ({ outcome }) => outcome),
    weight: Float64Array.from(kept, ({ weight = 1 }) => weight),
    missing: members.length - kept.length,
  };
  members.forEach((member, index) => requireMember(member, { groups, index }));
  kept.forEach(({ probabilities }, i) => columns.probability.set(probabilities, i * groups.length));
  return columns;
}

export function requireNames(groups: readonly string[]): void {
  groups.forEach((group, index) => {
    if (typeof group !== 'string' || group === '') throw new RangeError(`group ${index} must be a name, got ${shown(group)}`);
    if (groups.indexOf(group) < index) throw new RangeError(`group ${group} appears twice`);
  });
}

function requireMember(
  { probabilities, outcome, weight = 1 }: UncertainMember,
  { groups, index }: { readonly groups: readonly string[]; readonly index: number },
): void {
  if (probabilities.length !== groups.length)
    throw new RangeError(`member ${index}: ${probabilities.length} probabilities for ${groups.length} groups`);
  if (!Number.isNaN(outcome)) requireFraction(`member ${index}: outcome`, outcome);
  if (!Number.isNaN(weight)) requireCount(`member ${index}: weight`, weight);
  for (const probability of probabilities)
    if (!Number.isNaN(probability)) requireFraction(`member ${index}: probability`, probability);
  const total = sum(probabilities);
  if (Math.abs(total - 1) > PRINTED) throw new RangeError(`member ${index}: probabilities must add to 1, got ${total}`);
}

/** Probabilities printed to three digits still add to 1. */
const PRINTED = 5e-3;
