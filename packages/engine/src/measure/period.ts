/** A month, written YYYY-MM: the one in which a measurement window ends. */
export type Period = string;

/** What a measure looks back on: the month alone, the twelve months that end with it, a calendar year, or the panel as of its last day. */
export type MeasureWindow = 'month' | 'rolling-12' | 'year' | 'snapshot';
export const measureWindows: readonly MeasureWindow[] = ['month', 'rolling-12', 'year', 'snapshot'];

const form = /^(\d{4})-(0[1-9]|1[0-2])$/;

/**
 * A month as a whole number that counts months, so that neighbours differ by 1.
 *
 * @param period  YYYY-MM
 * @throws RangeError when it is not a month
 * @example monthNumber('2025-01') - monthNumber('2024-11') // 2
 */
export function monthNumber(period: Period): number {
  const match = form.exec(period);
  if (!match) throw new RangeError(`period is a month such as 2025-03, got ${period}`);
  return Number(match[1]) * 12 + Number(match[2]) - 1;
}

/**
 * The month of a number made by `monthNumber`.
 *
 * @param month  whole number of months, of the years 0 to 9999
 * @throws RangeError when it is not
 * @example periodOf(monthNumber('2024-12') + 1) // '2025-01'
 */
export function periodOf(month: number): Period {
  if (!(Number.isSafeInteger(month) && month >= 0 && month < 120_000)) {
    throw new RangeError(`a month's number is a whole number from 0 to 119999, got ${month}`);
  }
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
}

/**
 * Every month from the first to the last, both included.
 *
 * @param first  YYYY-MM
 * @param last   YYYY-MM; before `first` gives an empty list
 * @throws RangeError when one of them is not a month
 * @example periodsBetween('2024-11', '2025-01') // ['2024-11', '2024-12', '2025-01']
 */
export function periodsBetween(first: Period, last: Period): Period[] {
  const start = monthNumber(first);
  return Array.from({ length: Math.max(0, monthNumber(last) - start + 1) }, (_, index) => periodOf(start + index));
}

/**
 * Whether two points of a series rest on some of the same patients' results, so that rules made for independent points do not hold.
 * Months never do; windows of twelve months do when they end less than twelve months apart; a panel snapshot always does.
 *
 * @param window   what the measure looks back on
 * @param periods  the months of the points, in any order
 * @throws RangeError when one of them is not a month
 * @example sharePatients('rolling-12', ['2024-12', '2025-12']) // false
 * @example sharePatients('rolling-12', ['2025-01', '2025-12']) // true
 */
export function sharePatients(window: MeasureWindow, periods: readonly Period[]): boolean {
  const months = periods.map(monthNumber).sort((a, b) => a - b);
  const reach = { month: 1, 'rolling-12': 12, year: 12, snapshot: Infinity }[window];
  return months.some((month, index) => index > 0 && month - months[index - 1]! < reach);
}
