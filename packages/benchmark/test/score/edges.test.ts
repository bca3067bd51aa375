import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import {
  type Benchmark,
  defineProgram,
  findProgram,
  FormulaError,
  prepareProgram,
  type ProgramInput,
  programInForce,
  programResults,
  type ProgramScore,
  type ResultRow,
  scoreProgram,
  shippedPrograms,
} from '@equipoise/benchmark';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { head, money, type Part, table, year } from './worlds.ts';

const tenths = [100, 250, 500, 660, 750, 900];
const part = (measure: string, direction: Part['direction'] = 'higher'): Part => ({
  measure,
  direction,
  tenths: direction === 'higher' ? tenths : tenths.map((one) => 1000 - one),
});

const total = (measure: string, counts: readonly [number, number], when = year): ResultRow => ({
  organization: 'practice',
  measure,
  year: when,
  by: 'total',
  stratum: 'all',
  numerator: counts[0],
  denominator: counts[1],
});

const one = (id: string, direction: Part['direction'] = 'higher'): ProgramInput['measures'][number] => ({
  id,
  title: id,
  parts: [{ measure: id, direction }],
});

const program = (change: Partial<ProgramInput>): ProgramInput => ({
  ...head,
  kind: 'bonus',
  scales: { ramp: { scale: 'linear-percentile', from: 25, to: 75 } },
  scale: 'ramp',
  measures: [{ ...one('CBP'), weight: 1 }],
  money,
  ...change,
});

