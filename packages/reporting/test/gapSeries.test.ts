import { createRandom, periodsBetween } from '@equipoise/engine';
import { describe, expect, test } from 'vitest';
import { chanceOfGapChart, drawGapControlChart, expectFalseGapSignals, type GapControlledSeries } from '../src/index.ts';
import { reportsOf, type Counts, type World } from './support/world.ts';

const months = periodsBetween('2024-01', '2025-12');
const measures = [
  { id: 'BP', title: 'Blood pressure', direction: 'higher', monthly: null },
  { id: 'YEAR', title: 'A rolling year', direction: 'higher', window: 'rolling-12', monthly: 'BP' },
  { id: 'FALLS', title: 'Falls', direction: 'lower' },
] as const;
const cell = (period: string, stratum: string, denominator: number, numerator: number, measure = 'BP'): Counts => [
  measure,
  period,
  'a',
  'sex',
  stratum,
  denominator,
  numerator,
];
const worldOf = (cells: readonly Counts[], more: Partial<World> = {}) => reportsOf({ measures, cells, ...more });

/** Two groups of steady size whose rates are drawn about these truths. */
const drawn = (female: (index: number) => number, male: (index: number) => number, measure = 'BP'): Counts[] => {
  const random = createRandom(3);
  return months.flatMap((period, index) => [
    cell(period, 'female', 200, random.binomial({ trials: 200, probability: female(index) }), measure),
    cell(period, 'male', 800, random.binomial({ trials: 800, probability: male(index) }), measure),
  ]);
};
const question = { measure: 'BP', by: 'sex', group: 'female', organizations: ['a'] } as const;
const chartOf = async (cells: readonly Counts[], more: object = {}, world: Partial<World> = {}): Promise<GapControlledSeries> =>
  (await (await worldOf(cells, world)).gapControlCharts({ ...question, ...more }))[0]!;

describe('a gap that changed', () => {
  const widening = drawn(
    (index) => (index < 12 ? 0.6 : 0.48),
    () => 0.7,
  );

  test('is found, with its direction, whose doing it was, and how often chance looks like that', async () => {
    const chart = await chartOf(widening, { freeze: 12 });
    expect(chart).toMatchObject({ verdict: 'SIGNAL', chart: 'p', chosen: true, reason: null, referenceStrata: ['male'] });
    const run = chart.signals.find(({ rule }) => rule === 'long-run')!;
    expect(run.stretches[0]).toMatchObject({ way: 'widening', left: false, levellingDown: false });
    expect(run.stretches[0]!.periods[0]!).toMatch(/^2024-1[0-2]|2025-01$/);
    const { fromGroup, fromReference, value } = run.stretches[0]!.change!;
    expect(fromGroup! + fromReference!).toBeCloseTo(value!, 12);
    expect(fromGroup!).toBeGreaterThan(0.08);
    expect(chart.sentence).toMatch(
      /^Sign of change in the gap of female members to all other members, about its mean of \+\d+\.\d points \(positive = worse off\): .*a long run \(\d+ months, 202\d-\d\d to 2025-12: widening\)/,
    );
    expect(chart.sentence).toMatch(
      /the gap was \+2\d\.\d points, in the other months of the baseline \+\d+\.\d: of the difference \+\d+\.\d is from female, [+−]?\d\.\d from the others\./,
    );
    const chance = chanceOfGapChart(chart)!;
    expect(chance).toBeGreaterThan(0.03);
    expect(chance).toBeLessThan(0.25);
    expect(expectFalseGapSignals([chart, chart])!.expected).toBeCloseTo(2 * chance, 1);
    expect(expectFalseGapSignals([])).toBeNull();
  });

  test('has limits at the standard errors of its months, about their weighted mean', async () => {
    const { points, phases } = await chartOf(widening, { freeze: 12 });
    const rates = [0, 0];
    for (const { estimate } of points.slice(0, 12)) {
      rates[0]! += estimate.group!.numerator / 200 / 12;
      rates[1]! += estimate.reference!.numerator / 800 / 12;
    }
    const error = Math.sqrt((rates[0]! * (1 - rates[0]!)) / 200 + (rates[1]! * (1 - rates[1]!)) / 800);
    expect(phases).toMatchObject([{ start: '2024-01', end: '2025-12', baselineEnd: '2024-12', observed: 12, sigmaZ: null }]);
    expect(points[20]!.centre).toBeCloseTo(rates[1]! - rates[0]!, 12);
    expect(points[20]!.upper).toBeCloseTo(rates[1]! - rates[0]! + 3 * error, 12);
    expect(points[20]!.lower).toBeCloseTo(rates[1]! - rates[0]! - 3 * error, 12);
    expect(points[0]!.estimate).toMatchObject({ method: 'newcombe', level: 0.95, status: 'REPORTED', reason: null });
  });

  test('by a reference that got worse is levelling down', async () => {
    const { sentence, signals } = await chartOf(
      drawn(
        () => 0.55,
        (index) => (index < 12 ? 0.7 : 0.58),
      ),
      { freeze: 12 },
    );
    expect(
      signals.flatMap(({ stretches }) => stretches).some(({ way, levellingDown }) => way === 'narrowing' && levellingDown),
    ).toBe(true);
    expect(sentence).toContain('Levelling down: the gap narrowed because the others got worse, not because female improved.');
  });

  test('of a group that is better off is a lead that grows or shrinks', async () => {
    const { sentence } = await chartOf(widening, { freeze: 12, group: 'male' });
    expect(sentence).toContain('their lead grows');
    expect(sentence).not.toMatch(/widening|narrowing|Levelling/);
  });

  test('is no change in phases of its own, and a picture shows it', async () => {
    const chart = await chartOf(widening, { phases: ['2025-01'], rules: 'western-electric' });
    expect(chart.phases.map(({ start, end }) => [start, end])).toEqual([
      ['2024-01', '2024-12'],
      ['2025-01', '2025-12'],
    ]);
    expect(chart.points[12]!.centre! - chart.points[11]!.centre!).toBeGreaterThan(0.06);
    const { provenance } = await worldOf(widening);
    const svg = await drawGapControlChart(chart, provenance);
    expect(svg).toMatch(/^<svg [^]*Gap in points, positive = worse off[^]*No gap[^]*<\/svg>$/);
    expect(await drawGapControlChart(await chartOf(widening, { target: 0.05 }), provenance)).toContain('Target 5.0 points');
  });
});

