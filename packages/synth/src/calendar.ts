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
