import type { Status } from '@equipoise/engine';

/** The two numbers of a proportion, both whole: patients are moved one at a time. */
export interface Counts {
  readonly denominator: number;
  readonly numerator: number;
}

/** @throws RangeError unless both counts are whole, at least 0, and the numerator is no more than the denominator */
export function requireCounts({ denominator, numerator }: Counts): void {
  requireWhole('denominator', denominator);
  requireWhole('numerator', numerator);
  if (numerator > denominator) throw new RangeError(`numerator ${numerator} exceeds denominator ${denominator}`);
}

/** @throws RangeError unless the value is a whole number of at least 0 */
export function requireWhole(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError(`${name} must be a whole number of at least 0, got ${value}`);
}

/** Why counts are not held against a line. */
export interface Uncounted {
  readonly status: Exclude<Status, 'REPORTED'>;
  readonly reason: string;
}

/** Nobody in the denominator, or fewer than a program pays for; null when the counts may be used. */
export function whyUncounted(denominator: number, denominatorMin: number): Uncounted | null {
  if (denominator === 0) return { status: 'EMPTY', reason: 'the denominator is 0' };
  if (denominator >= denominatorMin) return null;
  return { status: 'BELOW_MINIMUM', reason: `not payable: ${denominator} of ${denominatorMin}` };
}
