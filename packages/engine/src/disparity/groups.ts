import { requireCount, requireLevel, requirePositive, shown } from '../number/require.ts';
import { sum } from '../number/sum.ts';
import { coincide } from '../runchart/coincide.ts';
import { limitsAbout } from './limits.ts';

/**
 * One group of members, none of them in two groups. Counts where they are known, else an estimate with its standard error,
 * both on the scale of the data: 0.62, 62 % and 620 per 1,000 are the same. NaN is missing.
 */
export interface DisparityGroup {
  readonly group: string;
  /** Members of the group, or their weight; its share of the sum is what the group counts for. */
  readonly population: number;
  /** On the scale of the data; from the counts where it is left out. */
  readonly estimate?: number;
  /** On the scale of the data; that of a proportion, √(y (1 − y) / n), where it is left out and the counts are known. */
  readonly standardError?: number;
  /** Members of the group who met the measure, for a proportion. */
  readonly numerator?: number;
  /** Place in an order, the least advantaged first; for ordered groups only. */
  readonly rank?: number;
}

/** What a higher value means, and the unit that values are in. */
export interface DisparityOptions {
  /** Whether a higher or a lower value is better. */
  readonly direction: 'higher' | 'lower';
  /** What everybody would come to: 1 for fractions, 100 for percent, 1000 for rates per thousand. Default 1. */
  readonly scale?: number;
  /** Coverage of the intervals as a fraction; default 0.95. */
  readonly level?: number;
}

/** Groups by column, those with a value and members: what every index is computed from. Shares add to 1. */
export interface GroupColumns {
  readonly names: readonly string[];
  readonly population: Float64Array;
  readonly share: Float64Array;
  readonly estimate: Float64Array;
  /** NaN where unknown. */
  readonly standardError: Float64Array;
  /** NaN where unknown. */
  readonly numerator: Float64Array;
  /** NaN where the groups have no order. */
  readonly rank: Float64Array;
  /** Mean of the estimates by share. */
  readonly mean: number;
  readonly direction: 'higher' | 'lower';
  readonly scale: number;
  readonly level: number;
  /** Groups without a value or without members, which count nowhere. */
  readonly omitted: readonly string[];
}

/** Groups as they come, or as columns that `readGroups` made of them with the same options. */
export type Groups = readonly DisparityGroup[] | GroupColumns;

/** A measure of inequality with its uncertainty. Null with a reason where undefined. */
export interface DisparityEstimate {
  readonly value: number | null;
  readonly standardError: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly level: number;
  /** Why there is no value, or no interval to it; null when there are both. */
  readonly reason: string | null;
  readonly method: string;
}

/** What a kernel answers: NaN where undefined. */
export interface Kernel {
  readonly value: number;
  readonly standardError: number;
  /** Why there is no value, or no standard error. */
  readonly reason?: string | null;
}

/**
 * Groups as columns, checked: names are unique, numbers possible, and an estimate agrees with its counts.
 *
 * @param rows     one for each group; a group without a value (NaN) or without members is left out, by name; columns are read already
 * @param options  direction; scale 1, level 0.95 unless said otherwise
 * @throws RangeError naming the group, the value and the rule
 */
export function readGroups(rows: Groups, { direction, scale = 1, level = 0.95 }: DisparityOptions): GroupColumns {
  if ('names' in rows) return rows;
  if (direction !== 'higher' && direction !== 'lower')
    throw new RangeError(`direction must be 'higher' or 'lower', got ${shown(direction)}`);
  requirePositive('scale', scale);
  requireLevel(level);
  const seen = new Set<string>();
  for (const [index, { group }] of rows.entries()) {
    if (typeof group !== 'string' || group === '')
      throw new RangeError(`group of row ${index} must be a name, got ${shown(group)}`);
    if (seen.has(group)) throw new RangeError(`group ${group} appears twice`);
    seen.add(group);
  }
  const read = rows.map((row) => readRow(row, scale));
  const kept = read.filter(({ population, estimate }) => population > 0 && !Number.isNaN(estimate));
  const total = sum(kept.map(({ population }) => population));
  const column = (of: (row: ReadRow) => number) => Float64Array.from(kept, of);
  const share = column(({ population }) => population / total);
  const estimate = column(({ estimate }) => estimate);
  return {
    names: kept.map(({ group }) => group),
    population: column(({ population }) => population),
    share,
    estimate,
    standardError: column(({ standardError }) => standardError),
    numerator: column(({ numerator }) => numerator),
    rank: column(({ rank }) => rank),
    mean: meanBy(share, estimate),
    direction,
    scale,
    level,
    omitted: read.filter((row) => !kept.includes(row)).map(({ group }) => group),
  };
}