interface Asked {
  readonly tables?: readonly Benchmark[];
  readonly assume?: Readonly<Record<string, string | null>>;
  readonly when?: number;
  readonly inputs?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

async function score(
  input: ProgramInput,
  rows: readonly ResultRow[],
  { tables = [table(part('CBP'))], assume = {}, when = year, inputs = { practice: { premium: 1_000_000 } } }: Asked = {},
): Promise<ProgramScore> {
  const prepared = await prepareProgram(programInForce(defineProgram(input), { year: when, assume }), tables);
  return scoreProgram(prepared, { results: programResults(rows), organizations: ['practice'], inputs })[0]!;
}

describe('nothing to score', () => {
  test('a program without measures weighs nothing', async () => {
    const scored = await score(program({ measures: [] }), []);
    expect(scored).toMatchObject({ score: null, reason: 'the program weighs nothing', measures: [], components: [] });
    expect(scored.dollars!.total).toMatchObject({ cents: null, reason: 'nothing is payable' });
  });

  test('no results, a denominator of 0, all under the minimum: null with the reason, never 0', async () => {
    const input = program({ minimumDenominator: 30 });
    for (const [rows, status, reason] of [
      [[], 'NO_DATA', 'no data'],
      [[total('CBP', [0, 0])], 'EMPTY', 'the denominator is 0'],
      [[total('CBP', [24, 24])], 'BELOW_MINIMUM', 'not payable: 24 of 30'],
    ] as const) {
      const { dollars, measures, score: whole, weightScored } = await score(input, rows);
      expect(measures[0]).toMatchObject({ achieved: null, status, reason });
      expect([whole, weightScored, dollars!.total.cents]).toEqual([null, 0, null]);
      expect(dollars!.atRisk.cents).toBe(5_000_000);
    }
  });

  test('or all of it counts as nothing, where the program says so', async () => {
    const input = program({ minimumDenominator: 30, missing: 'zero' });
    const { dollars, measures, score: whole } = await score(input, [total('CBP', [24, 24])]);
    expect(whole).toBe(0);
    expect(dollars!.total.cents).toBe(0);
    expect(measures[0]).toMatchObject({ achieved: null, countedAsNothing: true, reason: 'not payable: 24 of 30' });
    const penalty = await score({ ...input, kind: 'penalty' }, [total('CBP', [24, 24])]);
    expect(penalty.dollars!.total.cents).toBe(5_000_000);
  });

  test('an organization that nobody reported on is scored beside the others, by every kind of component', async () => {
    for (const definition of shippedPrograms()) {
      const prepared = await prepareProgram(programInForce(definition, { year, assume: { all: null } }), []);
      const [scored] = scoreProgram(prepared, { results: programResults([]), organizations: ['nobody'] });
      expect(scored!.score).toBeNull();
      expect(scored!.dollars?.total.cents ?? null).toBeNull();
    }
  });
});

describe('counts', () => {
  test('a full numerator is at the top, an empty one at the bottom, whichever way is good', async () => {
    for (const direction of ['higher', 'lower'] as const) {
      const input = program({ measures: [{ ...one('CBP', direction), weight: 1 }] });
      const tables = [table(part('CBP', direction))];
      const full = await score(input, [total('CBP', [50, 50])], { tables });
      const none = await score(input, [total('CBP', [0, 50])], { tables });
      const [best, worst] = direction === 'higher' ? [full, none] : [none, full];
      expect([best.score, worst.score]).toEqual([1, 0]);
      expect([best.dollars!.total.cents, worst.dollars!.total.cents]).toEqual([5_000_000, 0]);
    }
  });

  test('a thousand million patients are counted one by one', async () => {
    const input = program({ scales: { cliff: { scale: 'cliff', line: 66 } }, scale: 'cliff' });
    const at = async (numerator: number) => (await score(input, [total('CBP', [numerator, 1_000_000_000])])).score;
    expect([await at(660_000_000), await at(659_999_999)]).toEqual([1, 0]);
    const huge = await score(program({}), [total('CBP', [400_000_000, 1_000_000_000])], {
      inputs: { practice: { premium: 900_000_000_000 } },
    });
    expect(huge.score).toBeCloseTo(0.3, 12); // the 40th percentile on this table
    expect(huge.dollars!.total.cents).toBe(1_350_000_000_000);
  });

  test.for([
    [{ numerator: 3, denominator: 2 }, 'got 3 of 2'],
    [{ numerator: -1, denominator: 2 }, 'got -1 of 2'],
    [{ numerator: 1.5, denominator: 2 }, 'got 1.5 of 2'],
    [{ numerator: Number.NaN, denominator: 2 }, 'got NaN of 2'],
  ] as const)('impossible ones are refused with their place: %o', ([counts, got]) => {
    expect(() => programResults([{ ...total('CBP', [0, 0]), ...counts }])).toThrow(
      `results of practice CBP 2025 total all must be whole counts with a numerator of at most the denominator, ${got}`,
    );
  });

  test('and so is a cell that is there twice', () => {
    expect(() => programResults([total('CBP', [1, 2]), total('CBP', [1, 3])])).toThrow(
      'results of practice CBP 2025 total all are there twice',
    );
  });

  test('a denominator that is shown decides, though its numerator is hidden', async () => {
    const input = program({ minimumDenominator: 30 });
    const small = await score(input, [{ ...total('CBP', [0, 24]), numerator: null }]);
    expect(small.measures[0]).toMatchObject({ status: 'BELOW_MINIMUM', reason: 'not payable: 24 of 30' });
    const large = await score(input, [{ ...total('CBP', [0, 240]), numerator: null }]);
    expect(large.measures[0]).toMatchObject({ status: 'SUPPRESSED', lower: 0, upper: 1 });
  });
});

describe('what the program leaves open', () => {
  const rows = [total('CBP', [600, 1000]), total('COL', [600, 1000])];
  const tables = [table(part('CBP')), table(part('COL'))];
  const unseen = { value: null, verified: false } as const;

  test('a weight that nobody knows leaves no score; one that is nowhere stated makes measures alike, and no dollars', async () => {
    const two = (weight?: NonNullable<ProgramInput['measures']>[number]['weight']) =>
      program({ measures: [one('CBP'), one('COL')].map((measure) => (weight === undefined ? measure : { ...measure, weight })) });
    const unknown = await score(two(unseen), rows, { tables });
    expect(unknown).toMatchObject({ score: null, reason: 'measures.CBP.weight, measures.COL.weight are not known' });
    expect(unknown.dollars!.total.reason).toContain('measures.CBP.weight, measures.COL.weight');

    const alike = await score(two(), rows, { tables });
    expect(alike.measures.map(({ share }) => share)).toEqual([0.5, 0.5]);
    expect(alike.score).toBeCloseTo(alike.measures[0]!.achieved!, 12);
    expect(alike.dollars!.total.reason).toBe(
      'CBP: its measures.CBP.weight is not stated; COL: its measures.COL.weight is not stated',
    );
  });

  test('a scale, a rule for strata, a way to combine that nobody knows leave the share open', async () => {
    const pair = {
      ...one('CBP'),
      parts: [
        { measure: 'CBP', direction: 'higher' },
        { measure: 'COL', direction: 'higher' },
      ],
      weight: 1,
    };
    for (const [change, reason] of [
      [{ scale: unseen }, 'its scale is not known: assume one of ramp'],
      [{ strata: unseen }, 'strata is not known: assume a value'],
      [{ measures: [{ ...pair, combine: unseen }] }, 'measures.CBP.combine is not known: assume a value'],
    ] as const) {
      const scored = await score(program(change as Partial<ProgramInput>), rows, { tables });
      expect(scored.measures[0]).toMatchObject({ achieved: null, lower: 0, upper: 1, status: 'UNDETERMINED', reason });
      expect(scored.score).toBeNull();
      expect(scored.unsettled).toHaveLength(1);
    }
  });

  test('what becomes of what is missing matters only where something is', async () => {
    const input = program({
      missing: unseen,
      measures: [
        { ...one('CBP'), weight: 0.5 },
        { ...one('COL'), weight: 0.5 },
      ],
    });
    expect((await score(input, rows, { tables })).score).not.toBeNull();
    expect(await score(input, [rows[0]!], { tables })).toMatchObject({
      score: null,
      reason: 'something is not payable, and missing is not known',
    });
  });

  test('a year that the file does not state', async () => {
    const scored = await score(program({ money: { ...money, share: { byYear: { 2024: 0.02 } } } }), [total('CBP', [600, 1000])]);
    expect(scored.score).not.toBeNull();
    expect(scored.dollars).toMatchObject({ atRisk: { cents: null }, total: { cents: null } });
    expect(scored.unsettled).toEqual(['money.share is not known (stated for 2024, not for 2025)']);
  });

  test('a base that nobody stated, and one that is no amount', async () => {
    const unstated = await score(program({}), [total('CBP', [600, 1000])], { inputs: {} });
    expect(unstated.dollars!.total).toMatchObject({ cents: null, reason: 'premium (Premium in dollars) is not stated' });
    for (const premium of [-1, Number.NaN, Infinity])
      await expect(score(program({}), [total('CBP', [600, 1000])], { inputs: { practice: { premium } } })).rejects.toThrow(
        `premium of practice must be a number of at least 0, got ${premium}`,
      );
  });
});

describe('percentiles', () => {
  test('none at hand, of another direction, or of nobody known', async () => {
    const at = async (change: Partial<ProgramInput>, tables: readonly Benchmark[]) => {
      const { measures } = await score(program(change), [total('CBP', [600, 1000])], { tables });
      expect(measures[0]).toMatchObject({ achieved: null, status: 'UNDETERMINED', lower: 0, upper: 1 });
      return measures[0]!.reason;
    };
    expect(await at({}, [])).toBe('no percentiles of test-plans for CBP are at hand: import a table');
    expect(await at({}, [table(part('CBP', 'lower'))])).toBe('test has CBP with lower better, the program with higher');
    expect(await at({ benchmark: { value: null, verified: false } }, [table(part('CBP'))])).toBe(
      'its benchmark is not known: assume a population, such as benchmark=medicaid-chip-state',
    );
  });

  test('a scale that needs none does without, and says what it lacks itself', async () => {
    const input = program({ scales: { tenth: { scale: 'failure-rate-reduction' } }, scale: 'tenth' });
    const now = total('CBP', [550, 1000]);
    expect((await score(input, [now, total('CBP', [500, 1000], year - 1)], { tables: [] })).score).toBe(1);
    expect((await score(input, [now], { tables: [] })).measures[0]!.reason).toBe('there is no baseline');
  });

  test('a baseline that is hidden is not one that is missing', async () => {
    const scale = { scale: 'attainment-improvement', threshold: 50, benchmark: 90 } as const;
    const input = program({ scales: { ten: scale }, scale: 'ten' });
    const now = total('CBP', [600, 1000]);
    const before = total('CBP', [300, 1000], year - 1);
    const [alone, both, hidden] = [
      await score(input, [now]),
      await score(input, [now, before]),
      await score(input, [now, { ...before, denominator: null, numerator: null }]),
    ];
    expect(both.score!).toBeGreaterThan(alone.score!);
    expect(hidden.measures[0]).toMatchObject({
      achieved: null,
      lower: alone.score,
      upper: 1,
      status: 'SUPPRESSED',
      reason: 'the baseline is hidden by the release',
    });
  });
});

describe('means of rates', () => {
  const pair = (change: object = {}): Partial<ProgramInput> => ({
    measures: [
      {
        id: 'both',
        title: 'Both',
        parts: [
          { measure: 'CBP', direction: 'higher' },
          { measure: 'COL', direction: 'higher' },
        ],
        combine: 'mean-of-rates',
        weight: 1,
      },
    ],
    ...change,
  });
  const cells = fc
    .integer({ min: 1, max: 5000 })
    .chain((denominator) => fc.tuple(fc.integer({ min: 0, max: denominator }), fc.constant(denominator)));

  test('meet the mean of the lines exactly, as whole numbers say', async () => {
    const lines = { CBP: [101, 253, 500, 661, 750, 900], COL: [100, 250, 501, 660, 752, 903] };
    const tables = Object.entries(lines).map(([measure, rates]) => table({ measure, direction: 'higher', tenths: rates }));
    const input = program(pair({ scales: { cliff: { scale: 'cliff', line: 66 } }, scale: 'cliff' }));
    const prepared = await prepareProgram(programInForce(defineProgram(input), { year }), tables);
    let met = 0;
    fc.assert(
      fc.property(cells, cells, ([x, n], [y, m]) => {
        const results = programResults([total('CBP', [x, n]), total('COL', [y, m])]);
        const { measures } = scoreProgram(prepared, { results })[0]!;
        // x/n + y/m ≥ 661/1000 + 660/1000
        const reaches = 1000n * (BigInt(x) * BigInt(m) + BigInt(y) * BigInt(n)) >= 1321n * BigInt(n) * BigInt(m);
        met += Number(reaches);
        expect(measures[0]!.achieved).toBe(Number(reaches));
        expect(measures[0]!.composite!.rate).toBeCloseTo((x / n + y / m) / 2, 14);
      }),
      { seed: 1, numRuns: 300 },
    );
    expect(met).toBeGreaterThan(30);
    // Just on the line: 66.05 % is the mean of 66.1 % and 66 %.
    const on = scoreProgram(prepared, { results: programResults([total('CBP', [642, 1000]), total('COL', [679, 1000])]) })[0]!;
    expect(on.measures[0]!.achieved).toBe(1);
  });

  test('are rounded where rates are', async () => {
    const tables = [table(part('CBP')), table(part('COL'))];
    const rows = [total('CBP', [65_995, 100_000]), total('COL', [65_995, 100_000])]; // 65.995 %, reported as 66 %
    const cliff = { scales: { cliff: { scale: 'cliff', line: 66 } as const }, scale: 'cliff' };
    const at = async (comparison: 'exact' | 'rounded-2-decimals') =>
      (await score(program(pair({ ...cliff, comparison })), rows, { tables })).score;
    expect([await at('exact'), await at('rounded-2-decimals')]).toEqual([0, 1]);
  });

  test('are judged by their strata too, where the program asks it', async () => {
    const tables = [table(part('CBP')), table(part('COL'))];
    const stratum = (measure: string, name: string, counts: readonly [number, number]): ResultRow => ({
      ...total(measure, counts),
      by: 'group',
      stratum: name,
    });
    const rows = [
      total('CBP', [500, 1000]),
      total('COL', [500, 1000]),
      stratum('CBP', 'A', [30, 100]),
      stratum('COL', 'A', [50, 100]), // A: a mean of 40 %
      stratum('CBP', 'B', [470, 900]),
      stratum('COL', 'C', [450, 900]), // B and C: one part each, so there is no mean
    ];
    const at = async (rule: 'every-stratum' | 'mean-of-strata' | 'report') =>
      (await score(program(pair({ strata: { by: ['group'], rule } })), rows, { tables })).score;
    expect(await at('report')).toBeCloseTo(0.5, 12);
    expect(await at('every-stratum')).toBeCloseTo(0.3, 12);
    expect(await at('mean-of-strata')).toBeCloseTo(0.3, 12);
  });

  test('need parts with one direction, and all of them', async () => {
    const measures: ProgramInput['measures'] = [
      {
        ...pair().measures![0]!,
        parts: [
          { measure: 'CBP', direction: 'higher' },
          { measure: 'GSD9', direction: 'lower' },
        ],
      },
    ];
    const tables = [table(part('CBP')), table(part('GSD9', 'lower')), table(part('COL'))];
    const rows = [total('CBP', [500, 1000]), total('GSD9', [500, 1000])];
    expect((await score(program({ measures }), rows, { tables })).measures[0]!.reason).toBe(
      'a mean of rates needs parts with one direction',
    );
    expect((await score(program(pair()), rows, { tables })).measures[0]).toMatchObject({
      status: 'NO_DATA',
      reason: 'COL: no data',
    });
  });
});

describe('caps, pools and formulas', () => {
  test('a cap cuts the total, not what the measures would have earned', async () => {
    const { dollars, measures } = await score(program({ money: { ...money, cap: 0.02 } }), [total('CBP', [900, 1000])]);
    expect(measures[0]!.dollars!.cents).toBe(5_000_000);
    expect(dollars).toMatchObject({ capped: true, cap: { cents: 2_000_000 }, total: { cents: 2_000_000 } });
  });

  test('a cap that binds at both ends decides what a hidden result leaves open', async () => {
    const input = program({
      money: { ...money, cap: 0.02 },
      measures: [
        { ...one('CBP'), weight: 0.5 },
        { ...one('COL'), weight: 0.5 },
      ],
    });
    const hidden = { ...total('COL', [0, 0]), denominator: null, numerator: null };
    const { dollars, score: whole } = await score(input, [total('CBP', [900, 1000]), hidden]);
    expect(whole).toBeNull();
    expect(dollars!.total).toEqual({ cents: 2_000_000, lower: 2_000_000, upper: 2_000_000, reason: null });
  });

  test('a pool waits for whom it does not know, and does without who has nothing payable', async () => {
    const input = program({
      kind: 'withhold',
      minimumDenominator: 30,
      money: { ...money, inputs: { ...money.inputs, members: 'Members' }, pool: { by: 'score-times-input', input: 'members' } },
    });
    const prepared = await prepareProgram(programInForce(defineProgram(input), { year }), [table(part('CBP'))]);
    const of = (organization: string, counts: readonly [number | null, number | null]): ResultRow => {
      return { ...total('CBP', [0, 0]), organization, numerator: counts[0], denominator: counts[1] };
    };
    const inputs = Object.fromEntries(
      ['a', 'b', 'c', 'd'].map((id, index) => [id, { premium: 100_000, members: 1000 * (index + 1) }]),
    );
    const pools = (rows: readonly ResultRow[]) =>
      scoreProgram(prepared, { results: programResults(rows), inputs }).map(({ dollars }) => dollars!.pool!);
    const known = [of('a', [500, 1000]), of('b', [600, 1000]), of('c', [10, 20])];
    const [a, b, c] = pools(known);
    // a earns half of 5,000, b at the 60th percentile 70 %: 2,500 + 1,500 left, claimed 0.5 × 1000 to 0.7 × 2000
    expect([a!.cents, b!.cents]).toEqual([105_263, 294_737]);
    expect(c).toMatchObject({ cents: null, reason: 'nothing is payable: it takes no part' });
    expect(pools([...known, of('d', [null, null])])[0]).toMatchObject({
      cents: null,
      reason: 'the pool waits for d, whose award is not determined',
    });
  });

  test('a pool of a penalty is what was lost', async () => {
    const input = program({ kind: 'penalty', money: { ...money, pool: { by: 'score' } } });
    const { dollars } = await score(input, [total('CBP', [600, 1000])]);
    expect([dollars!.total.cents, dollars!.pool!.cents]).toEqual([1_500_000, 1_500_000]);
  });

  test('a formula has the counts, the terms and the inputs of each measure', async () => {
    const formula = 'members * 0.5 * weight * achieved + denominator - numerator + base * share * 0 + rate';
    const input = program({ money: { ...money, inputs: { ...money.inputs, members: 'Members' }, formula } });
    const { dollars } = await score(input, [total('CBP', [600, 1000])], { inputs: { practice: { premium: 1, members: 1000 } } });
    expect(dollars!.total.cents).toBe(100 * (1000 * 0.5 * 0.7 + 400) + 60);
    expect(dollars!.formula!.inputs).toEqual([
      'achieved',
      'base',
      'denominator',
      'members',
      'numerator',
      'rate',
      'share',
      'weight',
    ]);
  });

  test('a formula that divides by 0 names the measure and the organization; one that is none, where it stands', async () => {
    const input = program({ money: { ...money, formula: 'base / (rate - 0.6)' } });
    const scored = score(input, [total('CBP', [600, 1000])]);
    await expect(scored).rejects.toThrow(FormulaError);
    await expect(scored).rejects.toThrow('formula, column 1: CBP of practice: "base / (rate - 0.6)" divides by 0');
    await expect(score(program({ money: { ...money, formula: 'premum * achieved' } }), [])).rejects.toThrow(
      'formula, column 1: money.formula of test: "premum" is not an input; did you mean premium?',
    );
  });

  test('a formula over what is hidden or undetermined has no dollars and no bounds; over what is known it has', async () => {
    const hidden = { ...total('CBP', [0, 0]), denominator: null, numerator: null };
    const at = async (formula: string, change: Partial<ProgramInput> = {}, rows: readonly ResultRow[] = [hidden]) =>
      (await score(program({ money: { ...money, formula }, ...change }), rows)).dollars!.total;
    const nothing = { cents: null, lower: null, upper: null, reason: 'CBP: hidden by the release' };
    expect(await at('base * share * rate')).toEqual(nothing);
    expect(await at('base * share * achieved')).toEqual(nothing);
    const open = { scales: { to99: { scale: 'linear-percentile', from: 25, to: 99 } as const }, scale: 'to99' };
    const top = [total('CBP', [950, 1000])]; // above the 90th, and the ramp ends at the 99th
    expect((await at('base * share * achieved', open, top)).cents).toBeNull();
    expect((await at('base * share * rate', open, top)).cents).toBe(4_750_000);
    expect((await at('base * share * rate', { missing: 'zero' }, [])).reason).toBe('CBP: no data');
  });

  test('a formula that uses no weight needs none', async () => {
    const rows = [total('CBP', [600, 1000]), total('COL', [500, 1000])];
    const tables = [table(part('CBP')), table(part('COL'))];
    const at = async (formula: string) =>
      (await score(program({ measures: [one('CBP'), one('COL')], money: { ...money, formula } }), rows, { tables })).dollars!
        .total;
    expect((await at('100 * achieved')).cents).toBe(7000 + 5000);
    expect((await at('100 * weight')).reason).toBe(
      'CBP: its measures.CBP.weight is not stated; COL: its measures.COL.weight is not stated',
    );
  });

  test('what weighs nothing leaves nothing open', async () => {
    const input = program({
      measures: [
        { ...one('CBP'), weight: 1 },
        { ...one('COL'), weight: 0 },
      ],
    });
    const hidden = { ...total('COL', [0, 0]), denominator: null, numerator: null };
    const { dollars, score: whole } = await score(input, [total('CBP', [600, 1000]), hidden], {
      tables: [table(part('CBP')), table(part('COL'))],
    });
    expect(whole).toBeCloseTo(0.7, 12);
    expect(dollars!.total).toMatchObject({ cents: 3_500_000, reason: null });
  });

  test('a formula over the counts of several parts has none', async () => {
    const measures: ProgramInput['measures'] = [
      {
        ...one('CBP'),
        parts: [
          { measure: 'CBP', direction: 'higher' },
          { measure: 'COL', direction: 'higher' },
        ],
        weight: 1,
      },
    ];
    const rows = [total('CBP', [600, 1000]), total('COL', [600, 1000])];
    const tables = [table(part('CBP')), table(part('COL'))];
    const { dollars } = await score(program({ measures, money: { ...money, formula: 'numerator' } }), rows, { tables });
    expect(dollars!.total.reason).toBe('CBP: the formula uses counts, and there are 2 parts');
  });
});

describe('components', () => {
  const group = (name: string, counts: readonly [number | null, number | null], when = year): ResultRow => ({
    ...total('CBP', [0, 0], when),
    by: 'group',
    stratum: name,
    numerator: counts[0],
    denominator: counts[1],
  });
  const gap = (change: object = {}): Partial<ProgramInput> => ({
    measures: [{ ...one('CBP'), weight: 0.5 }],
    components: [
      {
        kind: 'gap-closure',
        id: 'gap',
        title: 'Gap',
        weight: 0.5,
        measure: 'CBP',
        direction: 'higher',
        by: 'group',
        group: 'A',
        reference: 'rest',
        closed: 0.5,
      },
    ],
    ...change,
  });
  const whole = total('CBP', [100, 200]);

  test.for([
    [
      'no gap at baseline',
      [group('A', [30, 50], 2024), group('B', [25, 50], 2024), group('A', [30, 50]), group('B', [25, 50])],
      'NOT_APPLICABLE',
      'the group was not worse off at baseline: there was no gap to close',
    ],
    [
      'a group too small now',
      [group('A', [20, 50], 2024), group('B', [25, 50], 2024), group('A', [5, 20]), group('B', [25, 50])],
      'BELOW_MINIMUM',
      'A: not payable: 20 of 30',
    ],
    [
      'a rest too small at baseline',
      [group('A', [20, 50], 2024), group('B', [9, 10], 2024), group('A', [20, 50]), group('B', [25, 50])],
      'BELOW_MINIMUM',
      'at baseline: rest: not payable: 10 of 30',
    ],
    ['no baseline', [group('A', [20, 50]), group('B', [25, 50])], 'NO_DATA', 'at baseline: A: no data'],
    [
      'one of the rest hidden',
      [
        group('A', [20, 50], 2024),
        group('B', [25, 50], 2024),
        group('A', [20, 50]),
        group('B', [25, 50]),
        group('C', [null, null]),
      ],
      'SUPPRESSED',
      'rest: hidden by the release',
    ],
  ] as const)('a gap with %s', async ([, rows, status, reason]) => {
    for (const missing of ['leave-out', 'zero'] as const) {
      const scored = await score(program({ ...gap(), minimumDenominator: 30, missing }), [whole, ...rows]);
      expect(scored.components[0]).toMatchObject({ achieved: null, status, reason });
      const shown = status === 'SUPPRESSED' ? null : scored.measures[0]!.achieved;
      // A gap that was not there is not missing: its weight is left out either way.
      expect(scored.score).toBe(shown !== null && missing === 'zero' && status !== 'NOT_APPLICABLE' ? shown / 2 : shown);
    }
  });

  test('nobody in a counted stratum is nobody known, where the others were reported', async () => {
    const answers = (change: object = {}): Partial<ProgramInput> => ({
      measures: [one('CBP')],
      components: [
        {
          kind: 'completeness',
          id: 'answers',
          title: 'Answers',
          by: 'group',
          counted: ['self', 'card'],
          threshold: 0.5,
          ...change,
        },
      ],
    });
    const at = async (rows: readonly ResultRow[]) => (await score(program(answers()), [whole, ...rows])).components[0]!;
    expect(await at([group('guess', [100, 200])])).toMatchObject({ achieved: 0, status: 'REPORTED' });
    expect(await at([group('card', [60, 100])])).toMatchObject({ achieved: 1 });
    expect(await at([])).toMatchObject({ achieved: null, status: 'NO_DATA', reason: 'no data by group' });
    expect(await at([group('self', [null, null])])).toMatchObject({ achieved: null, status: 'SUPPRESSED' });
    expect(await at([group('self', [0, 201])])).toMatchObject({
      achieved: null,
      reason: '201 patients by group are more than the 200 there are',
    });
  });

  test('a composite waits for a rate that is hidden or has no line, and does without one too small to report', async () => {
    const input = program({
      minimumDenominator: 30,
      lines: { removal: { percentile: 25 } },
      measures: [
        { ...one('CBP'), weight: 0.5 },
        { ...one('COL'), weight: 0.5 },
      ],
      components: [
        { kind: 'composite', id: 'removal', title: 'Removal', line: 'removal', reportable: 0.5, consequence: 'It is removed.' },
      ],
    });
    const tables = [table(part('CBP')), table(part('COL'))];
    const at = async (rows: readonly ResultRow[], at25 = tables) => (await score(input, rows, { tables: at25 })).components[0]!;
    const low = total('CBP', [200, 1000]);
    expect(await at([low, total('COL', [290, 1000])])).toMatchObject({
      achieved: 0,
      sentence: 'The mean of 2 rates is 24.5 %, the mean of their lines (removal) 25 %: below it. It is removed.',
    });
    expect(await at([low, total('COL', [300, 1000])])).toMatchObject({ achieved: 1 }); // on the line
    expect(await at([low, total('COL', [20, 20])])).toMatchObject({ achieved: 0 });
    expect(await at([low, { ...total('COL', [0, 0]), denominator: null, numerator: null }])).toMatchObject({
      achieved: null,
      status: 'SUPPRESSED',
      reason: 'COL: hidden by the release',
    });
    expect(await at([low, total('COL', [300, 1000])], [tables[0]!])).toMatchObject({
      achieved: null,
      status: 'UNDETERMINED',
      reason: 'COL: no percentiles of test-plans for COL are at hand: import a table',
    });
    expect(await at([total('CBP', [2, 20])])).toMatchObject({
      achieved: null,
      status: 'BELOW_MINIMUM',
      reason: '0 of 2 measures are reportable, 50 % must be: CBP: not payable: 20 of 30; COL: no data',
    });
  });

  test('lines, first years and weights that stand deeper in the file hold dollars back as well', async () => {
    const recalled = <Value>(value: Value) => ({ value, verified: false });
    const steps: Partial<ProgramInput> = {
      lines: { first: recalled({ percent: '50' }) },
      scales: { table: { scale: 'steps', steps: [{ line: 'first', achieved: 1 }] } },
      scale: 'table',
    };
    const composite: Partial<ProgramInput> = {
      lines: { removal: recalled({ percentile: 25 }) },
      measures: [{ ...one('CBP'), weight: 0.5 }],
      components: [
        { kind: 'composite', id: 'c', title: 'C', weight: 0.5, line: 'removal', reportable: 0.5, consequence: 'Out.' },
      ],
    };
    const reporting: Partial<ProgramInput> = {
      measures: [{ ...one('CBP'), weight: 0.5 }],
      components: [
        {
          kind: 'stratified-reporting',
          id: 'r',
          title: 'R',
          weight: 0.5,
          by: ['group'],
          measures: [{ id: 'CBP', parts: ['CBP'], firstYear: recalled(2024) }],
        },
      ],
    };
    for (const [change, path] of [
      [steps, 'lines.first'],
      [composite, 'lines.removal'],
      [reporting, 'components.r.measures.CBP.firstYear'],
    ] as const) {
      const rows = [total('CBP', [600, 1000]), group('A', [60, 100])];
      expect((await score(program(change), rows)).dollars!.total).toMatchObject({
        cents: null,
        reason: expect.stringContaining(path),
      });
      expect((await score(program(change), rows, { assume: { [path]: null } })).dollars!.total.cents).not.toBeNull();
    }
  });

  test('strata that are hidden are there, and large enough or not is not said of them', async () => {
    const input = program({
      measures: [one('CBP')],
      components: [
        {
          kind: 'stratified-reporting',
          id: 'ready',
          title: 'Ready',
          by: ['group'],
          minimumDenominator: 30,
          measures: [
            { id: 'CBP', parts: ['CBP'], firstYear: 2024 },
            { id: 'COL', parts: ['COL'], firstYear: 2024 },
            { id: 'WCV', parts: ['WCV'], firstYear: 2026 },
          ],
        },
      ],
    });
    const hidden = { ...whole, denominator: null, numerator: null };
    const rows = [hidden, group('A', [60, 100]), group('B', [5, 10]), group('C', [null, null]), total('COL', [5, 10])];
    const [ready] = (await score(input, rows)).components;
    expect(ready).toMatchObject({ achieved: 0.5, sentence: '1 of the 2 measures to be stratified in 2025 have data by group.' });
    expect(ready!.facts.slice(2)).toEqual([
      { label: 'CBP by group', value: '1 of 3 strata of 30 or more, 1 hidden', unit: 'text' },
      { label: 'COL by group', value: 'no data', unit: 'text' },
    ]);
    expect((await score(input, [])).components[0]).toMatchObject({ achieved: null, status: 'NO_DATA' });
    expect((await score(input, rows, { when: 2023 })).components[0]).toMatchObject({
      achieved: null,
      status: 'NOT_APPLICABLE',
      reason: 'no measure is to be stratified in 2023',
    });
  });

  test('the index waits for weights that nobody knows, for the hidden, and for anybody with a social risk', async () => {
    const definition = findProgram('cms-health-equity-index')!;
    const rows = (hidden: boolean, risk: number): ResultRow[] =>
      ['a', 'b', 'c'].flatMap((organization, index) =>
        ['CBP', 'GSD9', 'COL'].flatMap((measure) => {
          const key = { organization, measure, year };
          const counts = { denominator: risk, numerator: Math.round((risk * (index + 1)) / 4) };
          return [
            { ...key, by: 'total', stratum: 'all', denominator: 1000, numerator: 500 },
            {
              ...key,
              by: 'social-risk',
              stratum: 'yes',
              ...(hidden && index === 0 ? { denominator: null, numerator: null } : counts),
            },
          ];
        }),
      );
    const assume = { all: null, 'components.index.contracts': '3', 'components.index.reliability': '0' };
    const weights = Object.fromEntries(['CBP', 'GSD9', 'COL'].map((id) => [`components.index.weights.${id}`, '1']));
    const at = async (given: Readonly<Record<string, string | null>>, hidden = false, risk = 400) => {
      const prepared = await prepareProgram(programInForce(definition, { year, assume: given }), []);
      return scoreProgram(prepared, { results: programResults(rows(hidden, risk)) }).map(({ components }) => components[0]!);
    };
    expect((await at(assume))[0]).toMatchObject({
      achieved: null,
      status: 'UNDETERMINED',
      reason: 'components.index.weights.CBP is not known: assume a value',
    });
    // Of three each is a third; GSD9 should be low, so it points the other way.
    expect((await at({ ...assume, ...weights })).map(({ achieved }) => (achieved! * 6).toFixed(9))).toEqual(
      ['2', '3', '4'].map((sixths) => `${sixths}.000000000`),
    );
    const veiled = await at({ ...assume, ...weights }, true);
    expect(veiled[0]).toMatchObject({ achieved: null, status: 'SUPPRESSED' });
    expect(veiled[1]!.cautions).toContain('CBP: 1 of 3 organizations are hidden and not ranked');
    expect((await at({ ...assume, ...weights }, false, 0))[0]).toMatchObject({ achieved: null });
  });
});

test('mathjs is loaded for a formula, and for nothing else', () => {
  const loaded = (formula: string) =>
    execFileSync(
      process.execPath,
      [
        '--conditions=@equipoise/source',
        '--input-type=module',
        '--eval',
        `import { registerHooks } from 'node:module';
        const seen = [];
        registerHooks({ resolve: (name, context, next) => { if (name.includes('mathjs')) seen.push(name); return next(name, context); } });
        const { benchmarkSets, defineProgram, findProgram, prepareProgram, programInForce, programResults, scoreProgram } = await import('@equipoise/benchmark');
        const { written } = findProgram('plan-to-provider-example');
        const definition = defineProgram({ ...written, money: { ...written.money, ...${formula} } });
        const prepared = await prepareProgram(programInForce(definition, { year: 2025 }), benchmarkSets());
        const results = programResults([{ organization: 'a', measure: 'CBP', year: 2025, by: 'total', stratum: 'all', denominator: 143, numerator: 83 }]);
        const [score] = scoreProgram(prepared, { results, inputs: { a: { capitation: 200_000 } } });
        console.log(JSON.stringify({ cents: score.dollars.total.cents, loaded: seen[0] ?? null }));`,
      ],
      { cwd: join(import.meta.dirname, '../..'), encoding: 'utf8' },
    );
  const plain = JSON.parse(loaded('{}')) as { cents: number; loaded: string | null };
  expect(plain.loaded).toBeNull();
  expect(plain.cents).toBeGreaterThan(0);
  expect(JSON.parse(loaded('{ formula: "base * share * weight * achieved" }'))).toEqual({ ...plain, loaded: 'mathjs/number' });
});
