import type { Counts } from '../counts.ts';
import { compare, decimal, fractionOf, toNumber } from './fraction.ts';
import { percentText } from './percentText.ts';

/** Whether enough is known of who the members are. */
export interface CompletenessMet {
  /** Share of members whose answer is on file; null when there are none. */
  readonly share: number | null;
  readonly threshold: number;
  /** Compared exactly; null when there are no members. */
  readonly met: boolean | null;
  /** Members still to be asked; 0 when the threshold is met. */
  readonly membersToReach: number | null;
  readonly reason: string | null;
  readonly sentence: string;
}

/**
 * Whether the share of members who reported their own race or ethnicity reaches a threshold.
 *
 * @param counts     denominator: all members; numerator: those with a self-reported answer
 * @param threshold  as a fraction: 0.8
 * @returns          share, whether it is enough, and how many members are still to be asked; nulls and a reason without members
 * @throws RangeError when counts are impossible or the threshold is not a fraction
 * @example completenessMet({ denominator: 312, numerator: 243 }, 0.8).membersToReach // 7
 *
 * Source: California Quality Collaborative 2024, Health Equity Roadmap (Covered California asks for 80 %).
 */
export function completenessMet(counts: Counts, threshold: number): CompletenessMet {
  if (!(threshold >= 0 && threshold <= 1)) throw new RangeError(`threshold is a fraction between 0 and 1, got ${threshold}`);
  const known = fractionOf('counts', counts);
  if (known === null) {
    const reason = 'there are no members';
    return { share: null, threshold, met: null, membersToReach: null, reason, sentence: `Undetermined: ${reason}.` };
  }
  const line = decimal('threshold', threshold);
  const needed = Number((line.units * BigInt(counts.denominator) + line.scale - 1n) / line.scale); // rounded up
  const membersToReach = Math.max(0, needed - counts.numerator);
  const met = compare(known, line) >= 0;
  const share = toNumber(known);
  const rest = met
    ? `at least the ${percentText(threshold)} asked for`
    : `${membersToReach} more for the ${percentText(threshold)} asked for`;
  const sentence = `${counts.numerator} of ${counts.denominator} members reported it themselves (${percentText(share)}), ${rest}.`;
  return { share, threshold, met, membersToReach, reason: null, sentence };
}
