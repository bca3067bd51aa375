import { coincide } from '../runchart/coincide.ts';
import {
  type DisparityEstimate,
  type DisparityGroup,
  type Groups,
  type DisparityOptions,
  estimateOf,
  type GroupColumns,
  orNull,
  propagate,
  readGroups,
} from './groups.ts';
import { findReference, type Reference, type ReferenceRule } from './pairwise/reference.ts';

export interface AttributableOptions extends DisparityOptions {
  /** The group that all are taken to reach: the best (default), the largest, or one named beforehand; or a number from outside. */
  readonly reference?: Exclude<ReferenceRule, 'overall' | 'rest'>;
  /** The best group needs so many members to be the reference; default 0. */
  readonly denominatorMin?: number;
}

export interface PopulationAttributableRisk {
  /** Reference less mean, on the scale of the data. */
  readonly risk: DisparityEstimate;
  /** The risk in percent of the mean. */
  readonly fraction: DisparityEstimate;
  /** Members whose outcome would change. */
  readonly events: number | null;
  readonly reference: string | null;
  /** How the rule came to the reference, when not straight away. */
  readonly note: string | null;
}

/**
 * Population attributable risk and fraction: by how much the mean of all members would move if every group did as well as
 * the reference; positive for a favourable measure, negative for an adverse one, 0 where the reference is no better than
 * the mean (the error is then that of the difference before it is cut off at 0). The mean varies in the error too.
 *
 *   PAR = y_ref − μ, slope δ_ref − p; PAF = 100 PAR / μ; events = N |PAR| / scale
 *
 * A kernel: `measureDisparity` is the way in, with contract and noise floor.
 *
 * @param rows     groups with counts, or with estimates and standard errors
 * @param options  direction; reference `best`, denominatorMin 0, scale 1, level 0.95 unless said otherwise
 * @returns        both with value ± z s; null with a reason where undefined
 * @throws RangeError when a group, an option or the reference is impossible
 * @example populationAttributableRisk([{ group: 'A', population: 90, numerator: 60 }, { group: 'B', population: 100, numerator: 40 }], { direction: 'higher' }).events // 26.6667
 *
 * Source: Hosseinpoor and others 2016, BMC Med Res Methodol 16:141.
 */
export function populationAttributableRisk(
  rows: Groups,
  { reference: rule = 'best', denominatorMin = 0, ...options }: AttributableOptions,
): PopulationAttributableRisk {
  const groups = readGroups(rows, options);
  const { share, standardError, population, mean, level, scale, direction } = groups;
  const reference = groupReference(groups, rule, denominatorMin);
  const target = targetOf(groups, reference);
  const better = direction === 'higher' ? target > mean : target < mean;
  const risk = Number.isNaN(target) ? NaN : better && !coincide(target, mean) ? target - mean : 0;
  const slopes = share.map((p, j) => Number(j === reference?.place) - p);
  const error = Number.isNaN(risk) ? NaN : propagate(slopes, standardError);
  const ratio = risk / (mean || NaN);
  const relative = slopes.map((slope, j) => (100 * (slope - ratio * (share[j] ?? NaN))) / mean);
  const fractionError = Number.isNaN(ratio) ? NaN : propagate(relative, standardError);
  const why = Number.isNaN(risk) ? whyNone(groups, denominatorMin) : null;
  return {
    risk: estimateOf({ value: risk, standardError: error, reason: why }, level, 'linearised'),
    fraction: estimateOf(
      { value: 100 * ratio, standardError: fractionError, reason: why ?? (mean === 0 ? 'the mean is 0' : null) },
      level,
      'linearised',
    ),
    events: orNull((population.reduce((total, n) => total + n, 0) * Math.abs(risk)) / scale),
    reference: reference?.name ?? null,
    note: reference?.note ?? null,
  };
}

/** How many members of one group must change. */
export interface GroupEvents {
  readonly group: string;
  readonly needed: number;
  /** Whole members, rounded up. */
  readonly neededWhole: number;
}

export interface EventsToCloseGap {
  readonly rows: readonly GroupEvents[];
  readonly total: number | null;
  /** Sum of the whole members of each group. */
  readonly totalWhole: number | null;
  readonly reference: string | null;
  readonly note: string | null;
  /** Mean of all members once each group does at least as well as the reference. */
  readonly overallIfClosed: number | null;
  readonly reason: string | null;
}

/**
 * Events to close the gap: how many members of each group would have to change outcome for it to do as well as the
 * reference; none where it already does.
 *
 *   needed = n max(0, gap) / scale
 *
 * @param rows     groups with counts or estimates
 * @param options  direction; reference `best`, denominatorMin 0, scale 1 unless said otherwise
 * @returns        one row for each group with a value, whole members rounded up for each group, and totals
 * @throws RangeError when a group, an option or the reference is impossible
 * @example eventsToCloseGap([{ group: 'A', population: 100, numerator: 60 }, { group: 'B', population: 31, numerator: 15 }], { direction: 'higher' }).rows[1].neededWhole // 4
 *
 * Source: Keppel and others 2005, Vital Health Stat 2(141) (differences as events).
 */
export function eventsToCloseGap(
  rows: readonly DisparityGroup[],
  { reference: rule = 'best', denominatorMin = 0, ...options }: AttributableOptions,
): EventsToCloseGap {
  const groups = readGroups(rows, options);
  const { names, population, estimate, share, direction, scale } = groups;
  const reference = groupReference(groups, rule, denominatorMin);
  const target = targetOf(groups, reference);
  if (Number.isNaN(target)) {
    const reason = whyNone(groups, denominatorMin);
    return { rows: [], total: null, totalWhole: null, reference: null, note: null, overallIfClosed: null, reason };
  }
  const sign = direction === 'higher' ? 1 : -1;
  const perGroup = names.map((group, j): GroupEvents => {
    const needed = (Math.max(0, sign * (target - (estimate[j] ?? NaN))) * (population[j] ?? NaN)) / scale;
    return { group, needed, neededWhole: wholeUp(needed) };
  });
  return {
    rows: perGroup,
    total: perGroup.reduce((total, { needed }) => total + needed, 0),
    totalWhole: perGroup.reduce((total, { neededWhole }) => total + neededWhole, 0),
    reference: reference?.name ?? null,
    note: reference?.note ?? null,
    overallIfClosed: share.reduce((total, p, j) => total + p * sign * Math.max(sign * target, sign * (estimate[j] ?? NaN)), 0),
    reason: null,
  };
}

/** The next whole number; one that is whole but for rounding stays: 31.000000000000004 members are 31. */
function wholeUp(needed: number): number {
  const nearest = Math.round(needed);
  return Math.abs(needed - nearest) <= 1e-9 * Math.max(1, needed) ? nearest : Math.ceil(needed);
}

function groupReference(groups: GroupColumns, rule: ReferenceRule, denominatorMin: number): Reference | null {
  if (rule === 'overall' || rule === 'rest')
    throw new RangeError(`reference must be a group or a benchmark, which all could reach; got ${rule}`);
  return findReference(groups, rule, denominatorMin);
}

function targetOf({ estimate }: GroupColumns, reference: Reference | null): number {
  if (reference === null) return NaN;
  return reference.kind === 'benchmark' ? reference.benchmark : (estimate[reference.place] ?? NaN);
}

function whyNone({ names }: GroupColumns, denominatorMin: number): string {
  return names.length === 0 ? 'no group has a value' : `no group has the ${denominatorMin} members needed`;
}
