import { readFileSync } from 'node:fs';
import { benchmarkTemplate, placeRate, readBenchmarkTable } from '@equipoise/benchmark';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsvRecords } from '../src/readBenchmarksCsv.ts';
import { csv, header, points } from './benchmarkCsv.ts';
import { required } from './support.ts';

const name = 'own.csv';

const read = (text: string) => readBenchmarkTable(text, { name });
const only = (text: string) => {
  const { faults, tables } = read(text);
  expect(faults).toEqual([]);
  expect(tables).toHaveLength(1);
  return required(tables[0]);
};
const figures = { 25: '50.1', 50: '58.6', 75: '64.2', 90: '70' };

describe('the template', () => {
  test('is the one that payers know', () => {
    expect(benchmarkTemplate()).toBe(readFileSync(new URL('fixtures/templateUserBenchmarks.csv', import.meta.url), 'utf8'));
  });

  test('as it is, is refused: it has no figures', () => {
    expect(read(benchmarkTemplate())).toEqual({
      name,
      tables: [],
      faults: [
        {
          rule: 'no-figures',
          file: name,
          line: null,
          column: null,
          value: null,
          message: 'none of the 9 rows has a value',
          remedy: 'write the figures into the column value',
        },
      ],
      rows: { read: 9, withoutValue: 9, unverified: 0 },
    });
  });

  test('filled in half, is read: rows without a figure are skipped and counted', () => {
    const filled = benchmarkTemplate()
      .replace('50,,', '50,58.6,')
      .replace('75,,', '75,64.2,')
      .replaceAll('2024,,higher', '2024,TRUE,higher');
    const { rows, tables } = read(filled);
    expect(rows).toEqual({ read: 9, withoutValue: 7, unverified: 0 });
    expect(tables).toMatchObject([
      {
        set: 'quality-compass-2024',
        measure: 'CBP',
        population: 'medicaid-hmo',
        peerGroup: 'Medicaid health plans, national',
        measurementYear: 2023,
        licence: { redistributable: false, note: 'not redistributable' },
        order: 'higher is better: the 90th percentile is a high rate',
        lines: [
          { percentile: 50, rate: 0.586, text: '58.6' },
          { percentile: 75, rate: 0.642, text: '64.2' },
        ],
        caveats: [
          'These rank health plans, not practices.',
          'Licence: not redistributable.',
          '7 of 9 rows have no value or are not marked verified, and are no lines.',
        ],
      },
    ]);
  });
});

describe('the form of the file', () => {
  const plain = only(csv(points(figures)));

  test.for([
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    ['line ends of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
    ['line ends of old Macs', (text: string) => text.replaceAll('\n', '\r')],
    ['empty rows of a spreadsheet', (text: string) => `${text}\n\n${','.repeat(11)}\n`],
    ['quotes around every field', (text: string) => text.replaceAll(/[^,\n]+/g, '"$&"')],
    ['spaces around fields', (text: string) => text.replaceAll(',', ' , ')],
    ['columns in another order', () => csv(points(figures), header.split(',').toReversed().join(','))],
    ['rows in another order', () => csv(points(figures).toReversed())],
  ] as const)('%s changes nothing', ([, change]) => {
    expect(only(change(csv(points(figures))))).toEqual(plain);
  });

  test('quoted fields hold commas, quotes and line breaks, and the faults after them keep their line', () => {
    const source = '"a ""list"",\nof two lines"';
    expect(only(csv(points(figures, { source }))).source).toBe('a "list",\nof two lines');
    expect(read(csv([...points({ 25: '50' }, { source }), { percentile: '50', value: 'x' }])).faults).toMatchObject([
      { line: 4 },
    ]);
  });

  test('any fields come back from their CSV', () => {
    const fields = fc.array(
      fc.array(fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r\n', ' ') }), { minLength: 2, maxLength: 4 }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(fields, (records) => {
        const text = records.map((record) => record.map((field) => `"${field.replaceAll('"', '""')}"`).join(',')).join('\n');
        const withText = records.filter((record) => record.some((field) => field.trim() !== ''));
        expect(readCsvRecords(text).records.map(({ fields }) => fields)).toEqual(withText);
      }),
      { seed: 1 },
    );
  });
});

test('figures may be fractions: no digit is lost', () => {
  const fractions = { 10: '0.005', 25: '0.5', 50: '0.5860', 75: '0.6425', 90: '1' };
  expect(only(csv(points(fractions, { unit: 'fraction' })))).toMatchObject({
    unit: 'percent',
    lines: [
      { percentile: 10, rate: 0.005, text: '0.5' },
      { percentile: 25, rate: 0.5, text: '50' },
      { percentile: 50, rate: 0.586, text: '58.60' },
      { percentile: 75, rate: 0.6425, text: '64.25' },
      { percentile: 90, rate: 1, text: '100' },
    ],
  });
});

