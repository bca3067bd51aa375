import fc from 'fast-check';
import type { Pairs } from '../../../src/comparison/types.ts';

export function pairsOf([both, firstOnly, secondOnly, neither]: readonly [number, number, number, number]): Pairs {
  return { both, firstOnly, secondOnly, neither };
}

/** Pairs of any kind up to max, often none of a kind, at least one in all. */
export const somePairs = (max: number): fc.Arbitrary<Pairs> => {
  const count = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max }));
  return fc
    .tuple(count, count, count, count)
    .filter((counts) => counts.some((one) => one > 0))
    .map(pairsOf);
};
