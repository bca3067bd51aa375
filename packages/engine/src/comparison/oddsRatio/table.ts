import type { Proportion } from '../../interval/types.ts';
import type { TwoByTwo } from '../../number/noncentralHypergeometric.ts';

/** Hits and misses of the first group above those of the second. */
export function tableOf(first: Proportion, second: Proportion): TwoByTwo {
  return {
    a: first.numerator,
    b: first.denominator - first.numerator,
    c: second.numerator,
    d: second.denominator - second.numerator,
  };
}
