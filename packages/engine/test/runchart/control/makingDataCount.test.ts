import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { controlChart, makingDataCount, readMakingDataCount, type ControlRule, type PointType } from '../../../src/index.ts';

const series = fc.array(
  fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 30 }) }, { weight: 1, arbitrary: fc.constant(NaN) }),
  {
    maxLength: 40,
  },
);
const quiet = [70, 72, 71, 73, 70, 72, 71, 74, 72, 71, 73, 72, 70, 73, 71];

test('limits lie 2.66 mean moving ranges from the mean, screened unless told', () => {
  const values = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]; // of the vignette of NHSRplotthedots
  const { chart } = makingDataCount(values, { improvement: 'increase' });
  expect(chart.upper[0]).toBeCloseTo(35 / 18 + 2.66, 12);
  const unscreened = makingDataCount(values, { improvement: 'increase', screen: false });
  expect(unscreened.chart.upper[0]).toBeCloseTo(35 / 18 + 2.66 * (32 / 17), 12);
});

describe('types', () => {
  test('the first rule by precedence names a point, the others stay among the signals', () => {
    const values = [...quiet, 71, 72, 73, 74, 75, 76, 90];
    const { causes, signals, types } = makingDataCount(values, { improvement: 'increase' });
    expect(causes.at(-1)!.rule.rule).toBe('outside');
    expect(causes.at(-2)!.rule.rule).toBe('trend');
    expect(signals[1]!.points).toContain(values.length - 1);
    expect(types.slice(-7)).toEqual(Array(7).fill('improvement'));
    const shiftFirst: ControlRule[] = [
      { rule: 'one-side', points: 3 },
      { rule: 'outside', sigmas: 3 },
    ];
    expect(makingDataCount(values, { improvement: 'increase', rules: shiftFirst }).causes.at(-1)!.rule).toEqual(shiftFirst[0]);
  });

  test('a trend counts by its slope, even on the wrong side of the mean', () => {
    const values = [10, 9, 11, 10, 12, 9, 10, 5, 6, 7, 8, 9, 11, 13, 10, 9, 11, 10];
    const { types, chart } = makingDataCount(values, { improvement: 'increase' });
    expect(values[7]).toBeLessThan(chart.centre[7]!);
    expect(types[7]).toBe('improvement');
  });

  test('a repeated value breaks a trend, a point on the mean a shift', () => {
    const causesOf = (values: readonly number[]) => makingDataCount(values, { improvement: 'neutral' }).causes;
    const wide = [9, 1, 9, 1, 9, 1];
    expect(causesOf([...wide, 2, 3, 4, 5, 6, 7, 8, ...wide]).filter((cause) => cause?.rule.rule === 'trend')).toHaveLength(9);
    expect(causesOf([...wide, 2, 3, 4, 5, 5, 6, 7, 8, ...wide]).filter(Boolean)).toEqual([]);
    const aboutFive = (middle: number) => [4, 6, 4, 6, 3, 7, 3, 6, 7, 6, middle, 6, 7, 6, 6, 3, 4, 3, 4, 5, 3, 4, 6, 4, 7];
    expect(causesOf(aboutFive(5)).filter(Boolean)).toEqual([]);
  });

  test('missing and ghosted points have none; without limits nothing is special', () => {
    const { types } = makingDataCount([NaN, 3, 4, 3, 9, 4], { improvement: 'increase', exclude: [4] });
    expect(types).toEqual([null, 'common-cause', 'common-cause', 'common-cause', null, 'common-cause']);
    expect(makingDataCount([5], { improvement: 'increase', target: 4 })).toMatchObject({
      types: ['common-cause'],
      variation: 'common-cause',
      assurance: null,
    });
    const nothing = { variation: null, assurance: null };
    expect(makingDataCount([], { improvement: 'increase', target: 4 })).toMatchObject({ types: [], ...nothing });
    expect(makingDataCount([NaN, NaN], { improvement: 'increase', target: 4 })).toMatchObject({
      types: [null, null],
      ...nothing,
    });
  });

  test('no direction is better: high and low', () => {
    const { types, variation } = makingDataCount([...quiet, 90], { improvement: 'neutral' });
    expect(types.at(-1)).toBe('neutral-high');
    expect(variation).toBe('neutral-high');
  });
});

