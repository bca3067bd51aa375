import { limitKernels, type ControlChartId } from './limits/kernels.ts';
import { createLimitColumns, type LimitInput } from './limits/columns.ts';
import { controlConstants } from './limits/constants.ts';
import { chartGuidelines, type ChartCheck, type GuidelineId } from './limits/guidelines.ts';
import { readSeries } from './limits/series.ts';

/** What was measured, one entry a point in order of time; NaN is missing. */
export type ChartData =
  | { readonly statistic: 'proportion'; readonly numerators: ArrayLike<number>; readonly denominators: ArrayLike<number> }
  | { readonly statistic: 'rate'; readonly events: ArrayLike<number>; readonly exposures: ArrayLike<number> }
  /** Events in periods with equal opportunity. */
  | { readonly statistic: 'count'; readonly values: ArrayLike<number> }
  /** One measured value a point. */
  | { readonly statistic: 'value'; readonly values: ArrayLike<number> }
  /** Means of points of known size: sums and how many values each holds. */
  | { readonly statistic: 'mean'; readonly numerators: ArrayLike<number>; readonly denominators: ArrayLike<number> }
  /** All the values behind each point. */
  | { readonly statistic: 'subgroups'; readonly subgroups: readonly ArrayLike<number>[] }
  /** One entry an event. */
  | { readonly statistic: 'time-between-events' | 'cases-between-events'; readonly values: ArrayLike<number> };

/** What to chart when the points are too thin for limits. */
export interface ChartAlternative {
  readonly kind: 'longer-periods' | 'cases-between-events' | 'time-between-events' | 'merged-strata' | 'independent-points';
  /** Points to take together; NaN but for longer periods. */
  readonly merge: number;
  readonly says: string;
}

/** A proposal, with what it rests on. */
export interface ChartChoice {
  /** `run`: a run chart, without limits; null when no chart of these points can show a change. */
  readonly chart: ControlChartId | 'run' | null;
  readonly why: string;
  /** What a reader of the chart must know; null when there is nothing. */
  readonly caution: string | null;
  /** What to do instead, best first; empty when the points bear their chart. */
  readonly instead: readonly ChartAlternative[];
  readonly checks: readonly ChartCheck[];
}

/** What the counts do not say. */
export interface ChooseChartOptions {
  /** Whether neighbouring points count some of the same patients, as rolling months do; see `sharePatients`. */
  readonly sharesPatients?: boolean;
}

/**
 * Proposes the chart that suits a series, with every guideline it was held against and its source; and when the data are too thin
 * for limits, what to chart instead. Nothing is merged or left out by itself.
 *
 * - proportions: P; P′ when σz is higher than chance explains. Rates: U or U′. Counts: C, or I when they vary more than chance
 * - single values: I; means of points of known size: I′; subgroups: Xbar, with S beside it
 * - one entry an event: T (times) or G (cases)
 *
 * Events are too thin for limits when a quarter or more of the points have none, or a quarter or more of the denominators are
 * below 1/p. The rarer of an event and its absence is what is counted.
 *
 * @param data     what was measured and its statistic
 * @param options  whether neighbouring points share patients: no limits and no rules hold then
 * @returns        the chart, why, what to watch for, what to do instead, and the checks as data
 * @throws RangeError as {@link controlChart} for impossible numbers
 * @example chooseChart({ statistic: 'proportion', numerators: [0, 1, 0, 0], denominators: [9, 8, 7, 9] }).instead[0]?.kind // 'cases-between-events'
 *
 * Source: that of each guideline stands in `checks`.
 */
export function chooseChart(data: ChartData, { sharesPatients = false }: ChooseChartOptions = {}): ChartChoice {
  const choice = chooseByStatistic(data);
  if (!sharesPatients || choice.chart === null) return choice;
  return {
    ...choice,
    chart: 'run',
    why: 'neighbouring points count some of the same patients, so that limits and rules do not hold: drawn as it is, without verdicts',
    caution: 'A point, a run or a trend on this chart says nothing about change.',
    instead: [
      {
        kind: 'independent-points',
        merge: NaN,
        says: 'Chart points that share no patients: single months, or one point a year.',
      },
    ],
  };
}

const statistics: readonly ChartData['statistic'][] = [
  'proportion',
  'rate',
  'count',
  'value',
  'mean',
  'subgroups',
  'time-between-events',
  'cases-between-events',
];

function chooseByStatistic(data: ChartData): ChartChoice {
  switch (data.statistic) {
    case 'proportion':
      return chooseForEvents(readSeries(data, 'p'), { plain: 'p', widened: 'pp', laney: 'pp' });
    case 'rate':
      return chooseForEvents(readSeries(data, 'u'), { plain: 'u', widened: 'up', laney: 'up' });
    case 'count':
      return chooseForEvents(readSeries(data, 'c'), { plain: 'c', widened: 'i', laney: 'up' });
    case 'value':
      return chooseForValues(
        'i',
        readSeries(data, 'i'),
        'one value a point: the steps from point to point show how far they vary',
      );
    case 'mean':
      return chooseForValues(
        'ip',
        readSeries(data, 'ip'),
        'means of points of different size: the larger the point, the narrower its limits',
      );
    case 'subgroups':
      return chooseForSubgroups(readSeries(data, 'xbar'));
    case 'time-between-events':
      return chooseForTimes(readSeries(data, 'g'));
    case 'cases-between-events':
      return chooseForValues('g', readSeries(data, 'g'), 'cases from one rare event to the next');
    default:
      throw new RangeError(`statistic must be one of ${statistics.join(', ')}, got ${String((data as ChartData).statistic)}`);
  }
}

