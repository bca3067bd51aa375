import fc from 'fast-check';
import { expect, test } from 'vitest';
import { funnelTable, gapTable, seriesTable, tableHtml } from '../src/index.ts';
import { anyFunnel, anyGaps, anySeries, funnel, gaps, series, words } from './support/models.ts';
import { all, readXml } from './support/picture.ts';

test('a series has a row for each point, with what was said of it', () => {
  const model = series([0.5, null, 0.61], {
    target: 0.7,
    centreName: 'Median',
    phases: [
      { start: 0, end: 1, centre: 0.5 },
      { start: 2, end: 2, centre: 0.61 },
    ],
    signals: [{ name: 'shift of 6', points: [2], meaning: 'better' }],
    annotations: [
      { date: '2023-02-10', kind: 'PDSA', text: 'cycle 1' },
      { date: '2021-01-01', kind: 'policy', text: 'old' },
    ],
  });
  const points = model.points.map((point, index) => (index === 0 ? { ...point, detail: '15 of 30', ghosted: true } : point));
  expect(seriesTable({ ...model, points })).toEqual({
    caption: `${words.title}. ${words.subtitle}. ${words.sentence}`,
    columns: ['Period', 'Value', 'Detail', 'Median', 'Target', 'Signals', 'Annotations'],
    rows: [
      ['2023-01', '50.0%', '15 of 30', '50.0%', '70.0%', 'left out of the calculation', ''],
      ['2023-02', 'no data', '', '50.0%', '70.0%', '', '2023-02-10 PDSA: cycle 1'],
      ['2023-03', '61.0%', '', '61.0%', '70.0%', 'shift of 6', ''],
    ],
    notes: ['2021-01-01 policy: old (not among the months shown)', ...words.notes],
  });
});

test('a suppressed point has no limits in the table either', () => {
  const model = series([0.5, 0.5]);
  const points = model.points.map((point, index) => ({
    ...point,
    lower: 0.4,
    upper: 0.6,
    ...(index === 1 && { value: null, status: 'SUPPRESSED' as const }),
  }));
  expect(seriesTable({ ...model, points }).rows).toEqual([
    ['2023-01', '50.0%', '40.0%', '60.0%'],
    ['2023-02', 'withheld', '', ''],
  ]);
});

test('a funnel has a row for each unit', () => {
  const table = funnelTable(
    funnel([
      { label: 'A', size: 120, value: 0.8, status: 'REPORTED', outside: { level: 0.998, meaning: 'better' } },
      { label: 'B', size: null, value: null, status: 'SUPPRESSED' },
    ]),
  );
  expect(table.columns).toEqual(['Unit', 'Value', 'Denominator', 'Outside']);
  expect(table.rows).toEqual([
    ['A', '80.0%', '120', '99.8% limits'],
    ['B', 'withheld', '', ''],
  ]);
  expect(table.notes[0]).toBe('All: 55.0%');
});

test('a gap plot has a row for each group, with the reason of those that were not compared', () => {
  const groups = [
    { label: 'A', gap: 0.071, lower: 0.032, upper: 0.11, standsOut: true },
    { label: 'B', gap: -0.0304, lower: -0.071, upper: 0.011, standsOut: false },
    { label: 'C', gap: null, reason: 'withheld' },
  ];
  expect(gapTable(gaps(groups, { level: 0.9 }))).toEqual({
    caption:
      'Blood pressure below 140/90. All practices, by race and ethnicity. Group A is 7.1 points worse off than all other groups.',
    columns: ['Group', 'Gap, positive = worse off', '90% interval, lower', '90% interval, upper', 'Finding'],
    rows: [
      ['A', '7.1 points', '3.2 points', '11.0 points', 'Worse off, stands out'],
      ['B', '-3.0 points', '-7.1 points', '1.1 points', 'Does not stand out'],
      ['C', 'not compared', '', '', 'withheld'],
    ],
    notes: [
      'Compared with all other groups',
      'By chance alone the widest of 7 such gaps would be 4.0 points wide on average, and wider than 6.2 points one time in twenty.',
      ...words.notes,
    ],
  });
});

test('the HTML is well-formed whatever the words, and every cell has its header', () => {
  fc.assert(
    fc.property(anySeries, anyFunnel, anyGaps, (model, units, groups) => {
      for (const table of [seriesTable(model), funnelTable(units), gapTable(groups)]) {
        const root = readXml(tableHtml(table));
        expect(all(root, 'thead th[scope="col"]')).toHaveLength(table.columns.length);
        expect(all(root, 'tbody th[scope="row"]')).toHaveLength(table.rows.length);
        expect(all(root, 'tbody td')).toHaveLength(table.rows.length * (table.columns.length - 1));
      }
    }),
    { seed: 1, numRuns: 40 },
  );
  expect(tableHtml({ caption: '<b>', columns: ['a&b'], rows: [['<script>']], notes: ['"'] })).toBe(
    '<table><caption>&lt;b&gt;</caption><thead><tr><th scope="col">a&amp;b</th></tr></thead>' +
      '<tbody><tr><th scope="row">&lt;script&gt;</th></tr></tbody><tfoot><tr><td colspan="1">&quot;</td></tr></tfoot></table>',
  );
});
