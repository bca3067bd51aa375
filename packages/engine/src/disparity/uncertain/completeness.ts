import { proportionInterval } from '../../interval/proportionInterval.ts';
import { requireFraction, requireLevel, requireWhole } from '../../number/require.ts';
import { orNull } from '../groups.ts';

/** Members by how their race and ethnicity came to be known; nobody stands under two. NaN is not known, or hidden. */
export interface CompletenessCounts {
  /** Everybody. */
  readonly members: number;
  /** A stated category, from the member. */
  readonly selfReported: number;
  /** A category from a surname, a place or another record. */
  readonly indirect: number;
  /** Asked, and no answer: a direct answer, but no category. */
  readonly declined: number;
  /** Nothing recorded, or nobody knows how. */
  readonly unknown: number;
}

/** Some of the members. Null with a reason where a count is not known. */
export interface CompletenessShare {
  readonly members: number | null;
  /** Of everybody, a fraction. */
  readonly share: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly reason: string | null;
}

/** A share that somebody asks for. */
export interface CompletenessGoal {
  readonly share: number;
  readonly met: boolean | null;
  /** How many more members would have to say who they are; 0 where it is met. */
  readonly membersToReach: number | null;
}

export interface Completeness {
  readonly members: number | null;
  readonly selfReported: CompletenessShare;
  readonly indirect: CompletenessShare;
  readonly declined: CompletenessShare;
  readonly unknown: CompletenessShare;
  /** Self-reported or declined: those who were asked. */
  readonly asked: CompletenessShare;
  /** Self-reported or indirect: those with a category. */
  readonly anyValue: CompletenessShare;
  /** The self-reported share against what a contract asks for. */
  readonly goal: CompletenessGoal;
  /** The self-reported share against the least that a stratified rate is scored with. */
  readonly floor: CompletenessGoal;
  readonly level: number;
  readonly method: string;
}

export interface CompletenessOptions {
  /** Self-reported share that is asked for, as a fraction; default 0.8. */
  readonly goal?: number;
  /** Least self-reported share, as a fraction; default 0.2. */
  readonly floor?: number;
  /** Coverage of the intervals as a fraction; default 0.95. */
  readonly level?: number;
}

/**
 * How complete race and ethnicity are: shares of all members by how they came to be known, with Wilson intervals for the
 * share that the practice's way of asking brings about, and the goals that contracts set.
 *
 * A goal is held against self-reported categories alone and compared exactly: a refusal is a direct answer but no category,
 * and counts in `asked`. A count that is not known is never worked out from the others.
 *
 * @param counts   whole members; NaN is not known
 * @param options  goal 0.8 (Covered California), floor 0.2 (NCQA, plan ratings 2024), level 0.95 unless said otherwise
 * @returns        shares as fractions; nulls and a reason without members, or where a count is not known
 * @throws RangeError naming the count, its value and the rule, also when all four are known and do not add up to the members
 * @example completeness({ members: 312, selfReported: 243, indirect: 40, declined: 9, unknown: 20 }).goal // { share: 0.8, met: false, membersToReach: 7 }
 * @example completeness({ members: 312, selfReported: 243, indirect: 40, declined: NaN, unknown: NaN }).asked.reason // 'a count is not known'
 *
 * Source: Covered California contract (80 % self-identified); NCQA Health Plan Ratings 2024 (20 % direct data).
 */
export function completeness(
  counts: CompletenessCounts,
  { goal = 0.8, floor = 0.2, level = 0.95 }: CompletenessOptions = {},
): Completeness {
  requireCounts(counts);
  requireFraction('goal', goal);
  requireFraction('floor', floor);
  requireLevel(level);
  const { members, selfReported, indirect, declined, unknown } = counts;
  const shareOf = (part: number) => shareAmong(members, part, level);
  return {
    members: orNull(members),
    selfReported: shareOf(selfReported),
    indirect: shareOf(indirect),
    declined: shareOf(declined),
    unknown: shareOf(unknown),
    asked: shareOf(selfReported + declined),
    anyValue: shareOf(selfReported + indirect),
    goal: goalFor({ members, selfReported, share: goal }),
    floor: goalFor({ members, selfReported, share: floor }),
    level,
    method: 'wilson',
  };
}

const parts = ['selfReported', 'indirect', 'declined', 'unknown'] as const;

function requireCounts(counts: CompletenessCounts): void {
  for (const name of ['members', ...parts] as const) if (!Number.isNaN(counts[name])) requireWhole(name, counts[name]);
  const known = parts.filter((name) => !Number.isNaN(counts[name]));
  const together = known.reduce((sum, name) => sum + counts[name], 0);
  if (together > counts.members || (known.length === parts.length && together < counts.members))
    throw new RangeError(`${known.join(', ')} must add up to members ${counts.members}, got ${together}`);
}

function shareAmong(members: number, part: number, level: number): CompletenessShare {
  if (Number.isNaN(members + part))
    return { members: orNull(part), share: null, lower: null, upper: null, reason: 'a count is not known' };
  const { value, lower, upper } = proportionInterval({ denominator: members, numerator: part }, { method: 'wilson', level });
  return { members: part, share: value, lower, upper, reason: members === 0 ? 'there are no members' : null };
}

function goalFor({
  members,
  selfReported,
  share,
}: {
  readonly members: number;
  readonly selfReported: number;
  readonly share: number;
}): CompletenessGoal {
  if (Number.isNaN(members + selfReported) || members === 0) return { share, met: null, membersToReach: null };
  // Quotient and goal are both the double nearest to what they stand for: 4 of 5 is 0.8. A product could round away from it.
  const reaches = (count: number) => count / members >= share;
  let needed = Math.max(0, Math.ceil(share * members) - 1);
  while (!reaches(needed)) needed += 1;
  return { share, met: reaches(selfReported), membersToReach: Math.max(0, needed - selfReported) };
}