const pointsMin = 12;

function chooseForValues(chart: ControlChartId, { values, sizes }: LimitInput, why: string): ChartChoice {
  const points = values.reduce((count, value, index) => (sizes[index]! > 0 && !Number.isNaN(value) ? count + 1 : count), 0);
  if (points === 0) return nothing;
  const checks = [checkPoints(points)];
  return { chart, why, caution: joined(cautionPoints(points)), instead: [], checks };
}

function chooseForSubgroups(input: LimitInput): ChartChoice {
  const several = input.sizes.filter((size) => size > 1).length;
  const observed = input.sizes.filter((size) => size > 0).length;
  if (several * 2 > observed)
    return chooseForValues('xbar', input, 'several values a point: chart their means, and their spread in an S chart beside it');
  return chooseForValues('i', input, 'hardly a point has more than one value: chart the means as single values');
}

function chooseForTimes(input: LimitInput): ChartChoice {
  if (!input.values.includes(0)) return chooseForValues('t', input, 'times from one rare event to the next');
  return {
    ...chooseForValues(
      'g',
      input,
      'some events fell into the same unit of time, and a T chart takes no time of 0: units between events, counted',
    ),
    instead: [
      { kind: 'time-between-events', merge: NaN, says: 'Measure the times more finely (hours instead of days) for a T chart.' },
    ],
  };
}

const nothing: ChartChoice = {
  chart: null,
  why: 'no point was observed',
  caution: null,
  instead: [],
  checks: [],
};

/** The charts of one kind of event, and the Laney chart that measures how much it varies. */
interface EventCharts {
  readonly plain: 'p' | 'u' | 'c';
  readonly widened: ControlChartId;
  readonly laney: 'pp' | 'up';
}

/** The points of a series of events, counting whichever is rarer: the event or its absence. */
interface Events {
  readonly points: number;
  readonly sizes: readonly number[];
  readonly counts: readonly number[];
  /** Σ counts / Σ sizes. */
  readonly rate: number;
  readonly name: 'events' | 'misses';
}

function chooseForEvents(input: LimitInput, charts: EventCharts): ChartChoice {
  const events = readEvents(input, charts);
  const { points, sizes, counts, rate, name } = events;
  if (points === 0) return nothing;
  const mean = counts.reduce((total, count) => total + count, 0) / points;
  const atZero = counts.filter((count) => count === 0).length;
  const shortOf = (size: number) => sizes.filter((n) => n < size * (1 - 1e-12)).length;
  const smallest = Math.min(...sizes);
  const draw = { value: smallest, threshold: 1 / rate, short: shortOf(1 / rate) };
  const judge = { value: smallest, threshold: 4 / rate, short: shortOf(4 / rate) };
  const normal = { value: smallest * rate, threshold: 5, short: shortOf(5 / rate) };

  const checks: ChartCheck[] = [checkPoints(points)];
  // Periods with equal opportunity have no denominator to be too small.
  if (charts.plain !== 'c') {
    checks.push(
      check('size-to-draw', draw, draw.short === 0),
      check('size-to-judge', judge, judge.short === 0),
      check('normal-approximation', normal, normal.short === 0),
    );
  }
  checks.push(
    check('points-at-zero', { value: atZero / points, threshold: 0.25, short: atZero }, atZero / points < 0.25),
    check('events-per-point', { value: mean, threshold: 5, short: NaN }, mean >= 5),
  );

  const tooSmall = charts.plain !== 'c' && draw.short / points >= 0.25;
  if (tooSmall || atZero / points >= 0.25) {
    const reasons = [
      `${atZero} of ${points} points have no ${name}`,
      ...(tooSmall && rate > 0 ? [`${draw.short} have a denominator below ${Math.ceil(draw.threshold)}`] : []),
    ];
    const pinned = atZero * 2 > points;
    return {
      chart: pinned ? null : 'run',
      why:
        `too thin for limits: ${reasons.join(', ')}` +
        (pinned ? '; the median lies among those without any, so that no chart of these points can show a change' : ''),
      caution: null,
      instead: alternatives(events, mean, charts),
      checks,
    };
  }

  const spread = dispersion(input, charts);
  checks.push(check('dispersion', { value: spread.sigmaZ, threshold: spread.most, short: NaN }, !spread.over && !spread.under));
  const few = charts.plain !== 'c' && judge.short > 0;
  const cautions = [
    ...cautionPoints(points),
    ...(few
      ? [
          `${judge.short} of ${points} points have a denominator below ${Math.ceil(judge.threshold)}: do not call them out of control.`,
        ]
      : []),
    ...(mean < 5 ? [`There are ${mean.toFixed(1)} ${name} a point where about five are wanted.`] : []),
    ...(spread.under
      ? [
          `The points vary less than chance would make them (σz ${spread.sigmaZ.toFixed(2)}): do they share patients, or were they smoothed?`,
        ]
      : []),
  ];
  return {
    chart: spread.over ? charts.widened : charts.plain,
    why: spread.over
      ? `the points vary more than chance explains (σz ${spread.sigmaZ.toFixed(2)}, chance reaches ${spread.most.toFixed(2)}): limits from how they do vary`
      : `${described[charts.plain]}, and neighbouring points differ by no more than chance explains`,
    caution: joined(cautions),
    instead: mean < 5 || (few && judge.short / points >= 0.25) ? alternatives(events, mean, charts) : [],
    checks,
  };
}

