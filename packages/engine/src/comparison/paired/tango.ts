import { type Interval, limitsOf, supports } from '../../interval/types.ts';
import type { IntervalSides, Tail } from '../../number/tail.ts';
import { pulledReach } from '../difference/pulledReach.ts';
import { type Pairs, requirePairs } from '../types.ts';

/**
 * Tango's score interval for the difference of two paired rates, first − second: every difference that a score test does not
 * reject. It excludes 0 exactly where McNemar's test, without correction, is significant.
 *
 *   the δ with (b − c − nδ)² = z² n (2q + δ(1 − δ)),  q the most likely rate of meeting only the second time
 *   2nq² − (b + c − (2n − b + c)δ) q − cδ(1 − δ) = 0
 *
 * @param pairs  how many met both times, only the first (b), only the second (c), neither
 * @param level  coverage as a fraction: 0.95, never 95
 * @param sides  which ends to give; the other one is open
 * @returns      bounds within [−1, 1]; both NaN when there are no pairs
 * @throws RangeError when the counts or the level are impossible
 * @example tango({ both: 1, firstOnly: 1, secondOnly: 7, neither: 12 }, 0.95) // { lower: -0.5172, upper: -0.026 }
 *
 * Source: Tango 1998, Stat Med 17:891. The example is in Fagerland, Lydersen and Laake 2014, Stat Med 33:2850.
 */
export function tango(pairs: Pairs, level: number, sides?: IntervalSides): Interval {
  requirePairs(pairs);
  return limitsOf(tangoLimit, pairs, { level, sides, support: supports.difference });
}

/**
 * The lower limit is z² / λ(n + z²) below the crude difference D, with λ(n + z²) the multiplier of the constraint. There the
 * most likely rates are countᵢ / (1 − λaᵢ)(n + z²), a = D − 1, D + 1, D for the pairs that met only the first time, only the
 * second, and the others; that they add up to 1 gives λ. The upper end is the mirror image.
 */
export function tangoLimit({ both, firstOnly, secondOnly, neither }: Pairs, { side, z }: Tail): number {
  const unchanged = both + neither;
  const n = unchanged + firstOnly + secondOnly;
  if (n === 0) return NaN;
  const losing = side === 'lower' ? firstOnly : secondOnly;
  const gaining = side === 'lower' ? secondOnly : firstOnly;
  const difference = (losing - gaining) / n;
  const reach = pulledReach(
    losing,
    -(2 * gaining + unchanged) / n,
    gaining,
    (2 * losing + unchanged) / n,
    unchanged,
    difference,
    z * z,
  );
  const limit = difference - reach / (n + z * z);
  return side === 'lower' ? limit : -limit;
}