test('mirrored values with the mirrored aim get the same types, high and low swapped', () => {
  const swapped = (word: string | null) => word?.replace(/high|low/, (side) => (side === 'high' ? 'low' : 'high')) ?? null;
  fc.assert(
    fc.property(series, fc.integer({ min: 0, max: 30 }), (values, target) => {
      const up = makingDataCount(values, { improvement: 'increase', target });
      const down = makingDataCount(
        values.map((value) => -value),
        { improvement: 'decrease', target: 0 - target },
      );
      expect(down.types).toEqual(up.types);
      expect(down.assurance).toBe(up.assurance);
      expect(down.variation).toBe(swapped(up.variation));
      const other: Partial<Record<PointType, PointType>> = { improvement: 'concern', concern: 'improvement' };
      const against = makingDataCount(values, { improvement: 'decrease' });
      expect(against.types).toEqual(up.types.map((type) => (type === null ? null : (other[type] ?? type))));
    }),
    { seed: 1 },
  );
});

test('phases are read as separate series, and the icons are those of the last', () => {
  const some = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(some, some, fc.integer({ min: 0, max: 30 }), (one, other, target) => {
      const options = { improvement: 'increase', target } as const;
      const joined = makingDataCount([...one, ...other], { ...options, phases: [one.length] });
      const last = makingDataCount(other, options);
      expect(joined.types).toEqual([...makingDataCount(one, options).types, ...last.types]);
      expect([joined.variation, joined.assurance]).toEqual([last.variation, last.assurance]);
    }),
    { seed: 1 },
  );
});

describe('assurance', () => {
  const assure = (values: readonly number[], improvement: 'increase' | 'decrease' | 'neutral', target?: number) =>
    makingDataCount(values, target === undefined ? { improvement } : { improvement, target }).assurance;

  test.for([
    ['always 100 %, target 100 %', Array(12).fill(1), 'increase', 1, 'consistent-pass'],
    ['never an event, target none', Array(12).fill(0), 'decrease', 0, 'consistent-pass'],
    ['always 0.1, which ten times over does not sum to 1', Array(12).fill(0.1), 'increase', 0.1, 'consistent-pass'],
    ['always just below', Array(12).fill(0.99), 'increase', 1, 'consistent-fail'],
    ['limits above the target', quiet, 'increase', 60, 'consistent-pass'],
    ['limits below it', quiet, 'increase', 90, 'consistent-fail'],
    ['the target among them', quiet, 'increase', 72, 'inconsistent'],
    ['limits above a target to stay under', quiet, 'decrease', 60, 'consistent-fail'],
    ['limits below it', quiet, 'decrease', 90, 'consistent-pass'],
    ['no direction is better', quiet, 'neutral', 60, null],
    ['no target', quiet, 'increase', undefined, null],
  ] as const)('%s: %4$s', ([, values, improvement, target, expected]) => {
    expect(assure(values, improvement, target)).toBe(expected);
  });

  test('the limit that just meets the target passes, or leaves it open on the other side', () => {
    const { chart } = makingDataCount(quiet, { improvement: 'increase' });
    expect(assure(quiet, 'increase', chart.lower[0])).toBe('consistent-pass');
    expect(assure(quiet, 'increase', chart.upper[0])).toBe('inconsistent');
    expect(assure(quiet, 'decrease', chart.upper[0])).toBe('consistent-pass');
  });

  test('a last phase without limits promises nothing', () => {
    expect(makingDataCount([...quiet, 80], { improvement: 'increase', target: 60, phases: [quiet.length] }).assurance).toBeNull();
  });
});

test('a P chart is read in the same way', () => {
  const chart = controlChart({ numerators: [50, 52, 49, 51, 70], denominators: Array(5).fill(100) }, { chart: 'p' });
  const { types, variation } = readMakingDataCount(chart, { improvement: 'increase' });
  expect(types).toEqual([...Array(4).fill('common-cause'), 'improvement']);
  expect(variation).toBe('improvement-high');
});

test('limits that rest on fewer than 12 points are for a start', () => {
  expect(makingDataCount(quiet, { improvement: 'increase' }).trialPhases).toEqual([]);
  expect(makingDataCount(quiet, { improvement: 'increase', freeze: 11 }).trialPhases).toEqual([0]);
  expect(makingDataCount(quiet, { improvement: 'increase', phases: [12] }).trialPhases).toEqual([1]);
});

test('refuses what it cannot read', () => {
  expect(() => makingDataCount(quiet, { improvement: 'up' as never })).toThrow(
    'improvement must be increase, decrease or neutral, got up',
  );
  expect(() => makingDataCount(quiet, { improvement: 'increase', target: NaN })).toThrow(
    'target must be a finite number, got NaN',
  );
  expect(() => makingDataCount([Infinity], { improvement: 'increase' })).toThrow('values[0] must be a finite number');
  const rules: ControlRule[] = [
    { rule: 'outside', sigmas: 3 },
    { rule: 'alternating', points: 14 },
  ];
  expect(() => makingDataCount(quiet, { improvement: 'increase', rules })).toThrow(
    'rules must tell high from low, got alternating',
  );
});
