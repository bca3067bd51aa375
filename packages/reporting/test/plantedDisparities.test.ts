import { readFileSync } from 'node:fs';
import {
  compareWithReference,
  disparityIndices,
  measureDisparity,
  withinBetween,
  withinHeterogeneity,
  type DisparityContract,
  type DisparityIndexId,
} from '@equipoise/engine';
import { describe, expect, test } from 'vitest';
import { generateProgram, type PlantedGap } from '../../synth/src/index.ts';
import { rowNames, tally, type Counts } from '../../synth/test/tally.ts';
import { sentenceOfWithin } from '../src/index.ts';
import { plan, practice, reportsOf } from './support/world.ts';

const ids = Object.keys(disparityIndices) as DisparityIndexId[];
const unordered = ids.filter((id) => disparityIndices[id].needs !== 'order');

/** A contract that asks for one index of fractions, and for nothing else. */
function contractOf(index: DisparityIndexId, measure: string, direction: 'higher' | 'lower', named: string): DisparityContract {
  const { scale, weights, needs } = disparityIndices[index];
  const attributable = index.startsWith('population-attributable');
  return {
    measure,
    index,
    direction,
    scale,
    unit: 1,
    framing: 'as-measured',
    reference: attributable ? 'best' : needs === 'reference' ? { group: named } : null,
    weights,
    denominatorMin: 0,
    rollUp: null,
    source: 'self-reported',
    correction: 'none',
    level: 0.95,
  };
}

