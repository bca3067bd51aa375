import { periodsBetween } from '@equipoise/engine';
import { describe, expect, test } from 'vitest';
import { chanceOfControlSignal, controlRuleSets, expectFalseControlSignals, type ControlledSeries } from '../src/index.ts';
import { all, reportsOf, type Counts } from './support/world.ts';

const measures = [
  { id: 'LDL', title: 'LDL in range', direction: 'higher' },
  { id: 'FALLS', title: 'Falls', direction: 'lower' },
  { id: 'YEAR', title: 'A rolling year', direction: 'higher', window: 'rolling-12', monthly: 'LDL' },
  { id: 'PANEL', title: 'The panel', direction: 'higher', window: 'snapshot' },
] as const;
const months = periodsBetween('2023-01', '2024-12');
const wavering = months.map((_, index) => 50 + [0, 3, -2, 1, -4, 2][index % 6]!);

const cellsOf = (measure: string, id: string, numerators: readonly number[], denominator = 100): Counts[] =>
  numerators.map((numerator, index) => all(measure, months[index]!, id, denominator, numerator));

const reports = await reportsOf({
  measures,
  cells: [
    ...cellsOf('LDL', 'a', wavering.with(20, 71)),
    ...cellsOf(
      'LDL',
      'b',
      wavering.map((numerator, index) => (index < 12 ? numerator : numerator + 25)),
    ),
    ...cellsOf(
      'FALLS',
      'a',
      wavering.map((_, index) => (index % 8 === 0 ? 1 : 0)),
      40,
    ),
    ...cellsOf('FALLS', 'b', wavering.with(20, 71)),
    ...cellsOf('YEAR', 'a', wavering),
    ...cellsOf('PANEL', 'a', wavering),
  ],
});
const chartOf = async (measure: string, id: string, more: object = {}): Promise<ControlledSeries> =>
  (await reports.controlCharts({ measure, organizations: [id], ...more }))[0]!;

describe('a P chart', () => {
  test('has limits at three binomial standard errors about the mean, and names the point outside', async () => {
    const chart = await chartOf('LDL', 'a', { chart: 'p' });
    const mean = (wavering.reduce((sum, numerator) => sum + numerator, 0) - wavering[20]! + 71) / 2400;
    const spread = 3 * Math.sqrt((mean * (1 - mean)) / 100);
    expect(chart.centre).toBeCloseTo(mean, 12);
    for (const { lower, upper } of chart.points) {
      expect(lower).toBeCloseTo(mean - spread, 12);
      expect(upper).toBeCloseTo(mean + spread, 12);
    }
    expect(chart).toMatchObject({ chart: 'p', chosen: false, verdict: 'SIGNAL', reason: null });
    expect(chart.signals).toEqual([
      {
        rule: 'outside',
        name: 'a point beyond 3σ',
        completed: ['2024-09'],
        points: [{ period: '2024-09', verdict: 'better' }],
      },
    ]);
    expect(chart.points[20]!.signals).toEqual(['a point beyond 3σ']);
    expect(chart.sentence).toContain('a point beyond 3σ (2024-09: better)');
  });

  test('says worse where lower is better', async () => {
    expect((await chartOf('FALLS', 'b', { chart: 'p' })).signals[0]!.points).toEqual([{ period: '2024-09', verdict: 'worse' }]);
  });

  test('by phases: each has limits of its own, and a month left out sets none', async () => {
    const chart = await chartOf('LDL', 'b', { chart: 'p', phases: ['2024-01'], exclude: ['2024-12'] });
    const mean = (numerators: readonly number[]) =>
      numerators.reduce((sum, numerator) => sum + numerator, 0) / numerators.length / 100;
    expect(chart.phases.map(({ centre }) => centre)).toEqual([
      expect.closeTo(mean(wavering.slice(0, 12)), 12),
      expect.closeTo(mean(wavering.slice(12, 23)) + 0.25, 12),
    ]);
    expect(chart.points.map(({ phase }) => phase)).toEqual(months.map((_, index) => (index < 12 ? 0 : 1)));
    expect(chart.points.filter(({ excluded }) => excluded).map(({ period }) => period)).toEqual(['2024-12']);
    expect(chart.verdict).toBe('NO_SIGNAL');
  });

  test('keeps the limits of a frozen baseline for all months', async () => {
    const frozen = await chartOf('LDL', 'b', { chart: 'p', freeze: 12 });
    const before = await chartOf('LDL', 'b', { chart: 'p', to: '2023-12' });
    expect(frozen.centre).toBeCloseTo(before.centre!, 12);
    expect(frozen.points[23]!.upper).toBeCloseTo(before.points[0]!.upper!, 12);
    expect(frozen.signals.map(({ rule }) => rule)).toContain('outside');
  });
});

