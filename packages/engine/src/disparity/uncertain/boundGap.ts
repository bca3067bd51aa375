import type { TwoProportions } from '../../comparison/types.ts';
import { requireTwoProportions } from '../../comparison/types.ts';
import { type Proportion, requireProportion } from '../../interval/types.ts';
import { named } from '../../number/named.ts';
import { shown } from '../../number/require.ts';
import { orNull } from '../groups.ts';

/** Two groups and the members of whom no group is known. NaN is missing. */
export interface GapWithUnknowns extends TwoProportions {
  readonly unknown: Proportion;
}

/** Where a gap can lie, whatever the unknown members are. Fractions; null with a reason where undefined. */
export interface GapBounds {
  /** Of the known members; positive when the group is worse off. */
  readonly gap: number | null;
  readonly lowest: number | null;
  readonly highest: number | null;
  /** Whether the gap has the same sign wherever it lies. */
  readonly signHolds: boolean | null;
  /** Unknown members as a share of all that were given. */
  readonly unknownShare: number | null;
  readonly reason: string | null;
}

/**
 * Bounds of a gap over the members whose group is unknown, without any assumption on who they are: no chance in it, and no
 * narrower without one.
 *
 *   the group's rate is highest with all unknown hits and lowest with all unknown misses; the reference's the other way round
 *
 * @param counts   both groups and the unknown members; a member may also be of neither group
 * @param options  direction
 * @returns        the gap of the known members and both bounds, in [−1, 1]
 * @throws RangeError when counts are impossible or the direction is none
 * @example boundGap({ group: { denominator: 100, numerator: 50 }, reference: { denominator: 100, numerator: 70 }, unknown: { denominator: 20, numerator: 10 } }, { direction: 'higher' }) // { gap: 0.2, lowest: 0.0909, highest: 0.2727, signHolds: true, unknownShare: 0.0909, reason: null }
 *
 * Source: Manski 1990, Am Econ Rev 80:319 (bounds without assumptions).
 */
export function boundGap(
  { group, reference, unknown }: GapWithUnknowns,
  { direction }: { readonly direction: 'higher' | 'lower' },
): GapBounds {
  if (direction !== 'higher' && direction !== 'lower')
    throw new RangeError(`direction must be 'higher' or 'lower', got ${shown(direction)}`);
  if ([group, reference, unknown].some(({ denominator, numerator }) => Number.isNaN(denominator + numerator)))
    return { ...nowhere, reason: 'a count is missing' };
  requireTwoProportions({ group, reference });
  named('unknown', () => requireProportion(unknown));
  const empty = [group.denominator === 0 && 'group', reference.denominator === 0 && 'reference'].find((who) => who !== false);
  if (empty !== undefined) return { ...nowhere, reason: `the ${empty} has no known members` };
  const hits = unknown.numerator;
  const misses = unknown.denominator - unknown.numerator;
  const [own, other] = direction === 'higher' ? [reference, group] : [group, reference];
  const lowest = lowestRate(own, misses) - highestRate(other, hits);
  const highest = highestRate(own, hits) - lowestRate(other, misses);
  const members = group.denominator + reference.denominator + unknown.denominator;
  return {
    gap: own.numerator / own.denominator - other.numerator / other.denominator,
    lowest,
    highest,
    signHolds: lowest > 0 || highest < 0,
    unknownShare: orNull(unknown.denominator / members),
    reason: null,
  };
}

const nowhere = { gap: null, lowest: null, highest: null, signHolds: null, unknownShare: null } as const;

function lowestRate({ denominator, numerator }: Proportion, misses: number): number {
  return numerator / (denominator + misses);
}

function highestRate({ denominator, numerator }: Proportion, hits: number): number {
  return (numerator + hits) / (denominator + hits);
}
