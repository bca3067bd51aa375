import { type DisparityGroup, orNull, readGroups } from '../groups.ts';
import { criticalOfPairs } from './critical.ts';
import { familyOf, levelOf, type SimultaneousOptions } from './family.ts';

/** Two groups beside each other, the gap in the unit of the data. Null with a reason where not compared. */
export interface PairGap {
  readonly group: string;
  readonly other: string;
  /** Positive when the group is worse off than the other. */
  readonly gap: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Whether the interval excludes 0. */
  readonly standsOut: boolean | null;
  readonly reason: string | null;
}

export interface PairComparison {
  readonly pairs: readonly PairGap[];
  /** Coverage of all intervals together. */
  readonly level: number;
  /** Coverage of each single one; null where there is nothing to compare. */
  readonly comparisonLevel: number | null;
  readonly method: string;
}

/**
 * Every group against every other, with intervals that hold the level together: whichever pair is picked afterwards, its
 * interval is honest. Narrower than Bonferroni's, because the pairs share groups.
 *
 *   each pair: gap ± q_k √(s_a² + s_b²) / √2, q the quantile of the studentised range of k groups;
 *   with counts, Newcombe's interval at the level of q_k / √2 standard errors
 *
 * @param rows     groups with counts, or with estimates and standard errors
 * @param options  direction; level 0.95 and method `newcombe` unless said otherwise
 * @returns        k (k − 1) / 2 gaps, the earlier group of each pair first
 * @throws RangeError naming the group, the value and the rule
 * @example comparePairs([{ group: 'A', population: 400, numerator: 240 }, { group: 'B', population: 300, numerator: 120 }, { group: 'C', population: 200, numerator: 110 }], { direction: 'higher' }).pairs[0].gap // -0.2
 * @example comparePairs([{ group: 'A', population: 400, numerator: 240 }, { group: 'B', population: 300, numerator: 120 }, { group: 'C', population: 200, numerator: 110 }], { direction: 'higher' }).comparisonLevel // 0.9809
 *
 * Source: Tukey 1953 (The problem of multiple comparisons); Kramer 1956, Biometrics 12:307; Newcombe 1998, Stat Med 17:873.
 */
export function comparePairs(
  rows: readonly DisparityGroup[],
  { method = 'newcombe', ...options }: SimultaneousOptions,
): PairComparison {
  const columns = readGroups(rows, options);
  const { names, level } = columns;
  const { members, ahead, limits } = familyOf(columns, method);
  const critical = members.length < 2 ? NaN : criticalOfPairs(members.length, level);
  const pairs = names.flatMap((group, one) =>
    names.slice(one + 1).map((other, after): PairGap => {
      const second = one + 1 + after;
      const gap = ahead(second, one);
      const unknown = [one, second].find((place) => !members.includes(place));
      if (unknown !== undefined) {
        const reason = `group ${names[unknown]} has no standard error`;
        return { group, other, gap: orNull(gap), lower: null, upper: null, standsOut: null, reason };
      }
      const { lower, upper } = limits(second, one, critical);
      return { group, other, gap: orNull(gap), lower, upper, standsOut: lower > 0 || upper < 0, reason: null };
    }),
  );
  return { pairs, level, comparisonLevel: orNull(levelOf(critical)), method: `Tukey-Kramer, ${method} where counts are known` };
}
