import { methodOf } from '../interval/oneWayIn.ts';
import { requireFraction } from '../number/require.ts';
import { type MultiplicityMethod, type MultiplicityMethodId, multiplicityMethods } from './multiplicity/methods.ts';

export interface AdjustPValuesOptions {
  readonly method?: MultiplicityMethodId;
}

/**
 * P-values adjusted for how many there are: each may be held against the level on its own. The one way in.
 *
 * A null says that there was nothing to test, as in an empty stratum: it stays null in its place, and does not count among
 * the tests.
 *
 * @param p        p-values in any order, of all comparisons made, not only of the striking ones; null where there was no test
 * @param options  method (default `holm`); `multiplicityMethods` says which error each holds, and under which dependence
 * @returns        adjusted p-values in the order given, none above 1; null where null was given; empty for none
 * @throws RangeError when a p-value is neither null nor a fraction, or the method is unknown
 * @example adjustPValues([0.04, 0.001, 0.04, 0.5]) // [0.12, 0.004, 0.12, 0.5]
 * @example adjustPValues([0.04, 0.001, null, 0.04, 0.5]) // [0.12, 0.004, null, 0.12, 0.5]
 * @example adjustPValues([0.04, 0.001, 0.04, 0.5], { method: 'BH' }) // [0.053333, 0.004, 0.053333, 0.5]
 * @example adjustPValues([0.04, NaN]) // throws p[1] is a fraction between 0 and 1, got NaN
 *
 * Source: Holm 1979, Scand J Stat 6:65; see `multiplicityMethods` for each method's own.
 */
export function adjustPValues<P extends number | null>(
  p: ArrayLike<P>,
  { method = 'holm' }: AdjustPValuesOptions = {},
): (number | (P & null))[] {
  const { adjust }: MultiplicityMethod = methodOf(multiplicityMethods, method);
  const tested: { readonly at: number; readonly value: number }[] = [];
  for (const [at, value] of Array.from(p).entries()) {
    if (value === null) continue;
    requireFraction(`p[${at}]`, value);
    tested.push({ at, value });
  }
  tested.sort((a, b) => a.value - b.value);
  const rising = adjust(Float64Array.from(tested, ({ value }) => value));
  const adjusted = new Float64Array(p.length);
  for (const [rank, { at }] of tested.entries()) adjusted[at] = rising[rank]!;
  return Array.from(p, (value, at) => (value === null ? value : adjusted[at]!));
}