describe('the sample program, where gaps inside practices and between them are planted', () => {
  const program = generateProgram();
  const { members, results, truth } = program;
  const groupOf = (row: number) => members.group.values[members.group.codes[results.member[row]!]!]!;
  const last = (row: number) => results.period.values[results.period.codes[row]!] === truth.lastPeriod;
  const keyOf = (...names: readonly string[]) => names.join(' | ');
  const cells = tally(program, (row) => {
    const { measure, practice } = rowNames(program, row);
    return last(row) ? keyOf(measure, practice, groupOf(row)) : undefined;
  });
  const countsOf = (measure: string, practice: string, group: string): Counts =>
    cells.get(keyOf(measure, practice, group)) ?? { denominator: 0, numerator: 0 };
  const directionOf = (measure: string) => truth.topics.find(({ measures }) => measures.includes(measure))!.direction;
  const strataOf = ({ measure, stratum, reference }: PlantedGap) =>
    results.practice.values.map((practice) => ({
      stratum: practice,
      group: countsOf(measure, practice, stratum),
      reference: countsOf(measure, practice, reference),
    }));

  /** Groups of fewer than 30 have errors of the normal kind that are too rough to judge by. */
  const judged = truth.gaps.filter((gap) => strataOf(gap).reduce((total, { group }) => total + group.denominator, 0) >= 30);
  const found = (gap: PlantedGap) => {
    const parts = withinBetween(strataOf(gap), { direction: directionOf(gap.measure) });
    const of = (part: 'crude' | 'within' | 'between') => ({ gap: parts[part].gap!, standardError: parts[part].standardError! });
    return { crude: of('crude'), within: of('within'), between: of('between') };
  };
  const planted = (measure: string, stratum: string) =>
    truth.gaps.find((gap) => gap.measure === measure && gap.stratum === stratum)!;

  test.for([
    ['CBP', 'Black or African American'],
    ['COL', 'Hispanic or Latino'],
  ] as const)('%s, %s: the gap that every practice has is found, beside what lies between them', ([measure, stratum]) => {
    const gap = planted(measure, stratum);
    const { crude, within, between } = found(gap);
    expect(gap.within).toBeGreaterThan(0.04);
    expect(within.gap).toBeGreaterThan(1.96 * within.standardError);
    expect(Math.abs(within.gap - gap.within)).toBeLessThan(1.96 * within.standardError);
    expect(Math.abs(between.gap - gap.between)).toBeLessThan(1.96 * between.standardError);
    expect(within.gap + between.gap).toBeCloseTo(crude.gap, 12);
  });

  test('GSD9, Hispanic or Latino: five points inside practices are too few to tell from none, and the interval holds both', () => {
    const gap = planted('GSD9', 'Hispanic or Latino');
    const { within } = found(gap);
    expect(gap.within).toBeGreaterThan(0.04);
    for (const value of [0, gap.within]) expect(Math.abs(within.gap - value)).toBeLessThan(1.96 * within.standardError);
  });

  test('the report over a release tells the same: what was planted within and between the practices of the plan', async () => {
    const reports = await reportsOf({
      measures: [{ id: 'CBP', title: 'Blood pressure', direction: 'higher', window: 'rolling-12' }],
      organizations: [plan, ...results.practice.values.map(practice)],
      cells: results.practice.values.flatMap((id) =>
        members.group.values.flatMap((group) => {
          const { denominator, numerator } = countsOf('CBP', id, group);
          return denominator === 0
            ? []
            : [['CBP', truth.lastPeriod, id, 'race-ethnicity', group, denominator, numerator] as const];
        }),
      ),
    });
    const gap = planted('CBP', 'Black or African American');
    const [split] = await reports.withinPractices({
      measure: 'CBP',
      by: 'race-ethnicity',
      group: gap.stratum,
      reference: gap.reference,
    });
    expect(split).toMatchObject({ hidden: 0, covered: { group: 1, reference: 1 }, reversed: false });
    expect(split!.within.lower!).toBeGreaterThan(0);
    for (const part of ['within', 'between'] as const) {
      expect(split![part].lower!).toBeLessThan(gap[part]);
      expect(split![part].upper!).toBeGreaterThan(gap[part]);
    }
    expect(sentenceOfWithin(split!)).toMatch(
      /^Of the \d+\.\d points by which Black or African American members are worse off than White members, \d+\.\d stand within practices/,
    );
  });

  test('both parts of all gaps scatter about what was planted by chance alone', () => {
    expect(judged.length).toBeGreaterThan(30);
    for (const part of ['within', 'between'] as const) {
      const squares = judged.map((gap) => ((found(gap)[part].gap - gap[part]) / found(gap)[part].standardError) ** 2);
      const covered = squares.filter((square) => square < 1.96 ** 2).length;
      // Of forty independent intervals fewer than 85 % hold less than once in a hundred; the monthly measures share patients with the rolling ones.
      expect(covered / squares.length).toBeGreaterThanOrEqual(0.85);
    }
  });

  test('where no gap is planted inside practices, none is found', () => {
    const asian = planted('CBP', 'Asian');
    const { within } = found(asian);
    expect(asian.within).toBe(0);
    expect(Math.abs(within.gap)).toBeLessThan(1.96 * within.standardError);
  });

  test('the planted gap is the same in every practice, and no heterogeneity is found among those with 20 members in both arms', () => {
    const gap = planted('CBP', 'Black or African American');
    // The test takes errors of each practice as known, which they are not in arms of a few members.
    const large = strataOf(gap).filter(({ group, reference }) => Math.min(group.denominator, reference.denominator) >= 20);
    expect(large.length).toBeGreaterThan(5);
    expect(withinHeterogeneity(large, { direction: 'higher' }).p!).toBeGreaterThan(0.01);
  });

  test('a practice of 300 members: chance alone makes its gaps as wide as what was planted, and nothing can be told', () => {
    const countsAt = (practice: string) =>
      members.group.values
        .filter((group) => !['Asked But No Answer', 'Unknown'].includes(group))
        .map((group) => ({ group, ...countsOf('CBP', practice, group) }))
        .filter(({ denominator }) => denominator > 0)
        .map(({ group, denominator, numerator }) => ({ group, population: denominator, numerator }));
    const sizeOf = (practice: string) => countsAt(practice).reduce((total, { population }) => total + population, 0);
    const offBy = (practice: string) => Math.abs(sizeOf(practice) - 300);
    const practice = results.practice.values.toSorted((a, b) => offBy(a) - offBy(b))[0]!;
    expect(offBy(practice)).toBeLessThan(30);
    for (const index of ['range', 'widest-gap-from-rest'] as const) {
      const contract = { ...contractOf(index, 'CBP', 'higher', 'White'), denominatorMin: 10 };
      const { estimate, noise } = measureDisparity(countsAt(practice), contract);
      expect(noise.verdict).toBe('too few to tell');
      expect(estimate.lower!).toBeLessThanOrEqual(0);
      expect(noise.percentile95!).toBeGreaterThan(planted('CBP', 'Black or African American').total);
    }
  });
});

