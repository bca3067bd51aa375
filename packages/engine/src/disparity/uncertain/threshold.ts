import { requireFraction } from '../../number/require.ts';
import { orNull } from '../groups.ts';
import { populationOnly, readMembers, type UncertainMember } from './people.ts';

/** Rates of the members who could be assigned to a group. */
export interface ThresholdRates {
  readonly groups: readonly ThresholdRate[];
  readonly threshold: number;
  /** Members of whom no group is likely enough: they count nowhere. */
  readonly unassigned: number;
  /** Members without an outcome. */
  readonly missing: number;
  readonly method: string;
  readonly use: string;
}

export interface ThresholdRate {
  readonly group: string;
  readonly members: number;
  readonly value: number | null;
  readonly reason: string | null;
}

/**
 * Rates by group with each member assigned to the likeliest group, if it is likely enough: for comparison with the other
 * estimators only. Who can be assigned is no sample of the group, and the bias can go either way, so there is no interval.
 *
 * @param groups    names, in the order of the members' probabilities
 * @param members   probabilities that add to 1 and an outcome in [0, 1]; NaN is missing
 * @param options   threshold in [0, 1]: the least chance of the likeliest group, the first of equals
 * @returns         a rate for each group, and how many members were not assigned
 * @throws RangeError naming the member, the value and the rule
 * @example thresholdRates(['A', 'B'], [{ probabilities: [0.9, 0.1], outcome: 1 }, { probabilities: [0.6, 0.4], outcome: 0 }], { threshold: 0.8 }).unassigned // 1
 *
 * Source: Chen, Kallus, Mao, Svacha and Udell 2019, FAT* '19 (bias of thresholds).
 */
export function thresholdRates(
  groups: readonly string[],
  members: readonly UncertainMember[],
  { threshold }: { readonly threshold: number },
): ThresholdRates {
  requireFraction('threshold', threshold);
  const columns = readMembers(groups, members);
  const size = groups.length;
  const counts = new Float64Array(size);
  const hits = new Float64Array(size);
  let unassigned = 0;
  for (let i = 0; i < columns.members; i += 1) {
    const probabilities = columns.probability.subarray(i * size, (i + 1) * size);
    const likeliest = indexOfLargest(probabilities);
    const weight = columns.weight[i]!;
    if (size === 0 || probabilities[likeliest]! < threshold) unassigned += weight;
    else {
      counts[likeliest]! += weight;
      hits[likeliest]! += weight * columns.outcome[i]!;
    }
  }
  return {
    groups: groups.map((group, r) => ({
      group,
      members: counts[r]!,
      value: orNull(hits[r]! / counts[r]!),
      reason: counts[r] === 0 ? 'nobody was assigned to this group' : null,
    })),
    threshold,
    unassigned,
    missing: columns.missing,
    method: 'threshold',
    use: populationOnly,
  };
}

function indexOfLargest(values: Float64Array): number {
  let largest = 0;
  for (let r = 1; r < values.length; r += 1) if (values[r]! > values[largest]!) largest = r;
  return largest;
}
