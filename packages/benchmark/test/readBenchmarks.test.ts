import { type BenchmarkRow, defineBenchmark, findBenchmark, readBenchmarks } from '@equipoise/benchmark';
import { describe, expect, test } from 'vitest';
import { required } from './support.ts';

const row: BenchmarkRow = {
  benchmark_set: 'own-2023',
  direction: 'lower',
  licence_note: 'not redistributable',
  measure_id: 'GSD9',
  measurement_year: '2021',
  orientation: 'raw',
  percentile: '50',
  product_line: 'medicaid-hmo',
  source: 'CMS',
  unit: 'percent',
  value: '38.165',
  verified: 'true',
};

test('raw percentiles of a lower-is-better measure are turned into performance order', () => {
  // As CMS printed them for performance year 2023, and as they are shipped.
  const [own] = readBenchmarks([{ ...row, percentile: '10', value: '17.07' }, row, { ...row, percentile: '90', value: '93.33' }]);
  const shipped = required(findBenchmark({ set: 'cms-mips-ehr-2021-py2023', measure: 'GSD9' }));
  expect(required(own).lines).toEqual(shipped.lines.filter(({ percentile }) => [10, 50, 90].includes(percentile)));
});

test('raw percentiles of a higher-is-better measure are in performance order already', () => {
  const [own] = readBenchmarks([{ ...row, direction: 'higher', percentile: '33.33' }]);
  expect(own?.lines).toEqual([{ percentile: 33.33, rate: 0.38165, text: '38.165' }]);
});

test('rows without a value or a mark are counted, not used', () => {
  const [own] = readBenchmarks([row, { ...row, percentile: '90', value: '' }, { ...row, percentile: '10', verified: '' }]);
  expect(own?.lines).toHaveLength(1);
  expect(own?.caveats).toEqual([
    'These rank health plans, not practices.',
    'Licence: not redistributable.',
    '2 of 3 rows have no value or are not marked verified, and are no lines.',
  ]);
});

test('sets and measures are kept apart', () => {
  const read = readBenchmarks([row, { ...row, measure_id: 'CBP' }, { ...row, benchmark_set: 'own-2024' }]);
  expect(read.map(({ measure, set }) => `${set} ${measure}`)).toEqual(['own-2023 GSD9', 'own-2023 CBP', 'own-2024 GSD9']);
});

describe('refused', () => {
  test.for([
    {
      rows: [row, { ...row, percentile: '60', direction: 'higher' }],
      message: 'own-2023 GSD9: direction must be the same in every row, got lower, higher',
    },
    { rows: [{ ...row, unit: 'share' }], message: 'own-2023 GSD9: unit must be percent, fraction or ratio, got "share"' },
    {
      rows: [{ ...row, value: '38%' }],
      message: 'own-2023 GSD9: value must be plain digits such as 57.7, got "38%"',
    },
    { rows: [{ ...row, value: '381.65' }], message: 'value is a percent of at most 100, got "381.65"' },
    {
      rows: [{ ...row, percentile: '150' }],
      message: 'percentile must be a number between 0 and 100, of at most six decimals, got "150"',
    },
    { rows: [{ ...row, percentile: '' }], message: 'percentile must not be empty, got ""' },
    {
      rows: [{ ...row, measurement_year: 'MY2021' }],
      message: 'own-2023 GSD9: measurement_year must be a year from 1990 to 2100, such as 2025, got "MY2021"',
    },
    { rows: [row, row], message: 'the 50 percentile of medicaid-hmo measured in 2021 is there twice' },
    {
      rows: [{ ...row, percentile: '10', value: '17.07' }, row, { ...row, percentile: '90', value: '30' }],
      message: 'so the 90 percentile cannot be smaller than the 50: got 30 after 38.165',
    },
    {
      rows: [
        { ...row, value: '38%' },
        { ...row, measure_id: '' },
      ],
      message: 'value must be plain digits such as 57.7, got "38%" (and 1 more)',
    },
  ])('$message', ({ message, rows }) => {
    expect(() => readBenchmarks(rows)).toThrow(message);
  });

  test.for([
    { points: [{ percentile: NaN, text: '50' }], message: 'percentile must be between 0 and 100, got NaN' },
    { points: [{ percentile: 50, text: '5e1' }], message: 'the 50 percentile must be plain digits such as 57.7, got "5e1"' },
    { points: [{ percentile: 50, text: '101' }], message: 'the 50 percentile is a percent of at most 100, got 101' },
    {
      points: [50, 50].map((percentile) => ({ percentile, text: '50' })),
      message: 'percentiles must rise, got 50 after 50',
    },
    {
      points: [
        { percentile: 10, text: '30' },
        { percentile: 50, text: '20' },
      ],
      message: 'higher is better, so the 50 percentile cannot be worse than the 10: got 20 after 30',
    },
  ])('by defineBenchmark: $message', ({ message, points }) => {
    const cbp = required(findBenchmark({ set: 'cms-core-set-medicaid-2021', measure: 'CBP' }));
    expect(() => defineBenchmark({ ...cbp, points })).toThrow(message);
    expect(() => defineBenchmark({ ...cbp, points: [], derivedPoints: points })).toThrow(message);
  });
});
