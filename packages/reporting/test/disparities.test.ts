import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Disparity, DisparityQuestion, Reports } from '../src/index.ts';
import { nhanes } from './support/nhanes.ts';
import { reportsOf, type Counts } from './support/world.ts';

interface Two {
  readonly x: number;
  readonly n: number;
}

/** Wilson limits from the roots of (p − x/n)² = z² p (1 − p) / n. */
function wilsonRoots({ x, n }: Two, z: number): [number, number] {
  const [a, b, c] = [1 + (z * z) / n, -(2 * x) / n - (z * z) / n, (x / n) ** 2];
  const root = Math.sqrt(b * b - 4 * a * c);
  return [(-b - root) / (2 * a), (-b + root) / (2 * a)];
}

/** Newcombe 1998, Stat Med 17:873, method 10: the difference p₁ − p₂ with its hybrid score limits. */
function newcombeByHand(one: Two, two: Two, z: number): [number, number, number] {
  const [p1, p2] = [one.x / one.n, two.x / two.n];
  const [[l1, u1], [l2, u2]] = [wilsonRoots(one, z), wilsonRoots(two, z)];
  const d = p1 - p2;
  return [d, d - Math.hypot(p1 - l1, u2 - p2), d + Math.hypot(u1 - p1, p2 - l2)];
}

const golden = (
  JSON.parse(readFileSync(new URL('fixtures/golden/difference.json', import.meta.url), 'utf8')) as {
    cases: { method: string; x1: number; n1: number; x2: number; n2: number; confidence: number; lower: number; upper: number }[];
  }
).cases.filter(({ method }) => method === 'newcombe');

test('the hand formula is the published one', () => {
  const z: Record<number, number> = {
    0.8: 1.2815515655446004,
    0.9: 1.6448536269514722,
    0.95: 1.959963984540054,
    0.99: 2.5758293035489004,
  };
  const usable = golden.filter(({ confidence }) => confidence in z);
  expect(usable.length).toBeGreaterThan(3);
  for (const { x1, n1, x2, n2, confidence, lower, upper } of usable) {
    const [, low, high] = newcombeByHand({ x: x1, n: n1 }, { x: x2, n: n2 }, z[confidence]!);
    expect(low).toBeCloseTo(lower, 12);
    expect(high).toBeCloseTo(upper, 12);
  }
});

const only = async (reports: Reports, question: DisparityQuestion, options = {}): Promise<Disparity> => {
  const found = await reports.disparities(question, options);
  expect(found).toHaveLength(1);
  return found[0]!;
};
const gapOf = ({ groups }: Disparity, stratum: string) => groups.find((group) => group.stratum === stratum)!.gap;

