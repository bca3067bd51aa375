import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareProportions } from '../../src/comparison/compareProportions.ts';
import { differenceMethods, type DifferenceMethodId } from '../../src/comparison/difference/methods.ts';
import { oddsRatioMethods } from '../../src/comparison/oddsRatio/methods.ts';
import { ratioMethods } from '../../src/comparison/ratio/methods.ts';
import { simultaneousLevel } from '../../src/comparison/simultaneousLevel.ts';
import { twoProportions } from './tables.ts';

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

  test('the value is free of the rounding of the two rates', () => {
    const value = (x1: number, n1: number, x2: number, n2: number) =>
      compareProportions({
        group: { denominator: n1, numerator: x1 },
        reference: { denominator: n2, numerator: x2 },
      }).value;
    expect([value(5, 20, 8, 20), value(56, 70, 48, 80), value(1, 10, 3, 10)]).toEqual([-0.15, 0.2, -0.2]);
    expect(value(1, 3, 1e7, 3e7)).toBe(0);
    expect(value(333_333_333, 1e9, 1, 3)).toBe(-1 / 3e9); // the difference of the rates keeps 7 digits of this
  });

  test('every interval holds its value, to the bit', () => {
    const methods = Object.keys(differenceMethods) as DifferenceMethodId[];
    const centred = methods.filter((id) => id !== 'agresti-caffo'); // its centre is another
    fc.assert(
      fc.property(twoProportions(1e6), fc.constantFrom(...centred), (groups, method) => {
        const { value, lower, upper } = compareProportions(groups, { method, level: 0.5 });
        if (lower === null || upper === null) return;
        expect(lower).toBeLessThanOrEqual(value ?? NaN);
        expect(upper).toBeGreaterThanOrEqual(value ?? NaN);
      }),
      { seed: 1, numRuns: 500 },
    );
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
    expect(() => compareProportions({ group, reference }, { method: 'katz' as DifferenceMethodId })).toThrow(
      `method must be one of ${Object.keys(differenceMethods).join(', ')}, got katz`,
    );
    expect(() => compareProportions({ group, reference }, { measure: 'hazard' as 'ratio' })).toThrow(
      'measure must be one of difference, ratio, odds-ratio, got hazard',
    );
  });

  test('each method goes by its id, and each measure has its first as default', () => {
    for (const methods of [differenceMethods, ratioMethods, oddsRatioMethods])
      for (const [id, method] of Object.entries(methods)) expect(method.id).toBe(id);
    const pair = { group, reference };
    expect(compareProportions(pair).method).toBe(Object.keys(differenceMethods)[0]);
    expect(compareProportions(pair, { measure: 'ratio' }).method).toBe(Object.keys(ratioMethods)[0]);
    expect(compareProportions(pair, { measure: 'odds-ratio' }).method).toBe(Object.keys(oddsRatioMethods)[0]);
  });
});

describe('comparing by ratio and by odds ratio', () => {
  const none = { denominator: 29, numerator: 0 };

  test('the value is group over reference', () => {
    expect(compareProportions({ group, reference }, { measure: 'ratio' }).value).toBeCloseTo(0.8 / 0.6, 15);
    expect(compareProportions({ group, reference }, { measure: 'odds-ratio' }).value).toBeCloseTo(4 / 1.5, 15);
  });

  test('no events in the reference: Infinity, with an interval that is open above', () => {
    for (const measure of ['ratio', 'odds-ratio'] as const) {
      const { value, lower, upper, reason } = compareProportions({ group, reference: none }, { measure });
      expect([value, upper, reason]).toEqual([Infinity, Infinity, null]);
      expect(lower).toBeGreaterThan(0);
      expect(compareProportions({ group: none, reference }, { measure })).toMatchObject({ value: 0, lower: 0, reason: null });
    }
  });

  test('no events in either: no value, the reason, and an interval that says that nothing is known', () => {
    for (const measure of ['ratio', 'odds-ratio'] as const)
      expect(compareProportions({ group: none, reference: none }, { measure })).toMatchObject({
        value: null,
        lower: 0,
        upper: Infinity,
        reason: 'value is 0 / 0',
      });
  });

  test('where the method has no interval there is still a value, and the reason', () => {
    expect(compareProportions({ group: none, reference }, { measure: 'ratio', method: 'katz' })).toEqual({
      value: 0,
      lower: null,
      upper: null,
      method: 'katz',
      level: 0.95,
      sides: 'two-sided',
      reason: 'katz needs events in both groups: numerator of the group is 0',
    });
  });

  test('fractional counts are refused by an exact method as by its own function, also where the other group is empty', () => {
    for (const other of [reference, empty])
      expect(() =>
        compareProportions(
          { group: { denominator: 12.5, numerator: 3 }, reference: other },
          { measure: 'odds-ratio', method: 'fisher', sides: 'lower' },
        ),
      ).toThrow(new RangeError('group: denominator must be a whole number of at least 0, got 12.5'));
  });

  test('no comparison with nobody', () => {
    expect(compareProportions({ group: empty, reference }, { measure: 'ratio' })).toMatchObject({
      value: null,
      lower: null,
      upper: null,
      reason: 'denominator of the group is 0',
    });
  });

  test('a method of another measure is refused, by the compiler too', () => {
    // @ts-expect-error woolf is for odds ratios
    expect(() => compareProportions({ group, reference }, { measure: 'ratio', method: 'woolf' })).toThrow(
      'method must be one of koopman, miettinen-nurminen, mover-wilson, katz, inverse-sinh, walter, got woolf',
    );
    // @ts-expect-error koopman is for ratios
    expect(() => compareProportions({ group, reference }, { method: 'koopman' })).toThrow('got koopman');
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
