import type { DisparityContract } from '@equipoise/engine';
import { describe, expect, test } from 'vitest';
import { nhanes } from './support/nhanes.ts';
import { reportsOf, type Counts } from './support/world.ts';

const contract = {
  measure: 'CBP',
  index: 'range',
  direction: 'higher',
  scale: 'absolute',
  unit: 100,
  framing: 'as-measured',
  reference: null,
  weights: 'none',
  denominatorMin: 0,
  rollUp: null,
  source: 'self-reported',
  correction: 'none',
  level: 0.95,
} as const satisfies DisparityContract;

const measures = [{ id: 'CBP', title: 'Blood pressure', direction: 'higher' }] as const;
const cell = (stratum: string, denominator: number, numerator: number, practice = 'a'): Counts => [
  'CBP',
  '2025-01',
  practice,
  'sex',
  stratum,
  denominator,
  numerator,
];
const worldOf = (cells: readonly Counts[], policy = 'none') => reportsOf({ measures, policy, cells });

describe('NHANES 2009-10', async () => {
  const reports = await nhanes();
  const question = { by: 'survey-race', contract: { ...contract, measure: 'bp-below-140-90' } };

  test('the range: 526/607 − 846/1095, in points, with the contract, those who entered and what chance shows', async () => {
    const [found] = await reports.disparityIndices(question);
    const { measured, reason } = found!;
    expect(measured!.estimate.value).toBeCloseTo(100 * (526 / 607 - 846 / 1095), 10);
    expect(measured!.contract).toEqual(question.contract);
    expect(measured!.groups).toEqual(['White', 'Black', 'Mexican', 'Hispanic']);
    expect(measured!.noise.verdict).toBe('beyond chance');
    expect(measured!.noise.percentile95!).toBeLessThan(measured!.estimate.value!);
    expect(reason).toBeNull();
  });

  test.for([
    [{ index: 'horoscope' }, /contract bp-below-140-90: index must be one of .*, got 'horoscope'/],
    [{ direction: 'lower' }, /direction must be higher, as the measure has it, got lower/],
    [{ rollUp: 'OMB 1997' }, /rollUp of survey-race must be null/],
    [{ measure: 'tea' }, /measure tea is not in the release/],
    [{ level: 95 }, /level/],
    [{ index: 'widest-gap-from-reference', reference: { group: 'Martian' } }, /reference Martian is not a stratum here/],
  ] as const)('%j is refused', async ([terms, rule]) => {
    const given = { ...question, contract: { ...question.contract, ...terms } as unknown as DisparityContract };
    await expect(reports.disparityIndices(given)).rejects.toThrow(rule);
  });

  test('groups are needed', async () => {
    await expect(reports.disparityIndices({ contract: question.contract })).rejects.toThrow('name a stratification with by');
  });
});

describe('groups that are not shown', () => {
  test('a hidden group leaves no trace of its count', async () => {
    const found = await Promise.all(
      [9, 2].map(async (met) => {
        const reports = await worldOf([cell('female', 100, 60), cell('male', 100, 50), cell('other', 10, met)], 'cms');
        return (await reports.disparityIndices({ by: 'sex', contract, organizations: ['a'] }))[0]!;
      }),
    );
    expect(found[0]).toEqual(found[1]);
    expect(found[0]!.hidden).toEqual(['other']);
    expect(found[0]!.measured!.estimate.value).toBeCloseTo(10, 10);
  });

  test('a reference that is hidden, and a group alone, give a reason', async () => {
    const reports = await worldOf([cell('female', 100, 60), cell('male', 100, 50), cell('other', 10, 4)], 'cms');
    const ask = async (terms: Partial<DisparityContract>) =>
      (await reports.disparityIndices({ by: 'sex', contract: { ...contract, ...terms } }))[0]!;
    expect(await ask({ index: 'widest-gap-from-reference', reference: { group: 'other' } })).toMatchObject({
      measured: null,
      reason: 'the reference other is not shown, or too small',
    });
    expect(await ask({ denominatorMin: 101 })).toMatchObject({
      measured: null,
      reason: 'fewer than two groups are shown and large enough',
    });
  });

  test('those who did not answer are not compared', async () => {
    const reports = await worldOf([cell('female', 100, 60), cell('male', 100, 50), cell('Unknown', 100, 10)]);
    const [found] = await reports.disparityIndices({ by: 'sex', contract });
    expect(found!.measured!.groups).toEqual(['female', 'male']);
  });
});

describe('groups in an order of advantage', () => {
  const quartiles = { id: 'hpi-quartile', strata: ['1', '2', '3', '4', 'Unknown'] };
  const met = { 1: 40, 2: 50, 3: 55, 4: 70, Unknown: 1 };
  const cells = Object.entries(met).map(([stratum, numerator]): Counts => [
    'CBP',
    '2025-01',
    'a',
    'hpi-quartile',
    stratum,
    100,
    numerator,
  ]);
  const slope = { ...contract, index: 'slope-index-of-inequality', weights: 'population' } as const;
  const ask = async (order: 'worst-first' | 'best-first' | null, terms: Partial<DisparityContract> = {}) => {
    const reports = await reportsOf({ measures, cells, stratifications: [{ ...quartiles, order }] });
    return (await reports.disparityIndices({ by: 'hpi-quartile', contract: { ...slope, ...terms } }))[0]!;
  };

  test('the slope by hand: places ⅛, ⅜, ⅝, ⅞ and four rates of equal weight; those who did not answer have no place', async () => {
    const { measured, reason } = await ask('worst-first');
    const places = [1 / 8, 3 / 8, 5 / 8, 7 / 8];
    const rates = [40, 50, 55, 70];
    const [meanPlace, meanRate] = [0.5, 53.75];
    const [sxy, sxx] = places.reduce(
      ([xy, xx], place, j) => [xy + (place - meanPlace) * (rates[j]! - meanRate), xx + (place - meanPlace) ** 2],
      [0, 0],
    );
    expect(reason).toBeNull();
    expect(measured!.estimate.value).toBeCloseTo(sxy / sxx, 9);
    expect(measured!.groups).toEqual(['1', '2', '3', '4']);
    expect(measured!.noise.verdict).toBe('beyond chance');
  });

  test('read from the other end it turns its sign', async () => {
    const [up, down] = [await ask('worst-first'), await ask('best-first')];
    expect(down.measured!.estimate.value).toBeCloseTo(-up.measured!.estimate.value!, 9);
  });

  test.for([
    ['relative-concentration-index', 'relative'],
    ['erreygers-index', 'relative'],
    ['absolute-concentration-index', 'absolute'],
    ['relative-index-of-inequality-pamuk', 'relative'],
  ] as const)('%s has a value with an interval and the noise beside it', async ([index, scale]) => {
    const { measured, reason } = await ask('worst-first', { index, scale });
    expect(reason).toBeNull();
    expect(measured!.estimate.lower!).toBeLessThan(measured!.estimate.value!);
    expect(measured!.noise.percentile95!).toBeGreaterThan(0);
  });

  test('without one the answer says what to do', async () => {
    expect(await ask(null)).toMatchObject({
      measured: null,
      reason:
        'slope-index-of-inequality needs groups in an order of advantage, and hpi-quartile has none: declare one with "order" in the configuration',
    });
  });
});
