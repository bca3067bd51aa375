import { askedEnds, columnsOf, fillLimits, type RateColumns, refuseRow } from './columns.ts';
import { methodOf } from './oneWayIn.ts';
import { rateMethods } from './rate/methods.ts';
import type { RateIntervalOptions } from './rateInterval.ts';
import { type IntervalColumns, type IntervalMethod, type Rate, requireRate, supports } from './types.ts';

/**
 * Many rates of events over an exposure and their intervals by column: what `rateInterval` gives for each row, to the bit,
 * without an object per row. All rows are checked before anything is computed.
 *
 * @param columns  events and exposures, in arrays or typed arrays of one length; no events without exposure
 * @param options  method (default `phe`), level (default 0.95), sides (default `two-sided`)
 * @param into     columns to fill again instead of new ones
 * @returns        events per unit of exposure; NaN where the exposure is 0 or the method has no interval
 * @throws RangeError naming the row, when its numbers are impossible; when columns differ in length; when the method or the
 *   level is impossible
 * @example rateIntervals({ events: [10, 0], exposures: [310, 200] }).upper // [0.05933, 0.01844]
 */
export function rateIntervals(
  { events, exposures }: RateColumns,
  { method = 'phe', level = 0.95, sides = 'two-sided' }: RateIntervalOptions = {},
  into?: IntervalColumns,
): IntervalColumns {
  const { limit, columns } = methodOf<IntervalMethod<Rate, RateColumns>>(rateMethods, method);
  const ends = askedEnds(level, sides);
  const rows = requireRates(events, exposures);
  const filled = columnsOf(rows, into);
  if (columns) columns({ events, exposures }, ends, filled);
  else {
    const counts = { events: 0, exposure: 0 };
    const read = (row: number): number => {
      counts.events = events[row] ?? NaN;
      counts.exposure = exposures[row] ?? NaN;
      return counts.events / counts.exposure;
    };
    fillLimits(limit, { rows, counts, read }, ends, supports.ratio, filled);
  }
  return filled;
}

/** How many rows there are, once the columns are equally long and every row is possible. */
function requireRates(events: ArrayLike<number>, exposures: ArrayLike<number>): number {
  const rows = events.length;
  if (exposures.length !== rows) throw new RangeError(`exposures has ${exposures.length} rows, events has ${rows}`);
  for (let row = 0; row < rows; row += 1) {
    const count = events[row] ?? NaN;
    const exposure = exposures[row] ?? NaN;
    if (!(count >= 0 && count < Infinity && exposure >= 0 && exposure < Infinity && (exposure > 0 || count === 0)))
      refuseRow(row, requireRate, { events: count, exposure });
  }
  return rows;
}
