import { type Proportion, type Rate, requireProportion, requireRate } from '../interval/types.ts';
import { named } from '../number/named.ts';
import { requireCount, requireWhole } from '../number/require.ts';

/** Two groups without a member in common. */
export interface TwoProportions {
  readonly group: Proportion;
  readonly reference: Proportion;
}

/** Events over exposure in two groups without a member in common. */
export interface TwoRates {
  readonly group: Rate;
  readonly reference: Rate;
}

/** The same members measured twice: how many met both times, only the first, only the second, neither. */
export interface Pairs {
  readonly both: number;
  readonly firstOnly: number;
  readonly secondOnly: number;
  readonly neither: number;
}

/**
 * Refuses counts that cannot be two proportions; the message says whose count it is.
 *
 * @throws RangeError naming the group, the count and the rule that it breaks
 * @example requireTwoProportions({ group: { denominator: 30, numerator: 31 }, reference: { denominator: 9, numerator: 1 } }) // throws group: numerator 31 exceeds denominator 30
 */
export function requireTwoProportions({ group, reference }: TwoProportions): void {
  named('group', () => requireProportion(group));
  named('reference', () => requireProportion(reference));
}

/** Refuses counts of which an exact method could not list the tables; the message says whose count it is. */
export function requireWholeProportions(groups: TwoProportions): void {
  requireTwoProportions(groups);
  for (const who of ['group', 'reference'] as const)
    named(who, () => {
      requireWhole('denominator', groups[who].denominator);
      requireWhole('numerator', groups[who].numerator);
    });
}

/**
 * Refuses numbers that cannot be two rates; the message says whose number it is.
 *
 * @throws RangeError naming the group, the number and the rule that it breaks
 * @example requireTwoRates({ group: { events: 1, exposure: 2 }, reference: { events: -1, exposure: 2 } }) // throws reference: events must be a number of at least 0, got -1
 */
export function requireTwoRates({ group, reference }: TwoRates): void {
  named('group', () => requireRate(group));
  named('reference', () => requireRate(reference));
}

/**
 * Refuses counts that cannot be pairs.
 *
 * @throws RangeError naming the count and the rule that it breaks
 * @example requirePairs({ both: 3, firstOnly: -1, secondOnly: 2, neither: 4 }) // throws firstOnly must be a number of at least 0, got -1
 */
export function requirePairs(pairs: Pairs): void {
  requireCount('both', pairs.both);
  requireCount('firstOnly', pairs.firstOnly);
  requireCount('secondOnly', pairs.secondOnly);
  requireCount('neither', pairs.neither);
}

/** Why nothing can be said of pairs whatever the method, in words; null when something can. */
export function emptyPairs({ both, firstOnly, secondOnly, neither }: Pairs): string | null {
  return both + firstOnly + secondOnly + neither === 0 ? 'there are no pairs' : null;
}
