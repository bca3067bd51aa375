import { type Poisson, poissonPmf } from '../poisson.ts';
import type { Source } from './source.ts';

/**
 * A Poisson draw. Fewer than ten events expected: the uniform draw is used up term by term; from ten on: transformed
 * rejection, whose acceptance is judged by the probability itself.
 *
 * Source: Hörmann 1993, Insurance: Mathematics and Economics 12:39 (algorithm PTRS).
 */
export function drawPoisson(source: Source, poisson: Poisson): number {
  return poisson.mean < 10 ? byInversion(source, poisson.mean) : byRejection(source, poisson);
}

function byInversion(source: Source, mean: number): number {
  const none = Math.exp(-mean);
  for (;;) {
    let left = source.open();
    let term = none;
    for (let k = 0; k < FAR_ABOVE_TEN; k += 1) {
      if (left < term) return k;
      left -= term;
      term *= mean / (k + 1);
    }
  }
}

function byRejection(source: Source, { mean }: Poisson): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const squeeze = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = source.open() - 0.5;
    const v = source.open();
    const edge = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / edge + b) * u + mean + 0.43);
    if (edge >= 0.07 && v <= squeeze) return k;
    if (k < 0 || (edge < 0.013 && v > edge)) continue;
    if ((v * inverseAlpha) / (a / (edge * edge) + b) <= poissonPmf(k, { mean })) return k;
  }
}

/** Rounding may leave a little of the uniform draw after all terms; such a draw, once in 1e16, is made again. */
const FAR_ABOVE_TEN = 120;