describe('which chart', () => {
  test('is proposed with its reason, and may be asked for', async () => {
    const proposed = await chartOf('LDL', 'b');
    expect(proposed).toMatchObject({ chart: 'p', chosen: true });
    expect(proposed.choice.why).toContain('a share of patients at each point');
    expect(await chartOf('LDL', 'b', { chart: 'pp' })).toMatchObject({ chart: 'pp', chosen: false });
  });

  test('none, where events are too few: it says what to do instead; one that is asked for is made', async () => {
    const thin = await chartOf('FALLS', 'a');
    expect(thin).toMatchObject({ chart: null, verdict: 'TOO_THIN', signals: [] });
    expect(thin.sentence).toMatch(/^No limits: too thin for limits: 21 of 24 points have no events.*Instead: /s);
    expect(thin.points.every(({ lower, upper, z }) => lower === null && upper === null && z === null)).toBe(true);
    const asked = await chartOf('FALLS', 'a', { chart: 'p' });
    expect(asked).toMatchObject({ chart: 'p', chosen: false, choice: { chart: thin.choice.chart } });
    expect(asked.points[0]!.upper).toBeGreaterThan(0);
  });

  test('limits of single values are cut to what a rate can be', async () => {
    const chart = await chartOf('FALLS', 'a', { chart: 'i' });
    expect(chart.points.every(({ lower, upper }) => lower === 0 && upper! > 0 && upper! < 1)).toBe(true);
  });
});

describe('points that share patients', () => {
  test.for(['YEAR', 'PANEL'])('%s: no limits, no rules, no chart that is asked for, and the way out', async (measure) => {
    const chart = await chartOf(measure, 'a', { chart: 'p' });
    expect(chart).toMatchObject({ chart: null, verdict: 'DESCRIPTIVE', signals: [], variation: null });
    expect(chart.points.every(({ lower, upper, z }) => lower === null && upper === null && z === null)).toBe(true);
    expect(chart.reason).toContain(`points of window ${measure === 'YEAR' ? 'rolling-12' : 'snapshot'} share patients`);
    expect(chart.sentence).toContain('Described, not judged. From 2023-01 to 2024-12');
  });

  test('the measure by month is named', async () => {
    expect((await chartOf('YEAR', 'a')).reason).toContain('chart LDL, the same care by independent months');
  });
});

describe('rules', () => {
  test.for(Object.keys(controlRuleSets) as (keyof typeof controlRuleSets)[])('%s find the point far outside', async (rules) => {
    const chart = await chartOf('LDL', 'a', { chart: 'p', rules });
    expect(chart.rules).toBe(rules);
    expect(chart.signals.find(({ rule }) => rule === 'outside')!.completed).toEqual(['2024-09']);
  });

  test('of Making Data Count give the two icons, others none', async () => {
    const rules = 'making-data-count';
    expect(await chartOf('LDL', 'b', { rules, phases: ['2024-01'], target: 0.2 })).toMatchObject({
      variation: 'common-cause',
      assurance: 'consistent-pass',
    });
    expect(await chartOf('LDL', 'b', { rules, phases: ['2024-01'] })).toMatchObject({ assurance: null });
    expect(await chartOf('FALLS', 'b', { rules, target: 0.1 })).toMatchObject({ assurance: 'consistent-fail' });
    expect(await chartOf('LDL', 'b', { target: 0.2 })).toMatchObject({ variation: null, assurance: null, target: 0.2 });
  });

  test('a target changes nothing else', async () => {
    const { target: _, ...without } = await chartOf('LDL', 'a');
    const { target: __, ...aimed } = await chartOf('LDL', 'a', { target: 0.9 });
    expect(aimed).toEqual(without);
    await expect(chartOf('LDL', 'a', { target: 65 })).rejects.toThrow('target must be a fraction from 0 to 1');
  });
});