describe('NHANES 2009-10, counted by somebody else', async () => {
  const reports = await nhanes();

  test('blood pressure, higher is better: White minus Black, 2436/2896 − 846/1095', async () => {
    const question = { measure: 'bp-below-140-90', by: 'survey-race', reference: 'White', simultaneous: false };
    const gap = gapOf(await only(reports, question), 'Black')!;
    const [value, lower, upper] = newcombeByHand({ x: 2436, n: 2896 }, { x: 846, n: 1095 }, 1.959963984540054);
    expect(gap.gap).toBeCloseTo(value, 12);
    expect(gap.lower).toBeCloseTo(lower, 12);
    expect(gap.upper).toBeCloseTo(upper, 12);
    expect([gap.gap! > 0, gap.standsOut]).toEqual([true, true]);
  });

  test('by the method of choice, which the contract names; the rates beside the gaps keep theirs', async () => {
    const question = { measure: 'bp-below-140-90', by: 'survey-race', reference: 'White', simultaneous: false } as const;
    const disparity = await only(reports, { ...question, method: 'wald' });
    const [one, two] = [2436 / 2896, 846 / 1095];
    const reach = 1.959963984540054 * Math.sqrt((one * (1 - one)) / 2896 + (two * (1 - two)) / 1095);
    const gap = gapOf(disparity, 'Black')!;
    expect(gap.lower).toBeCloseTo(one - two - reach, 12);
    expect(gap.upper).toBeCloseTo(one - two + reach, 12);
    expect(disparity.contract.method).toBe('wald');
    expect(new Set(disparity.groups.map(({ estimate }) => estimate.method))).toEqual(new Set(['wilson']));
  });

  test('smoking, lower is better: Black minus White, 302/1122 − 674/2976: worse off is positive again', async () => {
    const question = { measure: 'current-smoker', by: 'survey-race', reference: 'White', simultaneous: false };
    const gap = gapOf(await only(reports, question), 'Black')!;
    const [value, lower, upper] = newcombeByHand({ x: 302, n: 1122 }, { x: 674, n: 2976 }, 1.959963984540054);
    expect([gap.gap!.toFixed(10), gap.lower!.toFixed(10), gap.upper!.toFixed(10)]).toEqual(
      [value, lower, upper].map((limit) => limit.toFixed(10)),
    );
    expect(gap.gap!).toBeGreaterThan(0);
  });

  test('the rest is everybody else who answered, and the intervals hold together: z of 1 − 0.05/4', async () => {
    const disparity = await only(reports, { measure: 'bp-below-140-90', by: 'survey-race' });
    // White 2436/2896, Mexican 956/1147, Hispanic 526/607; Other is declared as no answer here and counts nowhere
    const rest = { x: 2436 + 956 + 526, n: 2896 + 1147 + 607 };
    const [value, lower, upper] = newcombeByHand(rest, { x: 846, n: 1095 }, 2.4977054744123733); // Φ⁻¹(1 − 0.05 / 8)
    const gap = gapOf(disparity, 'Black')!;
    expect(gap.reference).toEqual({ denominator: rest.n, numerator: rest.x });
    expect(gap.gap).toBeCloseTo(value, 12);
    expect(gap.lower).toBeCloseTo(lower, 10);
    expect(gap.upper).toBeCloseTo(upper, 10);
    expect(gapOf(disparity, 'Other')).toBeNull();
    expect(disparity.contract).toMatchObject({ comparisons: 4, level: 0.95, reference: 'rest', scale: 'difference' });
    expect(disparity.contract.comparisonLevel).toBeCloseTo(0.9875, 12);
    expect(disparity.contract.expectedByChance).toBeCloseTo(0.05, 12);
  });

  test('best to worst: the observed range beside that of equal groups', async () => {
    const { range } = await only(reports, { measure: 'bp-below-140-90', by: 'survey-race' });
    expect(range!.observed).toBeCloseTo(526 / 607 - 846 / 1095, 12);
    // Four normal rates about p = 4764/5745 with standard deviations √(p(1−p)/n): their mean range is near 0.029.
    expect(range!.expectedByChance).toBeGreaterThan(0.02);
    expect(range!.expectedByChance).toBeLessThan(0.035);
  });

  test('every group says who it is, and the reference says that it is the reference', async () => {
    const { groups } = await only(reports, { measure: 'bp-below-140-90', by: 'survey-race', reference: 'White' });
    expect(groups.map(({ stratum, gap, reason }) => [stratum, gap !== null, reason])).toEqual([
      ['White', false, 'the reference'],
      ['Black', true, null],
      ['Mexican', true, null],
      ['Hispanic', true, null],
      ['Other', false, 'not an answer: shown, never compared'],
    ]);
  });
});

