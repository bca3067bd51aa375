import { periodsBetween } from '@equipoise/engine';
import { describe, expect, test } from 'vitest';
import { annotationsByPeriod } from '../src/index.ts';
import { all, reportsOf, type Counts } from './support/world.ts';

const measures = [
  { id: 'CBP', title: 'Blood pressure', direction: 'higher', window: 'rolling-12', monthly: 'CBP-MONTH' },
  { id: 'CBP-MONTH', title: 'Blood pressure by month', direction: 'higher', window: 'month' },
  { id: 'LONE', title: 'Rolling, without a twin', direction: 'higher', window: 'rolling-12' },
  { id: 'PANEL', title: 'The panel', direction: 'higher', window: 'snapshot' },
] as const;
const months = periodsBetween('2023-01', '2024-12');

/** Numerators of 100 patients each, by month. */
const series = (measure: string, id: string, numerators: readonly number[]): Counts[] =>
  numerators.map((numerator, index) => all(measure, months[index]!, id, 100, numerator));

// Twelve months at about 50 % and twelve at about 65 %: one run of 12 below the median and one of 12 above it.
const stepped = Array.from({ length: 24 }, (_, month) => (month < 12 ? 50 : 65) + (month % 3));
// Above and below 50 % by turns, ever further from it: the most crossings that there can be.
const restless = Array.from({ length: 24 }, (_, month) => 50 + (month % 2 === 0 ? -1 : 1) * (1 + Math.floor(month / 2)));

const reports = await reportsOf({
  measures,
  cells: [
    ...series('CBP-MONTH', 'a', stepped),
    ...series('CBP-MONTH', 'b', restless).filter(([, period]) => period !== '2023-05'),
    ...series('CBP', 'a', stepped),
    ...series('LONE', 'a', stepped),
    ...series('PANEL', 'a', stepped),
  ],
  annotations: [
    { organization: 'a', measure: 'CBP-MONTH', stratum: null, date: '2023-12-11', kind: 'pdsa', text: 'cuffs' },
    { organization: 'a', measure: null, stratum: null, date: '2031-01-01', kind: 'event', text: 'outside' },
    { organization: 'a', measure: 'CBP', stratum: null, date: '2023-12-11', kind: 'pdsa', text: 'another measure' },
    { organization: 'b', measure: null, stratum: null, date: '2023-05-01', kind: 'outage', text: 'no file' },
  ],
});
const chartOf = async (measure: string, id: string, more: object = {}) =>
  (await reports.runCharts({ measure, organizations: [id], ...more }))[0]!;

describe('a measure by month', () => {
  test('is judged: a lasting step is a signal, with its place in words', async () => {
    const chart = await chartOf('CBP-MONTH', 'a');
    expect(chart.verdict).toBe('SIGNAL');
    expect(chart.chart).toMatchObject({ useful: 24, longestRun: 12, crossings: 1 });
    expect(chart.chart!.anhoej).toMatchObject({ longRun: true, fewCrossings: true, longestRunMax: 8, crossingsMin: 8 });
    expect(chart.centre).toBeCloseTo((0.52 + 0.65) / 2, 12);
    expect(chart.sentence).toContain('Shift for the better: 12 points in a row above the median 58.5%, 2024-01 to 2024-12');
    expect(chart.reason).toBeNull();
  });

  test('is judged: a series that only wavers is none', async () => {
    const chart = await chartOf('CBP-MONTH', 'b');
    expect(chart.verdict).toBe('NO_SIGNAL');
    expect(chart.points).toHaveLength(24);
    expect(chart.points[4]).toMatchObject({ period: '2023-05', estimate: { status: 'NO_DATA', value: null } });
    expect(chart.chart).toMatchObject({ observed: 23, useful: 22 }); // one of an odd number is the median
  });

  test('carries the annotations of its organization and measure, each under its month', async () => {
    expect(
      [...annotationsByPeriod(await chartOf('CBP-MONTH', 'a'))].map(([period, notes]) => [period, notes.map(({ text }) => text)]),
    ).toEqual([['2023-12', ['cuffs']]]);
    expect((await chartOf('CBP-MONTH', 'b')).annotations.map(({ text }) => text)).toEqual(['no file']);
  });

  test('needs ten useful points', async () => {
    const chart = await chartOf('CBP-MONTH', 'a', { from: '2024-04' });
    expect([chart.verdict, chart.reason]).toEqual(['TOO_FEW_POINTS', '6 useful points of 10 needed']);
  });

  test('by the rules as taught: a shift of six or a trend of five is a signal, crossings are not looked at', async () => {
    const anhoej = await chartOf('CBP-MONTH', 'a', { rules: 'anhoej' });
    const ihi = await chartOf('CBP-MONTH', 'a', { rules: 'ihi' });
    expect([ihi.verdict, ihi.chart!.shifts.map(({ length }) => length), ihi.chart!.anhoej.signal]).toEqual([
      'SIGNAL',
      [12, 12],
      false,
    ]);
    expect(anhoej.chart!.trends).toEqual([]);
  });
});