describe('every twelfth month', () => {
  test('of a rolling year has limits, no nearer one has; those of two points are for trial, and it is said so', async () => {
    expect(await chartOf('YEAR', 'a', { every: 6 })).toMatchObject({
      verdict: 'DESCRIPTIVE',
      chart: null,
      reason: expect.stringContaining('chart points that are twelve months apart (--every 12, or every: 12)') as string,
    });
    const apart = await chartOf('YEAR', 'a', { every: 12 });
    expect(apart.points.map(({ period }) => period)).toEqual(['2023-12', '2024-12']);
    expect(apart.sharing).toBeNull();
    expect(apart.verdict).not.toBe('DESCRIPTIVE');
    expect(apart.choice.caution).toBe('Only 2 points: the limits are for trial until there are 12.');
    const monthly = await chartOf('LDL', 'a', { chart: 'p', every: 12 });
    expect(monthly.points[1]!.upper).toBeGreaterThan(monthly.points[1]!.lower!);
  });
});

describe('chance', () => {
  test('of each chart by its own rules is small, and that of a batch adds them up', async () => {
    for (const rules of Object.keys(controlRuleSets) as (keyof typeof controlRuleSets)[]) {
      for (const chart of ['p', 'pp', 'i', 'ip'] as const) {
        const [a, b] = await reports.controlCharts({ measure: 'LDL', organizations: ['a', 'b'], chart, rules });
        const [one, other] = [chanceOfControlSignal(a!)!, chanceOfControlSignal(b!)!];
        const batch = expectFalseControlSignals([a!, b!])!;
        expect(batch.method).toBe('simulated');
        // Two thousand draws of a share of about 20 % at most have a standard error of 0.009; five of those of three numbers.
        expect(Math.abs(batch.expected - one - other)).toBeLessThan(0.1);
        expect(one).toBeGreaterThan(0.005);
        expect(one).toBeLessThan(0.5);
      }
    }
  });

  test('of charts of several kinds and cuts is that of the judged ones; hidden months are in no draw', async () => {
    const hidden = await reportsOf({
      measures,
      policy: 'cms',
      cells: [...cellsOf('LDL', 'a', wavering).with(3, all('LDL', months[3]!, 'a', 9, 3)), ...cellsOf('LDL', 'b', wavering, 5)],
    });
    const [a, b] = await hidden.controlCharts({
      measure: 'LDL',
      organizations: ['a', 'b'],
      chart: 'p',
      phases: ['2024-01'],
      exclude: ['2024-03'],
      freeze: 6,
    });
    expect([a!.verdict, b!.verdict]).toEqual(['NO_SIGNAL', 'TOO_THIN']);
    expect(chanceOfControlSignal(b!)).toBeNull();
    expect(expectFalseControlSignals([a!, b!])!.expected).toBe(chanceOfControlSignal(a!));
    const mixed = [
      ...(await reports.controlCharts({ measure: 'LDL', organizations: ['a'], chart: 'p' })),
      ...(await reports.controlCharts({ measure: 'LDL', organizations: ['b'], chart: 'i' })),
    ];
    expect(expectFalseControlSignals(mixed)!.expected).toBeLessThan(1);
  });

  test.for([
    { chart: 'i', phases: ['2024-12'] },
    { chart: 'ip', phases: ['2024-12'], freeze: 2 },
    { chart: 'pp', from: '2024-11' },
    { chart: 'p', exclude: months.slice(1) },
    { chart: 'i', rules: 'making-data-count', exclude: ['2023-01', '2024-12'] },
    { chart: 'ip', screen: true, every: 2 },
  ] as const)('of %j is a fraction where the chart is judged, else null', async (cut) => {
    const series = await chartOf('LDL', 'a', cut);
    const chance = chanceOfControlSignal(series);
    expect(chance === null).toBe(series.verdict === 'TOO_THIN');
    expect(chance ?? 0).toBeGreaterThanOrEqual(0);
    expect(chance ?? 0).toBeLessThanOrEqual(1);
  });

  test('of series that are not judged there is none', async () => {
    expect(expectFalseControlSignals([await chartOf('YEAR', 'a')])).toBeNull();
    expect(expectFalseControlSignals([])).toBeNull();
  });
});

describe('hidden months', () => {
  const world = (hidden: number) =>
    reportsOf({
      measures,
      policy: 'cms',
      cells: cellsOf('LDL', 'a', wavering).map((cell, index): Counts =>
        index === 5 || index === 17 ? all('LDL', months[index]!, 'a', 9 + (hidden % 2), hidden) : cell,
      ),
    });
  const answers = async (hidden: number) => {
    const { controlCharts } = await world(hidden);
    const question = { measure: 'LDL', organizations: ['a'] };
    return Promise.all([
      controlCharts(question),
      ...(['p', 'pp', 'i', 'ip'] as const).map((chart) =>
        controlCharts({ ...question, chart, rules: 'making-data-count', target: 0.5 }),
      ),
    ]);
  };

  test('have no limits, and nothing that is derived tells one count from another', async () => {
    const one = await answers(2);
    expect(await answers(7)).toEqual(one);
    for (const [series] of one) {
      for (const place of [5, 17]) {
        expect(series!.points[place]).toMatchObject({
          lower: null,
          upper: null,
          z: null,
          estimate: { status: 'SUPPRESSED', value: null },
        });
      }
      expect(series!.points[6]!.upper).not.toBeNull();
    }
  });
});

