import { askedEnds, columnsOf, fillLimits, type ProportionColumns, refuseRow } from './columns.ts';
import { methodOf } from './oneWayIn.ts';
import { proportionMethods } from './proportion/methods.ts';
import type { ProportionIntervalOptions } from './proportionInterval.ts';
import { type IntervalColumns, type IntervalMethod, type Proportion, requireProportion, supports } from './types.ts';

/**
 * Many rates and their intervals by column: what `proportionInterval` gives for each row, to the bit, without an object per row.
 * All rows are checked before anything is computed.
 *
 * @param columns  denominators and numerators, in arrays or typed arrays of one length; numerator ≤ denominator
 * @param options  method (default `wilson`), level (default 0.95), sides (default `two-sided`)
 * @param into     columns to fill again instead of new ones
 * @returns        fractions in [0, 1]; NaN where the denominator is 0 or the method has no interval
 * @throws RangeError naming the row, when its counts are impossible; when columns differ in length; when the method or the
 *   level is impossible
 * @example proportionIntervals({ denominators: [263, 20], numerators: [81, 0] }).upper // [0.3662, 0.1611]
 */
export function proportionIntervals(
  { denominators, numerators }: ProportionColumns,
  { method = 'wilson', level = 0.95, sides = 'two-sided' }: ProportionIntervalOptions = {},
  into?: IntervalColumns,
): IntervalColumns {
  const { limit, columns } = methodOf<IntervalMethod<Proportion, ProportionColumns>>(proportionMethods, method);
  const ends = askedEnds(level, sides);
  const rows = requireProportions(denominators, numerators);
  const filled = columnsOf(rows, into);
  if (columns) columns({ denominators, numerators }, ends, filled);
  else {
    const counts = { denominator: 0, numerator: 0 };
    const read = (row: number): number => {
      counts.denominator = denominators[row] ?? NaN;
      counts.numerator = numerators[row] ?? NaN;
      return counts.numerator / counts.denominator;
    };
    fillLimits(limit, { rows, counts, read }, ends, supports.proportion, filled);
  }
  return filled;
}

/** How many rows there are, once the columns are equally long and every row is possible. */
function requireProportions(denominators: ArrayLike<number>, numerators: ArrayLike<number>): number {
  const rows = denominators.length;
  if (numerators.length !== rows) throw new RangeError(`numerators has ${numerators.length} rows, denominators has ${rows}`);
  for (let row = 0; row < rows; row += 1) {
    const denominator = denominators[row] ?? NaN;
    const numerator = numerators[row] ?? NaN;
    if (!(numerator >= 0 && numerator <= denominator && denominator < Infinity))
      refuseRow(row, requireProportion, { denominator, numerator });
  }
  return rows;
}
