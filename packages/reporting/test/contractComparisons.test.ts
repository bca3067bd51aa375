import type { ComparisonContract } from '@equipoise/engine';
import { describe, expect, test } from 'vitest';
import { nhanes } from './support/nhanes.ts';
import { reportsOf, type Counts } from './support/world.ts';

const contract: ComparisonContract = {
  measure: 'bp-below-140-90',
  index: 'difference',
  direction: 'higher',
  scale: 'absolute',
  unit: 100,
  framing: 'as-measured',
  reference: { group: 'White' },
  weights: 'none',
  denominatorMin: 0,
  rollUp: null,
  source: 'self-reported',
  correction: 'none',
  level: 0.95,
};

describe('NHANES 2009-10: blood pressure below 140/90', async () => {
  const reports = await nhanes();
  const compare = async (change: Partial<ComparisonContract> = {}) =>
    (await reports.contractComparisons({ by: 'survey-race', contract: { ...contract, ...change } }))[0]!;
  const black = async (change: Partial<ComparisonContract>) =>
    (await compare(change)).compared!.rows.find(({ group }) => group === 'Black')!.estimate.value;

  test('every reference that a contract can name, by hand', async () => {
    const [own, white] = [846 / 1095, 2436 / 2896];
    expect(await black({})).toBeCloseTo(100 * (own - white), 10);
    expect(await black({ reference: 'largest' })).toBeCloseTo(100 * (own - white), 10);
    expect(await black({ reference: 'best' })).toBeCloseTo(100 * (own - 526 / 607), 10);
    const [met, members] = [846 + 526 + 956 + 2436, 1095 + 607 + 1147 + 2896];
    expect(await black({ reference: 'overall' })).toBeCloseTo(100 * (own - met / members), 10);
    expect(await black({ reference: 'rest' })).toBeCloseTo(100 * (own - (met - 846) / (members - 1095)), 10);
    expect(await black({ reference: { benchmark: 80 } })).toBeCloseTo(100 * own - 80, 10);
    expect(await black({ index: 'ratio', scale: 'relative' })).toBeCloseTo(own / white, 10);
    expect(await black({ index: 'complement-ratio', scale: 'relative' })).toBeCloseTo((1 - own) / (1 - white), 10);
  });

  test('the answer echoes its contract and has what chance shows', async () => {
    const { compared, contract: echoed } = await compare();
    expect(echoed).toEqual(contract);
    expect(compared!.contract).toEqual(contract);
    expect(compared!.noise!.verdict).toBe('beyond chance');
  });

  test.for([
    [{ measure: 'tea' }, /measure tea is not in the release/],
    [{ direction: 'lower' }, /direction must be higher, as the measure has it/],
    [{ rollUp: 'OMB 1997' }, /rollUp of survey-race must be null/],
    [{ reference: { group: 'Martian' } }, /reference Martian is not a stratum here/],
    [{ scale: 'relative' }, /scale of difference is absolute/],
  ] as [Partial<ComparisonContract>, RegExp][])('%j is refused', async ([change, rule]) => {
    await expect(compare(change)).rejects.toThrow(rule);
  });
});

test('a hidden group has no part in anything: whatever its counts, the answer is the same', async () => {
  const cell = (stratum: string, denominator: number, numerator: number): Counts => [
    'CBP',
    '2025-01',
    'a',
    'sex',
    stratum,
    denominator,
    numerator,
  ];
  const measures = [{ id: 'CBP', title: 'Blood pressure', direction: 'higher' }] as const;
  const found = await Promise.all(
    [
      [10, 9],
      [3, 0],
    ].map(async ([n, x]) => {
      const cells = [cell('female', 100, 40), cell('male', 200, 120), cell('other', n!, x!)];
      const reports = await reportsOf({ measures, policy: 'cms', cells });
      return reports.contractComparisons({ by: 'sex', contract: { ...contract, measure: 'CBP', reference: 'overall' } });
    }),
  );
  expect(found[1]).toEqual(found[0]);
  expect(found[0]![0]).toMatchObject({ hidden: ['other'], compared: { rows: [{ group: 'female' }, { group: 'male' }] } });
  const reports = await reportsOf({ measures, policy: 'cms', cells: [cell('female', 100, 40), cell('other', 5, 2)] });
  const [none] = await reports.contractComparisons({
    by: 'sex',
    contract: { ...contract, measure: 'CBP', reference: { group: 'other' } },
  });
  expect(none).toMatchObject({ compared: null, reason: 'the reference other is not shown' });
});

describe('the source that a contract states', () => {
  const measures = [{ id: 'CBP', title: 'Blood pressure', direction: 'higher' }] as const;
  const cell = (by: string, stratum: string, denominator: number): Counts => [
    'CBP',
    '2025-01',
    'a',
    by,
    stratum,
    denominator,
    denominator / 2,
  ];
  const groups = [cell('race-ethnicity', 'Asian', 100), cell('race-ethnicity', 'White', 100)];
  const reading = (sources: readonly Counts[], policy = 'none') =>
    reportsOf({ measures, policy, cells: [...groups, ...sources] });
  const ask = async (sources: readonly Counts[], source: ComparisonContract['source'], policy = 'none') => {
    const reports = await reading(sources, policy);
    const rollUp = reports.release.stratifications.find(({ id }) => id === 'race-ethnicity')!.rollUp;
    const terms = { ...contract, measure: 'CBP', reference: 'rest', rollUp, source } as const;
    const [index] = await reports.disparityIndices({
      by: 'race-ethnicity',
      contract: { ...terms, index: 'range', reference: null, correction: 'none' },
    });
    const [compared] = await reports.contractComparisons({ by: 'race-ethnicity', contract: terms });
    expect(index!.caution).toBe(compared!.caution);
    return compared!.caution;
  };
  const sources = (indirect: number) => [
    cell('race-ethnicity-source', 'self-reported', 200 - indirect),
    cell('race-ethnicity-source', 'indirect', indirect),
  ];

  test('is held against what the release knows of the answers', async () => {
    expect(await ask(sources(30), 'self-reported')).toBe(
      'the contract says source self-reported; the groups hold 30 members whose answer is indirect',
    );
    expect(await ask(sources(30), 'indirect')).toBe(
      'the contract says source indirect; the groups hold 170 members whose answer is self-reported',
    );
    expect(await ask(sources(30), 'mixed')).toBeNull();
    expect(await ask(sources(0).slice(0, 1), 'self-reported')).toBeNull();
    expect(await ask([], 'self-reported')).toBeNull();
  });

  test('a hidden count is not told', async () => {
    expect(await ask(sources(8), 'self-reported', 'cms')).toBeNull();
  });
});
