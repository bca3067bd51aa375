import { readBenchmarkTable, type TableFault, type TableRule, tableRules } from '@equipoise/benchmark';
import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { csv, header, points, type Row } from './benchmarkCsv.ts';

const read = (text: string) => readBenchmarkTable(text, { name: 'own.csv' });
const row = (percentile: string, value: string, rest: Partial<Row> = {}): Row => ({ percentile, value, ...rest });
const figures = points({ 25: '50.1', 50: '58.6', 75: '64.2' });
const broken = new Set<TableRule>();
afterAll(() => expect([...broken].toSorted()).toEqual(Object.keys(tableRules).toSorted()));

/** The faults by line, column and message, each with a remedy. */
function faultsOf(text: string): string[] {
  const { faults, tables } = read(text);
  expect(tables).toEqual([]);
  return faults.map(({ column, file, line, message, remedy, rule }: TableFault) => {
    expect(file).toBe('own.csv');
    expect(remedy).not.toBe('');
    broken.add(rule);
    return `${line ?? '-'} ${column ?? '-'} ${rule}: ${message}`;
  });
}

describe('one fault', () => {
  const cases: readonly (readonly [text: string, fault: string])[] = [
    ['', '- - empty-file: the file is empty'],
    ['\n ,,\n', '- - empty-file: the file is empty'],
    [header, '- - empty-file: there is no row under the header'],
    [csv(figures).replaceAll(',', ';'), '1 - wrong-separator: the fields are not separated by commas'],
    [csv(figures).replaceAll(',', '\t'), '1 - wrong-separator: the fields are not separated by commas'],
    [csv(figures, `${header},level`), '1 level unknown-column: there is no column "level"'],
    [
      csv(figures, header.replace('value', 'Value')).replace('Value', 'Value,value'),
      '1 Value unknown-column: there is no column "Value"',
    ],
    [csv(figures, `${header},unit`), '1 unit repeated-column: the column unit is there twice'],
    [csv(figures, header.replace('direction,', '')), '1 direction missing-column: the column direction is missing'],
    [csv(figures).slice(0, -40), '4 - broken-record: the record has 10 fields and the header 12'],
    [csv(figures).replace('example', 'a, b'), '2 - broken-record: the record has 13 fields and the header 12'],
    [`${csv(figures)}\n"CBP`, '5 - broken-record: a quote is not closed, or stands inside a field that has none around it'],
    [
      csv(figures).replace('example', 'an "example"'),
      '2 - broken-record: a quote is not closed, or stands inside a field that has none around it',
    ],
    [csv(figures).replace('example', 'ex\uFFFDmple'), '2 - not-utf-8: the record is not UTF-8 text'],
    [csv([row('25', ''), row('50', '')]), '- - no-figures: none of the 2 rows has a value'],
    [
      csv(points({ 25: '50.1', 50: '58.6' }, { verified: '' })),
      '- - not-verified: none of the 2 rows with a value is marked verified',
    ],
    [csv([row('25', '50.1', { source: '' })]), '2 source missing-value: own-2023 CBP: source must not be empty, got ""'],
    [
      csv([row('25', '50.1', { direction: 'up' })]),
      '2 direction unknown-word: own-2023 CBP: direction must be higher or lower, got "up"',
    ],
    [
      csv([row('25', '50.1', { verified: 'x' })]),
      '2 verified unknown-word: own-2023 CBP: verified must be false or true, got "x"',
    ],
    [
      csv([row('25', '50.1', { unit: '%' })]),
      '2 unit unknown-word: own-2023 CBP: unit must be percent, fraction or ratio, got "%"',
    ],
    [
      csv([row('25', '50.1', { measurement_year: 'MY2023' })]),
      '2 measurement_year bad-year: own-2023 CBP: measurement_year must be a year from 1990 to 2100, such as 2025, got "MY2023"',
    ],
    [
      csv([row('25', '50.1', { measurement_year: '1023' })]),
      '2 measurement_year bad-year: own-2023 CBP: measurement_year must be a year from 1990 to 2100, such as 2025, got "1023"',
    ],
    [
      csv([row('P25', '50.1')]),
      '2 percentile bad-percentile: own-2023 CBP: percentile must be a number between 0 and 100, of at most six decimals, got "P25"',
    ],
    [
      csv([row('101', '50.1')]),
      '2 percentile bad-percentile: own-2023 CBP: percentile must be a number between 0 and 100, of at most six decimals, got "101"',
    ],
    [csv([row('25', '50.1%')]), '2 value bad-number: own-2023 CBP: value must be plain digits such as 57.7, got "50.1%"'],
    [csv([row('25', '"50,1"')]), '2 value bad-number: own-2023 CBP: value must be plain digits such as 57.7, got "50,1"'],
    [csv([row('25', '-5')]), '2 value bad-number: own-2023 CBP: value must be plain digits such as 57.7, got "-5"'],
    [csv([row('25', 'NA')]), '2 value bad-number: own-2023 CBP: value must be plain digits such as 57.7, got "NA"'],
    [csv([row('25', '501')]), '2 value above-100-percent: own-2023 CBP: value is a percent of at most 100, got "501"'],
    [
      csv(figures, `${header},n_entities`)
        .replaceAll(/redistributable,$/gm, 'redistributable,many')
        .split('\n')
        .slice(0, 2)
        .join('\n'),
      '2 n_entities bad-count: own-2023 CBP: n_entities must be a whole number, got "many"',
    ],
    [
      csv([...figures, row('90', '0.7', { unit: 'fraction' })]),
      '5 unit unlike-rows: own-2023 CBP: unit must be the same in every row, got percent, fraction',
    ],
    [
      csv([...figures, row('50.0', '58.6')]),
      '5 percentile duplicate-key: own-2023 CBP: the 50.0 percentile of medicaid-hmo measured in 2023 is there twice',
    ],
    [
      csv(points({ 25: '0.501', 50: '58.6' }, { unit: 'fraction' })),
      '3 value percent-for-fraction: own-2023 CBP: value is a fraction of at most 1, got 58.6: it looks like a percent',
    ],
    [
      csv(points({ 25: '0.501', 50: '0.586' })),
      '2 unit fraction-for-percent: own-2023 CBP: unit is percent, but no value is above 1, such as 0.501: they look like fractions',
    ],
    [
      csv(points({ 25: '50.1', 50: '48.6', 75: '64.2' })),
      '3 value out-of-order: own-2023 CBP: higher is better and the orientation is performance, so the 50 percentile cannot be smaller than the 25: got 48.6 after 50.1',
    ],
    [
      csv(points({ 10: '17.07', 50: '38.165', 90: '93.33' }, { direction: 'lower' })),
      '2 orientation wrong-orientation: own-2023 CBP: lower is better and the orientation is performance, but the figures rise from 17.07 at the 10 to 93.33 at the 90 percentile: the numbers show raw order, or a measure of which more is better',
    ],
    [
      csv(points({ 10: '93.33', 50: '38.165', 90: '17.07' }, { direction: 'lower', orientation: 'raw' })),
      '2 orientation wrong-orientation: own-2023 CBP: lower is better and the orientation is raw, but the figures fall from 93.33 at the 10 to 17.07 at the 90 percentile: the numbers show performance order of a measure of which less is better',
    ],
    [
      csv(points({ 10: '93.33', 50: '38.165', 90: '17.07' })),
      '2 direction wrong-orientation: own-2023 CBP: higher is better and the orientation is performance, but the figures fall from 93.33 at the 10 to 17.07 at the 90 percentile: the numbers show performance order of a measure of which less is better',
    ],
  ];
  test.for(cases)('%#: $1', ([text, fault]) => {
    expect(faultsOf(text)).toEqual([fault]);
  });
});

