import { isComparable, requireStrata, type Stratum } from '../../comparison/hypothesis/strata/types.ts';
import { fourfoldOf } from '../../comparison/hypothesis/fourfold.ts';
import type { Proportion } from '../../interval/types.ts';
import { requireLevel, shown } from '../../number/require.ts';
import { sum } from '../../number/sum.ts';
import { type DisparityEstimate, estimateOf, type Kernel } from '../groups.ts';
import { limitsAbout } from '../limits.ts';

/** What a gap over practices needs besides the counts. */
export interface PracticeGapOptions {
  /** Whether a higher or a lower rate is better. */
  readonly direction: 'higher' | 'lower';
  /** Coverage of the intervals as a fraction; default 0.95. */
  readonly level?: number;
}

/** A difference, or a part of one. The value is group minus reference, a fraction in [−1, 1]. */
export interface GapPart extends DisparityEstimate {
  /** The same, positive when the group is worse off, whatever the measure's direction. */
  readonly gap: number | null;
}

/** A practice that sees only one of the two groups, or neither. */
export interface EmptyArm {
  readonly practice: string;
  readonly without: 'group' | 'reference' | 'both';
}

export interface Practices {
  /** With counts, though maybe of one group only. */
  readonly present: readonly Stratum[];
  /** With members of both groups: the only ones that know anything of the gap inside practices. */
  readonly comparable: readonly Stratum[];
  readonly emptyArms: readonly EmptyArm[];
  /** Practices with a missing count, which count nowhere. */
  readonly missing: readonly string[];
}

/**
 * Practices told apart by what they can say.
 *
 * @throws RangeError naming the practice and the rule, or the option
 */
export function readPractices(practices: readonly Stratum[], { direction, level = 0.95 }: PracticeGapOptions): Practices {
  if (direction !== 'higher' && direction !== 'lower')
    throw new RangeError(`direction must be 'higher' or 'lower', got ${shown(direction)}`);
  requireLevel(level);
  const present = practices.filter((practice) => !isMissing(practice));
  requireStrata(present);
  return {
    present,
    comparable: present.filter((practice) => isComparable(fourfoldOf(practice))),
    emptyArms: present.flatMap(emptyArm),
    missing: practices.filter(isMissing).map(({ stratum }) => stratum),
  };
}

function isMissing({ group, reference }: Stratum): boolean {
  return [group, reference].some(({ denominator, numerator }) => Number.isNaN(denominator) || Number.isNaN(numerator));
}

function emptyArm({ stratum, group, reference }: Stratum): EmptyArm[] {
  const [noGroup, noReference] = [group.denominator === 0, reference.denominator === 0];
  if (!noGroup && !noReference) return [];
  return [{ practice: stratum, without: noGroup && noReference ? 'both' : noGroup ? 'group' : 'reference' }];
}

/** Both groups over all practices. */
export function pooled(practices: readonly Stratum[]): { readonly group: Proportion; readonly reference: Proportion } {
  const over = (arm: 'group' | 'reference') => ({
    denominator: sum(practices.map((practice) => practice[arm].denominator)),
    numerator: sum(practices.map((practice) => practice[arm].numerator)),
  });
  return { group: over('group'), reference: over('reference') };
}

/** Rate of an arm; 0 where it is empty, for sums in which its weight is 0. */
export function rateOf({ denominator, numerator }: Proportion): number {
  return denominator === 0 ? 0 : numerator / denominator;
}

/** Sampling variance p (1 − p) / n of an arm's rate; 0 where it is empty, for sums in which its weight is 0. */
export function varianceOf(arm: Proportion): number {
  const rate = rateOf(arm);
  return arm.denominator === 0 ? 0 : (rate * (1 - rate)) / arm.denominator;
}

/** What one practice counts for in a sum Σ (group p₁ − reference p₀). */
export interface ArmWeights {
  readonly group: number;
  readonly reference: number;
}

/** Σ (a p₁ − b p₀) over practices with its standard error: shares are fixed and arms independent. */
export function linear(practices: readonly Stratum[], weights: readonly ArmWeights[]): Kernel {
  const terms = practices.map((practice, k) => ({ ...practice, weight: weights[k] ?? { group: NaN, reference: NaN } }));
  return {
    value: sum(
      terms.flatMap(({ group, reference, weight }) => [weight.group * rateOf(group), -weight.reference * rateOf(reference)]),
    ),
    standardError: Math.sqrt(
      sum(
        terms.map(
          ({ group, reference, weight }) => weight.group ** 2 * varianceOf(group) + weight.reference ** 2 * varianceOf(reference),
        ),
      ),
    ),
  };
}

/** A kernel's answer as a part of a gap, within [−1, 1]. */
export function partOf(kernel: Kernel, { direction, level = 0.95 }: PracticeGapOptions, method: string): GapPart {
  const estimate = estimateOf(kernel, level, method);
  const { lower, upper } = limitsAbout(kernel, level);
  return {
    ...estimate,
    lower: Number.isFinite(lower) ? Math.max(-1, lower) : null,
    upper: Number.isFinite(upper) ? Math.min(1, upper) : null,
    gap: worse(estimate.value, direction),
  };
}

/** A difference as a gap: positive when the group is worse off. */
export function worse(difference: number | null, direction: 'higher' | 'lower'): number | null {
  return difference === null || difference === 0 || direction === 'lower' ? difference : -difference;
}

export const noOverlap = 'no practice has members of both groups';