describe('groups that cannot be compared', () => {
  const cell = (stratum: string, denominator: number, numerator: number): Counts => [
    'CBP',
    '2025-01',
    'a',
    'race-ethnicity',
    stratum,
    denominator,
    numerator,
  ];
  const measures = [{ id: 'CBP', title: 'Blood pressure', direction: 'higher' }] as const;
  const question = { measure: 'CBP', by: 'race-ethnicity' };

  test('a hidden group leaves the comparison: it is nobody’s reference, and the rest does not give it away', async () => {
    const reports = await reportsOf({
      measures,
      policy: 'cms',
      cells: [cell('White', 100, 60), cell('Asian', 100, 50), cell('Some Other Race', 12, 9)],
    });
    const disparity = await only(reports, question);
    expect(disparity.groups.map(({ stratum, reason }) => [stratum, reason])).toEqual([
      ['Asian', null],
      ['White', null],
      ['Some Other Race', 'hidden by the release'],
    ]);
    expect(gapOf(disparity, 'Asian')!.reference).toEqual({ denominator: 100, numerator: 60 });
    expect(disparity.contract.rollUp).toContain('Hispanic or Latino of any race first');
    expect(disparity.contract.comparisons).toBe(2);
  });

  test('a reference that is hidden leaves nothing to compare with, and every group says so', async () => {
    const reports = await reportsOf({
      measures,
      policy: 'cms',
      cells: [cell('White', 12, 9), cell('Asian', 100, 50), cell('Black or African American', 90, 40)],
    });
    const disparity = await only(reports, { ...question, reference: 'White' });
    expect(disparity.contract).toMatchObject({ reference: 'White', comparisons: 0 });
    expect(disparity.groups.map(({ stratum, gap, reason }) => [stratum, gap, reason])).toEqual([
      ['Asian', null, 'nothing to compare with: the reference White is not shown'],
      ['Black or African American', null, 'nothing to compare with: the reference White is not shown'],
      ['White', null, 'the reference'],
    ]);
  });

  test('one group alone has no rest', async () => {
    const reports = await reportsOf({ measures, cells: [cell('White', 100, 60), cell('Unknown', 30, 10)] });
    const disparity = await only(reports, question);
    expect(disparity.groups.map(({ reason }) => reason)).toEqual([
      'nothing to compare with: no other group is shown',
      'not an answer: shown, never compared',
    ]);
    expect(disparity.range).toBeNull();
  });

  test('a group under the minimum is not compared, but stays in the rest of the others', async () => {
    const reports = await reportsOf({
      measures,
      cells: [cell('White', 100, 60), cell('Asian', 100, 50), cell('Some Other Race', 12, 9)],
    });
    const disparity = await only(reports, question, { denominatorMin: 30 });
    expect(gapOf(disparity, 'Some Other Race')).toMatchObject({
      gap: null,
      standsOut: null,
      reason: 'denominator 12 of 30 needed',
    });
    expect(gapOf(disparity, 'Asian')!.reference).toEqual({ denominator: 112, numerator: 69 });
  });

  test('overlapping strata, a missing stratification and an unknown reference are refused', async () => {
    const reports = await reportsOf({
      measures,
      stratifications: [{ id: 'needs', exclusive: false }],
      cells: [
        cell('White', 100, 60),
        cell('Unknown', 50, 20),
        ['CBP', '2025-01', 'a', 'needs', 'housing', 40, 20],
        ['CBP', '2025-01', 'a', 'needs', 'food', 50, 20],
      ],
    });
    await expect(reports.disparities({ measure: 'CBP', by: 'needs' })).rejects.toThrow('the strata of needs overlap');
    await expect(reports.disparities({ measure: 'CBP' })).rejects.toThrow('name a stratification with by');
    await expect(reports.disparities({ ...question, reference: 'Martian' })).rejects.toThrow(
      'reference Martian is not a stratum here; they are rest, White',
    );
    await expect(reports.disparities({ ...question, reference: 'Unknown' })).rejects.toThrow(
      'the reference stands for no answer: shown, never compared',
    );
  });
});

test('the contract is echoed with every answer', async () => {
  const reports = await nhanes();
  const { contract } = await only(
    reports,
    { measure: 'current-smoker', by: 'survey-race', reference: 'White' },
    { level: 0.9, denominatorMin: 30 },
  );
  expect(contract).toMatchObject({
    measure: 'current-smoker',
    measureVersion: '1',
    direction: 'lower',
    scale: 'difference',
    stratification: 'survey-race',
    reference: 'White',
    level: 0.9,
    denominatorMin: 30,
    method: 'newcombe',
  });
  expect(contract.rollUp).toBeNull(); // the survey names its groups itself
});