describe('NHANES 2009-10: blood pressure below 140/90 by race and ethnicity, counted by somebody else', () => {
  const { counts } = JSON.parse(
    readFileSync(new URL('../../../data/nhanes-2009-10/expected-counts.json', import.meta.url), 'utf8'),
  ) as { counts: { measure: string; group: string; denominator: number; numerator: number }[] };
  // Other is no group that anybody could act for.
  const rows = counts
    .filter(({ measure, group }) => measure === 'bp-below-140-90' && !['total', 'Other'].includes(group))
    .map(({ group, denominator, numerator }) => ({ group, population: denominator, numerator }));
  const measured = (index: DisparityIndexId) => measureDisparity(rows, contractOf(index, 'bp-below-140-90', 'higher', 'White'));

  const add = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const N = 1095 + 607 + 1147 + 2896;
  const p = [1095 / N, 607 / N, 1147 / N, 2896 / N];
  const y = [846 / 1095, 526 / 607, 956 / 1147, 2436 / 2896];
  const s2 = y.map((rate, j) => (rate * (1 - rate)) / (p[j]! * N));
  const mean = (846 + 526 + 956 + 2436) / N;
  const [black, hispanic, , white] = y as [number, number, number, number];
  const over = (of: (rate: number, j: number) => number) => add(y.map((rate, j) => p[j]! * of(rate, j)));
  const distance = (centre: number) => over((rate) => Math.abs(rate - centre));
  const alike = (centre: number) => add(y.map((rate) => Math.abs(rate - centre))) / 4;
  const rest = (N * mean - 846) / (N - 1095);
  const variance = over((rate) => rate * rate) - mean * mean;
  const expected: Partial<Record<DisparityIndexId, number>> = {
    range: hispanic - black,
    'widest-gap-from-rest': rest - black,
    'widest-gap-from-mean': mean - black,
    'widest-gap-from-reference': white - black,
    'between-group-variance': variance,
    'between-group-sd': Math.sqrt(variance),
    'coefficient-of-variation': (100 * Math.sqrt(variance)) / mean,
    'mean-difference-from-best': hispanic - mean,
    'mean-difference-from-best-unweighted': hispanic - add(y) / 4,
    'mean-difference-from-mean': distance(mean),
    'mean-difference-from-mean-unweighted': alike(mean),
    'mean-difference-from-reference': distance(white),
    'mean-difference-from-reference-unweighted': alike(white),
    'index-of-disparity': (100 * distance(mean)) / mean,
    'index-of-disparity-unweighted': (100 * alike(mean)) / mean,
    'index-of-disparity-from-best': (100 * (4 * hispanic - add(y))) / 3 / hispanic,
    'theil-index': over((rate) => rate * Math.log(rate)) / mean - Math.log(mean),
    'mean-log-deviation': Math.log(mean) - over(Math.log),
    'generalised-entropy-2': (over((rate) => rate * rate) / mean ** 2 - 1) / 2,
    'atkinson-0.5': 1 - over(Math.sqrt) ** 2 / mean,
    'atkinson-1': 1 - Math.exp(over(Math.log)) / mean,
    'atkinson-2': 1 - 1 / over((rate) => 1 / rate) / mean,
    'population-attributable-risk': hispanic - mean,
    'population-attributable-fraction': 100 * (hispanic / mean - 1),
  };

  test.for(unordered)('%s: the value by hand, inside its interval, beyond chance', (index) => {
    const { estimate, noise } = measured(index);
    expect(estimate.value).toBeCloseTo(expected[index]!, 10);
    expect(estimate.lower!).toBeLessThan(estimate.value!);
    expect(estimate.upper!).toBeGreaterThan(estimate.value!);
    // χ² of the four groups is above 30, of which chance makes 7.8 one time in twenty.
    expect(noise.verdict).toBe('beyond chance');
    expect(noise.percentile95!).toBeGreaterThan(noise.mean!);
  });

  test('χ² of homogeneity by hand says the same', () => {
    const squares = y.map((rate, j) => (p[j]! * N * (rate - mean) ** 2) / (mean * (1 - mean)));
    expect(add(squares)).toBeGreaterThan(30);
  });

  test('what chance adds to the variance on average: Σ p (1 − p) μ (1 − μ) / n', () => {
    const floor = over((_, j) => ((1 - p[j]!) * mean * (1 - mean)) / (p[j]! * N));
    expect(measured('between-group-variance').noise.mean! / floor).toBeCloseTo(1, 1);
  });

  test('indices of ordered groups have no value here, and say so', () => {
    for (const index of ids.filter((id) => disparityIndices[id].needs === 'order')) {
      const { estimate, noise } = measured(index);
      expect([estimate.value, estimate.reason, noise.verdict]).toEqual([null, 'the groups have no order', null]);
    }
  });

  test('every group against White members: difference, gap, ratios and test by hand', () => {
    const found = compareWithReference(rows, {
      direction: 'higher',
      reference: { group: 'White' },
      intervals: 'linearised',
    }).rows;
    const z = 1.959963984540054;
    for (const [j, { isReference, difference, gap, ratio, complementRatio, ...row }] of found.entries()) {
      if (isReference) continue;
      const [own, error] = [y[j]!, Math.sqrt(s2[j]! + s2[3]!)];
      expect(difference.value).toBeCloseTo(own - white, 12);
      expect(difference.lower).toBeCloseTo(own - white - z * error, 10);
      expect(gap.value).toBeCloseTo(white - own, 12);
      expect(gap.upper).toBeCloseTo(white - own + z * error, 10);
      expect(ratio.value).toBeCloseTo(own / white, 12);
      const logError = Math.sqrt(s2[j]! / own ** 2 + s2[3]! / white ** 2);
      expect(ratio.lower).toBeCloseTo((own / white) * Math.exp(-z * logError), 10);
      expect(complementRatio!.value).toBeCloseTo((1 - own) / (1 - white), 12);
      expect(row.z).toBeCloseTo((own - white) / error, 10);
    }
    // Black members: p far below 0.05, and 43 % more without control. Hispanic: z 1.6. Mexican: z 0.6.
    expect(found.map(({ group, ahrqClass }) => [group, ahrqClass])).toEqual([
      ['Black', 'worse'],
      ['Hispanic', 'same'],
      ['Mexican', 'same'],
      ['White', null],
    ]);
  });
});
