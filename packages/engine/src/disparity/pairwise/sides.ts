import type { Proportion } from '../../interval/types.ts';
import { coincide } from '../../runchart/coincide.ts';
import { type GroupColumns, meanBy, propagate } from '../groups.ts';
import type { Reference } from './reference.ts';

/** One group and what it is set against, with the errors of their difference and of the logarithm of their ratio. */
export interface Sides {
  readonly value: number;
  readonly referenceValue: number;
  readonly differenceError: number;
  /** NaN where a value is 0. */
  readonly logRatioError: number;
  /** The same for the complements, scale less value. */
  readonly logComplementError: number;
  /** Counts of the two, where known and without a member in common; null else. */
  readonly counts: { readonly group: Proportion; readonly reference: Proportion | null } | null;
}

/** The difference is a linear function of all groups: the slopes of the reference say everything about overlap. */
export function sidesOf(groups: GroupColumns, j: number, reference: Reference): Sides {
  const { estimate, standardError, scale } = groups;
  const slopes = slopesOf(groups, j, reference);
  const value = estimate[j] ?? NaN;
  const referenceValue = valueAgainst(groups, j, reference, slopes);
  const errorOf = (own: number, other: number) => {
    const gradient = slopes.map((slope) => (slope === 0 ? 0 : -slope / other));
    gradient[j] = (gradient[j] ?? NaN) + 1 / own;
    return own === 0 || other === 0 ? NaN : propagate(gradient, standardError);
  };
  const difference = slopes.map((slope) => -slope);
  difference[j] = (difference[j] ?? NaN) + 1;
  return {
    value,
    referenceValue,
    differenceError: propagate(difference, standardError),
    logRatioError: errorOf(value, referenceValue),
    logComplementError: errorOf(scale - value, scale - referenceValue),
    counts: countsOf(groups, j, reference),
  };
}

/** How far one group is from what it is set against, without sign. */
export function distanceOf(groups: GroupColumns, j: number, reference: Reference): number {
  return Math.abs((groups.estimate[j] ?? NaN) - valueAgainst(groups, j, reference, slopesOf(groups, j, reference)));
}

function valueAgainst({ estimate }: GroupColumns, j: number, { kind, benchmark }: Reference, slopes: Float64Array): number {
  const value = estimate[j] ?? NaN;
  const against = kind === 'benchmark' ? benchmark : meanBy(slopes, estimate);
  return coincide(value, against) ? value : against; // equal groups differ by exactly 0
}

/** ∂ reference / ∂ y_k. */
function slopesOf({ share, names }: GroupColumns, j: number, { kind, place }: Reference): Float64Array {
  if (kind === 'overall') return share.slice();
  const others = 1 - (share[j] ?? NaN);
  if (kind === 'rest') return share.map((p, k) => (k === j ? 0 : p / others));
  return Float64Array.from(names, (_, k) => Number(k === place));
}

function countsOf({ population, numerator }: GroupColumns, j: number, { kind, place }: Reference): Sides['counts'] {
  if (kind === 'overall') return null;
  const add = (include: (k: number) => boolean): Proportion => ({
    denominator: population.reduce((total, n, k) => (include(k) ? total + n : total), 0),
    numerator: numerator.reduce((total, x, k) => (include(k) ? total + x : total), 0),
  });
  const group = add((k) => k === j);
  const reference = kind === 'benchmark' ? null : add((k) => (kind === 'rest' ? k !== j : k === place));
  return Number.isNaN(group.numerator + (reference?.numerator ?? 0)) ? null : { group, reference };
}