test('all faults at once, by line', () => {
  const text = csv([
    row('25', '50.1'),
    row('50', '48.6'),
    row('75', '64.2 %', { measurement_year: '23' }),
    row('75', '', { direction: 'neither' }),
    row('25', '33', { measure_id: 'COL' }),
    row('25', '33', { measure_id: 'COL' }),
    row('10', '20', { measure_id: 'GSD9', direction: 'lower' }),
    row('90', '60', { measure_id: 'GSD9', direction: 'lower' }),
    row('90', '70'),
  ]);
  expect(read(text).faults.map(({ line, rule }) => `${line} ${rule}`)).toEqual([
    '3 out-of-order',
    '4 bad-year',
    '4 bad-number',
    '7 duplicate-key',
    '8 wrong-orientation',
  ]);
});

test('a header that cannot be read says every column that is wrong', () => {
  expect(faultsOf('measure,value,value\nCBP,1,1')).toHaveLength(1 + 1 + 11);
});

test('whatever stands in a file, it is read or refused, never both and never neither', () => {
  const words = fc.constantFrom(
    ...header.split(','),
    'CBP',
    '2023',
    '50',
    '58.6',
    '0',
    '100',
    'higher',
    'lower',
    'raw',
    'performance',
    'percent',
    'true',
    '"',
    '\n',
    ',',
    '\u0000',
    '\uFFFD',
    '__proto__',
    'constructor',
  );
  const line = fc.array(words, { maxLength: 14 }).map((words) => words.join(','));
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(line, { maxLength: 6 }).map((lines) => lines.join('\n')),
    fc.array(line, { maxLength: 6 }).map((lines) => [header, ...lines].join('\n')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const { faults, tables } = read(text);
      expect(faults.length > 0).toBe(tables.length === 0);
    }),
    { seed: 1, numRuns: 500 },
  );
});

describe('a table of any form', () => {
  const form = fc.record({
    direction: fc.constantFrom('higher', 'lower'),
    orientation: fc.constantFrom('performance', 'raw'),
    unit: fc.constantFrom('percent', 'fraction'),
    /** Ten thousandths, all different, so that the order shows; not the worst there can be, which is a filler. */
    parts: fc.uniqueArray(fc.integer({ min: 101, max: 9999 }), { minLength: 2, maxLength: 9 }),
  });
  type Form = typeof form extends fc.Arbitrary<infer Value> ? Value : never;
  const better = { higher: 1, lower: -1 } as const;

  function rowsOf({ direction, orientation, parts, unit }: Form, turned = false): Row[] {
    const rising = parts.toSorted((a, b) => a - b);
    const isRising = (orientation === 'raw' || direction === 'higher') !== turned;
    return (isRising ? rising : rising.toReversed()).map((part, index) =>
      row(String(5 + 10 * index), unit === 'percent' ? String(part / 100) : String(part / 10_000), {
        direction,
        orientation,
        unit,
      }),
    );
  }

  test('gives the same figures, each percentile better than the one before', () => {
    fc.assert(
      fc.property(form, (form) => {
        const [table] = read(csv(rowsOf(form))).tables;
        const rates = table!.lines.map(({ rate }) => rate);
        expect(rates).toEqual(
          form.parts.map((part) => Number(`${part}e-4`)).toSorted((a, b) => better[form.direction as 'higher'] * (a - b)),
        );
      }),
      { seed: 1 },
    );
  });

  test('turned round is refused, whatever it says', () => {
    fc.assert(
      fc.property(form, (form) => {
        expect(read(csv(rowsOf(form, true))).faults.map(({ rule }) => rule)).toEqual(['wrong-orientation']);
      }),
      { seed: 1 },
    );
  });
});
