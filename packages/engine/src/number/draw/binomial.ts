import { type Binomial, binomialPmf } from '../binomial.ts';
import type { Source } from './source.ts';

/**
 * A binomial draw. Fewer than ten successes expected: the uniform draw is used up term by term; from ten on: transformed
 * rejection, whose acceptance is judged by the probabilities themselves, so that it holds for any number of trials.
 *
 * Source: Hörmann 1993, Journal of Statistical Computation and Simulation 46:101 (algorithm BTRS).
 */
export function drawBinomial(source: Source, { trials, probability }: Binomial): number {
  if (probability > 0.5) return trials - drawBinomial(source, { trials, probability: 1 - probability });
  return trials * probability < 10 ? byInversion(source, trials, probability) : byRejection(source, { trials, probability });
}

function byInversion(source: Source, trials: number, probability: number): number {
  const odds = probability / (1 - probability);
  const none = Math.exp(trials * Math.log1p(-probability));
  for (;;) {
    let left = source.open();
    let term = none;
    for (let k = 0; k <= trials && k < FAR_ABOVE_TEN; k += 1) {
      if (left < term) return k;
      left -= term;
      term *= ((trials - k) / (k + 1)) * odds;
    }
  }
}

function byRejection(source: Source, binomial: Binomial): number {
  const { trials, probability } = binomial;
  const spread = Math.sqrt(trials * probability * (1 - probability));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * probability;
  const centre = trials * probability + 0.5;
  const squeeze = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * spread;
  const mode = Math.floor((trials + 1) * probability);
  for (;;) {
    const u = source.open() - 0.5;
    const v = source.open();
    const edge = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / edge + b) * u + centre);
    if (edge >= 0.07 && v <= squeeze) return k;
    if (k < 0 || k > trials) continue;
    if (((v * alpha) / (a / (edge * edge) + b)) * binomialPmf(mode, binomial) <= binomialPmf(k, binomial)) return k;
  }
}

/** Rounding may leave a little of the uniform draw after all terms; such a draw, once in 1e16, is made again. */
const FAR_ABOVE_TEN = 120;
