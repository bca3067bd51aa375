import { methodOf } from '../interval/oneWayIn.ts';
import type { Proportion } from '../interval/types.ts';
import { betaBinomialData, logLikelihood } from './reliability/likelihood.ts';
import { type Fitted, maximumLikelihood } from './reliability/maximumLikelihood.ts';
import { betaBinomialMethods, type BetaBinomialMethodId } from './reliability/methods.ts';
import { kleinmanMoments, type Moments, squares, unweightedMoments } from './reliability/moments.ts';
import { requireUnits, whyNoSpread } from './reliability/units.ts';

/** How the true rates of units spread around their mean: as a beta distribution. */
export interface BetaBinomialFit {
  readonly method: BetaBinomialMethodId;
  /** Mean rate. */
  readonly mu: number | null;
  /** 1 / (alpha + beta + 1): the correlation of two members of one unit, 0 when units differ by chance alone. */
  readonly rho: number | null;
  /** Parameters of the beta distribution, like hits and misses known beforehand; null at rho 0, where they are infinite. */
  readonly alpha: number | null;
  readonly beta: number | null;
  /** Variance of the true rates between units, mu (1 − mu) rho. */
  readonly variance: number | null;
  /** Log-likelihood, binomial coefficients included; null where the fit calls the counts impossible. */
  readonly logLik: number | null;
  /** The estimate lies on the edge: rho is 0 (binomial limit) or 1 (every unit at 0 or at 100 %). */
  readonly boundary: boolean;
  /** What a moment estimator gave before it was held to [0, 1]; null for maximum likelihood. */
  readonly rhoUntruncated: number | null;
  /** Why there is no estimate; null when there is one. */
  readonly reason: string | null;
}

/** A one-way analysis of variance of hits and misses by unit. */
export interface IntraclassCorrelation {
  /** Correlation of two members of one unit; negative when units differ less than chance would have them. */
  readonly rho: number | null;
  readonly msBetween: number | null;
  readonly msWithin: number | null;
  /** The denominator that all units would share for the same information. */
  readonly n0: number | null;
  readonly reason: string | null;
}

/**
 * Fits a beta distribution to the true rates of units from their counts. Units without members say nothing and are left out.
 * Where units differ by no more than chance there is no such distribution: the fit is then the binomial limit, rho 0 and
 * `boundary` true, and never a huge alpha + beta.
 *
 * @param units    whole counts, one entry a unit; numerator ≤ denominator
 * @param options  method: `maximum-likelihood` (default), `moments-kleinman`, `moments-unweighted`
 * @returns        mu, rho, alpha, beta, variance between units, logLik, boundary; nulls and a reason with fewer than two
 *                 units, or none of more than one member
 * @throws RangeError naming the unit (counted from 0) and the rule that it breaks
 * @example fitBetaBinomial([{ denominator: 100, numerator: 70 }, { denominator: 100, numerator: 81 }, { denominator: 100, numerator: 77 }, { denominator: 100, numerator: 90 }, { denominator: 100, numerator: 66 }, { denominator: 100, numerator: 85 }]).rho // 0.03103233636
 * @example fitBetaBinomial([{ denominator: 20, numerator: 5 }, { denominator: 40, numerator: 10 }]).boundary // true
 *
 * Source: Griffiths 1973, Biometrics 29:637 (likelihood); Kleinman 1973, JASA 68:46 (weighted moments).
 */
export function fitBetaBinomial(
  units: readonly Proportion[],
  { method = 'maximum-likelihood' }: { readonly method?: BetaBinomialMethodId } = {},
): BetaBinomialFit {
  methodOf(betaBinomialMethods, method);
  requireUnits(units);
  const informative = units.filter(({ denominator }) => denominator > 0);
  const reason = whyNoSpread(informative);
  if (reason !== null) return { ...unfitted, method, reason };
  const moments = momentsBy(method, informative);
  const fitted = moments === null ? maximumLikelihood(informative) : withLogLikelihood(informative, held(moments));
  const { mu, complement, theta, logLik } = fitted;
  const rho = 1 / (1 + 1 / theta);
  return {
    method,
    mu,
    rho,
    alpha: theta === 0 ? null : mu / theta,
    beta: theta === 0 ? null : complement / theta,
    variance: mu * complement * rho,
    logLik: logLik === -Infinity ? null : logLik,
    boundary: theta === 0 || theta === Infinity,
    rhoUntruncated: moments?.rho ?? null,
    reason: null,
  };
}

/**
 * Intra-class correlation by analysis of variance: how much alike two members of one unit are, beyond chance. An estimate by
 * itself that needs no distribution; it may be negative.
 *
 *   rho = (MSB − MSW) / (MSB + (n₀ − 1) MSW),  n₀ = (N − Σn²/N) / (k − 1)
 *
 * @param units  whole counts, one entry a unit; numerator ≤ denominator; units without members are left out
 * @returns      rho, both mean squares and n₀; nulls and a reason with fewer than two units, none of more than one member,
 *               or no difference between any two members
 * @throws RangeError naming the unit (counted from 0) and the rule that it breaks
 * @example iccAnova([{ denominator: 100, numerator: 70 }, { denominator: 100, numerator: 90 }]).rho // 0.108734
 *
 * Source: Donner 1986, Int Stat Rev 54:67; Ridout, Demétrio and Firth 1999, Biometrics 55:137.
 */
export function iccAnova(units: readonly Proportion[]): IntraclassCorrelation {
  requireUnits(units);
  const informative = units.filter(({ denominator }) => denominator > 0);
  const { all, between, within, effective } = squares(informative);
  const freedom = informative.length - 1;
  const same = between === 0 && within === 0 ? 'all members are alike, so there is no correlation' : null;
  const reason = whyNoSpread(informative) ?? same;
  if (reason !== null) return { rho: null, msBetween: null, msWithin: null, n0: null, reason };
  const msBetween = between / freedom;
  const msWithin = within / (all - informative.length);
  const n0 = effective / freedom;
  return { rho: (msBetween - msWithin) / (msBetween + (n0 - 1) * msWithin), msBetween, msWithin, n0, reason: null };
}

function momentsBy(method: BetaBinomialMethodId, units: readonly Proportion[]): Moments | null {
  if (method === 'moments-kleinman') return kleinmanMoments(units);
  return method === 'moments-unweighted' ? unweightedMoments(units) : null;
}

/** Moments held to rho in [0, 1]; what is rounding beside 1 is no spread either, but would give a huge alpha + beta. */
function held({ mu, rho }: Moments): Fitted {
  const within = rho < Number.EPSILON ? 0 : Math.min(1, rho);
  return { mu, complement: 1 - mu, theta: within / (1 - within) };
}

function withLogLikelihood(units: readonly Proportion[], fitted: Fitted): Fitted & { readonly logLik: number } {
  return { ...fitted, logLik: logLikelihood(betaBinomialData(units), fitted) };
}

const unfitted = {
  mu: null,
  rho: null,
  alpha: null,
  beta: null,
  variance: null,
  logLik: null,
  boundary: false,
  rhoUntruncated: null,
} as const;
