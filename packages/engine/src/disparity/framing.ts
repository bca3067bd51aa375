import { requireCount } from '../number/require.ts';
import type { DisparityContract } from './contract.ts';
import type { DisparityGroup } from './groups.ts';

/** Groups as a contract counts them: those who met the measure, or those who did not, of whom fewer are better then. */
export function inFraming(
  rows: readonly DisparityGroup[],
  { framing, unit, direction }: Pick<DisparityContract, 'framing' | 'unit' | 'direction'>,
): { readonly rows: readonly DisparityGroup[]; readonly direction: 'higher' | 'lower' } {
  if (framing === 'as-measured') return { rows, direction };
  return { rows: rows.map((row) => complementOf(row, unit)), direction: direction === 'higher' ? 'lower' : 'higher' };
}

/** The same group counted by those who did not meet the measure. */
function complementOf(row: DisparityGroup, unit: number): DisparityGroup {
  const { estimate, numerator, population } = row;
  if (numerator !== undefined) requireCount(`group ${row.group}: numerator`, numerator);
  return {
    ...row,
    ...(estimate === undefined ? {} : { estimate: unit - estimate }),
    ...(numerator === undefined ? {} : { numerator: population - numerator }),
  };
}
