import type { Proportion } from '../../interval/types.ts';
import { deviance } from '../../number/deviance.ts';
import { stirlingError } from '../../number/logGamma.ts';
import { sum } from '../../number/sum.ts';
import { type Rungs, rungsOf } from './rungs.ts';

/**
 * The beta-binomial likelihood of many units in the mean mu and the spread theta = 1 / (alpha + beta), which stay finite and
 * smooth down to theta = 0, the binomial:
 *
 *   Π_{k < x} (mu + k theta) Π_{k < n − x} (1 − mu + k theta) / Π_{k < n} (1 + k theta)
 */
export interface BetaBinomialData {
  readonly units: readonly Proportion[];
  readonly hits: Rungs;
  readonly misses: Rungs;
  readonly all: Rungs;
}

export interface MeanAndSpread {
  readonly mu: number;
  readonly theta: number;
}

export function betaBinomialData(units: readonly Proportion[]): BetaBinomialData {
  return {
    units,
    hits: rungsOf(units.map(({ numerator }) => numerator)),
    misses: rungsOf(units.map(({ denominator, numerator }) => denominator - numerator)),
    all: rungsOf(units.map(({ denominator }) => denominator)),
  };
}

/** First and second derivatives of the log-likelihood. */
interface Derivatives {
  /** The size of the sums that the slope in theta is the difference of: what its rounding is relative to. */
  readonly scale: number;
  readonly mu: number;
  readonly theta: number;
  readonly muMu: number;
  readonly muTheta: number;
  readonly thetaTheta: number;
}

export function derivatives({ hits, misses, all }: BetaBinomialData, { mu, theta }: MeanAndSpread): Derivatives {
  const hit = inverses(hits, mu, theta);
  const miss = inverses(misses, 1 - mu, theta);
  const any = inverses(all, 1, theta);
  return {
    scale: any.k,
    mu: hit.one - miss.one,
    theta: hit.k + miss.k - any.k,
    muMu: -hit.square - miss.square,
    muTheta: miss.kSquare - hit.kSquare,
    thetaTheta: any.kkSquare - hit.kkSquare - miss.kkSquare,
  };
}

/** Sums of 1/u, k/u, 1/u², k/u², k²/u² with u = base + k theta. The first two make the slopes, so their rounding is carried along. */
function inverses({ points, weights }: Rungs, base: number, theta: number) {
  let one = 0;
  let oneLost = 0;
  let k = 0;
  let kLost = 0;
  let square = 0;
  let kSquare = 0;
  let kkSquare = 0;
  for (let index = 0; index < points.length; index += 1) {
    const point = points[index] ?? 0;
    const term = (weights[index] ?? 0) / (base + point * theta);
    const inverse = 1 / (base + point * theta);
    const corrected = term - oneLost;
    const nextOne = one + corrected;
    oneLost = nextOne - one - corrected;
    one = nextOne;
    const correctedK = point * term - kLost;
    const nextK = k + correctedK;
    kLost = nextK - k - correctedK;
    k = nextK;
    square += term * inverse;
    kSquare += point * term * inverse;
    kkSquare += point * point * term * inverse;
  }
  return { one, k, square, kSquare, kkSquare };
}

/** Logarithm of the probability of all numerators, binomial coefficients included. −Infinity where they are impossible. */
export function logLikelihood({ units, hits, misses, all }: BetaBinomialData, { mu, theta }: MeanAndSpread): number {
  if (theta === Infinity) return logAllOrNothing(units, mu);
  const binomial = sum(units.map((unit) => logBinomial(unit, mu)));
  return theta === 0 ? binomial : binomial + sum([logs(hits, theta / mu), logs(misses, theta / (1 - mu)), -logs(all, theta)]);
}

/** Σ log(1 + k slope): how much more likely than binomial. */
function logs({ points, weights }: Rungs, slope: number): number {
  return sum(points.map((k, index) => (weights[index] ?? 0) * Math.log1p(k * slope)));
}

/** Logarithm of a binomial probability, by Loader's saddle point: no cancellation for denominators in the millions. */
function logBinomial({ denominator: n, numerator: x }: Proportion, p: number): number {
  if (x === 0) return n * Math.log1p(-p);
  if (x === n) return n * Math.log(p);
  const difference = x - n * p;
  return (
    stirlingError(n) -
    stirlingError(x) -
    stirlingError(n - x) -
    deviance(x, n * p, difference) -
    deviance(n - x, n * (1 - p), -difference) +
    Math.log(n / x / (2 * Math.PI * (n - x))) / 2
  );
}

function logAllOrNothing(units: readonly Proportion[], p: number): number {
  const full = units.filter(({ denominator, numerator }) => numerator === denominator).length;
  const none = units.filter(({ numerator }) => numerator === 0).length;
  return full + none < units.length ? -Infinity : full * Math.log(p) + none * Math.log1p(-p);
}
