import { describe, expect, test } from 'vitest';
import { comparePaired } from '../../../src/comparison/comparePaired.ts';
import type { PairedMethodId } from '../../../src/comparison/paired/methods.ts';
import { pairsOf } from './tables.ts';

describe('the same members twice', () => {
  test('the difference is first minus second, and says how its interval was made', () => {
    const { value, lower, upper, ...rest } = comparePaired(pairsOf([1, 1, 7, 12]));
    expect(value).toBeCloseTo(-6 / 21, 15);
    expect([lower?.toFixed(3), upper?.toFixed(3)]).toEqual(['-0.517', '-0.026']); // Fagerland, Lydersen and Laake 2014, Stat Med 33:2850
    expect(rest).toEqual({ method: 'tango', level: 0.95, sides: 'two-sided', reason: null });
  });

  test('no comparison without pairs: nulls, and why', () => {
    expect(comparePaired(pairsOf([0, 0, 0, 0]), { method: 'bonett-price', level: 0.9, sides: 'lower' })).toEqual({
      value: null,
      lower: null,
      upper: null,
      method: 'bonett-price',
      level: 0.9,
      sides: 'lower',
      reason: 'there are no pairs',
    });
  });

  test('what cannot be is refused', () => {
    expect(() => comparePaired(pairsOf([1, 2, NaN, 4]))).toThrow('secondOnly must be a number of at least 0, got NaN');
    expect(() => comparePaired(pairsOf([1, 2, 3, 4]), { level: 1 })).toThrow('level is a fraction such as 0.95, got 1');
    expect(() => comparePaired(pairsOf([1, 2, 3, 4]), { method: 'wald' as PairedMethodId })).toThrow(
      'method must be one of tango, newcombe-paired, newcombe-paired-cc, bonett-price, agresti-min, wald-paired, got wald',
    );
  });
});
