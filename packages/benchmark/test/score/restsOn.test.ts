import {
  benchmarkSets,
  defineProgram,
  type GapChange,
  prepareProgram,
  type ProgramInput,
  programInForce,
  programResults,
  type ProgramScore,
  readBenchmarks,
  type ResultRow,
  scoreProgram,
  whatIf,
  withDerivedLines,
} from '@equipoise/benchmark';
import { describe, expect, test } from 'vitest';
import { required } from '../support.ts';

const head = {
  id: 'own',
  title: 'Our bonus',
  kind: 'bonus',
  status: 'example',
  payer: 'us',
  accountable: { level: 'practice', words: 'each practice' },
  verified: true,
  source: 'test',
  citations: { test: { title: 'Invented for a test' } },
  notKnown: [],
  lines: { half: { percent: '50' } },
  scales: { cliff: { scale: 'cliff', line: 'half' } },
  scale: 'cliff',
} satisfies Partial<ProgramInput>;
const one = (id: string, rest: object = {}): ProgramInput['measures'][number] => ({
  id,
  title: id,
  parts: [{ measure: id, direction: 'higher' }],
  ...rest,
});
const row = (measure: string, counts: readonly [number, number], rest: Partial<ResultRow> = {}): ResultRow => ({
  organization: 'a',
  measure,
  year: 2025,
  by: 'total',
  stratum: 'all',
  numerator: counts[0],
  denominator: counts[1],
  ...rest,
});
const money = { base: 'pot', inputs: { pot: 'Dollars' }, share: 1 };

async function scoreOf(
  input: Partial<ProgramInput>,
  rows: readonly ResultRow[],
  tables = benchmarkSets(),
  inputs: Readonly<Record<string, Readonly<Record<string, number>>>> = { a: { pot: 100 } },
): Promise<ProgramScore> {
  const prepared = await prepareProgram(
    programInForce(defineProgram({ ...head, measures: [], ...input } as ProgramInput), { year: 2025 }),
    tables,
  );
  const [organization] = rows.map((result) => result.organization);
  return required(scoreProgram(prepared, { results: programResults(rows), organizations: [required(organization)], inputs })[0]);
}

describe('the table that a program means', () => {
  const tables = readBenchmarks(
    ['2022', '2024'].map((measurement_year) => ({
      benchmark_set: 'qc',
      measure_id: 'CBP',
      measurement_year,
      product_line: 'medicaid-hmo',
      percentile: '50',
      value: measurement_year === '2022' ? '50' : '70',
      source: 'test',
      verified: 'true',
      direction: 'higher',
      unit: 'percent',
      orientation: 'performance',
      licence_note: '',
    })),
  );
  const program = (vintage?: 'newest' | 'year-before' | number) => ({
    benchmark: { set: 'qc', ...(vintage === undefined ? {} : { vintage }) },
    scales: { cliff: { scale: 'cliff', line: 50 } } as const,
    measures: [one('CBP')],
  });
  const rows = [row('CBP', [60, 100])];

  test('of a set is that of the year it names', async () => {
    expect((await scoreOf(program(2022), rows, tables)).score).toBe(1);
    expect((await scoreOf(program('year-before'), rows, tables)).score).toBe(0);
    expect((await scoreOf(program('newest'), rows, tables)).score).toBe(0);
  });

  test('is never that of another year', async () => {
    const [part] = required((await scoreOf(program(2023), rows, tables)).measures[0]).parts;
    expect(part).toMatchObject({
      benchmark: null,
      benchmarkReason:
        'no percentiles of qc measured in 2023 for CBP are at hand: import a table, or assume benchmark=medicaid-hmo',
    });
    expect((await scoreOf(program(), rows, tables)).measures[0]!.parts[0]!.benchmarkReason).toContain('2 tables have CBP in qc');
  });
});

test('percentiles that nobody published are an assumption, and stand beside the dollars', async () => {
  const input: Partial<ProgramInput> = {
    benchmark: { population: 'medicaid-chip-state' },
    scales: { cliff: { scale: 'cliff', line: 66.67 } },
    measures: [one('CBP', { weight: 1 })],
    money,
  };
  const rows = [row('CBP', [62, 100])];
  const published = await scoreOf(input, rows);
  expect(published.dollars).toMatchObject({ total: { cents: null }, assumptions: [] });
  const computed = await scoreOf(input, rows, benchmarkSets().map(withDerivedLines));
  expect(computed.dollars).toMatchObject({
    total: { cents: 10_000 },
    assumptions: [
      'cms-core-set-medicaid-2021 = published percentiles and those computed from the rates of those ranked: 5, 10, 33.33, 66.67, 90, 95 (assumed)',
    ],
  });
});

