import { compareProportions } from '../../comparison/compareProportions.ts';
import type { DifferenceMethodId } from '../../comparison/difference/methods.ts';
import { normalCdf } from '../../number/normal.ts';
import type { DisparityOptions, GroupColumns } from '../groups.ts';

export interface SimultaneousOptions extends DisparityOptions {
  /** Method of the intervals where counts are known; Newcombe's unless told. */
  readonly method?: DifferenceMethodId;
}

/** How two groups of a family stand to each other. */
export interface Family {
  /** Places of the groups that can be compared. */
  readonly members: readonly number[];
  /** By how much one is better off than another, in the unit of the data. */
  readonly ahead: (one: number, other: number) => number;
  /** Limits of that, so many standard errors away. */
  readonly limits: (one: number, other: number, critical: number) => { readonly lower: number; readonly upper: number };
  /** Standard errors for critical values: those of (x + 1) / (n + 2) where counts are known, because 0 of 5 is not certain. */
  readonly errors: readonly number[];
}

/**
 * Groups as a family of comparisons. Where the counts of two are known, the limits of their difference are those of a method
 * for proportions at the level that the critical value stands for; else difference ± critical × standard error.
 */
export function familyOf(columns: GroupColumns, method: DifferenceMethodId): Family {
  const { names, population, numerator, estimate, standardError, scale, direction } = columns;
  const sign = direction === 'higher' ? 1 : -1;
  const at = (values: ArrayLike<number>, j: number) => values[j] ?? NaN;
  const counted = (j: number) => !Number.isNaN(at(numerator, j));
  const members = names.map((_, j) => j).filter((j) => !Number.isNaN(at(standardError, j)));
  const countsOf = (j: number) => ({ denominator: at(population, j), numerator: at(numerator, j) });
  const ahead = (one: number, other: number) => sign * (at(estimate, one) - at(estimate, other));
  return {
    members,
    ahead,
    limits(one, other, critical) {
      if (counted(one) && counted(other) && critical > 0) {
        const [group, reference] = sign > 0 ? [countsOf(one), countsOf(other)] : [countsOf(other), countsOf(one)];
        const { lower, upper } = compareProportions({ group, reference }, { method, level: levelOf(critical) });
        return { lower: scale * (lower ?? NaN), upper: scale * (upper ?? NaN) };
      }
      const value = ahead(one, other);
      const reach = critical * Math.hypot(at(standardError, one), at(standardError, other));
      return { lower: value - reach, upper: value + reach };
    },
    errors: names.map((_, j) => {
      if (!counted(j)) return at(standardError, j);
      const rate = (at(numerator, j) + 1) / (at(population, j) + 2);
      return scale * Math.sqrt((rate * (1 - rate)) / at(population, j));
    }),
  };
}

/** The level of one two-sided interval of so many standard errors each way. */
export function levelOf(critical: number): number {
  return 1 - 2 * normalCdf(-critical);
}
