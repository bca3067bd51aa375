import { requirePoints } from '../requirePoints.ts';
import type { Funnel } from './funnel.ts';

/**
 * Denominators to draw a funnel's curves at: from its smallest unit to its largest, closer together where limits bend most.
 *
 * @param funnel   a funnel by unit
 * @param options  `points`: how many at most, 2 or more; 100 by default
 * @returns        rising, without repeats; whole numbers for proportions; none when no unit has a denominator above 0
 * @throws RangeError when points is not a whole number of at least 2
 * @example funnelGrid(funnel([{ name: 'A', numerator: 3, denominator: 10 }, { name: 'B', numerator: 300, denominator: 1000 }], { statistic: 'proportion' }), { points: 5 }) // [10, 32, 100, 316, 1000]
 */
export function funnelGrid(
  { statistic, units }: Pick<Funnel, 'statistic' | 'units'>,
  { points = 100 }: { readonly points?: number } = {},
): Float64Array {
  requirePoints('points', points, { min: 2 });
  const sizes = units.flatMap(({ denominator, value }) => (denominator === null || value === null ? [] : [denominator]));
  if (sizes.length === 0) return new Float64Array(0);
  const smallest = sizes.reduce((a, b) => Math.min(a, b));
  const largest = sizes.reduce((a, b) => Math.max(a, b));
  const step = Math.log(largest / smallest) / (points - 1);
  const grid = Float64Array.from({ length: points }, (_, index) =>
    index === points - 1 ? largest : smallest * Math.exp(index * step),
  );
  // Whole numbers between the ends; a fractional unit keeps its place as an end.
  if (statistic === 'proportion') grid.subarray(1, points - 1).forEach((size, index, inner) => (inner[index] = Math.round(size)));
  return grid.filter((size, index) => index === 0 || size > grid[index - 1]!);
}
