import { chanceOfMeeting } from '@equipoise/benchmark';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cells } from './support.ts';
import { worked } from './workedExamples.ts';

test.for(worked.jeffreysPosterior)('scipy: $numerator of $denominator against $threshold, $direction', (example) => {
  const { denominator, direction, numerator, threshold } = example;
  const chance = chanceOfMeeting({ denominator, numerator }, { rate: threshold, direction });
  expect(chance).toBeCloseTo(example.p_true_rate_meets, 12); // two implementations, each good to about 13 digits
});

test('to meet a line and to miss it are one chance in all', () => {
  fc.assert(
    fc.property(cells, fc.double({ min: 0, max: 1, noNaN: true }), (cell, rate) => {
      const [higher, lower] = [
        chanceOfMeeting(cell, { rate, direction: 'higher' }),
        chanceOfMeeting(cell, { rate, direction: 'lower' }),
      ];
      expect(higher + lower).toBeCloseTo(1, 12);
    }),
    { seed: 1 },
  );
});

test('at the ends of the scale', () => {
  const cell = { denominator: 20, numerator: 20 };
  expect(chanceOfMeeting(cell, { rate: 0, direction: 'higher' })).toBe(1);
  expect(chanceOfMeeting(cell, { rate: 1, direction: 'lower' })).toBe(1);
  expect(chanceOfMeeting({ denominator: 0, numerator: 0 }, { rate: 0.5, direction: 'higher' })).toBeNaN();
});

test('a percent where a fraction belongs is refused', () => {
  expect(() => chanceOfMeeting({ denominator: 20, numerator: 9 }, { rate: 57.7, direction: 'higher' })).toThrow(
    'rate is a fraction between 0 and 1, got 57.7',
  );
});
