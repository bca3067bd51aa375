import { gammaQuantile, gammaUpperQuantile } from '../../number/gammaQuantile.ts';
import type { Tail } from '../../number/tail.ts';

/** Mean and variance of a rate. */
interface Moments {
  readonly mean: number;
  readonly variance: number;
}

/** Quantile of the gamma distribution with this mean and variance; 0 without any event. */
export function gammaLimit({ mean, variance }: Moments, { side, probability }: Tail): number {
  if (Number.isNaN(mean)) return NaN;
  if (mean === 0) return 0;
  const shape = { shape: (mean / variance) * mean };
  return (variance / mean) * (side === 'lower' ? gammaQuantile(probability, shape) : gammaUpperQuantile(probability, shape));
}