/**
 * Mean by weights that add to 1; NaN without weights. It lies between the least and the greatest of what has weight, beyond which
 * rounding alone would take it: the mean of equal values is their value, that of groups at 100 % is not above it.
 */
export function meanBy(weights: Float64Array, values: Float64Array): number {
  let mean = 0;
  let least = Infinity;
  let greatest = -Infinity;
  for (let j = 0; j < weights.length; j += 1) {
    const weight = weights[j] ?? NaN;
    const value = values[j] ?? NaN;
    if (weight === 0) continue;
    mean += weight * value;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return least > greatest ? NaN : Math.min(greatest, Math.max(least, mean));
}

/** A kernel's answer as the outside sees it: limits value ± z s, nulls for NaN. */
export function estimateOf({ value, standardError, reason = null }: Kernel, level: number, method: string): DisparityEstimate {
  const { lower, upper } = limitsAbout({ value, standardError }, level);
  const said =
    reason ??
    (Number.isNaN(value) ? 'no group has a value' : Number.isNaN(standardError) ? 'a standard error is not known' : null);
  return {
    value: orNull(value),
    standardError: orNull(standardError),
    lower: orNull(lower),
    upper: orNull(upper),
    level,
    reason: said,
    method,
  };
}

/** NaN inside, null outside; a number that has no end is no number outside either. */
export function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/**
 * Standard error of a function of the estimates, which are independent: √Σ (∂F/∂y_j)² s_j². A group that the function does
 * not look at may have no standard error.
 *
 * @param gradient        ∂F/∂y_j
 * @param standardErrors  s_j, on the same scale as y_j
 */
export function propagate(gradient: ArrayLike<number>, standardErrors: ArrayLike<number>): number {
  let total = 0;
  for (let j = 0; j < standardErrors.length; j += 1) {
    const slope = gradient[j] ?? NaN;
    if (slope !== 0) total += (slope * (standardErrors[j] ?? NaN)) ** 2;
  }
  return Math.sqrt(total);
}

/** Index of the best estimate, the first of equals; −1 without groups. */
export function indexOfBest({ estimate, direction }: Pick<GroupColumns, 'estimate' | 'direction'>): number {
  return indexOfFirst(estimate, direction === 'higher' ? 1 : -1);
}

/** Index of the worst estimate, the first of equals; −1 without groups. */
export function indexOfWorst({ estimate, direction }: Pick<GroupColumns, 'estimate' | 'direction'>): number {
  return indexOfFirst(estimate, direction === 'higher' ? -1 : 1);
}

/** Index of the group with most members, the first of equals; −1 without groups. */
export function indexOfLargest({ population }: Pick<GroupColumns, 'population'>): number {
  return indexOfFirst(population, 1);
}

function indexOfFirst(values: Float64Array, sign: 1 | -1): number {
  let first = values.length > 0 ? 0 : -1;
  for (let j = 1; j < values.length; j += 1) {
    const value = values[j] ?? NaN;
    const best = values[first] ?? NaN;
    if (sign * (value - best) > 0 && !coincide(value, best)) first = j;
  }
  return first;
}

interface ReadRow {
  readonly group: string;
  readonly population: number;
  readonly estimate: number;
  readonly standardError: number;
  readonly numerator: number;
  readonly rank: number;
}

function readRow(row: DisparityGroup, scale: number): ReadRow {
  const { group, population, estimate = NaN, standardError = NaN, numerator = NaN, rank = NaN } = row;
  const check = (name: string, value: number) => {
    if (!Number.isNaN(value)) requireCount(`group ${group}: ${name}`, value);
  };
  check('population', population);
  if (typeof estimate !== 'number' || Math.abs(estimate) === Infinity)
    throw new RangeError(`group ${group}: estimate must be a number, got ${shown(estimate)}`);
  check('standardError', standardError);
  check('numerator', numerator);
  if (typeof rank !== 'number' || Math.abs(rank) === Infinity)
    throw new RangeError(`group ${group}: rank must be a number, got ${shown(rank)}`);
  if (numerator > population) throw new RangeError(`group ${group}: numerator ${numerator} exceeds population ${population}`);
  const fraction = population > 0 ? numerator / population : NaN;
  if (Math.abs(scale * fraction - estimate) > AGREEMENT * scale)
    throw new RangeError(
      `group ${group}: estimate ${estimate} is not ${scale} times ${numerator} of ${population}, which is ${scale * fraction}`,
    );
  const ofCounts = scale * Math.sqrt((fraction * (1 - fraction)) / population);
  return {
    group,
    population,
    estimate: Number.isNaN(estimate) ? scale * fraction : estimate,
    standardError: Number.isNaN(standardError) ? ofCounts : standardError,
    numerator,
    rank,
  };
}

/** An estimate printed to four digits still agrees with its counts; one on another scale does not. */
const AGREEMENT = 5e-3;
