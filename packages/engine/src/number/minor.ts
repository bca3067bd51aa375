import { productError } from './product.ts';

/**
 * a·d − b·c as if the products were not rounded: it is exactly 0 where two rates agree, and keeps its digits where they
 * nearly do, whatever the size of the counts.
 */
export function minor(a: number, b: number, c: number, d: number): number {
  return a * d - b * c + (productError(a, d) - productError(b, c));
}
