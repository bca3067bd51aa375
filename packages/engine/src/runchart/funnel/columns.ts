import { rateTarget, ratioTarget, type Trimming } from '../../rate/overdispersion.ts';
import { scales } from '../../rate/overdispersion/scales.ts';
import { measureSpread } from '../../rate/overdispersion/spread.ts';
import { type FunnelCounts, readCounts, unitsOf } from './counts.ts';
import { type FunnelBasis, type FunnelLimits, funnelLimits, type FunnelWidening, methodOf, requireSize } from './limits.ts';
import type { FunnelMethodId, FunnelStatistic } from './methods.ts';
import { type FunnelOutside, whoIsOutside } from './outside.ts';

/** How a funnel is made. */
export interface FunnelOptions<Statistic extends FunnelStatistic = FunnelStatistic> {
  readonly statistic: Statistic;
  /** What units are held against: a rate in [0, 1], by default that of all units together; a ratio above 0, by default 1. */
  readonly target?: number;
  /**
   * For proportions `normal`: of the three it keeps nearest to its levels in small units. For ratios `exact`, or `sqrt` where
   * limits are to be widened: `exact` and `chi-square` limits are those of chance alone.
   */
  readonly method?: FunnelMethodId<Statistic>;
  /** Whether limits make room for units that differ by more than chance; `none` by default. */
  readonly overdispersion?: FunnelWidening;
  /** What is done to extreme units before the spread is measured; by default `truncated` on the log scale, else `winsorised`. */
  readonly trim?: Trimming;
  /** Share trimmed at each end, below 0.5; 0.1 by default. */
  readonly share?: number;
  /** Coverage of each pair of limits, as many as you like; 0.95 and 0.998 by default: two and three standard errors. */
  readonly levels?: readonly number[];
}

/** A funnel by column, one entry a unit, NaN where there is no value or no limit. */
export interface FunnelColumns extends FunnelBasis {
  readonly trim: Trimming;
  readonly share: number;
  readonly value: Float64Array;
  /** Distance from the target in standard errors of chance, on the scale of the method; −Infinity for the logarithm of no events. */
  readonly z: Float64Array;
  /** One pair of limits a level. */
  readonly limits: readonly FunnelLimits[];
  readonly outside: readonly FunnelOutside[];
  /** Whether the target is the rate of all units together, not one that was given. */
  readonly pooled: boolean;
  /** Units with a value. */
  readonly observed: number;
  /** Why there are no limits, or why they are not widened though asked for; else null. */
  readonly reason: string | null;
}

/**
 * A funnel of units by column, without an object per unit: {@link funnel} says what it is.
 *
 * @param counts   `{ numerators, denominators }` or `{ observed, expected }`, one entry a unit; NaN is missing
 * @param options  statistic, target, method, widening and levels
 * @returns        values, z and limits as typed arrays; who lies outside which limits, as indices
 * @throws RangeError naming the unit, counted from 0, or the option, its value and the rule that it breaks
 * @example funnelColumns({ observed: [15, 40, 0], expected: [13, 32, 0] }, { statistic: 'standardised-ratio', method: 'sqrt', levels: [0.95] }).limits[0].upper // [1.6175, 1.3765, NaN]
 *
 * Source: Spiegelhalter 2005, Stat Med 24:1185.
 */
export function funnelColumns<Statistic extends FunnelStatistic>(
  counts: FunnelCounts<Statistic>,
  options: FunnelOptions<Statistic>,
): FunnelColumns {
  return buildFunnel(counts as FunnelCounts, options as FunnelOptions, (index) => `unit ${index}`);
}

/** @param unitName  what a message calls a unit, by its index */
export function buildFunnel(counts: FunnelCounts, options: FunnelOptions, unitName: (index: number) => string): FunnelColumns {
  const { statistic, overdispersion = 'none', share = 0.1, levels = [0.95, 0.998] } = options;
  const method = options.method ?? defaultMethod(statistic, overdispersion);
  const { scale, limit } = methodOf({ statistic, method });
  if (overdispersion !== 'none' && overdispersion !== 'additive' && overdispersion !== 'multiplicative')
    throw new RangeError(`overdispersion must be one of none, additive, multiplicative, got ${String(overdispersion)}`);
  if (overdispersion !== 'none' && limit !== undefined)
    throw new RangeError(`${method} limits are those of chance alone, overdispersion must be none, got ${overdispersion}`);
  if ('observed' in counts !== (statistic === 'standardised-ratio'))
    throw new RangeError(
      `a ${statistic} needs ${statistic === 'proportion' ? 'numerators and denominators' : 'observed and expected'}`,
    );
  const twice = levels.find((level, index) => levels.indexOf(level) !== index);
  if (twice !== undefined) throw new RangeError(`levels must differ, got ${twice} twice`);
  const trim = options.trim ?? (scale === 'ratio-log' ? 'truncated' : 'winsorised');

  const columns = readCounts(counts, unitName);
  const { numerators, denominators } = columns;
  denominators.forEach((size, index) => requireSize(`${unitName(index)}: denominator`, size, { statistic, method }));
  const present = unitsOf(columns);
  const reference = statistic === 'proportion' ? rateTarget(present, options.target) : ratioTarget(options.target);
  const target = present.length === 0 && options.target === undefined ? null : reference.numerator / reference.denominator;

  const { z: distance, precision, infinite } = scales[scale];
  const z = numerators.map((numerator, index) => {
    const denominator = denominators[index]!;
    return denominator > 0 ? distance({ unit: { denominator, numerator }, target: reference }) : NaN;
  });
  const scores = present.map(({ index, denominator }) => ({
    z: z[index]!,
    precision: precision({ denominator, target: target! }),
  }));
  const { phi, tau2, reason: unmeasured } = measureSpread(scores, { trim, share, infinite });
  const excess = { none: 0, additive: tau2 ?? 0, multiplicative: Math.max(0, (phi ?? 1) - 1) }[overdispersion];
  const basis: FunnelBasis = { statistic, method, overdispersion, target, phi, tau2, widened: excess > 0, levels };

  const limits = funnelLimits(basis, denominators);
  const value = numerators.map((numerator, index) => (denominators[index]! > 0 ? numerator / denominators[index]! : NaN));
  const reason = present.length === 0 ? 'no unit has a denominator above 0' : overdispersion === 'none' ? null : unmeasured;
  return {
    ...basis,
    trim,
    share,
    pooled: statistic === 'proportion' && options.target === undefined,
    value,
    z,
    limits,
    outside: limits.map((pair) => whoIsOutside(value, pair, { basis, present })),
    observed: present.length,
    reason,
  };
}

function defaultMethod(statistic: FunnelStatistic, overdispersion: FunnelWidening): FunnelMethodId {
  if (statistic === 'proportion') return 'normal';
  return overdispersion === 'none' ? 'exact' : 'sqrt';
}
