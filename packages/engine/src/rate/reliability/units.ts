import type { Proportion } from '../../interval/types.ts';
import { requireWhole } from '../../number/require.ts';

/**
 * Refuses units that are no tables of whole counts.
 *
 * @throws RangeError naming the unit by its place in the list, from 0
 */
export function requireUnits(units: readonly Proportion[]): void {
  units.forEach(({ denominator, numerator }, index) => {
    requireWhole(`unit ${index}: denominator`, denominator);
    requireWhole(`unit ${index}: numerator`, numerator);
    if (numerator > denominator) throw new RangeError(`unit ${index}: numerator ${numerator} exceeds denominator ${denominator}`);
  });
}

/** Why nothing can be said about the spread between units; null when something can. */
export function whyNoSpread(informative: readonly Proportion[]): string | null {
  if (informative.length < 2) return 'fewer than two units have a denominator above 0';
  return informative.some(({ denominator }) => denominator > 1)
    ? null
    : 'no unit has a denominator above 1, so spread between units cannot be told from chance';
}