const described = {
  p: 'a share of patients at each point',
  u: 'events for an exposure at each point',
  c: 'events in periods of equal opportunity',
};

function readEvents({ values, sizes }: LimitInput, { plain }: EventCharts): Events {
  const observed = Array.from(values, (count, index) => ({ count, size: sizes[index]! })).filter(
    ({ count, size }) => size > 0 && !Number.isNaN(count),
  );
  const total = observed.reduce((sum, { count }) => sum + count, 0);
  const size = observed.reduce((sum, point) => sum + point.size, 0);
  const missesRarer = plain === 'p' && total > size / 2;
  return {
    points: observed.length,
    sizes: observed.map((point) => point.size),
    counts: observed.map((point) => (missesRarer ? point.size - point.count : point.count)),
    rate: (missesRarer ? size - total : total) / size,
    name: missesRarer ? 'misses' : 'events',
  };
}

/**
 * σz of the whole series and how far chance takes it. A mean of m moving ranges of independent normal z-scores, divided by d2, has
 * variance (2 − 4/π + 2 cov) / d2² / m = 0.826/m, with cov = 0.1628 that of neighbouring ranges, which share a point.
 */
function dispersion(input: LimitInput, { laney }: EventCharts) {
  const length = input.values.length;
  const columns = createLimitColumns(length);
  const settings = { sigmas: 3, screen: false, constants: controlConstants.exact, ghosts: new Uint8Array(length) };
  const { sigmaZ } = limitKernels[laney](input, { start: 0, end: length - 1, baselineEnd: length - 1 }, settings, columns);
  const ranges = columns.value.reduce(
    (count, value, index) => (Number.isNaN(value) || Number.isNaN(columns.value[index - 1] ?? NaN) ? count : count + 1),
    0,
  );
  const reach = 1.645 * Math.sqrt(0.826 / ranges);
  return { sigmaZ, most: 1 + reach, over: sigmaZ > 1 + reach, under: sigmaZ < 1 - reach };
}

/** What to do with events too thin for limits. Where most points hold less than one, single events say most. */
function alternatives({ points, name }: Events, mean: number, { plain }: EventCharts): ChartAlternative[] {
  const event = name === 'misses' ? 'miss' : 'event';
  const single: ChartAlternative =
    plain === 'p'
      ? {
          kind: 'cases-between-events',
          merge: NaN,
          says: `Chart the patients from one ${event} to the next (G chart), when every patient is known in order.`,
        }
      : {
          kind: 'time-between-events',
          merge: NaN,
          says: `Chart the time from one ${event} to the next (T chart), when the date of every ${event} is known.`,
        };
  const strata: ChartAlternative = {
    kind: 'merged-strata',
    merge: NaN,
    says: 'Merge this stratum with others, and name the merge on the chart.',
  };
  const alone = mean < 5 ? [single] : []; // frequent events need no chart of their own
  const merge = [3, 6, 12].find((together) => mean * together >= 5);
  if (merge === undefined) return [...alone, strata];
  const left = Math.floor(points / merge);
  const longer: ChartAlternative = {
    kind: 'longer-periods',
    merge,
    says:
      `Take ${merge} points together (${{ 3: 'quarters', 6: 'half-years', 12: 'years' }[merge]}, where points are months): ` +
      `about ${(mean * merge).toFixed(0)} ${name} a point. That leaves ${left} ${left === 1 ? 'point' : 'points'}` +
      `${left < pointsMin ? ', too few for limits until more are collected' : ''}.`,
  };
  if (mean < 1) return [single, strata, longer];
  return left < pointsMin ? [strata, ...alone, longer] : [longer, strata, ...alone];
}

type Measured = Pick<ChartCheck, 'value' | 'threshold' | 'short'>;

function check(id: GuidelineId, measured: Measured, met: boolean): ChartCheck {
  return { ...chartGuidelines[id], ...measured, met };
}

function checkPoints(points: number): ChartCheck {
  return check('points', { value: points, threshold: pointsMin, short: NaN }, points >= pointsMin);
}

function cautionPoints(points: number): string[] {
  return points < pointsMin
    ? [`Only ${points} ${points === 1 ? 'point' : 'points'}: the limits are for trial until there are ${pointsMin}.`]
    : [];
}

function joined(cautions: readonly string[]): string | null {
  return cautions.length === 0 ? null : cautions.join(' ');
}
