/** A way of dividing the patients of a measure: one dimension, or an approved crossing of two. */
export interface Stratification {
  readonly id: string;
  readonly title: string;
  /** No patient falls under two strata. */
  readonly exclusive: boolean;
  /** Every patient falls under one; with `exclusive` the strata add up to the total. */
  readonly exhaustive: boolean;
  /** The two dimensions of a crossing; null for a dimension of its own. */
  readonly crosses: readonly [string, string] | null;
  /** The column of the members table that holds it, for a stratifier that the user declares; null for a built-in or a crossing. */
  readonly column: string | null;
  /** The strata in the order of reports; null when the data name them. */
  readonly strata: readonly string[] | null;
  /** Which end of `strata` is worse off, where they stand in an order of advantage (income, neighbourhood); null without one. */
  readonly order: AdvantageOrder | null;
  /** How recorded codes become strata, where a standard says so; null when the data name the strata themselves. */
  readonly rollUp: string | null;
  /** Strata that are shown but never compared; of a crossing, the half that is no answer: `Unknown / `, ` / Unknown`. */
  readonly unanswered: readonly string[];
}

/** Whether strata are listed from the least advantaged up, or from the most advantaged down. */
export const advantageOrders = ['worst-first', 'best-first'] as const;
export type AdvantageOrder = (typeof advantageOrders)[number];

/** What a declaration must say; the rest has defaults. */
export type StratificationDeclaration = Pick<Stratification, 'id'> & Partial<Stratification>;

/** The stratification that has one stratum, `all`, with everybody in it. */
export const totalStratification = 'total';
export const totalStratum = 'all';

/**
 * Completes and checks the declaration of a stratification that the user adds: by default a column of the members
 * table under its own id with dashes as underscores, exclusive and exhaustive (an empty value is its stratum `Unknown`).
 *
 * An order of advantage (`worst-first` or `best-first`) is of the strata as declared, those without an answer left out: it is
 * what indices of ordered groups (slope, concentration) need. An order of age or size is no order of advantage.
 *
 * @param declaration  its id and whatever differs from the defaults
 * @throws RangeError naming the stratification and the rule
 * @example defineStratification({ id: 'hpi-quartile', strata: ['1', '2', '3', '4', 'Unknown'], order: 'worst-first' }).order // 'worst-first'
 * @example defineStratification({ id: 'housing-status' }).column // 'housing_status'
 */
export function defineStratification(declaration: StratificationDeclaration): Stratification {
  const { id } = declaration;
  if (!/^[a-z][a-z0-9-]{0,63}$/.test(id)) {
    throw new RangeError(`stratification ${id}: an id is lower-case letters, digits and dashes, and begins with a letter`);
  }
  const stratification: Stratification = {
    title: id,
    exclusive: true,
    exhaustive: true,
    crosses: null,
    rollUp: null,
    column: id.replaceAll('-', '_'),
    strata: null,
    order: null,
    unanswered: ['Unknown'],
    ...declaration,
  };
  requireOrder(stratification);
  return stratification;
}

function requireOrder({ id, order, strata, unanswered }: Stratification): void {
  if (order === null) return;
  const refuse = (rule: string): never => {
    throw new RangeError(`stratification ${id}: ${rule}`);
  };
  if (!advantageOrders.includes(order)) refuse(`order must be ${advantageOrders.join(' or ')}, got ${String(order)}`);
  if (strata === null) refuse(`order ${order} is of strata, and none are listed: list them in that order`);
  const answered = strata!.filter((stratum) => !unanswered.includes(stratum));
  const twice = answered.find((stratum, place) => answered.indexOf(stratum) < place);
  if (twice !== undefined) refuse(`the stratum ${twice} is listed twice, and has one place in an order`);
  if (answered.length < 2) refuse(`order ${order} needs two strata that are answers, got ${answered.join(', ') || 'none'}`);
}

/**
 * The place of a stratum in the order of advantage of its stratification, the least advantaged first: 1, 2, …
 *
 * @param stratification  one with an order or without
 * @param stratum         one of its strata
 * @returns               null without an order, and for a stratum that is no answer or not listed
 * @example advantageRank(defineStratification({ id: 'income', strata: ['high', 'low'], order: 'best-first' }), 'low') // 1
 * @example advantageRank(defineStratification({ id: 'housing' }), 'stable') // null
 */
export function advantageRank({ order, strata, unanswered }: Stratification, stratum: string): number | null {
  if (!order || strata === null) return null; // a release from before there was an order has none
  const answered = strata.filter((name) => !unanswered.includes(name));
  const place = answered.indexOf(stratum);
  if (place < 0) return null;
  return order === 'worst-first' ? place + 1 : answered.length - place;
}

/**
 * The crossing of two stratifications: its strata are pairs, `White / female`.
 *
 * @param first   written first in the names of the pairs
 * @param second  written second
 * @throws RangeError when one of them is itself a crossing, the total, or not exclusive, or both are the same
 * @example crossStratifications(defineStratification({ id: 'housing' }), defineStratification({ id: 'plan' })).id // 'housing-by-plan'
 */
export function crossStratifications(first: Stratification, second: Stratification): Stratification {
  for (const part of [first, second]) {
    if (part.crosses || part.id === totalStratification || !part.exclusive) {
      throw new RangeError(`stratification ${part.id}: a crossing joins two exclusive dimensions`);
    }
  }
  if (first.id === second.id) throw new RangeError(`stratification ${first.id}: a crossing joins two different dimensions`);
  return {
    id: `${first.id}-by-${second.id}`,
    title: `${first.title} by ${second.title}`,
    exclusive: true,
    exhaustive: first.exhaustive && second.exhaustive,
    crosses: [first.id, second.id],
    rollUp: [first.rollUp, second.rollUp].filter((rule) => rule !== null).join('; ') || null,
    column: null,
    order: null,
    strata: first.strata && second.strata && first.strata.flatMap((a) => second.strata!.map((b) => crossedStratum(a, b))),
    unanswered: [
      ...first.unanswered.map((stratum) => crossedStratum(stratum, '')),
      ...second.unanswered.map((stratum) => crossedStratum('', stratum)),
    ],
  };
}

/**
 * The name of a stratum of a crossing.
 *
 * @param first   a stratum of the first stratification
 * @param second  a stratum of the second
 * @example crossedStratum('White', 'female') // 'White / female'
 */
export function crossedStratum(first: string, second: string): string {
  return `${first} / ${second}`;
}

/**
 * Whether a stratum of this stratification stands for an answer, and may be compared. A pair does when both its halves do.
 *
 * @param stratification  a dimension or a crossing
 * @param stratum         one of its strata
 * @example isAnswered(defineStratification({ id: 'housing' }), 'Unknown') // false
 * @example isAnswered(crossStratifications(defineStratification({ id: 'housing' }), defineStratification({ id: 'plan' })), 'stable / Unknown') // false
 */
export function isAnswered({ crosses, unanswered }: Stratification, stratum: string): boolean {
  if (crosses) return !unanswered.some((half) => stratum.startsWith(half) || stratum.endsWith(half));
  return !unanswered.includes(stratum);
}
