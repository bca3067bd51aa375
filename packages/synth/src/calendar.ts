/**
 * Months are counted from January of year 0, so that arithmetic on months is arithmetic on whole numbers.
 *
 * @param period  a month `YYYY-MM`
 * @returns       months since 0000-01
 * @throws RangeError when the text is not a month
 */
export function monthNumber(period: string): number {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(period);
  if (!match) throw new RangeError(`firstPeriod ${period} is not a month written YYYY-MM`);
  return Number(match[1]) * 12 + Number(match[2]) - 1;
}

/**
 * The inverse of `monthNumber`.
 *
 * @param month  months since 0000-01
 * @returns      the month as `YYYY-MM`
 */
export function periodName(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
}

/**
 * Age on the last day of a month. Days of birth run from 1 to 28, so every birthday of a month has passed on its last day
 * and the day plays no part.
 *
 * @param birthMonth  months since 0000-01
 * @param month       months since 0000-01
 * @returns           completed years
 */
export function ageAtEnd(birthMonth: number, month: number): number {
  return Math.floor((month - birthMonth) / 12);
}
