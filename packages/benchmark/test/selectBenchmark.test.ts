import { type Benchmark, benchmarkSets, readBenchmarkTable, selectBenchmark } from '@equipoise/benchmark';
import { describe, expect, test } from 'vitest';
import { csv, points } from './benchmarkCsv.ts';

const figures = { 25: '50.1', 50: '58.6', 75: '64.2' };
const own = (rest: Parameters<typeof points>[1]) => readBenchmarkTable(csv(points(figures, rest)), { name: 'own.csv' }).tables;
const compass = [
  ...own({ benchmark_set: 'quality-compass-2024' }),
  ...own({ benchmark_set: 'quality-compass-2023', measurement_year: '2022' }),
];
const tables: readonly Benchmark[] = [...benchmarkSets(), ...compass];
const plans = { measure: 'CBP', population: 'national-medicaid-plans' };

test.for([
  ['by population and year', { ...plans, measurementYear: 2023 }, 'quality-compass-2024'],
  ['by its own product line', { ...plans, population: 'medicaid-hmo', measurementYear: 2022 }, 'quality-compass-2023'],
  ['by set', { measure: 'CBP', set: 'quality-compass-2023' }, 'quality-compass-2023'],
  ['by vintage', { ...plans, vintage: 'measured in 2022' }, 'quality-compass-2023'],
  ['the newest', { ...plans, measurementYear: 'newest' }, 'quality-compass-2024'],
  [
    'the newest of states',
    { measure: 'CBP', population: 'medicaid-chip-state', measurementYear: 'newest' },
    'cms-core-set-medicaid-2021',
  ],
  [
    'the later of two publications',
    { measure: 'CBP', population: 'mips-ehr', measurementYear: 'newest' },
    'cms-mips-ehr-2024-py2026',
  ],
  ['with its direction', { ...plans, measurementYear: 2023, direction: 'higher' }, 'quality-compass-2024'],
] as const)('found %s', ([, query, set]) => {
  const selection = selectBenchmark(tables, query);
  expect(selection).toMatchObject({ status: 'found', reason: null, benchmark: { set } });
  expect(selectBenchmark(tables.toReversed(), query)).toEqual(selection);
});

test('found with computed percentiles only for who asks', () => {
  const query = { measure: 'CBP', set: 'cms-core-set-medicaid-2021' };
  expect(selectBenchmark(tables, query).benchmark?.lines).toHaveLength(3);
  expect(selectBenchmark(tables, { ...query, includeDerived: true }).benchmark?.lines).toHaveLength(9);
});

describe('not found', () => {
  test('for want of a table: the answer says which to import, and what there is', () => {
    const { benchmark, candidates, reason, status } = selectBenchmark(benchmarkSets(), { ...plans, measurementYear: 2023 });
    expect({ benchmark, status }).toEqual({ benchmark: null, status: 'missing' });
    expect(reason).toContain(
      'no table has CBP of Medicaid health plans, national measured in 2023: import one (measure_id CBP, product_line medicaid-hmo, measurement_year 2023) from the template; of CBP there is medicaid-chip-state (higher is better) measured in 2015 to 2021, mips-claims (higher is better) measured in 2015 to 2024, mips-ehr',
    );
    expect(candidates.every(({ measure }) => measure === 'CBP')).toBe(true);
    expect(candidates[0]?.measurementYear).toBe(2024);
  });

  test.for([
    [
      { measure: 'XYZ', population: 'medicaid-hmo' },
      'no table has XYZ of Medicaid health plans, national: import one (measure_id XYZ, product_line medicaid-hmo, measurement_year as you judge by) from the template; no table has XYZ at all',
    ],
    [{ measure: 'XYZ', set: 'own' }, 'no table has XYZ in own: import one (measure_id XYZ, benchmark_set own'],
    [
      { ...plans, measurementYear: 2023, direction: 'lower' },
      'no table has CBP of Medicaid health plans, national measured in 2023, lower is better',
    ],
    [{ measure: 'cbp', population: 'medicaid-hmo' }, 'no table has cbp at all'],
  ] as const)('%o', ([query, message]) => {
    const { reason, status } = selectBenchmark(tables, query);
    expect(status).toBe('missing');
    expect(reason).toContain(message);
  });

  test('because several fit: all of them are named, none is chosen', () => {
    const { benchmark, candidates, reason, status } = selectBenchmark(tables, plans);
    expect({ benchmark, status }).toEqual({ benchmark: null, status: 'ambiguous' });
    expect(candidates.map(({ set }) => set)).toEqual(['quality-compass-2024', 'quality-compass-2023']);
    expect(reason).toBe(
      '2 tables have CBP of Medicaid health plans, national: name the set, the population or the measurement year; there are quality-compass-2024 (medicaid-hmo, measured in 2023); quality-compass-2023 (medicaid-hmo, measured in 2022)',
    );
  });

  test('because a table was imported twice', () => {
    const { candidates, reason } = selectBenchmark([...compass, ...compass], { ...plans, measurementYear: 2023 });
    expect(candidates).toHaveLength(2);
    expect(reason).toContain('one of them was imported twice, leave it out');
  });

  test('because its figures were set by policy', () => {
    expect(selectBenchmark(tables, { measure: 'CBP', set: 'cms-mips-ehr-2018-py2020' })).toMatchObject({
      status: 'without-lines',
      benchmark: null,
      candidates: [{ set: 'cms-mips-ehr-2018-py2020' }],
      reason: 'CBP has no lines to be placed on: the figures of cms-mips-ehr-2018-py2020 were set by policy',
    });
  });

  test('without a population or a set nothing is looked up', () => {
    expect(() => selectBenchmark(tables, { measure: 'CBP' })).toThrow(
      'a benchmark of CBP is looked up by population or set, got neither',
    );
  });
});
