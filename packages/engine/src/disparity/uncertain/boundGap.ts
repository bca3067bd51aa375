import { compareProportions } from '../../comparison/compareProportions.ts';
import { requireTwoProportions, type TwoProportions } from '../../comparison/types.ts';
import { type Proportion, requireProportion } from '../../interval/types.ts';
import { named } from '../../number/named.ts';
import { normalCdf } from '../../number/normal.ts';
import { normalQuantile } from '../../number/normalQuantile.ts';
import { requireLevel, shown } from '../../number/require.ts';
import { findRoot } from '../../number/root.ts';
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
  /** Limits of an interval for the gap, wherever between the bounds it lies: chance is in them. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** Whether the gap has the same sign wherever it lies. */
  readonly signHolds: boolean | null;
  /** Unknown members as a share of all that were given. */
  readonly unknownShare: number | null;
  readonly level: number;
  readonly method: string;
  readonly reason: string | null;
}

export interface GapBoundsOptions {
  /** Whether a higher or a lower rate is better. */
  readonly direction: 'higher' | 'lower';
  /** Coverage of the interval as a fraction above 0.5; default 0.95. */
  readonly level?: number;
}

/**
 * Bounds of a gap over the members whose group is unknown, without any assumption on who they are, and no narrower without
 * one. The bounds are of these members; the interval around them is for the gap of members like them.
 *
 *   the group's rate is highest with all unknown hits and lowest with all unknown misses; the reference's the other way round
 *   interval: the end points' Newcombe limits at one-sided level Φ(C), where Φ(C + (highest − lowest) / s) − Φ(−C) = level,
 *   s the larger of the end points' standard errors
 *
 * The gap lies on one side of the bounds only, so C falls from the two-sided quantile, when nobody is unknown, to the
 * one-sided. Each end point is a difference of two rates that share no member, which is why Newcombe's limits hold for it.
 *
 * @param counts   both groups and the unknown members; a member may also be of neither group
 * @param options  direction; level 0.95 unless said otherwise
 * @returns        the gap of the known members, both bounds and the limits, in [−1, 1]
 * @throws RangeError when counts are impossible, or the direction or the level is none
 * @example boundGap({ group: { denominator: 100, numerator: 50 }, reference: { denominator: 100, numerator: 70 }, unknown: { denominator: 20, numerator: 10 } }, { direction: 'higher' }) // { gap: 0.2, lowest: 0.0909, highest: 0.2727, lower: -0.018, upper: 0.372, signHolds: true, unknownShare: 0.0909, level: 0.95, method: 'newcombe, imbens-manski', reason: null }
 *
 * Source: Manski 1990, Am Econ Rev 80:319 (bounds without assumptions); Imbens and Manski 2004, Econometrica 72:1845 (interval).
 */
export function boundGap(
  { group, reference, unknown }: GapWithUnknowns,
  { direction, level = 0.95 }: GapBoundsOptions,
): GapBounds {
  requireLevel(level);
  if (level <= 0.5) throw new RangeError(`level of an interval around bounds is a fraction above 0.5, got ${level}`);
  const nowhere = { ...undefinedBounds, level, method };
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
  const least = { group: withMisses(own, misses), reference: withHits(other, hits) };
  const most = { group: withHits(own, hits), reference: withMisses(other, misses) };
  const [lowest, highest] = [differenceOf(least), differenceOf(most)];
  const critical = criticalValue({ width: highest - lowest, error: Math.max(errorOf(least), errorOf(most)), level });
  // Each limit has one end, and leaves out 1 − Φ(C).
  const oneSided = normalCdf(critical);
  const members = group.denominator + reference.denominator + unknown.denominator;
  return {
    gap: differenceOf({ group: own, reference: other }),
    lowest,
    highest,
    lower: compareProportions(least, { level: oneSided, sides: 'lower' }).lower,
    upper: compareProportions(most, { level: oneSided, sides: 'upper' }).upper,
    signHolds: lowest > 0 || highest < 0,
    unknownShare: orNull(unknown.denominator / members),
    level,
    method,
    reason: null,
  };
}

const method = 'newcombe, imbens-manski';

const undefinedBounds = {
  gap: null,
  lowest: null,
  highest: null,
  lower: null,
  upper: null,
  signHolds: null,
  unknownShare: null,
} as const;

function withMisses({ denominator, numerator }: Proportion, misses: number): Proportion {
  return { denominator: denominator + misses, numerator };
}

function withHits({ denominator, numerator }: Proportion, hits: number): Proportion {
  return { denominator: denominator + hits, numerator: numerator + hits };
}

function differenceOf({ group, reference }: TwoProportions): number {
  return group.numerator / group.denominator - reference.numerator / reference.denominator;
}

function errorOf({ group, reference }: TwoProportions): number {
  const variance = ({ denominator, numerator }: Proportion) => (numerator * (denominator - numerator)) / denominator ** 3;
  return Math.sqrt(variance(group) + variance(reference));
}

/** C of Imbens and Manski: between the quantiles of a one-sided and of a two-sided interval. */
function criticalValue({
  width,
  error,
  level,
}: {
  readonly width: number;
  readonly error: number;
  readonly level: number;
}): number {
  const [oneSided, twoSided] = [normalQuantile(level), normalQuantile((1 + level) / 2)];
  if (width === 0) return twoSided;
  const missing = (critical: number) => normalCdf(critical + width / error) - normalCdf(-critical) - level;
  // Bounds many errors apart: the other side is out of reach, but for a rounding.
  if (!(missing(oneSided) < 0)) return oneSided;
  return missing(twoSided) > 0 ? findRoot(missing, { lower: oneSided, upper: twoSided }) : twoSided;
}
