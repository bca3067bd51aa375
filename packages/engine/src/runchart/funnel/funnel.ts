import type { Proportion } from '../../interval/types.ts';
import type { Direction } from '../../measure/define.ts';
import type { ObservedExpected } from '../../rate/overdispersion.ts';
import { buildFunnel, type FunnelColumns, type FunnelOptions } from './columns.ts';
import type { FunnelStatistic } from './methods.ts';
import { type FunnelPlace, inside, placesOf } from './outside.ts';

/** A named unit. */
export type FunnelUnit<Statistic extends FunnelStatistic = FunnelStatistic> = {
  readonly name: string;
} & (Statistic extends 'proportion' ? Proportion : ObservedExpected);

/** One unit of a funnel; nulls where its count is missing or its denominator is 0. */
export interface FunnelPoint extends FunnelPlace {
  readonly name: string;
  /** Events, or observed events of a ratio. */
  readonly numerator: number | null;
  /** Those who could have them, or expected events of a ratio. */
  readonly denominator: number | null;
  readonly value: number | null;
  readonly z: number | null;
  /** One pair a level, in the order of the levels. */
  readonly limits: readonly { readonly level: number; readonly lower: number | null; readonly upper: number | null }[];
}

/** A funnel by unit. */
export interface Funnel extends Omit<FunnelColumns, 'value' | 'z' | 'limits'> {
  readonly direction: Direction | null;
  readonly units: readonly FunnelPoint[];
}

/**
 * A funnel: units of all sizes about one target, with limits that narrow as units grow, so that a small practice is not called
 * out for being small. Who lies strictly outside which limits is listed; the rest differ by no more than chance.
 *
 * - `normal`, `arcsine`: target ± z standard errors, as it is or on the angle whose squared sine it is
 * - `exact`: the binomial or Poisson distribution, interpolated. For proportions the upper limit lies below 100 %, so that a unit
 *   at 100 % is always outside: not for high rates of small units
 * - `log`, `sqrt`: ratios ± z standard errors on that scale; `chi-square`: the exact Poisson interval about the expected events
 *
 * `additive` adds τ² to the variance of chance, `multiplicative` multiplies it by φ, when units differ by more than chance.
 *
 * @param units    named, with `{ numerator, denominator }` or `{ observed, expected }`; NaN is missing, a denominator of 0 has
 *                 neither value nor limits
 * @param options  statistic, target, method, widening, levels, and the direction that is better
 * @returns        units in their order; target, phi and tau2 as used; who lies outside which limits, as indices of units
 * @throws RangeError naming the unit, or the option, its value and the rule that it breaks
 * @example funnel([{ name: 'A', numerator: 30, denominator: 60 }, { name: 'B', numerator: 52, denominator: 60 }], { statistic: 'proportion', target: 0.6 }).outside[0].above // [1]
 *
 * Source: Spiegelhalter 2005, Stat Med 24:1185; for log limits NHS Digital's SHMI, for square roots the Care Quality Commission.
 */
export function funnel<Statistic extends FunnelStatistic>(
  units: readonly FunnelUnit<Statistic>[],
  { direction, ...options }: FunnelOptions<Statistic> & { readonly direction?: Direction },
): Funnel {
  if (direction !== undefined && direction !== 'higher' && direction !== 'lower')
    throw new RangeError(`direction must be higher or lower, got ${String(direction)}`);
  const rows: readonly { readonly name: string }[] = units;
  const pairs = rows.map((row) => pairOf(row as FunnelUnit, options.statistic));
  const numerators = pairs.map(({ numerator }) => numerator);
  const denominators = pairs.map(({ denominator }) => denominator);
  const counts =
    options.statistic === 'proportion' ? { numerators, denominators } : { observed: numerators, expected: denominators };
  const { value, z, limits, ...rest } = buildFunnel(counts, options, (index) => `unit ${index} (${rows[index]?.name ?? ''})`);
  const places = placesOf(rest.outside, { units: rows.length, direction });
  return {
    ...rest,
    direction: direction ?? null,
    units: rows.map(({ name }, index) => ({
      name,
      numerator: finite(numerators[index]),
      denominator: finite(denominators[index]),
      value: finite(value[index]),
      z: finite(z[index]),
      limits: limits.map(({ level, lower, upper }) => ({ level, lower: finite(lower[index]), upper: finite(upper[index]) })),
      ...(places[index] ?? inside),
    })),
  };
}

/** The counts of a row under one name; those of the other statistic are refused as missing columns are. */
function pairOf(row: FunnelUnit, statistic: FunnelStatistic): Proportion {
  const [numerator, denominator] =
    statistic === 'proportion'
      ? [(row as FunnelUnit<'proportion'>).numerator, (row as FunnelUnit<'proportion'>).denominator]
      : [(row as FunnelUnit<'standardised-ratio'>).observed, (row as FunnelUnit<'standardised-ratio'>).expected];
  return { numerator, denominator };
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
