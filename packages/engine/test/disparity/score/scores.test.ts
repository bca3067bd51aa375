import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { healthEquityIndex, type HealthEquityContract } from '../../../src/disparity/score/healthEquityIndex.ts';
import { heidiIndex } from '../../../src/disparity/score/heidi.ts';

describe('the Health Equity Index', () => {
  const contract: HealthEquityContract = {
    measures: [
      { measure: 'CBP', weight: 3, points: 1 },
      { measure: 'COL', weight: 1, points: 1 },
      { measure: 'GSD', weight: 3, points: 0 },
      { measure: 'BCS', weight: 1, points: -1 },
    ],
    measuresPossible: 8,
    socialRiskShare: 0.24,
    medianShare: 0.24,
  };

  test.for([
    { share: 0.24, cap: 0.4 },
    { share: 0.2399, cap: 0.2 },
    { share: 0.12, cap: 0.2 },
    { share: 0.1199, cap: 0 },
  ])('a share of $share against a median of 0.24: at most $cap stars', ({ share, cap }) => {
    const { score, reward, eligible } = healthEquityIndex({ ...contract, socialRiskShare: share });
    expect(score).toBe(3 / 8);
    expect(reward).toBeCloseTo((3 / 8) * cap, 15);
    expect(eligible).toBe(cap > 0);
  });

  test('points on fewer than half of the measures: not eligible', () => {
    expect(healthEquityIndex({ ...contract, measuresPossible: 9 })).toMatchObject({ eligible: false, cap: 0.4, reward: 0 });
  });

  test('a score at or below 0 takes nothing away, and the status says what it is', () => {
    const worst = healthEquityIndex({ ...contract, measures: contract.measures.map((measure) => ({ ...measure, points: -1 })) });
    expect(worst).toMatchObject({ score: -1, eligible: true, reward: 0, status: 'not a live program' });
  });

  test('a missing measure does not count; without any there is no score', () => {
    const extra = { measure: 'EED', weight: 5, points: NaN };
    expect(healthEquityIndex({ ...contract, measures: [...contract.measures, extra] })).toEqual(healthEquityIndex(contract));
    expect(healthEquityIndex({ ...contract, measures: [extra] })).toMatchObject({
      score: null,
      eligible: false,
      reward: null,
      reason: 'no measure has points',
    });
  });

  test('refuses what cannot be', () => {
    const [first] = contract.measures;
    expect(() => healthEquityIndex({ ...contract, measures: [{ ...first!, points: 0.5 }] })).toThrow(
      'CBP: points must be -1, 0 or 1, got 0.5',
    );
    expect(() => healthEquityIndex({ ...contract, measures: [first!, first!] })).toThrow('measure CBP appears twice');
    expect(() => healthEquityIndex({ ...contract, measuresPossible: 3 })).toThrow('4 measures have points where 3 count');
    expect(() => healthEquityIndex({ ...contract, medianShare: 0 })).toThrow('medianShare must be a number above 0, got 0');
  });
});

describe('HeIDI', () => {
  const row = fc.record({
    commercial: fc.double({ min: 0.05, max: 1, noNaN: true }),
    medicaid: fc.double({ min: 0, max: 1, noNaN: true }),
    weight: fc.double({ min: 0.1, max: 5, noNaN: true }),
  });
  const rows = fc
    .array(row, { minLength: 1, maxLength: 8 })
    .map((given) => given.map((one, index) => ({ measure: `M${index}`, ...one })));

  test('lies in [0, 1], is the same on any scale and with any unit of weight, and in any order', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const { value } = heidiIndex(given);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1 + 1e-12);
        const percent = given.map((one) => ({
          ...one,
          commercial: 100 * one.commercial,
          medicaid: 100 * one.medicaid,
          weight: 7 * one.weight,
        }));
        expect(heidiIndex(percent.toReversed()).value).toBeCloseTo(value ?? NaN, 12);
      }),
      { seed: 1 },
    );
  });

  test('a measure on which Medicaid members do better adds nothing to the top', () => {
    const { value, parts } = heidiIndex([
      { measure: 'CBP', commercial: 0.6, medicaid: 0.3, weight: 1 },
      { measure: 'FUH', commercial: 0.4, medicaid: 0.9, weight: 1 },
    ]);
    expect(value).toBeCloseTo(0.3, 15);
    expect(parts[1]?.part).toBe(0);
  });

  test('missing rows count nowhere; without rates there is no index', () => {
    const known = { measure: 'CBP', commercial: 0.6, medicaid: 0.3, weight: 1 };
    const missing = { measure: 'FUH', commercial: 0.4, medicaid: NaN, weight: 1 };
    expect(heidiIndex([known, missing])).toMatchObject({ value: 0.5, missing: ['FUH'] });
    expect(heidiIndex([missing])).toMatchObject({ value: null, reason: 'no measure has a weight and a commercial rate above 0' });
    expect(() => heidiIndex([{ ...known, weight: -1 }])).toThrow('CBP: weight must be a number of at least 0, got -1');
    expect(() => heidiIndex([known, known])).toThrow('measure CBP appears twice');
  });
});
