import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseChart, controlChart, createRandom, type ChartChoice, type ChartData, type GuidelineId } from '../../src/index.ts';

const months = 24;

/** Binomial counts, the same ones for the same seed. */
function draws(seed = 1): (trials: number, probability: number) => number {
  const random = createRandom(seed);
  return (trials, probability) => random.binomial({ trials, probability });
}

/** Months of so many patients each, of whom a share meets the measure. */
function share(size: number, p: number, draw = draws()): ChartData {
  const denominators = Array<number>(months).fill(size);
  return { statistic: 'proportion', numerators: denominators.map((n) => draw(n, p)), denominators };
}

const checkOf = ({ checks }: ChartChoice, id: GuidelineId) => checks.find((check) => check.id === id);
const kinds = ({ instead }: ChartChoice) => instead.map(({ kind }) => kind);

describe('events', () => {
  test('plenty of patients: a P chart, every guideline met, nothing to say', () => {
    const choice = chooseChart(share(150, 0.6));
    expect(choice).toMatchObject({ chart: 'p', caution: null, instead: [] });
    expect(choice.checks.every(({ met }) => met)).toBe(true);
    expect(choice.checks.every(({ rule, source }) => rule !== '' && source !== '')).toBe(true);
  });

  test('rates that vary more than chance: P′ and U′, and an I chart for counts', () => {
    const denominators = Array<number>(months).fill(10_000);
    const numerators = denominators.map((_, month) => (month % 2 === 0 ? 2000 : 2400)); // four standard errors each side
    expect(chooseChart({ statistic: 'proportion', numerators, denominators }).chart).toBe('pp');
    expect(chooseChart({ statistic: 'rate', events: numerators, exposures: denominators }).chart).toBe('up');
    expect(chooseChart({ statistic: 'count', values: numerators }).chart).toBe('i');
    expect(chooseChart({ statistic: 'proportion', numerators, denominators }).why).toMatch(
      /^the points vary more than chance explains \(σz \d/,
    );
  });

  test('chance alone is called overdispersed in about 5 % of series', () => {
    const runs = 2000;
    const draw = draws();
    let widened = 0;
    for (let run = 0; run < runs; run += 1) if (chooseChart(share(100, 0.4, draw)).chart === 'pp') widened += 1;
    // 1.645 standard errors; four of the share's own allow for the skewness of a mean of ranges.
    expect(Math.abs(widened / runs - 0.05)).toBeLessThan(4 * Math.sqrt((0.05 * 0.95) / runs));
  });

  test('rolling sums of twelve months vary less than chance, and the caution asks why', () => {
    const draw = draws();
    const monthly = Array.from({ length: months + 11 }, () => draw(40, 0.5));
    const numerators = Array.from({ length: months }, (_, month) =>
      monthly.slice(month, month + 12).reduce((sum, x) => sum + x, 0),
    );
    const choice = chooseChart({ statistic: 'proportion', numerators, denominators: numerators.map(() => 480) });
    expect(choice.caution).toMatch(/vary less than chance would make them \(σz 0\.\d\d\): do they share patients/);
    expect(checkOf(choice, 'dispersion')?.met).toBe(false);
  });

  test('a denominator of 4/p is enough to judge, one of 1/p to draw', () => {
    const p = 0.2;
    const of = (size: number) => chooseChart(share(size, p, (n) => n * p));
    expect(checkOf(of(20), 'size-to-judge')).toMatchObject({ value: 20, met: true, short: 0 });
    expect(checkOf(of(15), 'size-to-judge')).toMatchObject({ met: false, short: months });
    expect(of(15)).toMatchObject({
      chart: 'p',
      caution: expect.stringContaining('24 of 24 points have a denominator below 20: do not call them out of control.'),
    });
    expect(checkOf(of(5), 'size-to-draw')).toMatchObject({ value: 5, met: true, short: 0 });
    expect(checkOf(of(25), 'normal-approximation')).toMatchObject({ value: 5, met: true });
  });

  test('too thin for limits: a run chart of the points, and longer periods instead', () => {
    const numerators = Array.from({ length: 72 }, (_, month) => [0, 2, 3, 1][month % 4]!); // a quarter of them without an event
    const denominators = numerators.map(() => 12);
    const choice = chooseChart({ statistic: 'proportion', numerators, denominators });
    expect(choice).toMatchObject({ chart: 'run', why: 'too thin for limits: 18 of 72 points have no events', caution: null });
    expect(checkOf(choice, 'points-at-zero')).toMatchObject({ value: 0.25, threshold: 0.25, met: false, short: 18 });
    // 1.5 events a month: half-years are the first to hold five, and leave twelve points.
    expect(kinds(choice)).toEqual(['longer-periods', 'merged-strata', 'cases-between-events']);
    expect(choice.instead[0]).toMatchObject({
      merge: 6,
      says: 'Take 6 points together (half-years, where points are months): about 9 events a point. That leaves 12 points.',
    });
    // Two years of it would leave four points: merging strata comes first.
    const short = chooseChart({ statistic: 'rate', events: numerators.slice(0, 24), exposures: denominators.slice(0, 24) });
    expect(kinds(short)).toEqual(['merged-strata', 'time-between-events', 'longer-periods']);
  });

  test('a quarter of the denominators below 1/p', () => {
    const denominators = [2, 2, 2, 20, 20, 20, 20, 20, 20, 20, 20, 20];
    const numerators = [1, 1, 1, 4, 4, 4, 4, 4, 4, 4, 4, 4];
    const choice = chooseChart({ statistic: 'proportion', numerators, denominators });
    expect(choice).toMatchObject({
      chart: 'run',
      why: 'too thin for limits: 0 of 12 points have no events, 3 have a denominator below 5',
    });
  });

  test('more than half of the points without an event: no chart of these points', () => {
    const numerators = [0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0];
    const choice = chooseChart({ statistic: 'proportion', numerators, denominators: numerators.map(() => 40) });
    expect(choice.chart).toBeNull();
    expect(kinds(choice)).toEqual(['cases-between-events', 'merged-strata']); // twelve months together hold three events
    const exposures = numerators.map(() => 900);
    expect(kinds(chooseChart({ statistic: 'rate', events: numerators, exposures }))[0]).toBe('time-between-events');
    expect(kinds(chooseChart({ statistic: 'count', values: numerators }))[0]).toBe('time-between-events');
  });

  test('where nearly all meet the measure the misses are counted', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.integer({ min: 1, max: 90 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n))),
          { minLength: 1, maxLength: 30 },
        ),
        (pairs) => {
          const denominators = pairs.map(([, n]) => n);
          const total = pairs.reduce((sum, [x, n]) => sum + 2 * x - n, 0);
          fc.pre(total !== 0); // at exactly one half neither is rarer
          const hits = chooseChart({ statistic: 'proportion', numerators: pairs.map(([x]) => x), denominators });
          const misses = chooseChart({ statistic: 'proportion', numerators: pairs.map(([x, n]) => n - x), denominators });
          expect(misses.chart).toBe(hits.chart);
          expect(misses.checks.map(({ id, met, short }) => [id, met, short])).toEqual(
            hits.checks.map(({ id, met, short }) => [id, met, short]),
          );
        },
      ),
      { seed: 1 },
    );
    const rare = chooseChart({
      statistic: 'proportion',
      numerators: Array<number>(12).fill(30),
      denominators: Array<number>(12).fill(30),
    });
    expect(rare).toMatchObject({ chart: null, why: expect.stringContaining('12 of 12 points have no misses') });
  });

  test('missing months and denominators of 0 are no points', () => {
    const numerators = [30, NaN, 28, 0, 33, 29];
    const choice = chooseChart({ statistic: 'proportion', numerators, denominators: [60, 60, 60, 0, NaN, 60] });
    expect(checkOf(choice, 'points')).toMatchObject({ value: 3, met: false });
    expect(choice.caution).toBe('Only 3 points: the limits are for trial until there are 12.');
  });

  test('the proposed chart can be drawn', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 9, max: 400 })), { minLength: 2, maxLength: 30 }),
        (pairs) => {
          const [counts, sizes] = [pairs.map(([x]) => x), pairs.map(([, n]) => n)];
          const { chart } = chooseChart({ statistic: 'proportion', numerators: counts, denominators: sizes });
          if (chart === null || chart === 'run') return;
          expect(controlChart({ numerators: counts, denominators: sizes }, { chart }).phases[0]?.reason).toBeNull();
        },
      ),
      { seed: 1 },
    );
  });
});