describe('points that share patients', () => {
  test('are described and not judged, and the monthly measure is named', async () => {
    const chart = await chartOf('CBP', 'a');
    expect(chart).toMatchObject({ verdict: 'DESCRIPTIVE', chart: null });
    expect(chart.reason).toBe(
      'points of window rolling-12 share patients from one to the next, so run-chart rules do not hold; chart CBP-MONTH, the same care by independent months',
    );
    expect(chart.sentence).toBe('Described, not judged. From 2023-01 to 2024-12: 50.0% to 67.0%, median 58.5%.');
    expect(chart.points).toHaveLength(24);
  });

  test('of a measure without a monthly one: the way out is named', async () => {
    expect((await chartOf('LONE', 'a')).reason).toContain('chart points that are twelve months apart');
  });

  test('of a panel are never judged, however far apart', async () => {
    expect((await chartOf('PANEL', 'a')).verdict).toBe('DESCRIPTIVE');
  });

  test('do not, twelve months apart: they are judged', async () => {
    const yearly = await reportsOf({
      measures,
      cells: Array.from({ length: 12 }, (_, year) => all('LONE', `${2010 + year}-12`, 'a', 100, year < 6 ? 40 : 60)),
    });
    const [chart] = await yearly.runCharts({ measure: 'LONE', organizations: ['a'] });
    expect(chart!.chart).toMatchObject({ useful: 12, longestRun: 6, crossings: 1 });
    expect(chart!.verdict).toBe('SIGNAL'); // one crossing where binomial(11, ½) has 3 at its 5 % point
  });
});

describe('a stratum', async () => {
  const stratified = await reportsOf({
    measures,
    cells: [
      ...series('CBP-MONTH', 'a', restless),
      ...months.map((period): Counts => ['CBP-MONTH', period, 'a', 'race-ethnicity', 'Asian', 40, 20]),
      ...months.map((period): Counts => ['CBP-MONTH', period, 'a', 'race-ethnicity', 'White', 60, 30]),
    ],
  });
  const question = { measure: 'CBP-MONTH', organizations: ['a'], by: 'race-ethnicity' };

  test('is charted by itself', async () => {
    const [chart] = await stratified.runCharts({ ...question, stratum: 'Asian' });
    expect(chart).toMatchObject({ stratification: 'race-ethnicity', stratum: 'Asian', centre: 0.5 });
    expect(chart!.points.every(({ estimate }) => estimate.denominator === 40)).toBe(true);
  });

  test('must be named, and must be there', async () => {
    await expect(stratified.runCharts(question)).rejects.toThrow(
      'a chart of race-ethnicity needs a stratum: one of Asian, White',
    );
    await expect(stratified.runCharts({ ...question, stratum: 'Martian' })).rejects.toThrow(
      'stratum Martian is not in the release here',
    );
  });
});

test('a practice of which nothing is shown has too few points, and no centre', async () => {
  const hidden = await reportsOf({ measures, policy: 'cms', cells: months.map((period) => all('CBP-MONTH', period, 'a', 9, 4)) });
  const [chart] = await hidden.runCharts({ measure: 'CBP-MONTH', organizations: ['a'] });
  expect(chart).toMatchObject({ verdict: 'TOO_FEW_POINTS', centre: null });
  expect(new Set(chart!.points.map(({ estimate }) => estimate.status))).toEqual(new Set(['SUPPRESSED']));
});
