import { periodsBetween } from '@equipoise/engine';
import { describe, expect, test } from 'vitest';
import { annotationsByPeriod, chanceOf, expectFalseSignals, suggestionOf } from '../src/index.ts';
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
    expect([ihi.verdict, ihi.chart!.shifts.map(({ length }) => length)]).toEqual(['SIGNAL', [12, 12]]);
    expect(ihi.chart!.signals.map(({ rule }) => rule)).toEqual(['shift', 'shift', 'trend', 'few-runs']);
    expect(anhoej.chart!.trends).toEqual([]);
    expect((await chartOf('CBP-MONTH', 'a', { runsTest: 'printed' })).chart!.rules).toMatchObject({
      runsTest: 'printed',
      trend: null,
    });
  });
});

describe('phases, baselines and months that are left out', () => {
  test('a phase has a median of its own, and the change within it is all that is judged', async () => {
    const chart = await chartOf('CBP-MONTH', 'a', { phases: ['2024-01'], freeze: 6 });
    expect(chart.phases).toEqual([
      { start: '2023-01', end: '2023-12', baselineEnd: '2023-06', centre: 0.51 },
      { start: '2024-01', end: '2024-12', baselineEnd: '2024-06', centre: 0.66 },
    ]);
    expect([chart.centre, chart.verdict, chart.chart!.useful]).toEqual([0.66, 'TOO_FEW_POINTS', 8]);
    expect(chanceOf(chart)).toBeNull();
  });

  test('phases are the charts of their months', async () => {
    const { chart } = await chartOf('CBP-MONTH', 'b', { phases: ['2024-01'] });
    for (const [index, months] of [{ to: '2023-12' }, { from: '2024-01' }].entries()) {
      const alone = (await chartOf('CBP-MONTH', 'b', months)).chart!;
      const { centre, useful, longestRun, crossings } = alone;
      expect(chart!.phases[index]).toMatchObject({ centre, useful, longestRun, crossings });
    }
  });

  test('a month that is left out stays visible and counts for nothing', async () => {
    const chart = await chartOf('CBP-MONTH', 'a', { exclude: ['2024-12', '2023-01'] });
    expect(chart.points).toHaveLength(24);
    expect(chart.points[23]!.estimate.status).toBe('REPORTED');
    expect(chart.cut.exclude).toEqual([23, 0]);
    expect(chart.chart).toMatchObject({ observed: 22, longestRun: 11 });
  });

  test.for([
    [{ phases: ['2025-06'] }, 'phase 2025-06 is not among the points: they are the months from 2023-01 to 2024-12'],
    [{ exclude: ['2022-12'] }, 'exclude 2022-12 is not among the points: they are the months from 2023-01 to 2024-12'],
    [{ phases: ['2023-01'] }, 'phase 2023-01 begins with the series; name later months'],
    [{ phases: ['2024-06', '2024-01'] }, 'phases must be months that rise in time'],
    [{ phases: ['2024-06', '2024-06'] }, 'phases must be months that rise in time'],
    [{ exclude: ['2024-06', '2024-06'] }, 'exclude must name each month once'],
    [{ every: 0 }, 'every must be a whole number of months of at least 1'],
    [{ every: 1.5 }, 'every must be a whole number of months of at least 1'],
    [{ calibrated: true, every: 2 }, 'calibrated rules are for months in a row'],
    [{ every: 12, phases: ['2024-01'] }, 'phase 2024-01 is not among the points: they are 2023-12, 2024-12'],
    [{ freeze: 0 }, 'freeze must be a whole number of months of at least 1'],
    [{ calibrated: true, freeze: 12 }, 'calibrated rules are for a series as a whole'],
    [{ persistence: 1 }, 'persistence must be a fraction'],
    [{ persistence: 0.5 }, 'persistence is for calibrated rules of a panel'],
  ] as const)('%j is refused', async ([cut, message]) => {
    await expect(chartOf('CBP-MONTH', 'a', cut)).rejects.toThrow(message);
  });

  test('a baseline longer than the series is all of it; all months left out leave nothing', async () => {
    expect((await chartOf('CBP-MONTH', 'a', { freeze: 400 })).centre).toBe((await chartOf('CBP-MONTH', 'a')).centre);
    expect(await chartOf('CBP-MONTH', 'a', { exclude: months })).toMatchObject({ centre: null, verdict: 'TOO_FEW_POINTS' });
  });

  test('a new phase is suggested where the step is, with its evidence, and nowhere else', async () => {
    expect(suggestionOf(await chartOf('CBP-MONTH', 'a'))).toMatchObject({ period: '2024-01' });
    expect(suggestionOf(await chartOf('CBP-MONTH', 'b'))).toEqual({ period: null, sentence: 'Nothing suggests a new phase.' });
    expect(suggestionOf(await chartOf('CBP', 'a'))).toBeNull();
  });
});

describe('chance', () => {
  test('of one series with equal denominators is exact, and that of a batch adds it up', async () => {
    const [a, b] = await reports.runCharts({ measure: 'CBP-MONTH', organizations: ['a', 'b'] });
    expect(chanceOf(a!)).toBeGreaterThan(0.02);
    expect(chanceOf(a!)).toBeLessThan(0.05);
    expect(expectFalseSignals([a!, b!])).toMatchObject({
      method: 'exact',
      expected: expect.closeTo(chanceOf(a!)! + chanceOf(b!)!, 12) as number,
    });
  });

  test('of a batch whose baseline is frozen is simulated', async () => {
    const series = await reports.runCharts({ measure: 'CBP-MONTH', organizations: ['a', 'b'], freeze: 12 });
    expect(expectFalseSignals(series)).toMatchObject({ method: 'simulated', seed: 1 });
  });

  test('of series that are not judged there is none', async () => {
    expect(expectFalseSignals([await chartOf('CBP', 'a')])).toBeNull();
    expect(chanceOf(await chartOf('CBP', 'a'))).toBeNull();
  });
});

