import { requireLevel } from '../../number/require.ts';
import { orNull } from '../groups.ts';
import { limitsAbout } from '../limits.ts';
import { type MemberColumns, populationOnly } from './people.ts';

/** A group's rate where nobody's group is known for sure. */
export interface UncertainRate {
  readonly group: string;
  readonly value: number | null;
  readonly standardError: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** How many members of known group would carry as much: (Σ p)² / Σ p². */
  readonly effectiveN: number | null;
  /** Members expected in the group. */
  readonly sumOfProbabilities: number;
  readonly reason: string | null;
}

export interface UncertainRates {
  readonly groups: readonly UncertainRate[];
  readonly method: string;
  readonly level: number;
  /** Rows with an outcome, and rows left out for want of one. */
  readonly members: number;
  readonly missing: number;
  /** What the answer may be used for. */
  readonly use: string;
}

export interface UncertainOptions {
  /** Coverage of the intervals as a fraction; default 0.95. */
  readonly level?: number;
}

/** What a method finds for one group: NaN where undefined. */
export interface Found {
  readonly value: number;
  readonly standardError: number;
  readonly reason?: string | null;
}

/** A method's answers with what they rest on. */
export function ratesOf(
  columns: MemberColumns,
  found: readonly Found[],
  { level = 0.95, method }: UncertainOptions & { readonly method: string },
): UncertainRates {
  requireLevel(level);
  const weights = effectiveWeights(columns);
  const groups = columns.groups.map((group, r): UncertainRate => {
    const { value, standardError, reason = null } = found[r] ?? { value: NaN, standardError: NaN };
    const { total, squares } = weights[r] ?? { total: 0, squares: 0 };
    const { lower, upper } = limitsAbout({ value, standardError }, level);
    return {
      group,
      value: orNull(value),
      standardError: orNull(standardError),
      lower: orNull(lower),
      upper: orNull(upper),
      effectiveN: orNull((total * total) / squares),
      sumOfProbabilities: total,
      reason: reason ?? (total === 0 ? nobody : null),
    };
  });
  return { groups, method, level, members: columns.members, missing: columns.missing, use: populationOnly };
}

/** Σ w p and Σ (w p)² of each group. */
export function effectiveWeights({ groups, members, probability, weight }: MemberColumns) {
  const size = groups.length;
  const sums = groups.map(() => ({ total: 0, squares: 0 }));
  for (let i = 0; i < members; i += 1)
    for (const [r, into] of sums.entries()) {
      const share = weight[i]! * probability[i * size + r]!;
      into.total += share;
      into.squares += share * share;
    }
  return sums;
}

export const nobody = 'nobody is likely to be of this group';
