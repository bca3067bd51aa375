import { askedEnds, columnsOf, fillLimits, refuseRow } from '../interval/columns.ts';
import { methodOf } from '../interval/oneWayIn.ts';
import { type IntervalColumns, type IntervalMethod, type IntervalOptions, type Proportion, supports } from '../interval/types.ts';
import { rateDifference } from './difference/limit.ts';
import { differenceMethods, type DifferenceMethodId } from './difference/methods.ts';
import { requireTwoProportions, type TwoProportions } from './types.ts';

/** The counts of many comparisons by column: row i of all four belongs together. */
export interface DifferenceColumns {
  readonly groupDenominators: ArrayLike<number>;
  readonly groupNumerators: ArrayLike<number>;
  readonly referenceDenominators: ArrayLike<number>;
  readonly referenceNumerators: ArrayLike<number>;
}

export interface DifferenceIntervalsOptions extends IntervalOptions {
  readonly method?: DifferenceMethodId;
}

/**
 * The differences of many pairs of independent rates with their intervals, by column: what `compareProportions` gives for
 * each row, to the bit, without an object per row. All rows are checked before anything is computed.
 *
 * @param columns  counts of the groups and of their references; numerators ≤ denominators
 * @param options  method (default `newcombe`), level (default 0.95), sides (default `two-sided`)
 * @param into     columns to fill again instead of new ones
 * @returns        fractions in [−1, 1]; NaN where a denominator is 0 or the method has no interval
 * @throws RangeError naming the row, when the counts of a row are impossible; when columns differ in length; when the
 *   method or the level is impossible
 * @example differenceIntervals({ groupDenominators: [56, 70], groupNumerators: [5, 56], referenceDenominators: [29, 80], referenceNumerators: [0, 48] }).lower // [-0.0381, 0.0524]
 */
export function differenceIntervals(
  columns: DifferenceColumns,
  { method = 'newcombe', level = 0.95, sides = 'two-sided' }: DifferenceIntervalsOptions = {},
  into?: IntervalColumns,
): IntervalColumns {
  const { limit }: IntervalMethod<TwoProportions> = methodOf(differenceMethods, method);
  const ends = askedEnds(level, sides);
  const rows = requireRows(columns);
  const filled = columnsOf(rows, into);
  const counts = emptyCounts();
  const read = (row: number): number => {
    readRow(columns, row, counts);
    return rateDifference(counts);
  };
  fillLimits(limit, { rows, counts, read }, ends, supports.difference, filled);
  return filled;
}

interface MutableCounts extends TwoProportions {
  readonly group: { denominator: number; numerator: number };
  readonly reference: { denominator: number; numerator: number };
}

function emptyCounts(): MutableCounts {
  return { group: { denominator: 0, numerator: 0 }, reference: { denominator: 0, numerator: 0 } };
}

function readRow(columns: DifferenceColumns, row: number, { group, reference }: MutableCounts): void {
  group.denominator = columns.groupDenominators[row] ?? NaN;
  group.numerator = columns.groupNumerators[row] ?? NaN;
  reference.denominator = columns.referenceDenominators[row] ?? NaN;
  reference.numerator = columns.referenceNumerators[row] ?? NaN;
}

/** How many rows there are, once the columns are equally long and every row is possible. */
function requireRows(columns: DifferenceColumns): number {
  const rows = columns.groupDenominators.length;
  for (const name of ['groupNumerators', 'referenceDenominators', 'referenceNumerators'] as const) {
    const { length } = columns[name];
    if (length !== rows) throw new RangeError(`${name} has ${length} rows, groupDenominators has ${rows}`);
  }
  const counts = emptyCounts();
  for (let row = 0; row < rows; row += 1) {
    readRow(columns, row, counts);
    if (!isPossible(counts.group) || !isPossible(counts.reference)) refuseRow(row, requireTwoProportions, counts);
  }
  return rows;
}

function isPossible({ denominator, numerator }: Proportion): boolean {
  return numerator >= 0 && numerator <= denominator && denominator < Infinity;
}
