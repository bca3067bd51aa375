import { expect, test } from 'vitest';
import {
  requireCount,
  requireFraction,
  requireInteger,
  requireLevel,
  requirePositive,
  requireWhole,
  requireWholePositive,
} from '../../src/number/require.ts';

test.for([
  { check: requireCount, accepts: [0, 0.5, 1e300], refuses: [-1, NaN, Infinity], rule: 'must be a number of at least 0' },
  { check: requirePositive, accepts: [5e-324, 1e300], refuses: [0, -1, NaN, Infinity], rule: 'must be a number above 0' },
  {
    check: requireInteger,
    accepts: [-3, 0, 2 ** 53 - 1],
    refuses: [0.5, 2 ** 53, NaN, Infinity],
    rule: 'must be a whole number',
  },
  { check: requireWhole, accepts: [0, 7], refuses: [-1, 0.5, NaN, 2 ** 53], rule: 'must be a whole number of at least 0' },
  { check: requireWholePositive, accepts: [1, 7], refuses: [0, -1, 0.5, NaN, 2 ** 53], rule: 'must be a whole number above 0' },
  { check: requireFraction, accepts: [0, 0.3, 1], refuses: [-1e-9, 1.0000001, NaN], rule: 'is a fraction between 0 and 1' },
])('a value that $rule', ({ check, accepts, refuses, rule }) => {
  for (const value of accepts) expect(() => check('weight', value)).not.toThrow();
  for (const value of refuses) {
    expect(() => check('weight', value)).toThrow(RangeError);
    expect(() => check('weight', value)).toThrow(`weight ${rule}, got ${value}`);
  }
});

test('a level lies strictly between 0 and 1', () => {
  expect(() => requireLevel(0.95)).not.toThrow();
  for (const level of [0, 1, 95, NaN])
    expect(() => requireLevel(level)).toThrow(`level is a fraction such as 0.95, got ${level}`);
});

test('what would compare as a number but is none is refused, and shown as what it is', () => {
  const untyped = [null, '', '0.95', '1', true, [1], undefined] as unknown as number[];
  const shown = ['null', "''", "'0.95'", "'1'", 'true', '1', 'undefined'];
  for (const check of [requireCount, requirePositive, requireInteger, requireWhole, requireWholePositive, requireFraction])
    for (const [index, value] of untyped.entries()) expect(() => check('weight', value)).toThrow(`, got ${shown[index]}`);
  for (const [index, value] of untyped.entries())
    expect(() => requireLevel(value)).toThrow(`level is a fraction such as 0.95, got ${shown[index]}`);
});