describe('values, means and times', () => {
  test.for([
    [{ statistic: 'value', values: [5, 6, 7] }, 'i'],
    [{ statistic: 'mean', numerators: [50, 60], denominators: [10, 12] }, 'ip'],
    [{ statistic: 'subgroups', subgroups: [[1, 2, 3], [2, 4], [5]] }, 'xbar'],
    [{ statistic: 'subgroups', subgroups: [[1], [2, 4], [5], []] }, 'i'],
    [{ statistic: 'time-between-events', values: [3, 9, 14] }, 't'],
    [{ statistic: 'time-between-events', values: [3, 0, 14] }, 'g'],
    [{ statistic: 'cases-between-events', values: [3, 0, 14] }, 'g'],
    [{ statistic: 'value', values: [] }, null],
    [{ statistic: 'value', values: [NaN, NaN] }, null],
    [{ statistic: 'proportion', numerators: [0], denominators: [0] }, null],
    [{ statistic: 'subgroups', subgroups: [[], []] }, null],
  ] as const)('%j: %s', ([data, chart]) => {
    expect(chooseChart(data).chart).toBe(chart);
  });
});

test('points that share patients get no limits, whatever their size', () => {
  const choice = chooseChart(share(150, 0.6), { sharesPatients: true });
  expect(choice.chart).toBe('run');
  expect(choice.why).toMatch(/count some of the same patients/);
  expect(kinds(choice)).toEqual(['independent-points']);
  expect(chooseChart({ statistic: 'value', values: [] }, { sharesPatients: true }).why).toBe('no point was observed');
});

test('impossible numbers and unknown statistics are refused', () => {
  expect(() => chooseChart({ statistic: 'proportion', numerators: [5], denominators: [4] })).toThrow(
    'numerators[0] 5 exceeds denominators[0] 4',
  );
  expect(() => chooseChart({ statistic: 'time-between-events', values: [-1] })).toThrow('values[0] must be at least 0, got -1');
  expect(() => chooseChart({ statistic: 'median' } as unknown as ChartData)).toThrow(
    'statistic must be one of proportion, rate, count, value, mean, subgroups, time-between-events, cases-between-events, got median',
  );
});
