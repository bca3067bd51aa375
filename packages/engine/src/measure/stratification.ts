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
  /** Strata that are shown but never compared. */
  readonly unanswered: readonly string[];
}

/** What a declaration must say; the rest has defaults. */
export type StratificationDeclaration = Pick<Stratification, 'id'> & Partial<Stratification>;

/** The stratification that has one stratum, `all`, with everybody in it. */
export const totalStratification = 'total';
export const totalStratum = 'all';

/**
 * Completes and checks the declaration of a stratification that the user adds: by default a column of the members
 * table under its own id with dashes as underscores, exclusive and exhaustive (an empty value is its stratum `Unknown`).
 *
 * @throws RangeError naming the stratification and the rule
 * @example defineStratification({ id: 'housing-status' }).column // 'housing_status'
 */
export function defineStratification(declaration: StratificationDeclaration): Stratification {
  const { id } = declaration;
  if (!/^[a-z][a-z0-9-]{0,63}$/.test(id)) {
    throw new RangeError(`stratification ${id}: an id is lower-case letters, digits and dashes, and begins with a letter`);
  }
  return {
    title: id,
    exclusive: true,
    exhaustive: true,
    crosses: null,
    column: id.replaceAll('-', '_'),
    strata: null,
    unanswered: ['Unknown'],
    ...declaration,
  };
}

/**
 * The crossing of two stratifications: its strata are pairs, `White / female`.
 *
 * @throws RangeError when one of them is itself a crossing, the total, or not exclusive
 * @example crossStratifications(defineStratification({ id: 'housing' }), defineStratification({ id: 'plan' })).id // 'housing-by-plan'
 */
export function crossStratifications(first: Stratification, second: Stratification): Stratification {
  for (const part of [first, second]) {
    if (part.crosses || part.id === totalStratification || !part.exclusive) {
      throw new RangeError(`stratification ${part.id}: a crossing joins two exclusive dimensions`);
    }
  }
  return {
    id: `${first.id}-by-${second.id}`,
    title: `${first.title} by ${second.title}`,
    exclusive: true,
    exhaustive: first.exhaustive && second.exhaustive,
    crosses: [first.id, second.id],
    column: null,
    strata: first.strata && second.strata && first.strata.flatMap((a) => second.strata!.map((b) => crossedStratum(a, b))),
    unanswered: [],
  };
}

/** The name of a stratum of a crossing. */
export function crossedStratum(first: string, second: string): string {
  return `${first} / ${second}`;
}

/** Whether a stratum of this stratification stands for an answer, and may be compared. */
export function isAnswered(stratification: Stratification, stratum: string): boolean {
  return !stratification.unanswered.includes(stratum);
}
