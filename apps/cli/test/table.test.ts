import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatRows } from '../src/table.ts';
import { parseCsv } from './support/csv.ts';

const value = fc.oneof(
  fc.string(),
  fc.constantFrom('=1+1', '-1', 'a,b', 'say "no"', 'two\nlines', '"', ''),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
);

test('any row comes back from CSV as it went in, quotes, commas and lines included, and no text is a formula', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ first: value, second: value }), { minLength: 1, maxLength: 5 }), (rows) => {
      const text = rows.map(({ first, second }) => ({ first: asText(first), second: asText(second) }));
      fc.pre(text.every(({ first, second }) => !`${first}${second}`.includes('\r')));
      expect(parseCsv(formatRows(rows, 'csv', []))).toEqual(text);
    }),
    { seed: 1 },
  );
});

/** A text that a spreadsheet would run stands behind an apostrophe; a negative number is a number. */
function asText(given: string | number | boolean | null): string {
  return typeof given === 'string' && /^[=+\-@\t\r]/.test(given) ? `'${given}` : String(given ?? '');
}

test('CSV without rows still has its header', () => {
  expect(formatRows([], 'csv', ['measure', 'rate'])).toBe('measure,rate\n');
});

describe('on a screen', () => {
  test('rates are percent with one decimal, counts have separators, and what is not known is empty', () => {
    const rows = [
      { organization: 'a', denominator: 12_345, rate: 0.30798, met: true },
      { organization: 'bb', denominator: 7, rate: null, met: false },
    ];
    expect(formatRows(rows, 'table', ['organization', 'denominator', 'rate', 'met'])).toBe(
      [
        'organization  denominator   rate  met',
        '------------  -----------  -----  ---',
        'a                  12,345  30.8%  yes',
        'bb                      7         no',
        '',
      ].join('\n'),
    );
  });

  test('a column that is empty in every row is left out', () => {
    expect(formatRows([{ a: 1, reason: null }], 'table', ['a', 'reason'])).toBe('a\n-\n1\n');
  });
});
