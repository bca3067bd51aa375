import type { IntervalSides, Tail } from '../../number/tail.ts';
import { halley, NONE, SETTLED, TURNS_MAX } from '../halley.ts';
import { type Interval, limitsOf, type Proportion, requireProportion, supports } from '../types.ts';
import { halfDeviance, roughFall } from './logOddsFall.ts';

/**
 * Likelihood ratio interval for a proportion: every rate under which the counts are not much less likely than under the
 * observed rate.
 *
 *   both roots π of 2 (x log(p / π) + (n − x) log((1 − p) / (1 − π))) = z²,  p = x / n
 *
 * @param cell   counts, possibly fractional; numerator ≤ denominator
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds within [0, 1]; both NaN when the denominator is 0
 * @throws RangeError when the counts or the level are impossible
 * @example likelihoodRatio({ denominator: 263, numerator: 81 }, 0.95) // { lower: 0.2542, upper: 0.3655 }
 *
 * Source: Wilks 1938, Ann Math Stat 9:60; Newcombe 1998, Stat Med 17:857, method 7.
 */
export function likelihoodRatio(cell: Proportion, level: number, sides?: IntervalSides): Interval {
  requireProportion(cell);
  return limitsOf(likelihoodRatioLimit, cell, { level, sides, support: supports.proportion });
}

/** Halley's iteration on the deviance. Where z is next to 0, so that the deviance is mostly rounding, the rough start is exact enough. */
export function likelihoodRatioLimit({ denominator: n, numerator: x }: Proportion, { side, z }: Tail): number {
  if (n === 0) return NaN;
  if (x < NONE) return side === 'lower' ? 0 : -Math.expm1((-z * z) / (2 * n));
  if (n - x < NONE) return side === 'upper' ? 1 : Math.exp((-z * z) / (2 * n));
  const falling = side === 'lower' ? x : n - x;
  const rest = side === 'lower' ? n - x : x; // not n − falling, which would round
  let fall = roughFall(falling, rest, z);
  for (let miss = z, left = TURNS_MAX; Math.abs(miss) > SETTLED && left > 0; left -= 1) {
    const remains = Math.exp(-fall);
    const total = falling * remains + rest;
    const slope = (-falling * rest * Math.expm1(-fall)) / total;
    const curvature = (((falling * remains) / total) * rest * n) / total;
    const target = (z * z) / 2;
    miss = halfDeviance(falling, rest, fall) / target - 1;
    fall -= halley((miss * target) / slope, curvature / slope);
  }
  const kept = falling * Math.exp(-fall);
  return (side === 'lower' ? kept : rest) / (kept + rest);
}
