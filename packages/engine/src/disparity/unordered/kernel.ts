import { coincide } from '../../runchart/coincide.ts';
import {
  estimateOf,
  meanBy,
  propagate,
  readGroups,
  type DisparityEstimate,
  type Groups,
  type DisparityOptions,
} from '../groups.ts';

/** What an index looks at. Shares add to 1. */
export interface Shares {
  readonly share: Float64Array;
  readonly estimate: Float64Array;
  readonly direction: 'higher' | 'lower';
  /** Index of the reference group, for the indices that have one. */
  readonly reference?: number;
}

/** An index: its value, and its slope by each estimate with the shares fixed. Both are NaN where undefined. */
export interface DisparityIndex {
  readonly id: string;
  readonly title: string;
  readonly value: (groups: Shares) => number;
  readonly gradient: (groups: Shares) => Float64Array;
  /** Why the value is undefined, in words, when it is. */
  readonly undefinedWhen: string;
}

/** Mean of the estimates by share. */
export function meanOf({ share, estimate }: Pick<Shares, 'share' | 'estimate'>): number {
  return meanBy(share, estimate);
}

/** Which of two values is the greater: 0 where they are the same but for rounding. */
export function signOf(value: number, centre: number): number {
  return Math.sign(distanceFrom(centre, value));
}

/** How far a value lies above the centre: 0 where they are the same but for rounding, so that equal groups differ by nothing. */
export function distanceFrom(centre: number, value: number): number {
  return coincide(value, centre) ? 0 : value - centre;
}

/** An index of groups with its linearised interval: value ± z s, s by the slopes. */
export function estimateIndex(
  index: DisparityIndex,
  rows: Groups,
  options: DisparityOptions & { readonly referenceGroup?: string },
): DisparityEstimate {
  const groups = readGroups(rows, options);
  const { referenceGroup } = options;
  const reference = referenceGroup === undefined ? {} : { reference: placeOf(referenceGroup, groups.names) };
  const shares: Shares = { ...groups, ...reference };
  const value = index.value(shares);
  const standardError = Number.isNaN(value) ? NaN : propagate(index.gradient(shares), groups.standardError);
  return estimateOf({ value, standardError, reason: whyNot(index, value, standardError, groups) }, groups.level, 'linearised');
}

/** The place of a group among those that have a value. */
export function placeOf(group: string, names: readonly string[]): number {
  const place = names.indexOf(group);
  if (place < 0) throw new RangeError(`reference ${group} is not among the groups with a value: ${names.join(', ')}`);
  return place;
}

function whyNot(
  { undefinedWhen }: DisparityIndex,
  value: number,
  standardError: number,
  { names, standardError: known }: { readonly names: readonly string[]; readonly standardError: Float64Array },
): string | null {
  if (names.length === 0) return 'no group has a value';
  if (Number.isNaN(value)) return undefinedWhen;
  if (!Number.isNaN(standardError)) return null;
  return known.some(Number.isNaN) ? 'a standard error is not known' : 'the index has no slope at these values';
}
