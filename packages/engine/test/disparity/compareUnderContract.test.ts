import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ComparisonContract,
  comparisonIndices,
  type ComparisonIndexId,
  compareGroups,
  compareProportions,
  compareUnderContract,
  compareWithReference,
  createRandom,
  defineDisparityContract,
  type DisparityContract,
  type DisparityGroup,
  measureDisparity,
  type ReferenceRule,
  simultaneousLevel,
} from '../../src/index.ts';

const base: ComparisonContract = {
  measure: 'CBP',
  index: 'difference',
  direction: 'higher',
  scale: 'absolute',
  unit: 1,
  framing: 'as-measured',
  reference: 'rest',
  weights: 'none',
  denominatorMin: 0,
  rollUp: null,
  source: 'self-reported',
  correction: 'none',
  level: 0.95,
};
const contractOf = (index: ComparisonIndexId, change: Partial<ComparisonContract> = {}): ComparisonContract => ({
  ...base,
  index,
  scale: comparisonIndices[index].scale,
  ...change,
});
const rows = [
  { group: 'A', population: 20, numerator: 19 },
  { group: 'B', population: 80, numerator: 48 },
  { group: 'C', population: 200, numerator: 100 },
  { group: 'D', population: 150, numerator: 60 },
];
const compared = (change: Partial<ComparisonContract> = {}, groups: readonly DisparityGroup[] = rows) =>
  compareUnderContract(groups, { ...base, ...change }, { draws: 300 });
const rules: readonly ReferenceRule[] = ['largest', 'best', 'overall', 'rest', { group: 'B' }, { benchmark: 0.55 }];

describe('a contract of comparisons', () => {
  test('is echoed as it was given, frozen', () => {
    expect(defineDisparityContract(base)).toEqual(base);
    expect(Object.isFrozen(compared().contract)).toBe(true);
  });

  test.for(Object.keys(base) as (keyof ComparisonContract)[])('without %s is none', (term) => {
    const { [term]: _, ...rest } = base;
    expect(() => defineDisparityContract(rest as ComparisonContract)).toThrow(
      term === 'measure' ? 'measure must be an id' : `contract CBP: ${term} is missing, and has no default`,
    );
  });

  test.for([
    [{ scale: 'relative' }, "scale of difference is absolute, got 'relative'"],
    [{ index: 'ratio' }, "scale of ratio is relative, got 'absolute'"],
    [{ weights: 'population' }, "weights of difference are none, got 'population'"],
    [{ correction: 'noise' }, 'correction noise is of the between-group variance only, got index difference'],
    [{ reference: null }, 'index difference needs a reference: a group, largest, best, overall, rest or a benchmark'],
    [{ reference: 'White' }, "reference must be a group, largest, best, overall, rest or a benchmark, got 'White'"],
    [{ reference: { group: '' } }, 'reference must be a group, largest, best, overall, rest or a benchmark'],
    [{ reference: { group: 'A', benchmark: 0.5 } }, 'reference must be a group, largest, best, overall, rest or a benchmark'],
    [{ reference: { benchmark: 65 } }, 'benchmark must be from 0 to the unit 1, got 65'],
    [{ reference: { benchmark: '0.65' } }, "benchmark must be from 0 to the unit 1, got '0.65'"],
  ] as const)('with %o is refused', ([change, message]) => {
    expect(() => defineDisparityContract({ ...base, ...change } as unknown as ComparisonContract)).toThrow(
      `contract CBP: ${message}`,
    );
  });

  test('goes with its own way in, and an index with the other', () => {
    const index: DisparityContract = { ...base, index: 'range', reference: null, correction: 'none' };
    expect(() => measureDisparity(rows, base as unknown as DisparityContract)).toThrow(
      "contract CBP: index 'difference' is of every group: compareUnderContract gives it",
    );
    expect(() => compareUnderContract(rows, index as unknown as ComparisonContract)).toThrow(
      "contract CBP: index 'range' is of all groups: measureDisparity gives it",
    );
    expect(() => defineDisparityContract({ ...index, correction: 'simultaneous' as 'none' })).toThrow(
      'correction simultaneous is of difference, ratio and complement-ratio only, got index range',
    );
  });
});

