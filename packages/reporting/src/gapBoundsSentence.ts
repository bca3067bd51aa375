import type { BoundedGaps, BoundedGroup } from './gapBounds.ts';
import { membersOf } from './membersOf.ts';

/**
 * How far those who did not answer could move the gaps, in words. One gap is told in full. Of several none is picked by its
 * size: those are named whose sign holds whoever they are, with what chance leaves of it.
 *
 * @param gaps  the bounded gaps of one organization and period
 */
export function sentenceOfBounds({ groups, reference, unansweredShare, reason }: BoundedGaps): string {
  const bounded = groups.filter((group): group is Bounded => typeof group.bounds?.gap === 'number');
  const [first] = bounded;
  if (!first || unansweredShare === null) return `No bounds to tell: ${reason ?? 'no group can be compared'}.`;
  const other = reference === 'rest' ? 'all other members' : membersOf(reference);
  const they = `the ${(100 * unansweredShare).toFixed(1)} % without an answer are`;
  // Of two groups each is the rest of the other, and there is one gap.
  if (bounded.length === 1 || (reference === 'rest' && bounded.length === 2)) return `Whoever ${they}, ${inFull(first, other)}.`;
  const sure = bounded.filter(({ bounds }) => bounds.signHolds === true);
  if (sure.length === 0) return `Who ${they} could turn the gap of each of ${bounded.length} groups to ${other}.`;
  const open = bounded.length - sure.length;
  const rest =
    open === 0
      ? ''
      : ` Who they are could turn the ${open === 1 ? 'gap of the other group' : `gaps of the other ${open} groups`}.`;
  return `Whoever ${they}, ${sure.map((group) => inAnyCase(group, other)).join('; ')}.${rest}`;
}

type Bounded = BoundedGroup & { readonly bounds: NonNullable<BoundedGroup['bounds']> };

function inFull({ stratum, bounds }: Bounded, other: string): string {
  const { gap, lowest, highest, lower, upper, signHolds, level } = bounds;
  const verdict = signHolds
    ? `they are ${lowest! > 0 ? 'worse' : 'better'} off in any case${byChance(bounds)}`
    : 'which of the two is worse off depends on who they are';
  return (
    `the gap of ${membersOf(stratum)} to ${other}, ${points(gap!)} points among those who answered, lies between ` +
    `${points(lowest!)} and ${points(highest!)} (${percent(level)} % interval ${points(lower!)} to ${points(upper!)}; ` +
    `positive = worse off): ${verdict}`
  );
}

function inAnyCase({ stratum, bounds }: Bounded, other: string): string {
  const { lowest, highest, lower, upper, level } = bounds;
  const [side, ends, limits] =
    lowest! > 0 ? ['worse', [lowest!, highest!], [lower!, upper!]] : ['better', [-highest!, -lowest!], [-upper!, -lower!]];
  return (
    `${membersOf(stratum)} are ${ends.map(points).join(' to ')} points ${side} off than ${other} ` +
    `(${percent(level)} % interval ${limits.map(points).join(' to ')}${byChance(bounds)})`
  );
}

/** The bounds are of these patients: of others like them chance may turn the gap all the same. */
function byChance({ lower, upper }: Bounded['bounds']): string {
  return lower! <= 0 && upper! >= 0 ? ', though too few to tell from chance' : '';
}

const percent = (level: number): string => String(Number((100 * level).toPrecision(6)));
const points = (fraction: number): string => {
  const shown = (100 * Math.abs(fraction)).toFixed(1);
  return `${fraction < 0 && shown !== '0.0' ? '−' : ''}${shown}`;
};
