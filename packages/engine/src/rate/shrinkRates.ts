import type { IntervalOptions, Proportion } from '../interval/types.ts';
import { betaQuantile, betaUpperQuantile } from '../number/betaQuantile.ts';
import type { Shape } from '../number/incompleteBeta.ts';
import { requirePositive } from '../number/require.ts';
import { type Ends, type IntervalSides, tailsOf } from '../number/tail.ts';
import type { BetaBinomialFit } from './betaBinomial.ts';
import { requireUnits } from './reliability/units.ts';

/** A unit's rate drawn towards the mean of all, as far as its own counts cannot carry it. */
export interface ShrunkenRate {
  /** The crude rate; null without members. */
  readonly value: number | null;
  readonly posteriorMean: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Share of the unit's own rate in the posterior mean: n / (n + alpha + beta). */
  readonly reliability: number | null;
  /** Adams's: variance between units over that and the unit's own p (1 − p) / n. It is 1 for every unit at 0 or at 100 %. */
  readonly reliabilityAdams: number | null;
  readonly level: number;
  readonly sides: IntervalSides;
  readonly reason: string | null;
}

/** What is known of the rates before a unit's own counts: a fit, or a beta distribution from elsewhere. */
export type RatePrior = Pick<BetaBinomialFit, 'alpha' | 'beta'> & Partial<Pick<BetaBinomialFit, 'mu' | 'rho'>>;

/**
 * Rates of units shrunken towards the mean by a fitted beta distribution, with the interval of the posterior and how reliable
 * each unit's own rate is. At the binomial limit (rho 0) every unit has the mean rate and reliability 0.
 * The prior is taken as known: with few units intervals are too narrow by what the fit leaves open, and at rho 0 have no width.
 *
 *   posterior = beta(alpha + x, beta + n − x),  reliability = n / (n + alpha + beta)
 *
 * @param units    whole counts, one entry a unit; numerator ≤ denominator
 * @param prior    what `fitBetaBinomial` returned, or `{ alpha, beta }`
 * @param options  level of the interval (0.95), sides (`two-sided`)
 * @returns        one entry a unit, in the order given; nulls and a reason where the fit has none
 * @throws RangeError naming the unit (counted from 0) and the rule that it breaks
 * @example shrinkRates([{ denominator: 40, numerator: 12 }], { alpha: 10, beta: 14 })[0]?.posteriorMean // 0.34375
 * @example shrinkRates([{ denominator: 40, numerator: 12 }], { alpha: 10, beta: 14 })[0]?.reliability // 0.625
 *
 * Source: Adams 2009, The Reliability of Provider Profiling, RAND TR-653; Griffiths 1973, Biometrics 29:637.
 */
export function shrinkRates(
  units: readonly Proportion[],
  prior: RatePrior,
  { level = 0.95, sides = 'two-sided' }: IntervalOptions = {},
): readonly ShrunkenRate[] {
  requireUnits(units);
  const ends = tailsOf(level, sides);
  const shrink = shrinkBy(prior, { ends, sides });
  return units.map((unit) => ({ ...shrink(unit), level, sides }));
}

type Shrunken = Omit<ShrunkenRate, 'level' | 'sides'>;

function shrinkBy({ alpha, beta, mu = null, rho = null }: RatePrior, asked: Asked): (unit: Proportion) => Shrunken {
  if (mu !== null && (rho === 0 || rho === 1))
    return rho === 0 ? (unit) => pooled(unit, mu, asked) : (unit) => itself(unit, mu, asked);
  if (alpha === null || beta === null) return (unit) => ({ ...unknown, value: crude(unit) });
  requirePositive('alpha', alpha);
  requirePositive('beta', beta);
  return (unit) => posterior(unit, { alpha, beta }, asked);
}

interface Asked {
  readonly ends: Ends;
  readonly sides: IntervalSides;
}

function posterior(unit: Proportion, { alpha, beta }: { alpha: number; beta: number }, asked: Asked): Shrunken {
  const { denominator: n, numerator: x } = unit;
  const size = alpha + beta;
  const shape = { a: alpha + x, b: beta + (n - x) };
  return {
    value: crude(unit),
    posteriorMean: shape.a / (n + size),
    ...quantiles(shape, asked),
    reliability: n / (n + size),
    reliabilityAdams: adams(unit, ((alpha / size) * (beta / size)) / (size + 1)),
    reason: null,
  };
}

/** At rho 0 nothing but the mean is known of any unit. */
function pooled(unit: Proportion, mu: number, { sides }: Asked): Shrunken {
  const at = { posteriorMean: mu, ...opened({ lower: mu, upper: mu }, sides) };
  return { value: crude(unit), ...at, reliability: 0, reliabilityAdams: 0, reason: null };
}

/** At rho 1 a unit's own rate is all that counts, and units are wholly at 0 or at 100 %. */
function itself(unit: Proportion, mu: number, asked: Asked): Shrunken {
  const { denominator: n, numerator: x } = unit;
  const rate = crude(unit);
  const atEnd = { lower: rate ?? 0, upper: rate ?? 1 };
  const between = x > 0 && x < n ? quantiles({ a: x, b: n - x }, asked) : opened(atEnd, asked.sides);
  const reliability = n === 0 ? 0 : 1;
  return {
    value: rate,
    posteriorMean: rate ?? mu,
    ...between,
    reliability,
    reliabilityAdams: adams(unit, mu * (1 - mu)),
    reason: null,
  };
}

function quantiles(shape: Shape, { ends, sides }: Asked): { lower: number; upper: number } {
  return {
    lower: sides === 'upper' ? 0 : betaQuantile(ends.lower.probability, shape),
    upper: sides === 'lower' ? 1 : betaUpperQuantile(ends.upper.probability, shape),
  };
}

/** An interval as it is where only one side is asked for: the other end is that of the scale. */
function opened({ lower, upper }: { lower: number; upper: number }, sides: IntervalSides): { lower: number; upper: number } {
  return { lower: sides === 'upper' ? 0 : lower, upper: sides === 'lower' ? 1 : upper };
}

/** Without members the chance variance p (1 − p) / n has no end, and the reliability is 0. */
function adams({ denominator: n, numerator: x }: Proportion, between: number): number {
  return n === 0 ? 0 : between / (between + (x / n) * ((n - x) / n / n));
}

function crude({ denominator, numerator }: Proportion): number | null {
  return denominator === 0 ? null : numerator / denominator;
}

const unknown = {
  posteriorMean: null,
  lower: null,
  upper: null,
  reliability: null,
  reliabilityAdams: null,
  reason: 'the fit has no estimate',
} as const;
