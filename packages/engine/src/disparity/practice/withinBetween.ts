import { fourfoldOf } from '../../comparison/hypothesis/fourfold.ts';
import { poolStrata, type PooledEstimate } from '../../comparison/hypothesis/poolStrata.ts';
import type { Stratum } from '../../comparison/hypothesis/strata/types.ts';
import { tailsOf } from '../../number/tail.ts';
import { sum } from '../../number/sum.ts';
import { type Kernel, orNull } from '../groups.ts';
import {
  type EmptyArm,
  type GapPart,
  linear,
  noOverlap,
  partOf,
  pooled,
  type PracticeGapOptions,
  rateOf,
  readPractices,
  varianceOf,
} from './practices.ts';

/** A Mantel-Haenszel ratio over practices; its standard error is that of its logarithm. */
export interface PracticeRatio extends PooledEstimate {
  readonly logStandardError: number | null;
}

/** A gap split into what happens inside practices and where members go for care. */
export interface WithinBetween {
  /** Group minus reference, all practices together. */
  readonly crude: GapPart;
  /** The common difference inside practices; its error is Sato's. */
  readonly within: GapPart;
  /** Standard error of the same by Greenland and Robins, which `poolStrata` uses. */
  readonly withinGreenlandRobins: number | null;
  /** What is left: the groups are seen in practices of different rates. */
  readonly between: GapPart;
  readonly riskRatio: PracticeRatio;
  readonly oddsRatio: PracticeRatio;
  /** Practices with members of both groups, which `within` rests on. */
  readonly practices: number;
  /** Practices that see one group only: they count in `crude` and `between`, never in `within`. */
  readonly emptyArms: readonly EmptyArm[];
  /** Practices with a missing count. */
  readonly missing: readonly string[];
  /** Whether the crude difference and that inside practices have opposite signs (Simpson's paradox). */
  readonly reversed: boolean;
  /** A sentence when they do; null otherwise. */
  readonly warning: string | null;
}

/**
 * A gap between two groups split into the part inside practices, on which each can act, and the part between them: the
 * groups are seen in practices that do better or worse for everybody.
 *
 *   crude   = X₁/N₁ − X₀/N₀
 *   within  = Σ w_k (p₁k − p₀k) / Σ w_k,  w_k = n₁k n₀k / (n₁k + n₀k)
 *   between = crude − within
 *
 * Within equals the group's coefficient in a least-squares fit with one level for each practice. Shares of practices are
 * fixed in the error of between. The crude error takes each group as one sample.
 *
 * @param practices  counts of the group and of its reference by practice (`stratum` is its name); NaN is missing
 * @param options    direction; level 0.95 unless said otherwise
 * @returns          the parts as fractions, ratios inside practices, and practices with an empty arm; nulls and a reason where no practice has both groups
 * @throws RangeError when counts, names, direction or level are impossible
 * @example withinBetween([{ stratum: 'Low', group: { denominator: 900, numerator: 405 }, reference: { denominator: 100, numerator: 40 } }, { stratum: 'High', group: { denominator: 100, numerator: 80 }, reference: { denominator: 900, numerator: 693 } }], { direction: 'higher' }).within.value // 0.04
 * @example withinBetween([{ stratum: 'Low', group: { denominator: 900, numerator: 405 }, reference: { denominator: 100, numerator: 40 } }, { stratum: 'High', group: { denominator: 100, numerator: 80 }, reference: { denominator: 900, numerator: 693 } }], { direction: 'higher' }).reversed // true
 *
 * Source: Mantel and Haenszel 1959, JNCI 22:719; Sato 1989, Biometrics 45:1323 (variance).
 */
export function withinBetween(practices: readonly Stratum[], options: PracticeGapOptions): WithinBetween {
  const { present, comparable, emptyArms, missing } = readPractices(practices, options);
  const { level = 0.95 } = options;
  const crude = crudeDifference(present);
  const within = mantelHaenszel(comparable);
  const between = betweenPart(present, { crude, within });
  const reversed = Math.min(crude.value, within.value) < -ROUNDING && Math.max(crude.value, within.value) > ROUNDING;
  return {
    crude: partOf(crude, options, 'difference of pooled rates'),
    within: partOf(within, options, 'mantel-haenszel, sato'),
    withinGreenlandRobins: orNull(greenlandRobins(comparable)),
    between: partOf(between, options, 'crude minus within'),
    riskRatio: ratioOf(comparable, { method: 'mh-risk-ratio', level }),
    oddsRatio: ratioOf(comparable, { method: 'mh-odds-ratio', level }),
    practices: comparable.length,
    emptyArms,
    missing,
    reversed,
    warning: reversed ? warn(crude.value, within.value) : null,
  };
}

