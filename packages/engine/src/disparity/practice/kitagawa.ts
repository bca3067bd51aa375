import type { Stratum } from '../../comparison/hypothesis/strata/types.ts';
import type { Kernel } from '../groups.ts';
import {
  type ArmWeights,
  type EmptyArm,
  type GapPart,
  linear,
  partOf,
  pooled,
  type PracticeGapOptions,
  readPractices,
} from './practices.ts';
import { crudeDifference } from './withinBetween.ts';

/** A difference of two rates split by whose rates and whose shares of practices make it. Every part is group minus reference. */
export interface KitagawaParts {
  readonly difference: GapPart;
  /** From rates: Σ mean share × rate difference. */
  readonly within: GapPart;
  /** From shares: Σ share difference × mean rate. */
  readonly between: GapPart;
  /** The threefold split with the reference as baseline: shares, rates, and what both do together. */
  readonly shares: GapPart;
  readonly rates: GapPart;
  readonly interaction: GapPart;
  /** The twofold split with the group as baseline. */
  readonly withinAtGroupShares: GapPart;
  readonly betweenAtGroupRates: GapPart;
  readonly emptyArms: readonly EmptyArm[];
  readonly missing: readonly string[];
}

/**
 * Kitagawa's split of a gap into rates (within practices) and composition (which practices the groups are seen in), with the
 * splits by either group's baseline beside it, for the answer depends on the baseline.
 *
 *   difference = Σ ½(s₁ + s₀)(p₁ − p₀) + Σ (s₁ − s₀) ½(p₁ + p₀)
 *              = Σ (s₁ − s₀) p₀ + Σ s₀ (p₁ − p₀) + Σ (s₁ − s₀)(p₁ − p₀)
 *
 * s are the practices' shares of each group's members, fixed in the errors. The first line is Oaxaca's split with practices
 * as the explaining variable at weight ½. A practice that one group never uses has no rate for it, so there is no split;
 * `withinBetween` has one.
 *
 * @param practices  counts of the group and of its reference by practice (`stratum` is its name); NaN is missing
 * @param options    direction; level 0.95 unless said otherwise
 * @returns          every part with its interval; nulls and a reason that names the practices where an arm is empty
 * @throws RangeError when counts, names, direction or level are impossible
 * @example kitagawa([{ stratum: 'Low', group: { denominator: 900, numerator: 405 }, reference: { denominator: 100, numerator: 40 } }, { stratum: 'High', group: { denominator: 100, numerator: 80 }, reference: { denominator: 900, numerator: 693 } }], { direction: 'higher' }).between.value // -0.288
 *
 * Source: Kitagawa 1955, JASA 50:1168; Oaxaca 1973, Int Econ Rev 14:693; Blinder 1973, J Hum Resour 8:436.
 */
export function kitagawa(practices: readonly Stratum[], options: PracticeGapOptions): KitagawaParts {
  const { present, emptyArms, missing } = readPractices(practices, options);
  const crude = crudeDifference(present);
  const seen = present.filter(({ group, reference }) => group.denominator + reference.denominator > 0);
  const oneSided = emptyArms.filter(({ without }) => without !== 'both');
  const reason =
    crude.reason ??
    (oneSided.length > 0
      ? `practices without members of one group: ${oneSided.map(({ practice }) => practice).join(', ')}`
      : null);
  const all = pooled(seen);
  const shares = seen.map(({ group, reference }) => ({
    group: group.denominator / all.group.denominator,
    reference: reference.denominator / all.reference.denominator,
  }));
  const part = (method: string, weigh: (share: ArmWeights) => ArmWeights): GapPart => {
    const kernel: Kernel = reason === null ? linear(seen, shares.map(weigh)) : { value: NaN, standardError: NaN, reason };
    return partOf(kernel, options, method);
  };
  return {
    difference: partOf(crude, options, 'difference of pooled rates'),
    within: part('mean share × rate difference', ({ group, reference }) => both((group + reference) / 2)),
    between: part('share difference × mean rate', ({ group, reference }) => opposed((group - reference) / 2)),
    shares: part('share difference × reference rate', ({ group, reference }) => ({ group: 0, reference: reference - group })),
    rates: part('reference share × rate difference', ({ reference }) => both(reference)),
    interaction: part('share difference × rate difference', ({ group, reference }) => both(group - reference)),
    withinAtGroupShares: part('group share × rate difference', ({ group }) => both(group)),
    betweenAtGroupRates: part('share difference × group rate', ({ group, reference }) => ({
      group: group - reference,
      reference: 0,
    })),
    emptyArms,
    missing,
  };
}

/** a (p₁ − p₀). */
function both(weight: number): ArmWeights {
  return { group: weight, reference: weight };
}

/** a (p₁ + p₀). */
function opposed(weight: number): ArmWeights {
  return { group: weight, reference: -weight };
}
