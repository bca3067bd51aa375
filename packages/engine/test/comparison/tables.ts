import fc from 'fast-check';
import type { TwoProportions } from '../../src/comparison/types.ts';
import type { Proportion } from '../../src/interval/types.ts';

export const proportion = (max: number): fc.Arbitrary<Proportion> =>
  fc
    .integer({ min: 1, max })
    .chain((denominator) =>
      fc.record({ denominator: fc.constant(denominator), numerator: fc.integer({ min: 0, max: denominator }) }),
    );

/** Two groups of any size up to max, zeros and full groups among them. */
export const twoProportions = (max: number): fc.Arbitrary<TwoProportions> =>
  fc.record({ group: proportion(max), reference: proportion(max) });

export const levels: fc.Arbitrary<number> = fc.constantFrom(0.8, 0.9, 0.95, 0.99, 0.999);

export function groupsOf([x1, n1, x2, n2]: readonly [number, number, number, number]): TwoProportions {
  return { group: { denominator: n1, numerator: x1 }, reference: { denominator: n2, numerator: x2 } };
}

export function swapped({ group, reference }: TwoProportions): TwoProportions {
  return { group: reference, reference: group };
}

/** Hits and misses exchanged in both groups. */
export function missesOf({ group, reference }: TwoProportions): TwoProportions {
  const misses = ({ denominator, numerator }: Proportion): Proportion => ({ denominator, numerator: denominator - numerator });
  return { group: misses(group), reference: misses(reference) };
}

/** Relative distance; 0 for equal infinities and zeros. */
export function distance(actual: number, expected: number): number {
  return actual === expected ? 0 : Math.abs(actual - expected) / Math.abs(expected);
}
