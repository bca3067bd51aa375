import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adjustPValues } from '../../src/comparison/adjustPValues.ts';
import { type MultiplicityMethodId, multiplicityMethods } from '../../src/comparison/multiplicity/methods.ts';
import { createRandom } from '../../src/number/random.ts';

const methods = Object.keys(multiplicityMethods) as MultiplicityMethodId[];
const pValue = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom(0, 1e-300, 1e-12, 0.01, 0.05, 0.5, 1), // ties and ends
);
const pValues = fc.array(pValue, { maxLength: 12 });

test('Benjamini and Hochberg 1995, JRSS B 57:289: four rejections at 0.05, three by Bonferroni and Hochberg', () => {
  const thrombolysis = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
  ];
  const rejected = (method: MultiplicityMethodId) => adjustPValues(thrombolysis, { method }).filter((p) => p <= 0.05).length;
  expect([rejected('BH'), rejected('bonferroni'), rejected('hochberg')]).toEqual([4, 3, 3]);
});

describe('laws', () => {
  test.for(methods)('%s: never below the raw value nor above 1, order kept, ties alike', (method) => {
    fc.assert(
      fc.property(pValues, (p) => {
        const adjusted = adjustPValues(p, { method });
        expect(adjusted).toHaveLength(p.length);
        for (const [i, value] of adjusted.entries()) {
          expect(value).toBeGreaterThanOrEqual((p[i] ?? NaN) * (1 - 4 * Number.EPSILON));
          expect(value).toBeLessThanOrEqual(1);
          for (const [j, other] of adjusted.entries()) {
            if ((p[i] ?? NaN) < (p[j] ?? NaN)) expect(value).toBeLessThanOrEqual(other);
            if (p[i] === p[j]) expect(value).toBe(other);
          }
        }
      }),
      { seed: 1 },
    );
  });

  test.for(methods)('%s: in whatever order they come', (method) => {
    fc.assert(
      fc.property(pValues, (p) => {
        expect(adjustPValues(p.toReversed(), { method })).toEqual(adjustPValues(p, { method }).toReversed());
      }),
      { seed: 1 },
    );
  });

  test.for(methods)('%s: what was not tested stays null in place and does not count', (method) => {
    const gappy = fc.array(fc.oneof({ weight: 3, arbitrary: pValue }, { weight: 1, arbitrary: fc.constant(null) }), {
      maxLength: 16,
    });
    fc.assert(
      fc.property(gappy, (p) => {
        const adjusted = adjustPValues(p, { method });
        expect(adjusted.map((value) => value === null)).toEqual(p.map((value) => value === null));
        const tested = p.filter((value) => value !== null);
        expect(adjusted.filter((value) => value !== null)).toEqual(adjustPValues(tested, { method }));
      }),
      { seed: 1 },
    );
    expect(adjustPValues([null, null], { method })).toEqual([null, null]);
  });

  test('who is never above whom', () => {
    const pairs: readonly (readonly [MultiplicityMethodId, MultiplicityMethodId])[] = [
      ['holm', 'bonferroni'],
      ['sidak', 'bonferroni'],
      ['holm-sidak', 'sidak'],
      ['holm-sidak', 'holm'],
      ['hochberg', 'holm'],
      ['hommel', 'hochberg'],
      ['BH', 'hommel'],
      ['BH', 'BY'],
    ];
    fc.assert(
      fc.property(pValues, (p) => {
        for (const [lower, upper] of pairs) {
          const above = adjustPValues(p, { method: upper });
          for (const [i, value] of adjustPValues(p, { method: lower }).entries())
            expect(value).toBeLessThanOrEqual((above[i] ?? NaN) * (1 + 8 * Number.EPSILON));
        }
      }),
      { seed: 1 },
    );
  });

  test('Hommel’s is closed testing with Simes’ test, subset by subset', () => {
    fc.assert(
      fc.property(fc.array(pValue, { minLength: 1, maxLength: 7 }), (p) => {
        const largest = p.map(() => 0);
        for (let set = 1; set < 2 ** p.length; set += 1) {
          const members = p.map((_, i) => i).filter((i) => (set >> i) % 2 === 1);
          const rising = members.map((i) => p[i] ?? NaN).toSorted((a, b) => a - b);
          const simes = Math.min(...rising.map((value, rank) => (members.length * value) / (rank + 1)));
          for (const i of members) largest[i] = Math.max(largest[i] ?? NaN, simes);
        }
        for (const [i, value] of adjustPValues(p, { method: 'hommel' }).entries())
          expect(Math.abs(value - (largest[i] ?? NaN))).toBeLessThanOrEqual(4 * Number.EPSILON * value);
      }),
      { seed: 1 },
    );
  });

  test('Holm’s is closed testing with Bonferroni’s', () => {
    fc.assert(
      fc.property(fc.array(pValue, { minLength: 1, maxLength: 7 }), (p) => {
        const largest = p.map(() => 0);
        for (let set = 1; set < 2 ** p.length; set += 1) {
          const members = p.map((_, i) => i).filter((i) => (set >> i) % 2 === 1);
          const bonferroni = Math.min(1, members.length * Math.min(...members.map((i) => p[i] ?? NaN)));
          for (const i of members) largest[i] = Math.max(largest[i] ?? NaN, bonferroni);
        }
        expect(adjustPValues(p)).toEqual(largest);
      }),
      { seed: 1 },
    );
  });
});

describe('edges', () => {
  test.for(methods)('%s: none, one, and a hundred thousand', (method) => {
    expect(adjustPValues([], { method })).toEqual([]);
    expect(adjustPValues([0.2], { method })[0]).toBeCloseTo(0.2, 15);
    const random = createRandom(1);
    const many = Float64Array.from({ length: 100_000 }, () => random.uniform() ** 4);
    expect(adjustPValues(many, { method }).every((value, i) => value >= (many[i] ?? NaN) && value <= 1)).toBe(true);
  });

  test('small p-values keep their digits', () => {
    for (const method of methods.filter((id) => id !== 'BY'))
      expect(adjustPValues([1e-200, 1], { method })[0]).toBeCloseTo(2e-200, 214);
  });

  test('what is not a p-value is refused with its place', () => {
    expect(() => adjustPValues([0.1, NaN])).toThrow('p[1] is a fraction between 0 and 1, got NaN');
    expect(() => adjustPValues([0.1, 0.2, 1.5], { method: 'BH' })).toThrow('p[2] is a fraction between 0 and 1, got 1.5');
    expect(() => adjustPValues([null, NaN])).toThrow('p[1] is a fraction between 0 and 1, got NaN');
    expect(() => adjustPValues([0.1, undefined as unknown as null])).toThrow('p[1] is a fraction between 0 and 1, got undefined');
    expect(() => adjustPValues(['0.1' as unknown as number])).toThrow("p[0] is a fraction between 0 and 1, got '0.1'");
    expect(() => adjustPValues([0.1], { method: 'fdr' as MultiplicityMethodId })).toThrow('method must be one of holm, BH');
  });

  test('the list given is left as it was; each method goes by its id', () => {
    const given = [0.3, 0.1];
    adjustPValues(given);
    expect(given).toEqual([0.3, 0.1]);
    for (const [id, method] of Object.entries(multiplicityMethods)) expect(method.id).toBe(id);
  });
});
