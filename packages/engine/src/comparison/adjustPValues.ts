import { methodOf } from '../interval/oneWayIn.ts';
import { requireFraction } from '../number/require.ts';
import { type MultiplicityMethod, type MultiplicityMethodId, multiplicityMethods } from './multiplicity/methods.ts';

export interface AdjustPValuesOptions {
  readonly method?: MultiplicityMethodId;
}

/**
 * P-values adjusted for how many there are: each may be held against the level on its own. The one way in.
 *
 * @param p        p-values in any order, of all comparisons made, not only of the striking ones
 * @param options  method (default `holm`); `multiplicityMethods` says which error each holds, and under which dependence
 * @returns        adjusted p-values in the order given, none above 1; empty for none
 * @throws RangeError when a p-value is no fraction (a comparison that could not be tested is to be left out), or the method is unknown
 * @example adjustPValues([0.04, 0.001, 0.04, 0.5]) // [0.12, 0.004, 0.12, 0.5]
 * @example adjustPValues([0.04, 0.001, 0.04, 0.5], { method: 'BH' }) // [0.053333, 0.004, 0.053333, 0.5]
 * @example adjustPValues([0.04, NaN]) // throws p[1] is a fraction between 0 and 1, got NaN
 *
 * Source: Holm 1979, Scand J Stat 6:65; see `multiplicityMethods` for each method's own.
 */
export function adjustPValues(p: ArrayLike<number>, { method = 'holm' }: AdjustPValuesOptions = {}): number[] {
  const { adjust }: MultiplicityMethod = methodOf(multiplicityMethods, method);
  const values = Array.from(p);
  for (const [at, value] of values.entries()) requireFraction(`p[${at}]`, value ?? NaN); // null would pass for 0
  const order = values.map((_, at) => at).sort((a, b) => values[a]! - values[b]!);
  const rising = adjust(Float64Array.from(order, (at) => values[at]!));
  for (const [rank, at] of order.entries()) values[at] = rising[rank]!;
  return values;
}
