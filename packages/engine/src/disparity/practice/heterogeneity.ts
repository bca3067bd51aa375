import type { Stratum } from '../../comparison/hypothesis/strata/types.ts';
import type { Proportion } from '../../interval/types.ts';
import { orNull } from '../groups.ts';
import { derSimonianLaird } from '../small/derSimonianLaird.ts';
import {
  type EmptyArm,
  type GapPart,
  noOverlap,
  partOf,
  type PracticeGapOptions,
  rateOf,
  readPractices,
  varianceOf,
} from './practices.ts';

/** The difference inside one practice. */
export interface PracticeGap extends GapPart {
  readonly practice: string;
  /** Whether the error of an arm is that of a rate with half a hit and half a miss added, because its own would be 0. */
  readonly smoothed: boolean;
}

/** Whether one common gap is a fair summary of the gaps inside practices. */
export interface WithinHeterogeneity {
  readonly practices: readonly PracticeGap[];
  /** Pooled as if every practice had the same gap. */
  readonly common: GapPart;
  /** Pooled as the mean of gaps that differ. */
  readonly mean: GapPart;
  /** Cochran's Q, its degrees of freedom and p-value; null with fewer than two practices. */
  readonly q: number | null;
  readonly df: number | null;
  readonly p: number | null;
  /** Variance of the true gap between practices, by DerSimonian and Laird. */
  readonly tau2: number | null;
  /** Share of the variation that is not chance, (Q − df) / Q. */
  readonly i2: number | null;
  readonly emptyArms: readonly EmptyArm[];
  readonly missing: readonly string[];
  readonly reason: string | null;
  /** Why Q, tau² and I² say too much here; null when every arm is large enough. */
  readonly caution: string | null;
}

/**
 * How much the gap differs from practice to practice beyond chance: Cochran's Q and tau² of the practices' own differences.
 *
 * An arm at 0 or 1 has an error of 0 and would give its practice more weight than it has; its error is taken from a rate
 * with half a hit and half a miss added (the difference stays), and the practice says so. With arms below 50 members the
 * test rejects far too often, and the result carries a caution.
 *
 * @param practices  counts of the group and of its reference by practice (`stratum` is its name); NaN is missing
 * @param options    direction; level 0.95 unless said otherwise
 * @returns          each practice's difference, the pooled ones, Q and tau²; nulls and a reason with fewer than two practices of both groups
 * @throws RangeError when counts, names, direction or level are impossible
 * @example withinHeterogeneity([{ stratum: 'Low', group: { denominator: 900, numerator: 405 }, reference: { denominator: 100, numerator: 40 } }, { stratum: 'High', group: { denominator: 100, numerator: 80 }, reference: { denominator: 900, numerator: 693 } }], { direction: 'higher' }).q // 0.0894499
 *
 * Source: Cochran 1954, Biometrics 10:101; DerSimonian and Laird 1986, Control Clin Trials 7:177.
 */
export function withinHeterogeneity(practices: readonly Stratum[], options: PracticeGapOptions): WithinHeterogeneity {
  const { comparable, emptyArms, missing } = readPractices(practices, options);
  const differences = comparable.map(differenceIn);
  const shown = differences.map(({ practice, value, variance, smoothed }) => ({
    practice,
    ...partOf({ value, standardError: Math.sqrt(variance) }, options, 'wald'),
    smoothed,
  }));
  if (differences.length === 0) {
    const nothing = partOf({ value: NaN, standardError: NaN, reason: noOverlap }, options, 'inverse variance');
    return { practices: [], common: nothing, mean: nothing, ...unknown, emptyArms, missing, reason: noOverlap, caution: null };
  }
  const { fixed, fixedError, random, randomError, q, df, p, tau2 } = derSimonianLaird(differences);
  const spread = df === 0 ? unknown : { q, df, p: orNull(p), tau2, i2: q > df ? (q - df) / q : 0 };
  return {
    practices: shown,
    common: partOf({ value: fixed, standardError: fixedError }, options, 'inverse variance'),
    mean: partOf({ value: random, standardError: randomError }, options, 'dersimonian-laird'),
    ...spread,
    emptyArms,
    missing,
    reason: df === 0 ? 'fewer than two practices have members of both groups' : null,
    caution: cautionFor(comparable),
  };
}

const unknown = { q: null, df: null, p: null, tau2: null, i2: null } as const;

function differenceIn({ stratum, group, reference }: Stratum) {
  return {
    practice: stratum,
    value: rateOf(group) - rateOf(reference),
    variance: armVariance(group) + armVariance(reference),
    smoothed: varianceOf(group) === 0 || varianceOf(reference) === 0,
  };
}

/** The variance of an arm; one that stands at 0 or 1 is not certain for that. */
function armVariance(arm: Proportion): number {
  const own = varianceOf(arm);
  return own === 0 ? varianceOf({ denominator: arm.denominator + 1, numerator: arm.numerator + 0.5 }) : own;
}

/** Gap and variance come from the same few members, so that small arms make Q too large: 9 false alarms in 100 at arms of 50 and 100. */
function cautionFor(comparable: readonly Stratum[]): string | null {
  const small = comparable.filter(({ group, reference }) => Math.min(group.denominator, reference.denominator) < armMin).length;
  if (small === 0) return null;
  return `${small} of ${comparable.length} practices have fewer than ${armMin} members in an arm: Q, tau² and I² find differences too easily`;
}

const armMin = 50;
