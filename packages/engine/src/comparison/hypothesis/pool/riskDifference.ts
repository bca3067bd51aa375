import type { Tail } from '../../../number/tail.ts';
import { fourfoldOf } from '../fourfold.ts';
import { isComparable, type Stratum } from '../strata/types.ts';

interface Sums {
  /** Σ (x₁n₂ − x₂n₁)/n over Σ n₁n₂/n is the common difference. */
  readonly excess: number;
  readonly weight: number;
  /** Of the first sum. */
  readonly variance: number;
}

function sumsOf(strata: readonly Stratum[]): Sums {
  const sums = { excess: 0, weight: 0, variance: 0 };
  for (const { cells, group, reference, total, excess } of strata.map(fourfoldOf).filter(isComparable)) {
    const [a, b, c, d] = cells;
    sums.excess += excess / total;
    sums.weight += (group * reference) / total;
    sums.variance += (reference / total) ** 2 * a * (b / group) + (group / total) ** 2 * c * (d / reference);
  }
  return sums;
}

export function mhRiskDifference(strata: readonly Stratum[]): number {
  const { excess, weight } = sumsOf(strata);
  return excess / weight;
}

/** Difference ± z se, each stratum with its own variances. */
export function mhRiskDifferenceLimit(strata: readonly Stratum[], { z }: Tail): number {
  const { excess, weight, variance } = sumsOf(strata);
  return excess / weight + (z * Math.sqrt(variance)) / weight;
}

export function noRiskDifference(strata: readonly Stratum[]): string | null {
  return sumsOf(strata).weight === 0 ? 'no stratum has members of both groups' : null;
}
