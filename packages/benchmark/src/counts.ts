/** The two numbers of a proportion, both whole: patients are moved one at a time. */
export interface Counts {
  readonly denominator: number;
  readonly numerator: number;
}

/** @throws RangeError unless both counts are whole, at least 0, and the numerator is no more than the denominator */
export function requireCounts({ denominator, numerator }: Counts): void {
  for (const [name, value] of Object.entries({ denominator, numerator })) {
    if (!Number.isSafeInteger(value) || value < 0)
      throw new RangeError(`${name} must be a whole number of at least 0, got ${value}`);
  }
  if (numerator > denominator) throw new RangeError(`numerator ${numerator} exceeds denominator ${denominator}`);
}