describe('edges', () => {
  test.for([
    ['nothing is shown', []],
    ['one month', [50]],
    ['two months', [50, 52]],
  ] as const)('%s', async ([, numerators]) => {
    const { controlCharts } = await reportsOf({
      measures,
      cells: [...cellsOf('LDL', 'a', numerators), ...cellsOf('LDL', 'b', wavering)],
    });
    for (const chart of [undefined, 'p', 'pp', 'i', 'ip'] as const) {
      const [series] = await controlCharts({ measure: 'LDL', organizations: ['a'], chart });
      expect(series!.points).toHaveLength(24);
      expect(['NO_SIGNAL', 'TOO_THIN']).toContain(series!.verdict);
      expect(series!.signals).toEqual([]);
    }
  });

  test('a chart that is asked for and has no limits says why; so does a phase beside others that have', async () => {
    const alone = await chartOf('LDL', 'a', { chart: 'i', from: '2024-12' });
    expect(alone).toMatchObject({
      verdict: 'TOO_THIN',
      reason: 'no two points in a row: the baseline has no moving range',
      sentence: 'No limits: no two points in a row: the baseline has no moving range.',
    });
    const phased = await chartOf('LDL', 'a', { chart: 'i', phases: ['2024-12'] });
    expect(phased.phases.map(({ reason }) => reason)).toEqual([null, alone.reason]);
    expect(phased.sentence).toMatch(/ No limits in 2024-12: no two points in a row: [^.]*\.$/);
    const hidden = await chartOf('LDL', 'a', { chart: 'p', from: '2024-11', exclude: ['2024-11', '2024-12'] });
    expect(hidden.sentence).toBe('No limits: no point of the baseline was observed.');
  });

  test('limits that rest on few months of a baseline or phase are said to be for trial', async () => {
    expect((await chartOf('LDL', 'b', { chart: 'p', freeze: 11 })).sentence).toMatch(
      / Limits from 2023-01 to 2024-12 rest on 11 months: they are for trial until there are 12\.$/,
    );
    expect((await chartOf('LDL', 'b', { chart: 'p', phases: ['2024-02'] })).sentence).toMatch(
      /of its phases[^]* Limits from 2024-02 to 2024-12 rest on 11 months: they are for trial until there are 12\.$/,
    );
    for (const cut of [{}, { freeze: 12 }, { phases: ['2024-01'] }])
      expect((await chartOf('LDL', 'b', { chart: 'p', ...cut })).sentence).not.toContain('for trial');
  });

  test.for([0, 1])('every rate is %i: limits on the centre, and no signal', async (rate) => {
    const { controlCharts } = await reportsOf({
      measures,
      cells: cellsOf(
        'LDL',
        'a',
        months.map(() => 100 * rate),
      ),
    });
    for (const chart of ['p', 'pp', 'i', 'ip'] as const) {
      const [series] = await controlCharts({ measure: 'LDL', organizations: ['a'], chart });
      expect(series!.signals).toEqual([]);
      for (const point of series!.points) expect(point).toMatchObject({ centre: rate, lower: rate, upper: rate });
    }
  });

  test('a month with a denominator of 0 is empty, and touches nothing else', async () => {
    const cells = cellsOf('LDL', 'a', wavering);
    const centreOf = async (all: readonly Counts[]) =>
      (await (await reportsOf({ measures, cells: all })).controlCharts({ measure: 'LDL', organizations: ['a'], chart: 'p' }))[0]!;
    const empty = await centreOf(cells.with(3, all('LDL', months[3]!, 'a', 0, 0)));
    const absent = await centreOf(cells.toSpliced(3, 1));
    expect(empty.points[3]).toMatchObject({ lower: null, upper: null, estimate: { status: 'EMPTY' } });
    expect(empty.centre).toBe(absent.centre);
    expect(empty.points[4]!.upper).toBe(absent.points[4]!.upper);
  });
});
