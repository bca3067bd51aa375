import type { Tail } from '../../../number/tail.ts';
import { fourfoldOf } from '../fourfold.ts';
import { isComparable, type Stratum } from '../strata/types.ts';

interface Sums {
  /** Σ x₁n₂/n over Σ x₂n₁/n is the common ratio. */
  readonly group: number;
  readonly reference: number;
  /** Σ (n₁n₂m − x₁x₂n)/n², written without its cancellation. */
  readonly variance: number;
}

function sumsOf(strata: readonly Stratum[]): Sums {
  const sums = { group: 0, reference: 0, variance: 0 };
  for (const { cells, total, ...arms } of strata.map(fourfoldOf).filter(isComparable)) {
    const [a, b, c, d] = cells;
    sums.group += (a / total) * arms.reference;
    sums.reference += (c / total) * arms.group;
    sums.variance += (a / total) * (d / total) * arms.group + (b / total) * (c / total) * arms.reference;
  }
  return sums;
}

export function mhRiskRatio(strata: readonly Stratum[]): number {
  const { group, reference } = sumsOf(strata);
  return group / reference;
}

/** exp(log ratio ± z se), with the variance of Greenland and Robins. */
export function mhRiskRatioLimit(strata: readonly Stratum[], { z }: Tail): number {
  const { group, reference, variance } = sumsOf(strata);
  return (group / reference) * Math.exp(z * Math.sqrt(variance / group / reference));
}

/** Why there are no limits; there is still an estimate of 0 or Infinity where only one of the groups never met. */
export function noRiskRatio(strata: readonly Stratum[]): string | null {
  const { group, reference } = sumsOf(strata);
  if (group === 0 && reference === 0) return 'nobody met the measure in a stratum with members of both groups';
  if (group === 0) return 'the risk ratio is 0, which has no standard error on the log scale';
  return reference === 0 ? 'the risk ratio is infinite, which has no standard error on the log scale' : null;
}
