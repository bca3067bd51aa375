import { incompleteBeta } from '../../number/incompleteBeta.ts';
import { stirlingError } from '../../number/logGamma.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { halley, NONE, SETTLED, TURNS_MAX } from '../halley.ts';
import { type Interval, limitsOf, type Proportion, requireProportion, supports } from '../types.ts';
import { halfDeviance, roughFall } from './logOddsFall.ts';

/**
 * Mid-p interval for a proportion: the exact interval, but with only half the probability of the observed count in each
 * tail. It gives up the guarantee of Clopper and Pearson for a coverage near the level.
 *
 *   lower: the π with P(X > x) + ½ P(X = x) = tail;  upper: the π with P(X < x) + ½ P(X = x) = tail
 *
 * Fractional counts: the binomial tails are incomplete beta functions, which need no whole counts.
 *
 * @param cell   counts, possibly fractional; numerator ≤ denominator
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds within [0, 1]; both NaN when the denominator is 0
 * @throws RangeError when the counts or the level are impossible
 * @example midP({ denominator: 263, numerator: 81 }, 0.95) // { lower: 0.2544, upper: 0.3658 }
 *
 * Source: Lancaster 1961, JASA 56:223; Newcombe 1998, Stat Med 17:857, method 6.
 */
export function midP(cell: Proportion, level: number, sides?: IntervalSides): Interval {
  requireProportion(cell);
  return limitsOf(midPLimit, cell, { level, sides, support: supports.proportion });
}

/** Halley's iteration on the log of the tail, which is concave in the log odds. */
export function midPLimit({ denominator: n, numerator: x }: Proportion, { side, probability, z }: Tail): number {
  if (n === 0) return NaN;
  if (x < NONE) return side === 'lower' ? 0 : -Math.expm1(Math.log(2 * probability) / n);
  if (n - x < NONE) return side === 'upper' ? 1 : Math.exp(Math.log(2 * probability) / n);
  const falling = side === 'lower' ? x : n - x;
  const rest = side === 'lower' ? n - x : x; // not n − falling, which would round
  const peak =
    Math.sqrt(n / rest / falling / (2 * Math.PI)) * Math.exp(stirlingError(n) - stirlingError(x) - stirlingError(n - x));
  let fall = roughFall(falling, rest, z);
  for (let miss = Infinity, left = TURNS_MAX; Math.abs(miss) > SETTLED && left > 0; left -= 1) {
    const remains = Math.exp(-fall);
    const total = falling * remains + rest;
    const share = (falling * remains) / total;
    const half = (peak / 2) * Math.exp(-halfDeviance(falling, rest, fall)); // of the chance of the count itself
    const tail = tailBeyond(falling, rest, share, rest / total) + half;
    const spread = rest * share + (falling * rest) / total;
    const slope = (half * spread) / tail; // of log tail, as the log odds rise
    const bend = (-falling * rest * Math.expm1(-fall)) / total + ((rest - falling) * share * rest) / total / spread - slope;
    miss = Math.log(tail / probability);
    fall += halley(miss / slope, bend);
  }
  const kept = falling * Math.exp(-fall);
  return (side === 'lower' ? kept : rest) / (kept + rest);
}

/** P(more than `falling` of them): from whichever of the two shares is the smaller, because 1 minus it would lose digits. */
function tailBeyond(falling: number, rest: number, share: number, other: number): number {
  return share <= other
    ? incompleteBeta(share, { a: falling + 1, b: rest }).lower
    : incompleteBeta(other, { a: rest, b: falling + 1 }).upper;
}
