import {
  type DisparityEstimate,
  type DisparityGroup,
  type Groups,
  type DisparityOptions,
  estimateOf,
  indexOfBest,
  indexOfWorst,
  orNull,
  readGroups,
} from './groups.ts';
import { coincide } from '../runchart/coincide.ts';

export interface DisparityRange {
  /** The best less the worst, without sign, on the scale of the data. */
  readonly difference: DisparityEstimate;
  /** The higher over the lower of the two; null when that is 0. */
  readonly ratio: number | null;
  /** The best group against the plain mean of all others, the higher over the lower. */
  readonly summaryRatio: number | null;
  readonly best: string | null;
  readonly worst: string | null;
  readonly reason: string | null;
}

/**
 * Range: the best group against the worst. It grows with the number of groups and with their smallness, with no disparity
 * at all; the interval takes the two as given, so set the range beside its noise floor.
 *
 *   |y_best − y_worst|, s = √(s_best² + s_worst²); summary ratio: y_best against Σ_others y / (J − 1), built to be at least 1
 *
 * A kernel: `measureDisparity` is the way in, with contract and noise floor.
 *
 * @param rows     groups with counts, or with estimates and standard errors
 * @param options  direction; scale 1, level 0.95 unless said otherwise
 * @returns        difference, ratios and the two groups, the first of equals; null with a reason where undefined
 * @throws RangeError when a group, the direction, the scale or the level is impossible
 * @example disparityRange([{ group: 'A', population: 100, numerator: 60 }, { group: 'B', population: 100, numerator: 40 }], { direction: 'higher' }).ratio // 1.5
 *
 * Source: Talih and Huang 2016, Healthy People Statistical Notes 27.
 */
export function disparityRange(rows: Groups, options: DisparityOptions): DisparityRange {
  const groups = readGroups(rows, options);
  const { names, estimate, standardError, level } = groups;
  const [best, worst] = [indexOfBest(groups), indexOfWorst(groups)];
  const [yBest, yWorst] = [estimate[best] ?? NaN, estimate[worst] ?? NaN];
  const others = (estimate.reduce((total, y) => total + y, 0) - yBest) / (names.length - 1 || NaN);
  const ratio = overLower(yBest, yWorst);
  const summaryRatio = overLower(yBest, others);
  const standardErrorOf = Math.hypot(standardError[best] ?? NaN, standardError[worst] ?? NaN);
  return {
    difference: estimateOf({ value: Math.abs(yBest - yWorst), standardError: standardErrorOf }, level, 'linearised'),
    ratio: orNull(ratio),
    summaryRatio: orNull(summaryRatio),
    best: names[best] ?? null,
    worst: names[worst] ?? null,
    reason: whyNot(names.length, ratio, summaryRatio),
  };
}

function whyNot(groups: number, ratio: number, summaryRatio: number): string | null {
  if (groups === 0) return 'no group has a value';
  if (groups === 1) return 'there is one group only';
  return Number.isNaN(ratio + summaryRatio) ? 'a ratio to 0 is none' : null;
}

/** The higher over the lower, 1 where they are the same; NaN where the lower is not above 0. */
function overLower(a: number, b: number): number {
  if (!(Math.min(a, b) > 0)) return NaN;
  return coincide(a, b) ? 1 : Math.max(a, b) / Math.min(a, b);
}

export interface ReferenceAgainstWorst extends DisparityEstimate {
  readonly reference: string;
  /** The worst of the other groups; null when there is none. */
  readonly worst: string | null;
}

/**
 * A reference group against the worst of the others, positive when the reference does better. The worst is picked by its
 * value, so the gap is above 0 on average when nothing differs.
 *
 * @param rows     groups with counts, or with estimates and standard errors
 * @param options  direction and referenceGroup; scale 1, level 0.95 unless said otherwise
 * @returns        on the scale of the data, value ± z s; null with a reason where undefined
 * @throws RangeError when a group, the direction, the scale or the level is impossible, or the reference has no value
 * @example referenceAgainstWorst([{ group: 'A', population: 100, numerator: 60 }, { group: 'B', population: 100, numerator: 40 }], { direction: 'lower', referenceGroup: 'B' }).value // 0.2
 *
 * Source: WHO 2023, Health Equity Assessment Toolkit, technical notes (difference with a reference group).
 */
export function referenceAgainstWorst(
  rows: readonly DisparityGroup[],
  { referenceGroup, ...options }: DisparityOptions & { readonly referenceGroup: string },
): ReferenceAgainstWorst {
  const groups = readGroups(rows, options);
  const { names, estimate, standardError, direction, level } = groups;
  const place = names.indexOf(referenceGroup);
  if (place < 0) throw new RangeError(`reference ${referenceGroup} is not among the groups with a value: ${names.join(', ')}`);
  const others = names.map((_, j) => j).filter((j) => j !== place);
  const among = indexOfWorst({ direction, estimate: Float64Array.from(others, (j) => estimate[j] ?? NaN) });
  const worst = others[among];
  if (worst === undefined) {
    const none = estimateOf({ value: NaN, standardError: NaN, reason: 'there is no other group' }, level, 'linearised');
    return { ...none, reference: referenceGroup, worst: null };
  }
  const better = (estimate[place] ?? NaN) - (estimate[worst] ?? NaN);
  return {
    ...estimateOf(
      {
        value: direction === 'higher' ? better : 0 - better,
        standardError: Math.hypot(standardError[place] ?? NaN, standardError[worst] ?? NaN),
      },
      level,
      'linearised',
    ),
    reference: referenceGroup,
    worst: names[worst] ?? null,
  };
}