describe('a gap that did not change', () => {
  const steady = drawn(
    () => 0.6,
    () => 0.7,
  );

  test('says so, by any chart', async () => {
    for (const chart of ['p', 'pp', 'i'] as const) {
      const found = await chartOf(steady, { chart });
      expect(found).toMatchObject({ verdict: 'NO_SIGNAL', chart, chosen: false, signals: [] });
      expect(found.sentence).toMatch(
        /^No sign of change: the gap of female members to all other members varies at random about its mean of \+\d/,
      );
    }
  });

  test('where lower is better it has the other sign', async () => {
    const same = await chartOf(
      steady.map(([, ...rest]) => ['FALLS', ...rest] as const),
      { measure: 'FALLS' },
    );
    expect(same.centre).toBeCloseTo(-(await chartOf(steady)).centre!, 12);
  });

  test('of windows that share patients is drawn and not judged', async () => {
    const found = await chartOf(
      steady.map(([, ...rest]) => ['YEAR', ...rest] as const),
      { measure: 'YEAR' },
    );
    expect(found).toMatchObject({ verdict: 'DESCRIPTIVE', chart: null, signals: [] });
    expect(found.points.every(({ lower, upper, z }) => lower === null && upper === null && z === null)).toBe(true);
    expect(found.sentence).toMatch(
      /^Described, not judged\. From 2024-01 to 2025-12 the gap of female members to all other members went from \+/,
    );
    expect(found.reason).toContain('chart BP, the same care by independent months');
    expect(chanceOfGapChart(found)).toBeNull();
    const yearly = await chartOf(
      steady.map(([, ...rest]) => ['YEAR', ...rest] as const),
      { measure: 'YEAR', every: 12 },
    );
    expect(yearly.points.map(({ period }) => period)).toEqual(['2024-12', '2025-12']);
    expect(yearly.sharing).toBeNull();
  });

  test('with few months the limits are for trial', async () => {
    const found = await chartOf(steady, { freeze: 6 });
    expect(found.sentence).toContain('Limits from 2024-01 to 2025-12 rest on 6 months: they are for trial until there are 12.');
  });
});

