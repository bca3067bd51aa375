import { type Proportion, requireProportion } from '../interval/types.ts';
import { named } from '../number/named.ts';
import { requireCount, requireFraction, requirePositive } from '../number/require.ts';
import { sum } from '../number/sum.ts';
import { type OverdispersionScale, scales } from './overdispersion/scales.ts';
import { measureSpread, type Trimming } from './overdispersion/spread.ts';

export type { OverdispersionScale } from './overdispersion/scales.ts';
export type { Trimming } from './overdispersion/spread.ts';

/** Observed against expected events of one unit. */
export interface ObservedExpected {
  readonly observed: number;
  readonly expected: number;
}

/** The counts that a scale compares. */
export type OverdispersionUnit<Scale extends OverdispersionScale> = Scale extends 'proportion-natural' | 'proportion-arcsine'
  ? Proportion
  : ObservedExpected;

export interface OverdispersionOptions<Scale extends OverdispersionScale = OverdispersionScale> {
  readonly scale: Scale;
  readonly trim?: Trimming;
  /** Share trimmed at each end, below 0.5. */
  readonly share?: number;
  /** What units are held against: a rate in [0, 1], pooled over the units by default, or a ratio above 0, by default 1. */
  readonly target?: number;
}

/** How much more units differ than chance alone would have them. */
export interface Overdispersion {
  /** Mean of z²: 1 when there is nothing but chance, above when units differ. Funnel limits widen by √phi. */
  readonly phi: number | null;
  /** Variance between units on the scale, by DerSimonian and Laird: 0 where chance explains all. Added to a unit's own variance. */
  readonly tau2: number | null;
  /** Units that both numbers are taken from. */
  readonly units: number;
  readonly scale: OverdispersionScale;
  readonly trim: Trimming;
  readonly share: number;
  readonly reason: string | null;
}

/**
 * Overdispersion of many units for funnel limits: units differ by more than chance because case mix is never fully accounted
 * for, and limits from chance alone would call far too many of them outliers.
 *
 *   ratio-log:          z = √E log(O/E)                          variance 1 / E
 *   ratio-sqrt:         z = 2 (√O − √E)                          variance 1 / 4E
 *   proportion-natural: z = (p − p₀) / √(p₀ (1 − p₀) / n)        variance p₀ (1 − p₀) / n
 *   proportion-arcsine: z = 2 √n (asin √p − asin √p₀)            variance 1 / 4n
 *   phi = mean(z²),  tau² = max(0, (k phi − (k − 1)) / (Σ w − Σ w² / Σ w)),  w = 1 / variance
 *
 * p₀ is the target, pooled unless given; E is what is expected times the target. `winsorised` draws z in to its quantiles at
 * share and 1 − share (type 7), `truncated` leaves out units whose rank (ties share theirs) is below share × (k + 1) or not
 * below (1 − share) × (k + 1). Units that expect nothing are left out.
 *
 * @param units    `{ observed, expected }` for the ratio scales, `{ denominator, numerator }` for proportions
 * @param options  scale, trim (default `winsorised`), share (0.1 at each end), target
 * @returns        phi, tau2 and the number of units they rest on; nulls and a reason with fewer than two of them, or where
 *                 one that stays lies infinitely far from the target
 * @throws RangeError naming the unit (counted from 0) and the rule that it breaks
 * @example overdispersion([{ observed: 30, expected: 20 }, { observed: 15, expected: 24 }, { observed: 52, expected: 40 }], { scale: 'ratio-sqrt', trim: 'none' }).phi // 3.79845
 * @example overdispersion([{ observed: 0, expected: 2 }, { observed: 3, expected: 2 }], { scale: 'ratio-log', trim: 'none' }).reason // 'a unit without events has no logarithm: ratio-sqrt takes it'
 *
 * Source: Spiegelhalter 2005, Stat Med 24:1185 and Qual Saf Health Care 14:347; DerSimonian and Laird 1986, Control Clin Trials 7:177.
 */
export function overdispersion<Scale extends OverdispersionScale>(
  units: readonly OverdispersionUnit<Scale>[],
  { scale, trim = 'winsorised', share = 0.1, target }: OverdispersionOptions<Scale>,
): Overdispersion {
  if (!Object.hasOwn(scales, scale))
    throw new RangeError(`scale must be one of ${Object.keys(scales).join(', ')}, got ${String(scale)}`);
  const { z, precision, infinite } = scales[scale];
  const ofRatios = scale === 'ratio-log' || scale === 'ratio-sqrt';
  const counts = ofRatios ? ratios(units as readonly ObservedExpected[]) : proportions(units as readonly Proportion[]);
  const reference = ofRatios ? ratioTarget(target) : rateTarget(counts, target);
  const rate = reference.numerator / reference.denominator;
  const scores = counts
    .filter(({ denominator }) => denominator > 0)
    .map((unit) => ({
      z: z({ unit, target: reference }),
      precision: precision({ denominator: unit.denominator, target: rate }),
    }));
  const spread = measureSpread(scores, { trim, share, infinite });
  return { ...spread, scale, trim, share };
}

function ratios(units: readonly ObservedExpected[]): Proportion[] {
  return units.map(({ observed, expected }, index) => {
    requireCount(`unit ${index}: observed`, observed);
    requireCount(`unit ${index}: expected`, expected);
    if (expected === 0 && observed > 0) throw new RangeError(`unit ${index}: observed ${observed} where nothing is expected`);
    return { numerator: observed, denominator: expected };
  });
}

function proportions(units: readonly Proportion[]): readonly Proportion[] {
  units.forEach((unit, index) => named(`unit ${index}`, () => requireProportion(unit)));
  return units;
}

/** A ratio's target as counts: 1 unless given. */
export function ratioTarget(target = 1): Proportion {
  requirePositive('target', target);
  return { numerator: target, denominator: 1 };
}

/** A rate's target as counts: pooled over the units unless given. */
export function rateTarget(units: readonly Proportion[], target: number | undefined): Proportion {
  if (target === undefined)
    return { denominator: sum(units.map((unit) => unit.denominator)), numerator: sum(units.map((unit) => unit.numerator)) };
  requireFraction('target', target);
  return { numerator: target, denominator: 1 };
}