describe('the answer', () => {
  test.for(rules.map((reference) => ({ reference })))('against %o is that of the kernel', ({ reference }) => {
    const kernel = compareWithReference(rows, { direction: 'higher', reference });
    for (const [index, part] of [
      ['difference', 'difference'],
      ['ratio', 'ratio'],
      ['complement-ratio', 'complementRatio'],
    ] as const) {
      const answer = compareUnderContract(rows, contractOf(index, { reference }), { draws: 100 });
      expect(answer.rows.map(({ estimate }) => estimate)).toEqual(kernel.rows.map((row) => row[part]));
      expect(answer.reference).toBe(kernel.reference);
    }
  });

  test('by hand: against the rest, all members, and a number from outside', () => {
    const valueOf = (reference: ReferenceRule, group: string) =>
      compared({ reference }).rows.find((row) => row.group === group)!.estimate.value;
    expect(valueOf('rest', 'D')).toBeCloseTo(60 / 150 - 167 / 300, 12);
    expect(valueOf('overall', 'D')).toBeCloseTo(60 / 150 - 227 / 450, 12);
    expect(valueOf({ benchmark: 0.55 }, 'D')).toBeCloseTo(60 / 150 - 0.55, 12);
    expect(valueOf('largest', 'D')).toBeCloseTo(60 / 150 - 0.5, 12);
  });

  test('the best group must be large enough; the next one stands in, and the small one is named and still counts in the rest', () => {
    const best = compared({ reference: 'best', denominatorMin: 30 });
    expect(best).toMatchObject({
      reference: 'B',
      note: 'A is better, with 20 of 30 members needed',
      omitted: ['A'],
      comparisons: 2,
    });
    expect(best.rows.map(({ group }) => group)).toEqual(['B', 'C', 'D']);
    const rest = compared({ reference: 'rest', denominatorMin: 30 });
    expect(rest.rows.find(({ group }) => group === 'D')!.estimate.value).toBeCloseTo(60 / 150 - 167 / 300, 12);
    expect(rest.rows).toHaveLength(3);
  });

  test('a named reference that is too small leaves nothing to compare, and one that is not there is refused', () => {
    expect(compared({ reference: { group: 'A' }, denominatorMin: 30 })).toMatchObject({
      rows: [],
      comparisons: 0,
      reason: 'the reference has fewer than the 30 members needed',
      noise: null,
    });
    expect(() => compared({ reference: { group: 'Z' } })).toThrow('reference Z is not among the groups with a value: A, B, C, D');
  });

  test('simultaneous intervals are those of Bonferroni, over all pairs when the reference is the best', () => {
    const simultaneous = { correction: 'simultaneous' } as const;
    expect(compared({ ...simultaneous, reference: 'rest' }).comparisonLevel).toBe(simultaneousLevel(0.95, 4));
    expect(compared({ ...simultaneous, reference: { group: 'B' } }).comparisonLevel).toBe(simultaneousLevel(0.95, 3));
    expect(compared({ ...simultaneous, reference: 'best' }).comparisonLevel).toBe(simultaneousLevel(0.95, 6));
    const { rows: found, comparisonLevel } = compared({ ...simultaneous, reference: { group: 'B' } });
    expect(compared({ reference: 'best' }).expectedByChance).toBeNull();
    expect(compared({ reference: 'rest' }).expectedByChance).toBeCloseTo(0.2, 12);
    const { lower, upper } = compareProportions(
      { group: { denominator: 150, numerator: 60 }, reference: { denominator: 80, numerator: 48 } },
      { level: comparisonLevel },
    );
    expect(found[3]!.estimate).toMatchObject({ lower, upper });
  });

  test.for(['rest', 'overall'] as const)('two groups against %s are one comparison, told from both sides', (reference) => {
    const two: DisparityGroup[] = [
      { group: 'A', population: 70, numerator: 56 },
      { group: 'B', population: 80, numerator: 48 },
    ];
    const terms = contractOf('difference', { reference, correction: 'simultaneous' });
    expect(compareUnderContract(two, terms)).toMatchObject({ comparisons: 2, comparisonLevel: 0.95 });
    const three = compareUnderContract([...two, { group: 'C', population: 9, numerator: 3 }], terms);
    expect(three.comparisonLevel).toBeCloseTo(1 - 0.05 / 3, 15);
  });

  test('against the rest it is what compareGroups has, for every group', () => {
    const { gaps } = compareGroups(
      rows.map(({ group, population, numerator }) => ({ stratum: group, denominator: population, numerator })),
      { direction: 'higher', reference: 'rest' },
    );
    const { rows: found } = compared({ correction: 'simultaneous' });
    for (const [j, { gap, standsOut }] of found.entries()) {
      expect(gap.value).toBeCloseTo(gaps[j]!.gap!, 12);
      expect(gap.lower).toBeCloseTo(gaps[j]!.lower!, 12);
      expect(standsOut).toBe(gaps[j]!.standsOut);
    }
  });

  test('comes with what chance makes of the widest gap, or says why it cannot', () => {
    const titles = rules.map((reference) => compared({ reference }).noise?.index ?? compared({ reference }).noiseReason);
    expect(titles).toEqual([
      'widest-gap-from-reference',
      'range',
      'widest-gap-from-mean',
      'widest-gap-from-rest',
      'widest-gap-from-reference',
      'a number from outside has no noise, and each interval holds what chance does to its group',
    ]);
    const { noise, rows: found } = compared({ reference: 'rest' });
    expect(noise!.observed).toBeCloseTo(Math.max(...found.map(({ gap }) => Math.abs(gap.value!))), 12);
  });

  test('counting those who did not turns ratios into those of the complements, and gaps stay as they are', () => {
    fc.assert(
      fc.property(fc.constantFrom(...rules.filter((reference) => reference !== 'best')), (reference) => {
        const turned = compareUnderContract(
          rows,
          contractOf('ratio', {
            framing: 'complement',
            reference:
              typeof reference === 'object' && 'benchmark' in reference ? { benchmark: 1 - reference.benchmark } : reference,
          }),
          { draws: 50 },
        );
        const plain = compareUnderContract(rows, contractOf('complement-ratio', { reference }), { draws: 50 });
        for (const [j, row] of turned.rows.entries()) {
          expect(row.estimate.value).toBeCloseTo(plain.rows[j]!.estimate.value!, 10);
          if (row.gap.value !== null) expect(row.gap.value).toBeCloseTo(plain.rows[j]!.gap.value!, 10);
        }
      }),
      { seed: 1 },
    );
  });

  test('rates beyond the unit have no complement, and a difference all the same', () => {
    const visits = [
      { group: 'A', population: 100, estimate: 1300, standardError: 40 },
      { group: 'B', population: 100, estimate: 900, standardError: 30 },
    ];
    const terms = { unit: 1000, reference: { group: 'B' } } as const;
    expect(compareUnderContract(visits, contractOf('difference', terms), { draws: 50 }).rows[0]!.estimate.value).toBe(400);
    expect(compareUnderContract(visits, contractOf('complement-ratio', terms), { draws: 50 }).rows[0]!.estimate).toMatchObject({
      value: null,
      reason: 'a value is beyond the unit: there are no members who did not',
    });
  });

  test('of equal groups, intervals against the best hold all at once 95 times in 100', () => {
    const random = createRandom(5);
    let held = 0;
    for (let round = 0; round < 400; round += 1) {
      const equal = rows.map(({ group }) => ({
        group,
        population: 150,
        numerator: random.binomial({ trials: 150, probability: 0.6 }),
      }));
      held += Number(
        compareUnderContract(equal, { ...base, reference: 'best', correction: 'simultaneous' }, { draws: 1 }).standingOut === 0,
      );
    }
    expect(held / 400).toBeGreaterThan(0.93);
  });
});