test('ratios stay as they are, and a title and the number of those ranked may stand beside them', () => {
  const columns = `${header},measure_name,n_entities,ship`;
  const rest = { measure_id: 'PCR', direction: 'lower', unit: 'ratio', licence_note: '' };
  const text = csv(points({ 25: '1.1244', 50: '0.9752', 75: '0.8998' }, rest), columns).replaceAll(
    /,,,,$/gm,
    ',,"Readmissions",39,yes',
  );
  expect(only(text)).toMatchObject({
    title: 'Readmissions',
    peers: 39,
    unit: 'ratio',
    licence: { redistributable: true, note: '' },
    lines: [{ rate: 1.1244 }, { rate: 0.9752 }, { rate: 0.8998 }],
    caveats: ['These rank health plans, not practices.'],
  });
});

test('one set may hold several populations and years', () => {
  const text = csv([
    ...points(figures),
    ...points(figures, { product_line: 'commercial-hmo' }),
    ...points(figures, { measurement_year: '2022' }),
    ...points(figures, { product_line: 'our-ipa' }),
  ]);
  expect(read(text).tables.map(({ measurementYear, peerGroup }) => `${peerGroup} ${measurementYear}`)).toEqual([
    'Medicaid health plans, national 2023',
    'commercial HMO plans, national 2023',
    'Medicaid health plans, national 2022',
    'our-ipa 2023',
  ]);
});

test.for([
  ['redistributable', true],
  ['Redistributable with attribution', true],
  ['not redistributable', false],
  ['redistributable: no', false],
  ['redistributable within the plan only', false],
  ['', false],
] as const)('licence note "%s": redistributable %s', ([licence_note, redistributable]) => {
  expect(only(csv(points(figures, { licence_note }))).licence).toEqual({ redistributable, note: licence_note });
});

describe('what is no distribution', () => {
  const flat = Object.fromEntries([10, 20, 30, 40, 50, 60, 70, 80, 90].map((percentile) => [percentile, String(percentile)]));

  test.for([
    ['as CMS sets them', flat, {}],
    ['with the lowest left out', { ...flat, 10: '0', 20: '30' }, {}],
    [
      'of which less is better',
      Object.fromEntries(Object.entries(flat).map(([percentile, text]) => [percentile, String(100 - Number(text))])),
      { direction: 'lower' },
    ],
    [
      'in fractions',
      Object.fromEntries(Object.entries(flat).map(([percentile, text]) => [percentile, `0.${text}`])),
      { unit: 'fraction' },
    ],
  ] as const)('figures set by policy, %s, are labelled and place nobody', ([, figures, rest]) => {
    const table = only(csv(points(figures, rest)));
    expect(table).toMatchObject({ distribution: 'set-by-policy', lines: [] });
    expect(table.caveats).toContainEqual(expect.stringContaining('set by policy'));
    expect(placeRate({ denominator: 100, numerator: 55 }, table)).toMatchObject({
      percentile: null,
      interpolated: false,
      lines: [],
    });
  });

  test.for([
    ['0', 'higher', { 20: '40.5', 50: '60', 90: '80' }],
    ['100', 'lower', { 20: '60', 50: '40.5', 90: '20' }],
  ] as const)('a filler of %s at the 10th, %s is better, is labelled and no line', ([filler, direction, figures]) => {
    const table = only(csv(points({ 10: filler, ...figures }, { direction })));
    expect(table).toMatchObject({ distribution: 'published', fillers: [10] });
    expect(table.lines.map(({ percentile }) => percentile)).toEqual([20, 50, 90]);
    expect(table.caveats).toContainEqual(expect.stringContaining('Not published at percentile 10'));
    const worst = direction === 'higher' ? { denominator: 100, numerator: 20 } : { denominator: 100, numerator: 80 };
    expect(placeRate(worst, table)).toMatchObject({ percentile: null, interpolated: false, below: 20 });
  });

  test('rows that say what they are, are taken at their word', () => {
    const text = `${csv(points(figures))}\n`
      .replaceAll('\n', ',published\n')
      .replace('published', 'statistic')
      .replace('25,50.1', '25,0');
    expect(only(text.trim())).toMatchObject({ fillers: [], lines: [{ percentile: 25, rate: 0 }, {}, {}, {}] });
    const derived = text.trim().replace(/published$/, 'derived-from-state-rates');
    expect(only(derived)).toMatchObject({ lines: [{}, {}, {}], derivedLines: [{ percentile: 90, derived: true }] });
  });
});

test('a field of a million quotes, closed or not, is read or told, not tripped over', () => {
  const quotes = '""'.repeat(1_000_000);
  expect(readCsvRecords(`a\n"${quotes}"\n`).records[1]!.fields[0]).toBe('"'.repeat(1_000_000));
  expect(readCsvRecords(`a\n"${quotes}`)).toMatchObject({ records: { length: 1 }, broken: { line: 2 } });
  expect(readCsvRecords('a,"b"c').broken).toEqual({ line: 1 });
});
