import * as fc from 'fast-check';

export interface Cell {
  readonly denominator: number;
  readonly numerator: number;
}

export const cells: fc.Arbitrary<Cell> = fc
  .integer({ min: 1, max: 2000 })
  .chain((denominator) =>
    fc.record({ denominator: fc.constant(denominator), numerator: fc.integer({ min: 0, max: denominator }) }),
  );

export function required<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Error('the test expects a value here');
  return value;
}
