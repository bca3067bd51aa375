import { requireCount, shown } from '../../number/require.ts';
import { type GroupColumns, indexOfBest, indexOfLargest } from '../groups.ts';

/**
 * What groups are set against: the group with most members, the best one, all members (the group among them), all others,
 * a group named beforehand, or a number from outside that has no error.
 */
export type ReferenceRule = 'largest' | 'best' | 'overall' | 'rest' | { readonly group: string } | { readonly benchmark: number };

/** A rule applied to the groups at hand. */
export interface Reference {
  readonly kind: 'group' | 'overall' | 'rest' | 'benchmark';
  /** The group's name, or what the reference is called. */
  readonly name: string;
  /** Index of the group; −1 when the reference is none. */
  readonly place: number;
  /** The number from outside; NaN for the rest. */
  readonly benchmark: number;
  /** How the rule came to it, when not straight away. */
  readonly note: string | null;
}

/**
 * Finds the reference. The best group must have enough members to be held up to the others; when it has not, the best of
 * those that have is taken, and the note says so.
 *
 * @returns  null where no group qualifies
 * @throws RangeError when the rule is none, or the group that it names has no value
 */
export function findReference(groups: GroupColumns, rule: ReferenceRule, denominatorMin: number): Reference | null {
  requireCount('denominatorMin', denominatorMin);
  const none = { place: -1, benchmark: NaN, note: null };
  if (rule === 'overall' || rule === 'rest') return { ...none, kind: rule, name: rule };
  if (rule === 'largest') return groupAt(groups, indexOfLargest(groups));
  if (rule === 'best') return findBest(groups, denominatorMin);
  if (typeof rule === 'object' && 'benchmark' in rule) {
    if (!Number.isFinite(rule.benchmark)) throw new RangeError(`benchmark must be a number, got ${shown(rule.benchmark)}`);
    return { ...none, kind: 'benchmark', name: 'benchmark', benchmark: rule.benchmark };
  }
  if (typeof rule !== 'object' || !('group' in rule))
    throw new RangeError(`reference must be best, largest, overall, rest, a group or a benchmark, got ${shown(rule)}`);
  const place = groups.names.indexOf(rule.group);
  if (place < 0) throw new RangeError(`reference ${rule.group} is not among the groups with a value: ${groups.names.join(', ')}`);
  return groupAt(groups, place);
}

function findBest(groups: GroupColumns, denominatorMin: number): Reference | null {
  const best = indexOfBest(groups);
  const members = groups.population[best] ?? NaN;
  if (!(members < denominatorMin)) return groupAt(groups, best);
  const enough = groups.names.map((_, j) => j).filter((j) => (groups.population[j] ?? NaN) >= denominatorMin);
  const among = indexOfBest({
    direction: groups.direction,
    estimate: Float64Array.from(enough, (j) => groups.estimate[j] ?? NaN),
  });
  const next = groupAt(groups, enough[among] ?? -1);
  return next && { ...next, note: `${groups.names[best]} is better, with ${members} of ${denominatorMin} members needed` };
}

function groupAt({ names }: GroupColumns, place: number): Reference | null {
  const name = names[place];
  return name === undefined ? null : { kind: 'group', name, place, benchmark: NaN, note: null };
}