describe('months without a gap', () => {
  const steady = drawn(
    () => 0.6,
    () => 0.7,
  );
  const without = (period: string, stratum: string) =>
    steady.filter((counts) => !(counts[1] === period && counts[4] === stratum));

  test('an arm that is hidden leaves nothing behind, whatever it holds', async () => {
    for (const stratum of ['female', 'male']) {
      const found = await Promise.all(
        [2, 9].map((met) => chartOf([...without('2024-05', stratum), cell('2024-05', stratum, 10, met)], {}, { policy: 'cms' })),
      );
      expect(found[0]).toEqual(found[1]);
      const { estimate, lower, upper, z } = found[0]!.points[4]!;
      expect({ lower, upper, z }).toEqual({ lower: null, upper: null, z: null });
      expect(estimate).toMatchObject({
        value: null,
        lower: null,
        upper: null,
        group: null,
        reference: null,
        status: 'SUPPRESSED',
      });
      // As if the month were not there.
      const absent = await chartOf(
        steady.filter(([, period]) => period !== '2024-05'),
        {},
        { policy: 'cms' },
      );
      expect(found[0]!.points.map((point) => point.z)).toEqual(absent.points.map((point) => point.z));
      expect(found[0]!.centre).toBe(absent.centre);
    }
  });

  test('are told apart: hidden, empty, too small, not there', async () => {
    const some = steady.filter(([, period]) => !['2024-02', '2024-03', '2024-04', '2024-05'].includes(period));
    const found = await chartOf([
      ...some,
      cell('2024-02', 'male', 800, 500),
      cell('2024-03', 'female', 0, 0),
      cell('2024-03', 'male', 800, 500),
      cell('2024-04', 'female', 24, 12),
      cell('2024-04', 'male', 800, 500),
    ]);
    expect(found.points.slice(1, 5).map(({ estimate }) => [estimate.status, estimate.reason])).toEqual([
      ['NO_DATA', 'group: the release has no cell here'],
      ['EMPTY', 'group: denominator is 0'],
      ['REPORTED', null],
      ['NO_DATA', 'group: the release has no cell here'],
    ]);
    const reports = await worldOf([...some, cell('2024-04', 'female', 24, 12), cell('2024-04', 'male', 800, 500)]);
    const [strict] = await reports.gapControlCharts(question, { denominatorMin: 30 });
    expect(strict!.points[3]!.estimate).toMatchObject({
      value: null,
      status: 'BELOW_MINIMUM',
      reason: 'group: denominator 24 of 30 needed',
    });
  });

  test('the rest is of the same people in every month: who is hidden most of the time is left out, a large one hidden once stays', async () => {
    const other = (hidden: (index: number) => boolean, size: number) =>
      months.map((period, index) => cell(period, 'other', hidden(index) ? 10 : size, hidden(index) ? 5 : size / 2));
    const rare = await chartOf([...steady, ...other((index) => index % 2 === 0, 20)], {}, { policy: 'cms' });
    expect(rare.referenceStrata).toEqual(['male']);
    expect(rare.points.every(({ estimate }) => estimate.status === 'REPORTED')).toBe(true);
    const large = await chartOf([...steady, ...other((index) => index === 7, 400)], {}, { policy: 'cms' });
    expect([...large.referenceStrata].sort()).toEqual(['male', 'other']);
    expect(large.points.filter(({ estimate }) => estimate.status === 'SUPPRESSED').map(({ period }) => period)).toEqual([
      '2024-08',
    ]);
    expect(large.points[0]!.estimate.reference!.denominator).toBe(1200);
  });

  test('who gave no answer is not in the rest', async () => {
    const unknown = months.map((period) => cell(period, 'Unknown', 300, 100));
    expect((await chartOf([...steady, ...unknown])).centre).toBe((await chartOf(steady)).centre);
  });

  test('a group that is too thin has no limits, and is told what to do', async () => {
    const thin = months.flatMap((period, index) => [
      cell(period, 'female', 2, index % 4 === 0 ? 1 : 0),
      cell(period, 'male', 800, 560),
    ]);
    const found = await chartOf(thin);
    expect(found).toMatchObject({ verdict: 'TOO_THIN', chart: null, signals: [], phases: [{ reason: null }] });
    expect(found.sentence).toMatch(
      /^No limits for the gap of female members to all other members: the group is too thin for limits: .* Instead: /,
    );
    expect((await chartOf(thin, { chart: 'p' })).chart).toBe('p');
  });
});

test('of a few months nothing is made: no sign is no finding', async () => {
  const cells = drawn(
    () => 0.6,
    () => 0.7,
  );
  const few = await chartOf(cells.filter(([, period]) => period <= '2024-04'));
  expect(few.verdict).toBe('NO_SIGNAL');
  expect(few.sentence).toMatch(/^No sign of change in 4 months, too few to say that there is none: the gap of female members/);
  expect((await chartOf(cells)).sentence).toMatch(/^No sign of change: /);
});

describe('what is refused', async () => {
  const reports = await worldOf([
    ...drawn(
      () => 0.6,
      () => 0.7,
    ),
    cell('2024-01', 'Unknown', 9, 3),
  ]);
  test.for([
    [{ by: undefined }, 'a gap is between groups: name a stratification with by'],
    [{ reference: 'female' }, 'a group has no gap to itself'],
    [{ group: 'Martian' }, 'stratum Martian is not in the release here'],
    [{ reference: 'Martian' }, 'reference Martian is not a stratum here; they are rest, '],
    [{ group: 'Unknown' }, 'the group stands for no answer: shown, never compared'],
    [{ reference: 'Unknown' }, 'the reference stands for no answer: shown, never compared'],
    [{ measure: 'NONE' }, 'measure NONE is not in the release'],
    [{ target: 5 }, 'the target of a gap must be a fraction from -1 to 1'],
    [{ freeze: 0 }, 'freeze must be a whole number of months of at least 1'],
    [{ phases: ['2020-01'] }, 'phase 2020-01 is not among the points'],
  ] as const)('%j', async ([terms, rule]) => {
    await expect(reports.gapControlCharts({ ...question, ...terms })).rejects.toThrow(rule);
  });
});
