import { tailsOf, type Tail } from '../../number/tail.ts';
import { scales } from '../../rate/overdispersion/scales.ts';
import type { Place } from './exact.ts';
import { type FunnelMethod, type FunnelMethodId, funnelMethods, type FunnelStatistic } from './methods.ts';

/** Whether limits make room for units that differ by more than chance: not, by adding the variance between them, or by a factor. */
export type FunnelWidening = 'none' | 'additive' | 'multiplicative';

/** All that limits follow from, whatever the denominator. */
export interface FunnelBasis {
  readonly statistic: FunnelStatistic;
  readonly method: FunnelMethodId;
  readonly overdispersion: FunnelWidening;
  /** The rate or ratio that units are held against; null when there is no unit to pool it from. */
  readonly target: number | null;
  /** Mean of z² after trimming: about 1 when units differ by chance alone; null where it cannot be measured. */
  readonly phi: number | null;
  /** Variance between units on the scale of the method; null where it cannot be measured. */
  readonly tau2: number | null;
  /** Whether the limits are wider than those of chance alone: asked for, measurable, and units do differ by more. */
  readonly widened: boolean;
  /** Coverage of each pair of limits, as fractions. */
  readonly levels: readonly number[];
}

/** One pair of limits by column, in the unit of the values; NaN where there is none. */
export interface FunnelLimits {
  readonly level: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/**
 * The limits of a funnel at any denominators: its curves, for drawing.
 *
 * @param basis         a funnel, or what its limits follow from
 * @param denominators  in any order: numbers of people, or expected events of a ratio; whole for exact limits of a proportion.
 *                      0 and NaN have no limits
 * @returns             one pair of limits per level, in the funnel's order
 * @throws RangeError when a denominator is negative, infinite, or not whole where it must be, or a level is no fraction
 * @example funnelLimits({ statistic: 'proportion', method: 'normal', overdispersion: 'none', target: 0.5, phi: 1, tau2: 0, widened: false, levels: [0.95] }, [100, 400])[0].lower // [0.4020, 0.4510]
 *
 * Source: Spiegelhalter 2005, Stat Med 24:1185; each method in funnel/ says its formula.
 */
export function funnelLimits(basis: FunnelBasis, denominators: ArrayLike<number>): FunnelLimits[] {
  const limit = limitOf(basis);
  const sizes = Float64Array.from(denominators);
  sizes.forEach((size, index) => requireSize(`denominators[${index}]`, size, basis));
  return basis.levels.map((level) => {
    const { lower, upper } = tailsOf(level);
    const at = (tail: Tail) => sizes.map((denominator) => (denominator > 0 ? limit(denominator, tail) : NaN));
    return { level, lower: at(lower), upper: at(upper) };
  });
}

/** Stops a size that has no limit by its nature; NaN is missing. */
export function requireSize(name: string, size: number, { statistic, method }: Pick<FunnelBasis, 'statistic' | 'method'>): void {
  if (Number.isNaN(size)) return;
  if (!(size >= 0 && size < Infinity))
    throw new RangeError(`${name} must be a number of at least 0, or NaN for missing, got ${size}`);
  if (statistic === 'proportion' && method === 'exact' && !Number.isSafeInteger(size))
    throw new RangeError(`${name} must be whole for exact limits, got ${size}: arcsine takes it`);
}

/** The method by its name. */
export function methodOf({ statistic, method }: Pick<FunnelBasis, 'statistic' | 'method'>): FunnelMethod {
  if (!Object.hasOwn(funnelMethods, statistic))
    throw new RangeError(`statistic must be one of ${Object.keys(funnelMethods).join(', ')}, got ${String(statistic)}`);
  const methods = funnelMethods[statistic];
  const found = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (found === undefined)
    throw new RangeError(`method of a ${statistic} must be one of ${Object.keys(methods).join(', ')}, got ${String(method)}`);
  return found;
}

function limitOf(basis: FunnelBasis): (denominator: number, tail: Tail) => number {
  const { target, overdispersion, phi, tau2, widened } = basis;
  const { scale, limit: ownLimit } = methodOf(basis);
  if (target === null) return () => NaN;
  if (ownLimit) return (denominator, tail) => ownLimit({ denominator, target }, tail);
  const { precision, valueAt } = scales[scale];
  const factor = widened && overdispersion === 'multiplicative' ? (phi ?? 1) : 1;
  const between = widened && overdispersion === 'additive' ? (tau2 ?? 0) : 0;
  const variance = (place: Place) => factor / precision(place) + between;
  return (denominator, tail) => valueAt({ distance: tail.z * Math.sqrt(variance({ denominator, target })), target });
}
