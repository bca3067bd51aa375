import { requirePositive } from '../number/require.ts';
import { coincide } from './coincide.ts';

export interface BernoulliCusumOptions {
  /** p0, the rate of events to be expected, strictly between 0 and 1. */
  readonly rate: number;
  /** The odds ratio that is to be found, above 1; its inverse is what the lower sum looks for. 2 by default. */
  readonly oddsRatio?: number;
  /** h, the decision limit in units of log-likelihood; 3.5 by default. */
  readonly limit?: number;
}

/** A Bernoulli CUSUM: columns with one entry a case. A missing case has no sums, and changes nothing. */
export interface BernoulliCusumChart {
  /** p1, the rate that the upper sum looks for. */
  readonly higherRate: number;
  /** p2, the rate that the lower sum looks for. */
  readonly lowerRate: number;
  /** Evidence for the higher rate, at least 0. At a signal what was reached; the next case starts from 0. */
  readonly upper: Float64Array;
  /** Evidence for the lower rate, likewise. */
  readonly lower: Float64Array;
  /** Indices of the cases at which the upper sum reached the limit. */
  readonly upperSignals: readonly number[];
  readonly lowerSignals: readonly number[];
}

/**
 * Bernoulli CUSUM: case by case, the evidence that events have become more or less frequent than expected. For rare events, where
 * waiting for a month's rate would lose time. A sum that reaches the limit is a signal and restarts at 0.
 *
 *   sumᵢ = max(0, sumᵢ₋₁ + w),  w = log(p1/p0) for an event, log((1 − p1)/(1 − p0)) for none
 *   p1/(1 − p1) = odds ratio · p0/(1 − p0); for p2 its inverse
 *
 * @param events   1 for a case with the event, 0 for one without, in order of time; NaN is missing
 * @param options  expected rate, odds ratio, limit
 * @throws RangeError when an entry is not 0, 1 or NaN, or an option is out of its domain
 * @example bernoulliCusum([1, 0, 1, 1], { rate: 0.1, limit: 1.5 }).upperSignals // [3]
 *
 * Source: Reynolds and Stoumbos 1999, J Qual Technol 31:87; Neuburger et al. 2017, BMJ Qual Saf 26:919; as in qicharts2 0.8.1.
 */
export function bernoulliCusum(
  events: ArrayLike<number>,
  { rate, oddsRatio = 2, limit = 3.5 }: BernoulliCusumOptions,
): BernoulliCusumChart {
  if (!(rate > 0 && rate < 1)) throw new RangeError(`rate must be a fraction strictly between 0 and 1, got ${rate}`);
  if (!(oddsRatio > 1 && oddsRatio < Infinity)) throw new RangeError(`oddsRatio must be a number above 1, got ${oddsRatio}`);
  requirePositive('limit', limit);
  for (let index = 0; index < events.length; index += 1) {
    const event = events[index];
    if (event !== 0 && event !== 1 && !Number.isNaN(event))
      throw new RangeError(`events[${index}] must be 0, 1, or NaN for missing, got ${event}`);
  }
  const cases = Float64Array.from(events);
  const higherRate = shiftOdds(rate, oddsRatio);
  const lowerRate = shiftOdds(rate, 1 / oddsRatio);
  const [upper, upperSignals] = gather(cases, { from: rate, to: higherRate, limit });
  const [lower, lowerSignals] = gather(cases, { from: rate, to: lowerRate, limit });
  return { higherRate, lowerRate, upper, lower, upperSignals, lowerSignals };
}

/** The rate whose odds are so many times those of another. */
function shiftOdds(rate: number, oddsRatio: number): number {
  return (oddsRatio * rate) / (1 - rate + oddsRatio * rate);
}

/** The evidence for one rate against another, case by case, and where it reached the limit. */
function gather(
  cases: Float64Array,
  { from, to, limit }: { readonly from: number; readonly to: number; readonly limit: number },
): [sums: Float64Array, signals: number[]] {
  const forEvent = Math.log(to / from);
  const forNone = Math.log1p(-to) - Math.log1p(-from);
  const sums = new Float64Array(cases.length).fill(NaN);
  const signals: number[] = [];
  let sum = 0;
  cases.forEach((event, index) => {
    if (Number.isNaN(event)) return;
    sum = Math.max(0, sum + (event === 1 ? forEvent : forNone));
    sums[index] = sum;
    if (sum < limit && !coincide(sum, limit)) return;
    signals.push(index);
    sum = 0;
  });
  return [sums, signals];
}