describe('points that share patients', () => {
  test('are described and not judged, and the monthly measure is named', async () => {
    const chart = await chartOf('CBP', 'a');
    expect(chart).toMatchObject({ verdict: 'DESCRIPTIVE', chart: null });
    expect(chart.reason).toBe(
      'points of window rolling-12 share patients from one to the next, so run-chart rules do not hold; chart CBP-MONTH, the same care by independent months, or chart points that are twelve months apart (--every 12, or every: 12), or judge by rules calibrated by simulation for windows of twelve months',
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

  test('are judged by calibrated rules when that is asked for, under that name', async () => {
    const chart = await chartOf('CBP', 'a', { calibrated: true });
    expect(chart.chart).toBeNull();
    expect(chart.calibration).toMatchObject({ rules: 'calibrated', months: 12, runs: 2000, seed: 1 });
    // Of two years of a rolling year half are one window: no longest run of them is rare.
    expect([chart.verdict, chart.reason]).toEqual(['DESCRIPTIVE', chart.calibration!.reason]);
    expect(chart.reason).toContain('chart more points');
  });

  test('are judged so where the series is long enough, and share nothing with the usual rules', async () => {
    const long = periodsBetween('2018-01', '2024-12');
    const rolling = await reportsOf({
      measures,
      cells: long.flatMap((period, index) => [
        all('LONE', period, 'a', 1000, index < 42 ? 300 + (index % 3) : 700 + (index % 3)),
        all('LONE', period, 'b', 1000, 500 + (index % 2)),
      ]),
    });
    const [moved, still] = await rolling.runCharts({ measure: 'LONE', organizations: ['a', 'b'], calibrated: true });
    expect(moved).toMatchObject({ verdict: 'SIGNAL', reason: null, chart: null });
    expect(moved!.sentence).toContain('calibrated rules, seed 1');
    expect(still!.verdict).toBe('NO_SIGNAL');
    expect(expectFalseSignals([moved!, still!])).toEqual({
      expected: moved!.calibration!.attained + still!.calibration!.attained,
      method: 'simulated',
    });
    // A month that is left out is in no draw either; all of them leave nothing to judge.
    const cut = { measure: 'LONE', organizations: ['a'], calibrated: true };
    expect((await rolling.runCharts({ ...cut, exclude: long.slice(0, 3) }))[0]!.verdict).toBe('SIGNAL');
    expect((await rolling.runCharts({ ...cut, exclude: long }))[0]!.verdict).toBe('TOO_FEW_POINTS');
  });

  test('of a panel need to be told how far readings persist', async () => {
    await expect(chartOf('PANEL', 'a', { calibrated: true })).rejects.toThrow('need persistence');
    const chart = await chartOf('PANEL', 'a', { calibrated: true, persistence: 0.2 });
    expect(chart.calibration).toMatchObject({ persistence: 0.2, months: null });
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

describe('every so many months', () => {
  test('the points are counted back from the last month, and are those of the whole series', async () => {
    const whole = await chartOf('CBP-MONTH', 'a');
    const third = await chartOf('CBP-MONTH', 'a', { every: 3, to: '2024-11' });
    expect(third.points.map(({ period }) => period).slice(-3)).toEqual(['2024-05', '2024-08', '2024-11']);
    expect(third.points).toEqual(whole.points.filter((_, place) => (22 - place) % 3 === 0));
    expect(await chartOf('CBP-MONTH', 'a', { every: 1 })).toEqual(whole);
    expect((await chartOf('CBP-MONTH', 'a', { every: 400 })).points.map(({ period }) => period)).toEqual(['2024-12']);
  });

  test('a rolling year is judged at every twelfth month, and at no nearer ones; two points are too few', async () => {
    expect(await chartOf('LONE', 'a', { every: 11 })).toMatchObject({ verdict: 'DESCRIPTIVE', chart: null });
    expect(await chartOf('LONE', 'a', { every: 12 })).toMatchObject({
      verdict: 'TOO_FEW_POINTS',
      reason: '2 useful points of 10 needed',
      sharing: null,
    });
    const years = periodsBetween('2010-01', '2024-12');
    const long = await reportsOf({
      measures,
      cells: years.map((period, index) => all('LONE', period, 'a', 200, (period < '2018' ? 80 : 120) + Math.floor(index / 12))),
    });
    const [chart] = await long.runCharts({ measure: 'LONE', organizations: ['a'], every: 12 });
    expect(chart).toMatchObject({ verdict: 'SIGNAL', reason: null });
    expect(chart!.points).toHaveLength(15);
  });

  test('a panel is never judged', async () => {
    expect((await chartOf('PANEL', 'a', { every: 12 })).verdict).toBe('DESCRIPTIVE');
  });

  test('an event of a month that is not kept stands at the next point', async () => {
    const chart = await chartOf('CBP-MONTH', 'a', { every: 5 });
    expect([...annotationsByPeriod(chart)].map(([period, notes]) => [period, notes.map(({ text }) => text)])).toEqual([
      ['2024-02', ['cuffs']],
    ]);
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
