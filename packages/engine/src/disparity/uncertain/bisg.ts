import { requireCount, requireFraction } from '../../number/require.ts';
import { sum } from '../../number/sum.ts';
import { requireNames } from './people.ts';

/** What a user's own tables say of one member. Groups in the order of their names. */
export interface BisgEvidence {
  /** P(group | surname), from a surname table. */
  readonly surname: readonly number[];
  /** Members of each group in the member's place. */
  readonly place: readonly number[];
  /** Members of each group in all places. */
  readonly total: readonly number[];
}

/**
 * Bayesian improved surname geocoding: the chance of each group given a surname and a place, from tables of the user's.
 *
 *   p(r | s, g) ∝ p(r | s) × count(r in g) / count(r)
 *
 * It takes surname and place as independent given the group. For whole populations only, never for a member's record.
 *
 * @param groups    names of the groups
 * @param evidence  surname probabilities in [0, 1]; counts of at least 0; a group without total has no place
 * @returns         probabilities that add to 1, in the order of the groups; null where surname and place have no group in common, or a number is missing
 * @throws RangeError naming the group and the rule
 * @example bisgPosterior(['A', 'B'], { surname: [0.2, 0.8], place: [30, 10], total: [100, 100] }) // [0.428571, 0.571429]
 * @example bisgPosterior(['A', 'B'], { surname: [1, 0], place: [0, 10], total: [100, 100] }) // null
 *
 * Source: Elliott and others 2009, Health Serv Outcomes Res Methodol 9:69.
 */
export function bisgPosterior(groups: readonly string[], { surname, place, total }: BisgEvidence): readonly number[] | null {
  requireNames(groups);
  for (const [table, row] of Object.entries({ surname, place, total }))
    if (row.length !== groups.length) throw new RangeError(`${table} has ${row.length} numbers for ${groups.length} groups`);
  const products = groups.map((group, r) => {
    const [chance, here, all] = [surname[r] ?? NaN, place[r] ?? NaN, total[r] ?? NaN];
    if (!Number.isNaN(chance)) requireFraction(`surname: ${group}`, chance);
    if (!Number.isNaN(here)) requireCount(`place: ${group}`, here);
    if (!Number.isNaN(all)) requireCount(`total: ${group}`, all);
    if (here > all) throw new RangeError(`place: ${group} ${here} exceeds total ${all}`);
    return all === 0 ? 0 : chance * (here / all);
  });
  const whole = sum(products);
  return whole > 0 ? products.map((product) => product / whole) : null;
}
