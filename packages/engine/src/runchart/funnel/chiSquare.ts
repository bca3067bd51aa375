import { chiSquareQuantile, chiSquareUpperQuantile } from '../../number/chiSquare.ts';
import type { Tail } from '../../number/tail.ts';
import type { Place } from './exact.ts';

/**
 * Chi-square limit of a ratio, E events being expected at the target: the exact Poisson interval about that number.
 *
 *   lower χ²(p; 2E) / 2E,  upper χ²(p; 2(E + 1)) / 2E
 */
export function chiSquareLimit({ denominator, target }: Place, { side, probability }: Tail): number {
  const expected = denominator * target;
  return side === 'lower'
    ? chiSquareQuantile(probability, { df: 2 * expected }) / (2 * denominator)
    : chiSquareUpperQuantile(probability, { df: 2 * (expected + 1) }) / (2 * denominator);
}
