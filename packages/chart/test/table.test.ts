import fc from 'fast-check';
import { expect, test } from 'vitest';
import { controlChartSvg, funnelTable, gapTable, ladderTable, seriesTable, tableHtml } from '../src/index.ts';
import { anyFunnel, anyGaps, anyLadder, anySeries, funnel, gaps, ladder, series, words } from './support/models.ts';
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

test('a target may have another name, in the table and in the picture', () => {
  const model = { ...series([0.5, 0.61]), target: 0, targetName: 'No gap', unit: 'points' as const };
  expect(seriesTable(model).columns).toContain('No gap');
  for (const width of [240, 640]) {
    const picture = controlChartSvg(model, { width });
    expect(picture).toContain('No gap 0.0 points');
    expect(picture).not.toContain('Target');
  }
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

test('a ladder has a row for each rate, with the line that it has still to reach or why it does not count', () => {
  const table = ladderTable(
    ladder([
      {
        label: 'A',
        value: 0.546,
        lower: 0.447,
        upper: 0.642,
        status: 'REPORTED',
        detail: '53 of 97',
        place: 'between the 25th and the 50th',
        next: { line: 1, patients: 3, chance: 0.2704 },
      },
      { label: 'B', value: 0.7, status: 'REPORTED', place: 'at or above the 75th' },
      { label: 'C', value: 0.5, status: 'BELOW_MINIMUM', reason: 'not payable: 24 of 30', detail: '12 of 24' },
      { label: 'D', value: null, status: 'SUPPRESSED' },
      { label: 'E', value: 0.5, status: 'REPORTED', next: { line: 2, patients: null, chance: 0.0004 } },
    ]),
  );
  expect(table.columns).toEqual([
    'Name',
    'Rate, higher is better',
    '95% interval, lower',
    '95% interval, upper',
    'Detail',
    'Place',
    'Next line',
    'Patients to it',
    'Chance',
    'Reason',
  ]);
  expect(table.rows).toEqual([
    ['A', '54.6%', '44.7%', '64.2%', '53 of 97', 'between the 25th and the 50th', '50th 57.7%', '3', '27%', ''],
    ['B', '70.0%', '', '', '', 'at or above the 75th', '', '', '', ''],
    ['C', '50.0%', '', '', '12 of 24', '', '', '', '', 'not payable: 24 of 30'],
    ['D', '', '', '', '', '', '', '', '', 'withheld'],
    ['E', '50.0%', '', '', '', '', '75th 62.1%', 'no number is enough', 'under 1%', ''],
  ]);
  expect(table.notes).toEqual([
    'Lines: 25th 53.1%, 50th 57.7%, 75th 62.1%',
    'Percentiles among states (Medicaid & CHIP Core Set), measured in 2021.',
    'Source: CMS, Core Set of FFY 2022.',
    'Chance: that the underlying rate meets or beats the line, given the counts.',
    ...words.notes,
  ]);
});

test('the HTML is well-formed whatever the words, and every cell has its header', () => {
  fc.assert(
    fc.property(anySeries, anyFunnel, anyGaps, anyLadder, (model, units, groups, rates) => {
      for (const table of [seriesTable(model), funnelTable(units), gapTable(groups), ladderTable(rates)]) {
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
