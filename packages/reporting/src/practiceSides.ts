import { isAnswered, type Organization, type Proportion, type SuppressionPolicy } from '@equipoise/engine';
import type { Rate } from './rates.ts';

/** What a practice shows of a group and of its reference. */
export interface PracticeSides {
  readonly practice: Organization;
  /** `shown`: both are known, be it that one has no members. `hidden`: the release hides one. `absent`: it reported nothing. */
  readonly standing: 'shown' | 'hidden' | 'absent';
  readonly counts: { readonly group: Proportion; readonly reference: Proportion };
  /** The rates that make the reference here. */
  readonly referenceRates: readonly Rate[];
  /** Whether the release hides some, not all, of the groups that would stand in the rest. */
  readonly partial: boolean;
}

interface Pair {
  readonly group: string;
  readonly reference: string;
}

/**
 * A group and its reference in one practice. No cell among others is no member; a hidden one is not known. The rest is of
 * the groups that are shown there.
 *
 * @param table  the rates of one practice and period by stratum
 */
export function sidesOfPractice(table: readonly Rate[], { group, reference }: Pair): PracticeSides {
  const isReference = ({ stratum, stratification }: Rate) =>
    reference === 'rest' ? stratum !== group && isAnswered(stratification, stratum) : stratum === reference;
  const ofGroup = table.filter(({ stratum }) => stratum === group);
  const ofReference = table.filter(isReference);
  const shown = ofReference.filter(isShown);
  const referenceHidden = ofReference.some(isHidden);
  const standing = table.every(({ estimate }) => estimate.status === 'NO_DATA')
    ? 'absent'
    : ofGroup.some(isHidden) || (shown.length === 0 && referenceHidden)
      ? 'hidden'
      : 'shown';
  return {
    practice: table[0]!.organization,
    standing,
    counts: { group: add(ofGroup), reference: add(shown) },
    referenceRates: shown,
    partial: referenceHidden,
  };
}

/**
 * The share of an organization's members that practices cover, by group and reference; of a rest that of the groups which
 * the organization shows. Where something is hidden the exact share would tell it, for the organization's own count is
 * known: then it is rounded down to steps that are wider than any count that is hidden, at most twenty of them.
 *
 * @param own      the organization's own rates
 * @param entered  the practices
 * @param options  `exact` when nothing is hidden in any practice
 */
export function shareCovered(
  own: readonly Rate[],
  entered: readonly PracticeSides[],
  { policy, exact, ...pair }: Pair & { readonly policy: SuppressionPolicy; readonly exact: boolean },
): { readonly group: number | null; readonly reference: number | null } {
  const whole = sidesOfPractice(own, pair);
  const least = Math.max(WITHHELD_TO, policy.hide?.to ?? 0) + 1;
  const share = (members: number, covered: number) => {
    if (members === 0) return null;
    if (exact) return Math.min(1, covered / members);
    const steps = Math.min(20, Math.floor(members / least));
    return Math.floor(Math.min(1, covered / members) * steps) / steps || null;
  };
  if (whole.standing !== 'shown') return { group: null, reference: null };
  const strata = new Set(whole.referenceRates.map(({ stratum }) => stratum));
  const inStrata = entered.flatMap(({ referenceRates }) => referenceRates).filter(({ stratum }) => strata.has(stratum));
  const { group, reference } = whole.counts;
  return {
    group: share(
      group.denominator,
      entered.reduce((sum, { counts }) => sum + counts.group.denominator, 0),
    ),
    reference: share(reference.denominator, add(inStrata).denominator),
  };
}

/** Counts up to here may arrive as `<11`, whatever the policy of the release. */
const WITHHELD_TO = 10;

const isShown = ({ estimate }: Rate): boolean => estimate.denominator !== null;
const isHidden = ({ estimate }: Rate): boolean => estimate.status === 'SUPPRESSED';

function add(rates: readonly Rate[]): Proportion {
  return {
    denominator: rates.reduce((sum, { estimate }) => sum + (estimate.denominator ?? 0), 0),
    numerator: rates.reduce((sum, { estimate }) => sum + (estimate.numerator ?? 0), 0),
  };
}
