import { type DisparityGroup, type DisparityOptions, type GroupColumns, orNull, readGroups } from '../groups.ts';

/** Ridits by group, with null for a group that has no place. */
export interface RiditRanks {
  /** In the order of the groups, each within (0, 1); null where a group is left out, and everywhere where there is a reason. */
  readonly rank: readonly (number | null)[];
  readonly reason: string | null;
  readonly method: 'ridit';
}

/**
 * The place of each group in an order: the mean rank of its members when all members stand in line, the least advantaged
 * at 0 and the most advantaged at 1. What every index of ordered groups is computed on.
 *
 *   R_j = Σ p over the groups before j + p_j / 2
 *
 * Groups of one rank share a place, as if they were one.
 *
 * @param groups   one row each, with `rank`: any numbers that increase with advantage
 * @param options  as for every measure; none of it changes the places
 * @throws RangeError naming the group, the value and the rule
 * @example riditRanks([{ group: 'poor', population: 30, estimate: 0.5, rank: 1 }, { group: 'rich', population: 10, estimate: 0.7, rank: 2 }], { direction: 'higher' }).rank // [0.375, 0.875]
 *
 * Source: Bross 1958, Biometrics 14:18.
 */
export function riditRanks(groups: readonly DisparityGroup[], options: DisparityOptions): RiditRanks {
  const columns = readGroups(groups, options);
  const reason = whyUnordered(columns);
  const places = new Map(reason === null ? columns.names.map((name, j) => [name, riditsOf(columns)[j] ?? NaN]) : []);
  return { rank: groups.map(({ group }) => orNull(places.get(group) ?? NaN)), reason, method: 'ridit' };
}

/** Why groups cannot be put in order; null when they can. */
export function whyUnordered({ names, rank }: GroupColumns): string | null {
  if (names.length === 0) return 'no group has a value';
  const missing = rank.findIndex(Number.isNaN);
  if (missing < 0) return null;
  return rank.every(Number.isNaN) ? 'the groups have no order' : `group ${names[missing]} has no rank`;
}

/** Ridits by group. */
export function riditsOf({ rank, share }: Pick<GroupColumns, 'rank' | 'share'>): Float64Array {
  return midpointsOf(rank, share);
}

/** Where groups stand about the middle of the order: 2 R − 1, from −1 to 1, with a mean of 0. */
export function standingOf(columns: Pick<GroupColumns, 'rank' | 'share'>): Float64Array {
  return riditsOf(columns).map((ridit) => 2 * ridit - 1);
}

/** What has come together before a group, in order, plus half of what it brings; groups of one rank bring it as one. */
export function midpointsOf(rank: Float64Array, amounts: Float64Array): Float64Array {
  const at = (values: ArrayLike<number>, index: number) => values[index] ?? NaN;
  const order = Uint32Array.from(rank, (_, index) => index).sort((a, b) => at(rank, a) - at(rank, b));
  const midpoints = new Float64Array(rank.length);
  let before = 0;
  for (let first = 0; first < order.length;) {
    const here = at(rank, at(order, first));
    let end = first;
    let together = 0;
    while (end < order.length && at(rank, at(order, end)) === here) {
      together += at(amounts, at(order, end));
      end += 1;
    }
    for (let place = first; place < end; place += 1) midpoints[at(order, place)] = before + together / 2;
    before += together;
    first = end;
  }
  return midpoints;
}
