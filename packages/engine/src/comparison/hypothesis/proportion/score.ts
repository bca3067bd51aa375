import { fromChiSquare, noTest } from '../outcome.ts';
import type { Outcome } from '../types.ts';
import type { AgainstBenchmark } from './types.ts';

/** (x − n p₀)² / (n p₀ (1 − p₀)): the test that the Wilson interval inverts. */
export function binomialScore({ cell, benchmark }: AgainstBenchmark): Outcome {
  if (benchmark === 0 || benchmark === 1) return noTest(`a benchmark of ${benchmark} leaves no variance to judge by`);
  const { denominator, numerator } = cell;
  const excess = numerator - denominator * benchmark;
  return fromChiSquare(((excess / denominator / benchmark) * excess) / (1 - benchmark), 1);
}
