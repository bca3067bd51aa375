import type { Tail } from '../../number/tail.ts';
import { minor } from '../../number/minor.ts';
import type { TwoProportions } from '../types.ts';

/**
 * How far a limit lies from the difference of the rates, when the rate of hits rises in both groups. At the upper end the
 * group's hits are its numerator and the reference's are those who did not meet; at the lower end it is the other way
 * round. So one formula serves both ends. `squared` is z².
 */
type Reach = (hits1: number, misses1: number, hits2: number, misses2: number, squared: number) => number;

/** The limit on the side of the tail. `added` hits and misses are added to both groups first. */
export function limitBy(reach: Reach, { group, reference }: TwoProportions, { side, z }: Tail, added = 0): number {
  if (group.denominator === 0 || reference.denominator === 0) return NaN;
  const x1 = group.numerator + added;
  const x2 = reference.numerator + added;
  const n1 = group.denominator + 2 * added;
  const n2 = reference.denominator + 2 * added;
  const difference = differenceOf(x1, n1, x2, n2);
  return side === 'lower'
    ? difference - reach(n1 - x1, x1, x2, n2 - x2, z * z)
    : difference + reach(x1, n1 - x1, n2 - x2, x2, z * z);
}

/** The group's rate less the reference's; NaN when a denominator is 0. */
export function rateDifference({ group, reference }: TwoProportions): number {
  return differenceOf(group.numerator, group.denominator, reference.numerator, reference.denominator);
}

/** Over the common denominator: the rounding of two rates would show in their difference, 1/4 − 2/5 as −0.15000000000000002. */
function differenceOf(x1: number, n1: number, x2: number, n2: number): number {
  return minor(x1, x2, n1, n2) / (n1 * n2);
}
