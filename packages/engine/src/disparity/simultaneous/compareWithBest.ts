import { type DisparityGroup, readGroups } from '../groups.ts';
import { criticalOfControl } from './critical.ts';
import { familyOf, type SimultaneousOptions } from './family.ts';

/** A group beside the best of all others, in the unit of the data. Null with a reason where not compared. */
export interface BestGap {
  readonly group: string;
  /** How far the best other group is ahead; negative when this group is ahead of all. */
  readonly gap: number | null;
  /** Limits hold 0 between them or at an end: how far behind a group may be, or ahead. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** Whether the group may truly be the best; if not, it is behind by more than chance. */
  readonly mayBeBest: boolean | null;
  readonly reason: string | null;
}

export interface BestComparison {
  readonly groups: readonly BestGap[];
  /** Coverage of all intervals together. */
  readonly level: number;
  readonly method: string;
}

/**
 * Every group against the best of the others, with intervals that hold the level together though nobody knows which group
 * is truly the best: the best of several is partly lucky, and a plain comparison with it finds gaps where there are none.
 *
 *   ahead_j⁺ = max(0, min_k (y_j − y_k + d_j s_jk));  j may be best when that is above 0
 *   ahead_j⁻ = 0 where only j may be best, else min over the k that may be best of (y_j − y_k − d_k s_jk)
 *   gap_j in [−ahead_j⁺, −ahead_j⁻],  d_j Dunnett's one-sided quantile with j as the control, s_jk = √(s_j² + s_k²)
 *
 * @param rows     groups with counts, or with estimates and standard errors
 * @param options  direction; level 0.95 and method `newcombe` (of the differences, where counts are known) unless said otherwise
 * @returns        one gap for each group that has a value
 * @throws RangeError naming the group, the value and the rule
 * @example compareWithBest([{ group: 'A', population: 400, numerator: 240 }, { group: 'B', population: 300, numerator: 120 }, { group: 'C', population: 200, numerator: 110 }], { direction: 'higher' }).groups.map(({ mayBeBest }) => mayBeBest) // [true, false, true]
 *
 * Source: Hsu 1984, Ann Stat 12:1136; Edwards and Hsu 1983, J Am Stat Assoc 78:965 (unequal errors).
 */
export function compareWithBest(
  rows: readonly DisparityGroup[],
  { method = 'newcombe', ...options }: SimultaneousOptions,
): BestComparison {
  const columns = readGroups(rows, options);
  const { names, level } = columns;
  const { members, ahead, limits, errors } = familyOf(columns, method);
  const others = new Map(members.map((place) => [place, members.filter((other) => other !== place)]));
  const criticals = names.map((_, place) =>
    criticalOfControl(
      errors[place] ?? NaN,
      (others.get(place) ?? []).map((other) => errors[other] ?? NaN),
      level,
    ),
  );
  const upmost = (place: number) =>
    Math.max(0, Math.min(...(others.get(place) ?? []).map((other) => limits(place, other, criticals[place] ?? NaN).upper)));
  const candidates = members.length < 2 ? [] : members.filter((place) => upmost(place) > 0);
  const groups = names.map((group, place): BestGap => {
    const rivals = others.get(place);
    if (rivals === undefined || rivals.length === 0) {
      const reason = rivals === undefined ? `group ${group} has no standard error` : 'there is no other group to compare with';
      return { group, gap: null, lower: null, upper: null, mayBeBest: null, reason };
    }
    // y_j − y_k − d s_jk is minus the upper limit of y_k − y_j.
    const furthest = candidates
      .filter((other) => other !== place)
      .map((other) => limits(other, place, criticals[other] ?? NaN).upper);
    return {
      group,
      gap: Math.max(...rivals.map((other) => ahead(other, place))),
      lower: 0 - upmost(place),
      upper: Math.max(0, ...furthest),
      mayBeBest: candidates.includes(place),
      reason: null,
    };
  });
  return { groups, level, method: `comparison with the best, ${method} where counts are known` };
}
