import { describe, expect, test } from 'vitest';
import { compareProportions } from '../../src/comparison/compareProportions.ts';
import { differenceMethods, type DifferenceMethodId } from '../../src/comparison/difference/methods.ts';
import { simultaneousLevel } from '../../src/comparison/simultaneousLevel.ts';

const group = { denominator: 70, numerator: 56 };
const reference = { denominator: 80, numerator: 48 };
const empty = { denominator: 0, numerator: 0 };

describe('comparing two groups', () => {
  test('the difference is group minus reference, and says how its interval was made', () => {
    const { value, lower, upper, ...rest } = compareProportions({ group, reference });
    expect(value).toBeCloseTo(0.2, 15);
    expect([lower?.toFixed(4), upper?.toFixed(4)]).toEqual(['0.0524', '0.3339']); // Newcombe 1998, Stat Med 17:873, example (a)
    expect(rest).toEqual({ method: 'newcombe', level: 0.95, sides: 'two-sided', reason: null });
  });

  test('no comparison with nobody: nulls, and which side is empty', () => {
    const nothing = { value: null, lower: null, upper: null, method: 'newcombe', level: 0.95, sides: 'two-sided' };
    expect(compareProportions({ group: empty, reference })).toEqual({ ...nothing, reason: 'denominator of the group is 0' });
    expect(compareProportions({ group, reference: empty })).toEqual({ ...nothing, reason: 'denominator of the reference is 0' });
  });

  test('what cannot be is refused', () => {
    expect(() => compareProportions({ group, reference }, { level: 1 })).toThrow('level is a fraction such as 0.95, got 1');
    expect(() => compareProportions({ group, reference: { denominator: 1, numerator: 2 } })).toThrow(
      'numerator 2 exceeds denominator 1',
    );
    expect(() => compareProportions({ group, reference }, { method: 'wald' as DifferenceMethodId })).toThrow(
      'method must be one of newcombe, got wald',
    );
  });

  test('each method goes by its id', () => {
    for (const [id, method] of Object.entries(differenceMethods)) expect(method.id).toBe(id);
  });
});

describe('simultaneous level', () => {
  test('the error is shared out evenly', () => {
    expect(simultaneousLevel(0.95, 5)).toBeCloseTo(0.99, 15);
    expect(simultaneousLevel(0.9, 10)).toBeCloseTo(0.99, 15);
    expect([simultaneousLevel(0.95, 1), simultaneousLevel(0.95, 0)]).toEqual([0.95, 0.95]);
  });

  test('what cannot be is refused', () => {
    expect(() => simultaneousLevel(95, 5)).toThrow('level is a fraction such as 0.95, got 95');
    expect(() => simultaneousLevel(0.95, 2.5)).toThrow('comparisons must be a whole number of at least 0, got 2.5');
  });
});