export function crudeDifference(practices: readonly Stratum[]): Kernel {
  const { group, reference } = pooled(practices);
  if (group.denominator === 0 || reference.denominator === 0)
    return { value: NaN, standardError: NaN, reason: `the ${group.denominator === 0 ? 'group' : 'reference'} has no members` };
  return {
    value: rateOf(group) - rateOf(reference),
    standardError: Math.sqrt(varianceOf(group) + varianceOf(reference)),
  };
}

/** Mantel-Haenszel weight n₁ n₀ / n; 0 where an arm is empty. */
function weightOf({ group, reference }: Stratum): number {
  const members = group.denominator + reference.denominator;
  return members === 0 ? 0 : (group.denominator * reference.denominator) / members;
}

/** The common difference with Sato's variance, good for few large as for many small practices. */
export function mantelHaenszel(comparable: readonly Stratum[]): Kernel {
  if (comparable.length === 0) return { value: NaN, standardError: NaN, reason: noOverlap };
  const tables = comparable.map(fourfoldOf);
  const weight = sum(comparable.map(weightOf));
  const value = sum(tables.map(({ excess, total }) => excess / total)) / weight;
  const slope = sum(
    tables.map(
      ({ cells: [met, , referenceMet], group: n1, reference: n0, total: n }) =>
        referenceMet * (n1 / n) ** 2 - met * (n0 / n) ** 2 + ((n1 / n) * (n0 / n) * (n0 - n1)) / 2,
    ),
  );
  const level = sum(tables.map(({ cells: [a, b, c, d], total }) => (a * d + c * b) / total / 2));
  // Rounding alone can bring a variance of 0 below it.
  return { value, standardError: Math.sqrt(Math.max(0, value * slope + level)) / weight };
}

function greenlandRobins(comparable: readonly Stratum[]): number {
  const total = sum(comparable.map(weightOf));
  const weights = comparable.map((practice) => ({ group: weightOf(practice) / total, reference: weightOf(practice) / total }));
  return comparable.length === 0 ? NaN : linear(comparable, weights).standardError;
}

/** Both parts rest on the same members, so their errors do not add: between is a sum over the rates of its own. */
function betweenPart(
  present: readonly Stratum[],
  { crude, within }: { readonly crude: Kernel; readonly within: Kernel },
): Kernel {
  const undefinedPart = [crude, within].find(({ value }) => Number.isNaN(value));
  if (undefinedPart) return undefinedPart;
  const { group, reference } = pooled(present);
  const total = sum(present.map(weightOf));
  const weights = present.map((practice) => ({
    group: practice.group.denominator / group.denominator - weightOf(practice) / total,
    reference: practice.reference.denominator / reference.denominator - weightOf(practice) / total,
  }));
  return { value: crude.value - within.value, standardError: linear(present, weights).standardError };
}

function ratioOf(
  comparable: readonly Stratum[],
  { method, level }: { readonly method: 'mh-risk-ratio' | 'mh-odds-ratio'; readonly level: number },
): PracticeRatio {
  const ratio = poolStrata(comparable, { method, level });
  const { lower, upper } = ratio;
  // Its limits are exp(log ratio ± z se).
  const logStandardError = lower === null || upper === null ? null : Math.log(upper / lower) / (2 * tailsOf(level).upper.z);
  return { ...ratio, value: ratio.value === null ? null : orNull(ratio.value), logStandardError };
}

function warn(crude: number, within: number): string {
  return `the sign reverses inside practices: ${points(crude)} points overall, ${points(within)} points within practices`;
}

function points(difference: number): string {
  return `${difference > 0 ? '+' : ''}${(100 * difference).toFixed(1)}`;
}

/** Differences this near to 0 are 0 but for rounding. */
const ROUNDING = 1e-12;