describe('a gap closure', () => {
  const component = {
    kind: 'gap-closure',
    id: 'gap',
    title: 'Gap',
    weight: 1,
    measure: 'CBP',
    direction: 'higher',
    by: 'race',
    group: 'B',
    reference: 'W',
    closed: 0.5,
  } as const;
  const arms = (size: number) =>
    [2024, 2025].flatMap((year) => [
      row('CBP', [50, 100], { year, by: 'race', stratum: 'W' }),
      row('CBP', [year === 2024 ? 0 : Math.floor(size / 2), size], { year, by: 'race', stratum: 'B' }),
    ]);

  test('counts nobody under the smallest denominator of the program, though no measure of it has the data', async () => {
    const program = { minimumDenominator: 30, components: [component] };
    expect(await scoreOf(program, arms(4))).toMatchObject({
      score: null,
      components: [{ status: 'BELOW_MINIMUM', reason: 'at baseline: B: not payable: 4 of 30' }],
    });
    expect((await scoreOf(program, arms(40))).score).toBe(1);
  });

  test('pays nothing by a smallest denominator that nobody verified, though its measure is only reported', async () => {
    const recalled = { value: 30, verified: false };
    const program = {
      measures: [one('CBP', { use: 'reporting', minimumDenominator: recalled })],
      components: [component],
      money,
    };
    const { dollars, unsettled } = await scoreOf(program, arms(40));
    expect(unsettled).toEqual(['measures.CBP.minimumDenominator = 30 (recalled, seen in no source)']);
    expect(dollars!.total.cents).toBeNull();
  });
});

test('a share of the measures is a share in decimals: 7 of 25 are 28 %', async () => {
  expect(0.28 * 25).toBeGreaterThan(7);
  const ids = Array.from({ length: 25 }, (_, index) => `M${index}`);
  const program: Partial<ProgramInput> = {
    measures: ids.map((id) => one(id)),
    components: [{ kind: 'composite', id: 'whole', title: 'Whole', line: 'half', reportable: 0.28, consequence: 'It falls.' }],
  };
  const { components } = await scoreOf(
    program,
    ids.slice(0, 7).map((id) => row(id, [60, 100])),
  );
  expect(components[0]).toMatchObject({ status: 'REPORTED', achieved: 1 });
});

test('a mean of equal shares is that share: what is open beside it may be decided by it', async () => {
  expect((0.09 + 0.09 + 0.09) / 3).toBeGreaterThan(0.09);
  const strata = ['A', 'B', 'C'].map((stratum) => row('CBP', [60, 100], { by: 'race', stratum }));
  const parts = ['CBP', 'COL'].map((measure) => ({ measure, direction: 'higher' as const }));
  const program: Partial<ProgramInput> = {
    scales: {
      cliff: {
        scale: 'steps',
        otherwise: 0.09,
        steps: [
          { line: 'half', achieved: 0.09 },
          { line: 66, achieved: 0.5 },
        ],
      },
    },
    benchmark: { population: 'medicaid-chip-state' },
    strata: { by: ['race'], rule: 'mean-of-strata' },
    measures: [{ id: 'both', title: 'Both', parts, combine: 'lowest-share' }],
  };
  const rows = [row('CBP', [60, 100]), ...strata.map((one) => ({ ...one, numerator: 30 })), row('COL', [60, 100])];
  const { measures, score } = await scoreOf(program, rows);
  expect(measures[0]!.parts.map(({ lower, upper }) => [lower, upper])).toEqual([
    [0.09, 0.09],
    [0.09, 0.5],
  ]);
  expect(score).toBe(0.09);
});

test('what is called as every object’s own members are is not stated by that', async () => {
  const program = {
    measures: [one('CBP', { weight: 1 })],
    money: { base: 'constructor', inputs: { constructor: 'Dollars' }, share: 1 },
  };
  const rows = [row('CBP', [60, 100], { organization: 'constructor' })];
  expect((await scoreOf(program, rows, [], {})).dollars!.total).toMatchObject({
    cents: null,
    reason: 'constructor (Dollars) is not stated',
  });
});

test('many changes are one pass: fifty thousand gaps, a patient each', async () => {
  const gaps = Array.from({ length: 50_000 }, (): GapChange => ({ organization: 'a', measure: 'CBP', patients: 1 }));
  const definition = defineProgram({ ...head, measures: [one('CBP')] } as ProgramInput);
  const results = programResults([row('CBP', [0, 100_000])]);
  const { after, closed } = await whatIf({ definition, tables: [], year: 2025 }, { results, change: { gaps } });
  expect(closed.length).toBe(50_000);
  expect(after[0]!.score).toBe(1);
});
