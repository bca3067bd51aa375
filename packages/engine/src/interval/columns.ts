import { type IntervalSides, tailsOf } from '../number/tail.ts';
import type { AskedEnds, Interval, IntervalColumns, Limit } from './types.ts';

/** Denominators and numerators of many rows: row i of both belongs together. */
export interface ProportionColumns {
  readonly denominators: ArrayLike<number>;
  readonly numerators: ArrayLike<number>;
}

/** Events and exposures of many rows: row i of both belongs together. */
export interface RateColumns {
  readonly events: ArrayLike<number>;
  readonly exposures: ArrayLike<number>;
}

export function askedEnds(level: number, sides: IntervalSides): AskedEnds {
  const { lower, upper } = tailsOf(level, sides);
  return { lower: sides === 'upper' ? null : lower, upper: sides === 'lower' ? null : upper };
}

interface Rows<Counts> {
  readonly rows: number;
  /** One object for all rows: an object per row would cost more than a closed formula. */
  readonly counts: Counts;
  /** Puts a row into the counts and gives its value. */
  readonly read: (row: number) => number;
}

/** Row by row what `estimateBy` gives for one, from rows that have been checked. */
export function fillLimits<Counts>(
  limit: Limit<Counts>,
  { rows, counts, read }: Rows<Counts>,
  ends: AskedEnds,
  support: Interval,
  { value, lower, upper }: IntervalColumns,
): void {
  for (let row = 0; row < rows; row += 1) {
    value[row] = read(row);
    const least = ends.lower === null ? support.lower : limit(counts, ends.lower);
    const most = ends.upper === null ? support.upper : limit(counts, ends.upper);
    const none = least !== least || most !== most; // NaN
    lower[row] = none ? NaN : Math.max(support.lower, least);
    upper[row] = none ? NaN : Math.min(support.upper, most);
  }
}

/** New columns, or those given once they have the right length. */
export function columnsOf(rows: number, into: IntervalColumns | undefined): IntervalColumns {
  if (into === undefined) return { value: new Float64Array(rows), lower: new Float64Array(rows), upper: new Float64Array(rows) };
  for (const name of ['value', 'lower', 'upper'] as const) {
    const { length } = into[name];
    if (length !== rows) throw new RangeError(`${name} has ${length} rows, the counts have ${rows}`);
  }
  return into;
}

/** Runs the check of a single row on one that has failed, so that the message is the same but for the row. */
export function refuseRow<Counts>(row: number, check: (counts: Counts) => void, counts: Counts): void {
  try {
    check(counts);
  } catch (error) {
    throw error instanceof RangeError ? new RangeError(`row ${row}: ${error.message}`) : error;
  }
}
