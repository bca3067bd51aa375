import type { Proportion } from '../../interval/types.ts';
import { sum } from '../../number/sum.ts';
import { type BetaBinomialData, betaBinomialData, derivatives, logLikelihood, type MeanAndSpread } from './likelihood.ts';

/** A fitted distribution of rates: its mean, what the mean leaves to 1, and theta = 1 / (alpha + beta). */
export interface Fitted extends MeanAndSpread {
  /** 1 − mu, with all digits also where mu is near 1. */
  readonly complement: number;
}

/** A point and its log-likelihood. */
interface Top extends MeanAndSpread {
  readonly logLik: number;
}

/**
 * Mean and spread of highest likelihood; theta 0 is the binomial limit, Infinity that of units wholly at 0 or at 100 %.
 *
 * For every theta the likelihood has one maximum in mu. Along these maxima the slope in theta is followed from 0 to where it
 * can only fall; every turn from rising to falling is a local maximum, and the highest one wins. The slope at 0 alone would
 * not do: one large unit can hide a spread that many small ones show.
 */
export function maximumLikelihood(units: readonly Proportion[]): Fitted & Top {
  const hits = sum(units.map(({ numerator }) => numerator));
  const misses = sum(units.map(({ denominator, numerator }) => denominator - numerator));
  if (hits > misses) {
    const { mu, complement, ...rest } = maximumLikelihood(units.map(mirrored)); // the rarer outcome keeps its digits
    return { mu: complement, complement: mu, ...rest };
  }
  const top = highest(betaBinomialData(units), hits / (hits + misses));
  return { ...top, complement: 1 - top.mu };
}

function mirrored({ denominator, numerator }: Proportion): Proportion {
  return { denominator, numerator: denominator - numerator };
}

function highest(data: BetaBinomialData, pooled: number): Top {
  const { units } = data;
  const topAt = (at: MeanAndSpread): Top => ({ ...at, logLik: logLikelihood(data, at) });
  const binomial = { mu: pooled, theta: 0 };
  if (pooled === 0) return topAt(binomial);
  if (units.every(({ denominator, numerator }) => numerator === 0 || numerator === denominator))
    return topAt({ mu: units.filter(({ numerator }) => numerator > 0).length / units.length, theta: Infinity });
  const start = ridge(data, binomial);
  const rising = start.slope > rounding * start.scale;
  const tops = summits(data, rising ? start : { ...start, slope: 0 }).map((bracket) => topAt(climb(data, bracket)));
  return (rising ? tops : [topAt(binomial), ...tops]).reduce((best, top) => (top.logLik > best.logLik ? top : best));
}

/** A slope at theta 0 below this share of the sums that it is the difference of is rounding. */
const rounding = 1e-13;

/** The highest point in mu for one theta, and how the height changes along such points. */
interface Ridge extends MeanAndSpread {
  readonly slope: number;
  readonly curvature: number;
  readonly scale: number;
}

/** Newton's method on slope × mu (1 − mu), which is a straight line for the binomial; the bracket is halved where it fails. */
function ridge(data: BetaBinomialData, { mu: start, theta }: MeanAndSpread): Ridge {
  let lower = 0;
  let upper = 1;
  for (let mu = start; ;) {
    const by = derivatives(data, { mu, theta });
    if (by.mu > 0) lower = mu;
    else upper = mu;
    const flat = mu * (1 - mu);
    const step = (-by.mu * flat) / (by.muMu * flat + by.mu * (1 - 2 * mu));
    if (Math.abs(step) <= settled * flat || upper - lower <= 4 * Number.EPSILON * upper) {
      const slope = by.theta + by.muTheta * step;
      return { mu: mu + step, theta, slope, curvature: by.thetaTheta - by.muTheta ** 2 / by.muMu, scale: by.scale };
    }
    mu = mu + step > lower && mu + step < upper ? mu + step : (lower + upper) / 2;
  }
}

/** Newton's method doubles the digits: after a step this small the error is that of rounding. */
const settled = 1e-8;

interface Bracket {
  readonly rising: Ridge;
  readonly falling: Ridge;
}

/** Stretches of theta, each over a factor of four, on which the slope turns from rising to falling. */
function summits(data: BetaBinomialData, start: Ridge): readonly Bracket[] {
  const largest = data.units.reduce((most, { denominator }) => Math.max(most, denominator), 0);
  const last = 4 * data.units.length * (1 + Math.log(largest)); // from here on the units between 0 and 100 % pull down for good
  const brackets: Bracket[] = [];
  let before = start;
  for (let theta = start.mu / (8 * largest); ; theta *= 4) {
    const here = ridge(data, { mu: before.mu, theta });
    if (before.slope > 0 && here.slope <= 0) brackets.push({ rising: before, falling: here });
    if (theta > last && !(here.slope > 0)) return brackets;
    before = here;
  }
}

/** Newton's method along the ridge; the bracket is halved where it fails. */
function climb(data: BetaBinomialData, { rising, falling }: Bracket): MeanAndSpread {
  let lower = rising.theta;
  let upper = falling.theta;
  for (let here = rising; ;) {
    const step = -here.slope / here.curvature;
    const newton = here.theta + step;
    const inside = newton > lower && newton < upper;
    const done = inside && (Math.abs(step) <= settled * newton || Math.abs(here.slope) <= 4 * Number.EPSILON * here.scale);
    const theta = inside ? newton : (lower + upper) / 2;
    here = ridge(data, { mu: here.mu, theta });
    if (done || upper - lower <= 4 * Number.EPSILON * upper) return { mu: here.mu, theta: here.theta };
    if (here.slope > 0) lower = theta;
    else upper = theta;
  }
}
